import { call, literal, object, type Expression } from '../expression.ts';
import { siblingNamed, type Choice, type ColumnView, type Rule } from '../column-view.ts';
import { WORD_RULES } from './word-rules.ts';

const NAME_EDGES = { apostrophe: '2%', unicode: '2%', longest: '1%' };
const PROSE_EDGES = { longest: '2%', emoji: '2%', newline: '2%', html: '1%' };
const TITLE_EDGES = { longest: '2%', emoji: '1%', quotes: '1%' };

/** Tables whose rows are people. */
export const PERSON_ENTITY =
  /(?:^|_)(?:user|customer|person|employee|member|contact|author|patient|student|teacher|client|lead|subscriber|guest|driver|agent|staff|actor|profile|admin|owner|recipient|applicant|candidate)$/;

/** Tables whose rows are things that are called by a short name. */
const THING_ENTITY =
  /(?:^|_)(?:product|variant|collection|article|post|page|category|tag|topic|project|repository|channel|service|package|feature|plan|place|city|country|asset|file|document|template)$/;

/** Tables whose rows are organisations. */
export const COMPANY_ENTITY =
  /(?:^|_)(?:org|organization|organisation|company|tenant|workspace|account|vendor|supplier|merchant|partner|brand|publisher|team|business)$|^(?:store|shop)$/;

