// What only strict null checks can refuse.
import { maybe } from 'gen-factories/generators';
import { factory } from './generated/index.js';

// @ts-expect-error NULL into NOT NULL
factory.define('users', { shape: { email: null } });
// @ts-expect-error NULL into NOT NULL
factory.define('users', { shape: { email: maybe(0.5, 'a@example.test') } });
// @ts-expect-error NULL into NOT NULL
factory.define('users', { shape: { email: () => null } });

// @ts-expect-error the column may be NULL
export const length: number = factory.row('users', 1).display_name.length;
