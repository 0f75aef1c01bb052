import { EXAMPLES } from './every-generator.ts';
import { bindTo, fakeRow } from '../support/fake-site.ts';
const out: string[] = [];
for (const [name, ex] of Object.entries(EXAMPLES)) {
  const b = bindTo(ex.make(), ex.type, ex.options);
  const row: any = { ...(ex.row ?? fakeRow)(5) };
  let sink: unknown;
  const run = (n: number) => {
    for (let i = 0; i < n; i++) {
      row.index = i;
      row.ordinal = i;
      sink = b.draw(row);
    }
  };
  run(20000);
  let best = Infinity;
  for (let k = 0; k < 3; k++) {
    const t = performance.now();
    run(50000);
    best = Math.min(best, ((performance.now() - t) * 1e6) / 50000);
  }
  out.push(`${name} ${best.toFixed(0)}`);
}
console.log(out.join('\n'));