/** Rules for text, the most particular first. */
export const TEXT_RULES: readonly Rule[] = [
  named(/(?:^|_)(?:e_?)?mail(?:_address)?$/, (view) => ({
    expression: emailExpression(view),
    personal: true,
  })),
  named(/^(?:first|given|fore)_?name$/, () => person('firstName')),
  named(/(?:^|_)maiden_?name$/, () => person('lastName')),
  named(/^(?:last|family|sur|middle)_?name$/, (view) => ({
    ...person('lastName'),
    ...(view.name.startsWith('middle') && { nulls: 0.7 }),
  })),
  named(
    /(?:^|_)(?:author|composer|artist|director|performer|speaker|instructor|reviewer|narrator)$/,
    () => person('fullName'),
  ),
  named(/^title$/, (view) =>
    PERSON_ENTITY.test(view.entity) ? { expression: call('jobTitle') } : undefined,
  ),
  named(/^display_?name$/, () => ({
    expression: call('fullName'),
    personal: true,
    edges: { emoji: '5%', longest: '2%', apostrophe: '1%' },
  })),
  named(
    /(?:^|_)(?:full_?name|contact_name|customer_name|user_name_full|recipient|cardholder|author_name|owner_name|signer_name)$/,
    () => person('fullName'),
  ),
  // Those of things tell nobody's name.
  named(/^(?:handle|alias)$/, ({ entity }) =>
    THING_ENTITY.test(entity) ? { expression: call('slug') } : undefined,
  ),
  named(/^(?:user_?name|login|handle|nick_?name|screen_name|alias)$/, () => ({
    expression: call('username'),
    personal: true,
  })),
  named(/(?:^|_)(?:birth_?(?:date|day)|date_of_birth|dob)$/, () => ({
    expression: call('birthDate'),
    personal: true,
  })),
  named(/(?:^|_)(?:phone|mobile|cell|telephone|tel|fax)(?:_?(?:number|no))?$/, () => ({
    expression: call('phone'),
    personal: true,
  })),
  named(/(?:^|_)(?:company|organization|organisation|employer|business)(?:_?name)?$/, () => ({
    expression: call('companyName'),
    edges: { longest: '1%', apostrophe: '1%' },
  })),
  named(/(?:^|_)ip(?:_?addr(?:ess)?)?$|_ip_address$/, () => ({
    expression: call('ipAddress'),
    personal: true,
  })),
  named(/(?:^|_)mac(?:_?addr(?:ess)?)?$/, () => ({ expression: call('macAddress') })),
  named(
    /(?:^|_)(?:(?:street|home|postal|mailing|billing|shipping)_?)?(?:address|street)(?:_?(?:line)?_?[12])?$/,
    (view) => ({
      expression: call('streetAddress'),
      personal: true,
      edges: { longest: '2%', newline: '1%' },
      ...(/2$/.test(view.name) && { nulls: 0.8 }),
    }),
  ),
  named(/^line_?[12]$/, (view) =>
    siblingNamed(view, /(?:^|_)(?:city|country|zip|postal_?code|postcode)$/) === undefined
      ? undefined
      : { expression: call('streetAddress'), personal: true },
  ),
  named(/(?:^|_)(?:city|town)$/, () => ({ expression: call('city'), personal: true })),
  named(/(?:^|_)(?:state|province|region|county)$/, (view) =>
    siblingNamed(view, /(?:^|_)(?:city|country|zip|postal_code|address)/) === undefined
      ? undefined
      : { expression: call('state') },
  ),
  named(/(?:^|_)(?:zip|zip_?code|postal_?code|post_?code)$/, () => ({
    expression: call('postalCode'),
    personal: true,
  })),
  named(/^(?:code|iso|iso_?(?:code|2|3|alpha_?[23]))$/, (view) =>
    /(?:^|_)country$/.test(view.entity) ? { expression: call('countryCode') } : undefined,
  ),
  named(/^(?:code|iso_?code)$/, (view) =>
    /(?:^|_)currency$/.test(view.entity) ? { expression: call('currency') } : undefined,
  ),
  named(/^(?:code|tag|iso_?code)$/, (view) =>
    /(?:^|_)(?:language|locale)$/.test(view.entity) ? { expression: call('locale') } : undefined,
  ),
  named(/(?:^|_)country_?code$/, () => ({ expression: call('countryCode') })),
  named(/(?:^|_)country(?:_name)?$/, (view) => ({
    expression: call(isShort(view, 3) ? 'countryCode' : 'countryName'),
  })),
  named(/(?:^|_)(?:time_?zone|tz)$/, () => ({ expression: call('timezone') })),
  named(/(?:^|_)(?:locale|lang|language)(?:_code)?$/, () => ({ expression: call('locale') })),
  named(/(?:^|_)currency(?:_code)?$/, () => ({ expression: call('currency') })),
  named(/(?:^|_)(?:avatar|photo|picture|image|logo|thumbnail|icon)(?:_?ur[li])?$/, () => ({
    expression: call('avatarUrl'),
    nulls: 0.3,
  })),
  named(
    /(?:^|_)(?:url|uri|website|homepage|web_site|link|href|webhook|callback|endpoint)$/,
    () => ({
      expression: call('url'),
      edges: { longest: '1%' },
    }),
  ),
  named(/(?:^|_)sub_?domain$/, () => ({ expression: call('slug') })),
  named(/(?:^|_)(?:domain|host_?name|host)$/, () => ({ expression: call('domainName') })),
  named(/^ua$|(?:^|_)user_?agent$/, () => ({
    expression: call('userAgent'),
    edges: { longest: '1%' },
  })),
  named(/(?:^|_)(?:hair|eyes?)_?colou?r$/, (view) =>
    wordsIn(view, { brown: 0.5, black: 0.25, grey: 0.15, green: 0.1 }),
  ),
  named(/(?:^|_)colou?r(?:_?hex)?$/, () => ({ expression: call('hexColor') })),
  named(/(?:^|_)slug$|^permalink$/, () => ({ expression: call('slug') })),
  named(
    /(?:^|_)(?:ssn|social_security|tax_?id|vat(?:_?(?:id|number))?|national_id|passport)(?:_?(?:number|no))?$/,
    () => ({
      expression: call('code', object({ length: literal(9), alphabet: literal('0123456789') })),
      personal: true,
    }),
  ),
  named(/(?:^|_)(?:card_?number|credit_?card|pan)$/, () => ({
    expression: call('cardNumber'),
    personal: true,
  })),
  named(/(?:^|_)(?:last_?4|last_?four)$/, () => ({
    expression: call('code', object({ length: literal(4), alphabet: literal('0123456789') })),
  })),
  named(/(?:^|_)card_?(?:brand|type|network)$/, (view) =>
    wordsIn(view, { visa: 0.5, mastercard: 0.35, amex: 0.15 }),
  ),
  named(/(?:^|_)iban$/, () => ({ expression: call('iban'), personal: true })),
  named(
    /(?:^|_)(?:password|passwd|secret|token|api_?key|access_?key|private_?key|refresh_?token|salt|hash|digest|checksum|signature|fingerprint|nonce|otp)(?:_?(?:hash|digest|encrypted))?$/,
    (view) => ({
      expression: /hash|digest|checksum|password|fingerprint|signature/.test(view.name)
        ? call('hash')
        : call('token'),
      personal: /password|secret|token|key|otp|salt/.test(view.name),
    }),
  ),
  named(/(?:^|_)(?:gender|sex)$/, (view) => ({
    expression: isShort(view, 5)
      ? shares({ f: 0.49, m: 0.48, x: 0.03 })
      : shares({ female: 0.49, male: 0.48, other: 0.03 }),
    personal: true,
  })),
  named(/(?:^|_)(?:job_?title|occupation|position_title)$/, () => ({
    expression: call('jobTitle'),
  })),
  named(/(?:^|_)(?:bio|about|biography)$/, () => ({
    expression: call('bio'),
    edges: PROSE_EDGES,
  })),
  named(/(?:^|_)(?:mime_?type|content_?type|media_?type)$/, () => ({
    expression: call('mimeType'),
  })),
  named(/(?:^|_)(?:http_)?method$/, (view) =>
    siblingNamed(view, /(?:url|path|status|request)/) === undefined
      ? undefined
      : { expression: call('httpMethod') },
  ),
  named(/(?:^|_)file_?name$/, () => ({ expression: call('fileName') })),
  named(/(?:^|_)(?:file_?path|path)$/, () => ({ expression: call('filePath') })),
  named(/(?:^|_)version$|^semver$/, () => ({ expression: call('semver') })),
  named(/(?:^|_)(?:barcode|upc|ean|gtin|isbn|microchip)(?:_?(?:no|number|code))?$/, (view) => {
    const length = Math.min(textLength(view) ?? 13, 13);
    const digits = { length: literal(length), alphabet: literal('0123456789') };
    return { expression: call('code', object(digits)) };
  }),
  named(
    /(?:^|_)(?:sku|(?:serial|licen[cs]e|permit|policy|badge|registration|tracking)_?(?:no|number)|coupon_?code|invite_?code|promo_?code|reference|ref|code|number|(?:order|invoice|account)_?(?:no|number))$/,
    (view) => ({
      expression: call('code', object({ length: literal(Math.min(textLength(view) ?? 10, 10)) })),
    }),
  ),
  named(/^(?:schedule|cron)(?:_expression)?$/, () => ({
    expression: call(
      'oneOf',
      raws(["'0 * * * *'", "'*/15 * * * *'", "'0 3 * * 1'", "'30 8 1 * *'"]),
    ),
  })),
  named(/(?:^|_)(?:status|state|phase|stage)$/, (view) => {
    const known = STATUSES.find(([entity]) => entity.test(view.entity))?.[1];
    return (known && wordsIn(view, known)) ?? { expression: shares(USUAL_STATUSES) };
  }),
  named(/(?:^|_)role$/, () => ({
    expression: call(
      'weighted',
      object({ member: literal(0.8), admin: literal(0.15), owner: literal(0.05) }),
    ),
  })),
  named(/(?:^|_)(?:plan|tier)$/, () => ({
    expression: call(
      'weighted',
      object({ free: literal(0.6), pro: literal(0.3), enterprise: literal(0.1) }),
    ),
  })),
  named(/(?:^|_)(?:priority|severity|level)$/, () => ({
    expression: call(
      'weighted',
      object({
        normal: literal(0.6),
        low: literal(0.2),
        high: literal(0.15),
        urgent: literal(0.05),
      }),
    ),
  })),
  named(
    /(?:^|_)(?:queue|task|job|worker|event|topic|channel|function|handler|command|service|module|plugin|metric|index|table|column|schema|database|bucket)_?name$/,
    () => ({ expression: call('slug') }),
  ),
  named(/^key$/, (view) =>
    /(?:^|_)(?:api|access|secret|private|license|licence)_?key$/.test(view.entity)
      ? { expression: call('token'), personal: true }
      : { expression: call('slug') },
  ),
  named(/^(?:name|label)$/, nameOf),
  named(/(?:^|_)(?:product|item)_?name$/, productName),
  named(/(?:^|_)(?:title|subject|headline|topic|name|label|caption)$/, () => ({
    expression: call('title'),
    edges: TITLE_EDGES,
  })),
  named(
    /(?:^|_)(?:description|summary|notes?|comment|body|content|message|text|details|excerpt|review|remarks?|reason|feedback|instructions?|transcript|bio|answer|question|snippet|error|output|logs?)$/,
    (view) => ({
      expression: call(
        /body|content|transcript|details|output|log/.test(view.name) ? 'paragraph' : 'sentence',
      ),
      edges: PROSE_EDGES,
    }),
  ),
  named(/(?:^|_)(?:action|verb|operation)$/, (view) =>
    wordsIn(view, { created: 0.35, updated: 0.45, deleted: 0.05, viewed: 0.15 }),
  ),
  named(/^(?:auth_?|oauth_?)?provider(?:_?id)?$/, (view) =>
    siblingNamed(view, /token|account|scope/) === undefined
      ? undefined
      : wordsIn(view, { google: 0.5, github: 0.3, credential: 0.2 }),
  ),
  named(/(?:^|_)scopes?$/, (view) => wordsIn(view, { read: 0.5, 'read write': 0.5 })),
  ...WORD_RULES,
  named(
    /(?:^|_)(?:tags?|keywords?|category|genre|kind|type|channel|source|provider|platform|event|action|queue|topic_name|group|section|department|engine|context|shape|region|theme|resource|namespace|environment|variant|template|format|mode)$/,
    () => ({
      expression: call('slug'),
    }),
  ),
  named(/(?:^|_)(?:id|uuid|guid|key|external_id|arn|identifier)$|^sub$/, (view) => ({
    expression: identifierFor(view),
  })),
  // Numbers that somebody keeps as text.
  named(/(?:^|_)(?:bytes|rows|count|quantity|qty)$/, () => ({
    expression: call('pattern', literal('^[1-9][0-9]{0,4}$')),
  })),
  named(/(?:^|_)(?:amount|price|cost|fee|total|balance)$/, () => ({
    expression: call('pattern', literal('^[1-9][0-9]{0,2}\\.[0-9]{2}$')),
  })),
];

