import { GenFactoriesError } from '../errors.ts';
import type { Engine, LedgerEntry, TableLoad } from './engine.ts';
import type { Layer } from './fingerprint.ts';
import { loadingEntry } from './loading-entry.ts';
import type { Planning } from './planning.ts';

interface Missing {
  /** What the base's rows were written by, where the database has them. */
  readonly base: LedgerEntry | undefined;
  readonly layers: readonly Layer[];
}

/**
 * Which parts of the plan the database does not have yet. What a run that died left in the ledger is
 * cleared: its transaction ended with it, so it wrote nothing.
 *
 * @throws GenFactoriesError `TARGET_SEEDED` where the database has rows of other definitions
 */
export async function missingLayers(engine: Engine, planning: Planning): Promise<Missing> {
  const entries = await engine.ledger.read();
  const dead = entries.filter((entry) => entry.state === 'loading');
  if (dead.length > 0) await engine.remove(dead);
  const loaded = entries.filter((entry) => entry.state === 'loaded');
  const layers: Layer[] = [];
  const base = loaded.find((entry) => entry.layer === 'base' || entry.layer.startsWith('base+'));
  if (base === undefined) layers.push('base');
  else requireBase(engine, base, planning);
  const { plan } = planning;
  if (plan.scenarios.length === 0) return { base, layers };
  const name = plan.scenarios.join('+');
  const laid = loaded.find((entry) => layerScenario(entry.layer) !== null);
  if (laid === undefined) layers.push('scenario');
  else if (
    layerScenario(laid.layer) !== name ||
    laid.definitions.split('+').at(-1) !== planning.printOf('scenario')
  ) {
    throw seededOtherwise(engine, laid);
  }
  return { base, layers };
}

/** The rows that are there are those of the plan, or of one that left out tables. */
function requireBase(engine: Engine, base: LedgerEntry, planning: Planning): void {
  const print = base.definitions.split('+')[0];
  if (print === planning.printOf('base')) return;
  planning.follow(base);
  if (print !== planning.printOf('base')) throw seededOtherwise(engine, base);
}

/** `base`, `base+large-org` (both at once), or `large-org` laid on later. */
function layerScenario(layer: string): string | null {
  if (layer === 'base') return null;
  return layer.startsWith('base+') ? layer.slice('base+'.length) : layer;
}

/** The ledger's entry for a load of these layers. */
export function newEntry(planning: Planning, layers: readonly Layer[]): LedgerEntry {
  const scenario = planning.plan.scenarios.join('+');
  return loadingEntry(
    layers.map((layer) => (layer === 'base' ? 'base' : scenario)).join('+'),
    layers.map((layer) => planning.printOf(layer)).join('+'),
  );
}

/** The part of a table's load that belongs to these layers. */
export function cutToLayers(load: TableLoad, layers: readonly Layer[]): TableLoad {
  const first = layers.includes('base') ? 0 : load.rows.baseCount;
  const end = layers.includes('scenario') ? load.rows.count : load.rows.baseCount;
  return { ...load, first, end };
}

function seededOtherwise(engine: Engine, entry: LedgerEntry): GenFactoriesError {
  return new GenFactoriesError('TARGET_SEEDED', {
    what: `"${engine.target.database}" was seeded (${entry.layer}) from other definitions, or at another scale`,
    fix: 'Take that down first: `npx gen-factories down`, or factory.down().',
  });
}
