import { goldenRows } from './fixed-schema.ts';

// Run by itself, in processes that live elsewhere.
process.stdout.write(JSON.stringify(goldenRows(), null, 2));