/** What the rows of some tables go through. */
const STATUSES: readonly (readonly [RegExp, Readonly<Record<string, number>>])[] = [
  [/(?:^|_)order$/, { pending: 0.1, paid: 0.2, shipped: 0.2, delivered: 0.45, canceled: 0.05 }],
  [
    /(?:^|_)(?:payment|charge|transaction|payout|transfer)$/,
    { succeeded: 0.85, pending: 0.08, failed: 0.05, refunded: 0.02 },
  ],
  [/(?:^|_)invoice$/, { paid: 0.7, open: 0.2, draft: 0.07, void: 0.03 }],
  [/(?:^|_)subscription$/, { active: 0.75, trialing: 0.1, past_due: 0.05, canceled: 0.1 }],
  [/(?:^|_)(?:invitation|invite)$/, { accepted: 0.6, pending: 0.3, expired: 0.1 }],
  [/(?:^|_)(?:task|ticket|issue|todo)$/, { open: 0.3, in_progress: 0.2, done: 0.5 }],
  [/(?:^|_)(?:post|article|page|document)$/, { published: 0.7, draft: 0.2, archived: 0.1 }],
  [
    /(?:^|_)(?:job|run|import|export|build|deployment|execution)$/,
    { succeeded: 0.8, running: 0.05, queued: 0.05, failed: 0.1 },
  ],
];

