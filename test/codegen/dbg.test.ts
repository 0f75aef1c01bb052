import fc from 'fast-check';
import { it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { diamond } from './random-diamonds.ts';
it('x', async () => {
  await fc.assert(fc.asyncProperty(diamond, async (made) => {
    const { files, factory } = await evaluate(made.model, made.counts);
    console.log(String(JSON.stringify(made.counts)), files.filter((f) => f.path === 'leaf.ts' || f.path.startsWith('knot')).map((f) => f.text).join('\n'));
    console.log(JSON.stringify(factory.settings.tables['leaf']));
    for (const t of Object.keys(made.counts)) console.log(t, JSON.stringify(factory.rows(t)));
  }), { seed: Number(process.env['SEED']), path: process.env['FCPATH']!, endOnFailure: true, numRuns: 300 });
});
