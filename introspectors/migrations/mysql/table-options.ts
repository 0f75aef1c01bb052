import type { MysqlTable } from './draft.ts';
import type { Reader } from './reader.ts';

/** Options of one value that change no row. */
const WITHOUT_EFFECT = new Set(
  `ENGINE TYPE AUTO_INCREMENT AVG_ROW_LENGTH CHECKSUM COMPRESSION CONNECTION DELAY_KEY_WRITE ENCRYPTION
  ENCRYPTED ENCRYPTION_KEY_ID INSERT_METHOD KEY_BLOCK_SIZE MAX_ROWS MIN_ROWS PACK_KEYS
  PAGE_CHECKSUM PAGE_COMPRESSED PASSWORD ROW_FORMAT SECONDARY_ENGINE STATS_AUTO_RECALC STATS_PERSISTENT
  STATS_SAMPLE_PAGES TABLESPACE TRANSACTIONAL ENGINE_ATTRIBUTE ALGORITHM LOCK`.split(/\s+/),
);

/**
 * Reads an option of a table.
 *
 * @returns false where none that is known is next
 */
export function readTableOption(table: MysqlTable, reader: Reader): boolean {
  if (reader.take('COMMENT')) {
    reader.take('=');
    table.comment = reader.takeText();
    return true;
  }
  const isDefault = reader.take('DEFAULT');
  if (reader.take('CHARACTER', 'SET') || reader.take('CHARSET')) {
    reader.take('=');
    table.charset = reader.takeName().toLowerCase();
    table.collation = null;
    return true;
  }
  if (reader.take('COLLATE')) {
    reader.take('=');
    table.collation = reader.takeName().toLowerCase();
    return true;
  }
  const word = reader.next?.kind === 'word' ? reader.next.text.toUpperCase() : '';
  if (isDefault || !WITHOUT_EFFECT.has(word)) return false;
  reader.skip();
  reader.take('=');
  reader.skip();
  return true;
}