const USUAL_STATUSES = { active: 0.7, pending: 0.15, archived: 0.1, failed: 0.05 };

function named(pattern: RegExp, choose: (view: ColumnView) => Choice | undefined): Rule {
  return (view) =>
    view.type.kind === 'text' && pattern.test(view.name) ? choose(view) : undefined;
}

function person(generator: string): Choice {
  return { expression: call(generator), personal: true, edges: NAME_EDGES };
}

function productName(): Choice {
  return { expression: call('productName'), edges: TITLE_EDGES };
}

function shares(weights: Readonly<Record<string, number>>): Expression {
  const members = Object.entries(weights).map(
    ([label, weight]) => [label, literal(weight)] as const,
  );
  return call('weighted', object(Object.fromEntries(members)));
}

/** Choices among words, where the column has room for each of them. */
function wordsIn(view: ColumnView, weights: Readonly<Record<string, number>>): Choice | undefined {
  const longest = Math.max(...Object.keys(weights).map((word) => word.length));
  return longest <= (textLength(view) ?? Infinity) ? { expression: shares(weights) } : undefined;
}

/** An e-mail address made from the row's own names, where it has them. */
function emailExpression(view: ColumnView): Expression {
  const first = siblingNamed(view, /^(?:first|given)_?name$/);
  const last = siblingNamed(view, /^(?:last|family|sur)_?name$/);
  if (first !== undefined && last !== undefined)
    return call('email', literal(first), literal(last));
  const full = siblingNamed(
    view,
    PERSON_ENTITY.test(view.entity) ? /^(?:full_?name|name)$/ : /^full_?name$/,
  );
  return full === undefined ? call('email') : call('email', literal(full));
}

