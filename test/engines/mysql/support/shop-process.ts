// A process of its own for tests: `shop-process.ts up|down <url> <scale>`; prints a line for each step.
import { shopFactory } from './shop.ts';

const [, , command, url = '', scale = '1'] = process.argv;
const factory = shopFactory(Number(scale));
if (command === 'up') {
  await factory.up({ url, onProgress: ({ table, rows }) => console.log(`${table} ${rows}`) });
} else {
  await factory.down({ url });
}
console.log('done');
