// Written by gen-factories from contacts. Extend it in ../index.ts; edits here are lost. checksum 03e521cd
import {
  boolean,
  edge,
  email,
  fullName,
  given,
  maybe,
  optional,
  phone,
  ref,
  skewed,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('contacts', {
  count: 10_000,
  shape: {
    org_id: ref('orgs', { fanout: skewed({ max: 9_000, none: '5%' }) }),
    name: edge(fullName(), { apostrophe: '2%', unicode: '2%', longest: '1%' }),
    email: optional('50%', email('name')), // validator: oneOf
    phone: given('email', { null: phone() }, undefined), // validator: oneOf
    vip: optional('20%', maybe('10%', boolean())),
  },
  anonymize: ['name', 'email', 'phone'],
});