/** Tables of people that there are fewer of than users. */
const PERFORMER_ENTITY =
  /(?:^|_)(?:artist|composer|musician|singer|director|speaker|player|passenger|instructor|coach)$/;

function nameOf(view: ColumnView): Choice {
  // `name` and `surname` are two halves.
  if (siblingNamed(view, /^(?:last|family|sur)_?name$/) !== undefined) return person('firstName');
  if (/(?:^|_)(?:team|department|division|group)$/.test(view.entity))
    return { expression: call('department'), edges: { longest: '1%' } };
  if (PERSON_ENTITY.test(view.entity) || PERFORMER_ENTITY.test(view.entity)) {
    return person('fullName');
  }
  if (/(?:^|_)(?:attachment|file|upload)$/.test(view.entity))
    return { expression: call('fileName') };
  if (/(?:^|_)time_?zone$/.test(view.entity)) return { expression: call('timezone') };
  if (COMPANY_ENTITY.test(view.entity)) {
    return { expression: call('companyName'), edges: { longest: '1%', apostrophe: '1%' } };
  }
  if (/(?:^|_)(?:product|item|article|good)$/.test(view.entity)) return productName();
  if (/(?:^|_)(?:city|town)$/.test(view.entity)) return { expression: call('city') };
  if (/(?:^|_)country$/.test(view.entity)) return { expression: call('countryName') };
  return { expression: call('title'), edges: TITLE_EDGES };
}

function identifierFor(view: ColumnView): Expression {
  const length = textLength(view);
  if (/uuid|guid/.test(view.name) && (length === null || length >= 36)) return call('uuid');
  if (view.name === 'id' && length === 36) return call('uuid');
  if (view.name !== 'id') return call('token', prefixOf(view));
  if (length === null || length >= 25) return call('cuid');
  return call('code', object({ length: literal(length) }));
}

/** `stripe_customer_id` reads as `customer_…`: the word before `id`. */
function prefixOf(view: ColumnView): Expression | undefined {
  const word = view.name
    .replace(/_?(?:id|key|arn|identifier)$/, '')
    .split('_')
    .at(-1);
  const length = textLength(view) ?? Infinity;
  if (word === undefined || word === '' || word.length > 10 || length < word.length + 20) {
    return undefined;
  }
  return object({ prefix: literal(`${word}_`) });
}

function textLength(view: ColumnView): number | null {
  return view.type.kind === 'text' ? view.type.length : null;
}

function isShort(view: ColumnView, length: number): boolean {
  const own = textLength(view);
  return own !== null && own <= length;
}

function raws(texts: readonly string[]): Expression {
  return { kind: 'array', items: texts.map((text) => ({ kind: 'raw', text })) };
}
