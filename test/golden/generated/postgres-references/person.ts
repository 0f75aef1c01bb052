// Written by gen-factories from public.person. Extend it in ../index.ts; edits here are lost. checksum a4c263bf
import { maybe, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('person', {
  count: 10_000,
  shape: {
    manager_id: ref('person'),
    org_code: maybe('20%', ref('org', { fanout: skewed({ max: 400, none: '5%' }) })),
    desk: maybe('20%', ref('org', { fanout: skewed({ max: 400, none: '5%' }) })),
    site_number: maybe(
      '20%',
      ref('site', { fanout: skewed({ max: 100, none: '5%' }), columns: ['site_org'] }),
    ),
    other_number: maybe(
      '20%',
      ref('site', { fanout: skewed({ max: 100, none: '5%' }), columns: ['other_org'] }),
    ),
  },
});
