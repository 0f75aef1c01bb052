/** Files, each by what is odd about it: what comes behind the datasource, or all of it if there is one. */
export type Inputs = Readonly<Record<string, string>>;

/** What is between the braces of a model with a key. */
function model(lines: string, name = 'A'): string {
  return `model ${name} {\n  id Int @id\n${lines}\n}\n`;
}

/** The form of files: what parsers stumble over. */
export const FORMS: Inputs = {
  'a comment behind the brace': 'model A { // note\n  id Int @id\n}\n',
  'a doc comment behind the brace': 'model A { /// note\n  id Int @id\n}\n',
  'words behind the brace': 'model A { whatever %%% it is\n  id Int @id\n}\n',
  'a brace of an enum with a comment': 'enum E { // note\n  X\n}\n' + model('  e E'),
  'a brace of a datasource with a comment':
    'datasource db { // note\n  provider = "postgresql" // more\n}\n' + model(''),
  'block comments': '/* a */\nmodel A {\n  /* b\n     c */\n  id Int @id /* d */\n  /** e */\n}\n',
  'a block comment before a field on its line': 'model A {\n  /* x */ id Int @id\n}\n',
  'a block comment within a field': 'model A {\n  id /* x */ Int @id\n}\n',
  'a block comment in a list': model('  a Int\n  @@unique([id, /* x */ a])'),
  'a block comment in arguments': model('  a Int @default(/* x */ 1)'),
  'a block comment of several lines in a list': model('  a Int\n  @@unique([id /* x\n y */, a])'),
  'a block comment before the brace': 'model A /* x */ {\n  id Int @id\n}\n',
  'a block comment behind the closing brace': model('') + '/* x */ enum E {\n  X\n} /* y */\n',
  'a block comment in an enum': 'enum E {\n  /* x */\n  X /* y */\n  Y\n}\n' + model('  e E'),
  'a block comment in a datasource':
    'datasource db {\n  /* x */\n  provider = "postgresql" /* y */\n}\n' + model(''),
  'what is commented out by blocks': model('  /* a Int\n  b String */\n  c Boolean'),
  'two comments behind a field': 'model A {\n  id Int @id /* x */ // y\n}\n',
  'a block comment without end': 'model A {\n  id Int @id /* x\n}\n',
  'a block comment that opens twice': '/* a /* b */\nmodel A {\n  id Int @id\n}\n',
  'slashes in a text': model('  a String @default("http://x/*y*/") // z'),
  'fields called true, false and null': model('  true String\n  false Int?\n  null Boolean'),
  'values called true, false and null':
    'enum E {\n  true\n  false @map("no")\n  null\n}\n' + model('  e E @default(true)'),
  'an enum default called null': 'enum E {\n  null\n  a\n}\n' + model('  e E @default(null)'),
  'a key of a field called true': model('  true Int\n  @@unique([true, id])'),
  'a relation by a field called null':
    'model A {\n  id Int @id\n  null Int\n  b B @relation(fields: [null], references: [id])\n}\n' +
    model('  as A[]', 'B'),
  'fields called as keywords': model(
    '  model String\n  enum String\n  type String\n  view Int\n  datasource Int',
  ),
  'names in other alphabets': 'model Größe {\n  id Int @id\n  maß Int\n  名前 String\n}\n',
  'a name that begins in another alphabet': 'model Ünicode {\n  id Int @id\n}\n',
  'a name that begins with a digit': 'model 1A {\n  id Int @id\n}\n',
  'a field that begins with a digit': model('  1a Int'),
  'a name that begins with an underscore': 'model _A {\n  id Int @id\n}\n',
  'a field that begins with an underscore': model('  _a Int'),
  'a name with a dash': 'model A-B {\n  id Int @id\n}\n',
  'a field with a dash': model('  a-b Int'),
  'a name with a combining mark': 'model Aa\u0301 {\n  id Int @id\n}\n',
  'an emoji for a field': model('  🙂 Int'),
  'a byte order mark': '\uFEFFmodel A {\n  id Int @id\n}\n',
  'characters that mean nothing': model('  a String %%% @unique'),
  'a semicolon': model('  a String;'),
  'a hash for a comment': '# note\n' + model(''),
  'a setting in a model': model('  a = 3'),
  'a field without a type': model('  a'),
  'a field with a colon': model('  a: String'),
  'an optional list': model('  a Int[]?'),
  'a list of optionals': model('  a Int?[]'),
  'brackets apart': model('  a Int[ ]'),
  'a blank before brackets': model('  a Int []'),
  'a blank before a question mark': model('  a Int ?'),
  'a trailing comma in a list': model('  a Int\n  @@unique([id, a,])'),
  'a trailing comma in arguments': model('  a String @default("x",)'),
  'a list over several lines': model('  a Int\n  @@unique([\n    id,\n    a\n  ])'),
  'arguments over several lines': model('  a Int\n  @@unique(\n    [id, a]\n  )'),
  'two fields on a line': model('  a Int b Int'),
  'a model on one line': 'model A { id Int @id }\n',
  'the brace on the next line': 'model A\n{\n  id Int @id\n}\n',
  'the closing brace behind a field': 'model A {\n  id Int @id }\n',
  'two models on a line': 'model A {\n  id Int @id\n} model B {\n  id Int @id\n}\n',
  'no end of line at the end': 'model A {\n  id Int @id\n}',
  'ends of lines as on Windows': 'model A {\r\n  id Int @id // a\r\n\r\n  b String\r\n}\r\n',
  'ends of lines as on old Macs': 'model A {\r  id Int @id\r}\r',
  'tabs and blank lines': '\n\n\tmodel\tA\t{\n\n\tid\tInt\t@id\n\n\t}\n\n',
  'a no-break space': 'model A {\n  id\u00A0Int @id\n}\n',
  'a form feed': 'model A {\n  id Int @id\n\f}\n',
  'an attribute with a blank': model('  a Int @ unique'),
  'an attribute with empty parentheses': model('  a Int @unique()'),
  'a blank before parentheses': model('  a Int @default (1)'),
  'a model without a blank before its name': 'modelA {\n  id Int @id\n}\n',
  'a model without a blank before its brace': 'model A{\n  id Int @id\n}\n',
  'a model with a lower-case keyword only': 'Model A {\n  id Int @id\n}\n',
  'a model without end': 'model A {\n  id Int @id\n',
  'a brace too many': model('') + '}\n',
  'a type alias': 'type Foo = String @db.VarChar(10)\n' + model(''),
  'an empty model': 'model A {\n}\n',
  'an empty enum': 'enum E {\n}\n' + model(''),
  'a type of another namespace': model('  a other.Thing'),
  'escapes in texts': model('  a String @default("\\"\\\\\\n\\t\\u00e9\\/")'),
  'an unknown escape': model('  a String @default("\\x")'),
  'a text over two lines': model('  a String @default("x\ny")'),
  'a text without end': model('  a String @default("x)'),
  'texts in single quotes': model("  a String @default('x')"),
  'a tab in a text': model('  a String @default("x\ty")'),
  'a number with a leading zero': model('  a Int @default(007)'),
  'a number with a plus': model('  a Int @default(+1)'),
  'a number that ends in a point': model('  a Float @default(1.)'),
  'a number that begins with a point': model('  a Float @default(.5)'),
  'a number with an exponent': model('  a Float @default(1e5)'),
  'a number with letters': model('  a Int @default(1a)'),
  'a name without brackets for fields':
    'model C {\n  id Int @id\n  aId Int\n  a A @relation(fields: aId, references: id)\n}\n' +
    model('  cs C[]'),
};

/** What files say: names, types, defaults, keys. */
export const MEANINGS: Inputs = {
  'an unknown type': model('  a Strin'),
  'an unknown attribute': model('  a Int @uniqe'),
  'an unknown block attribute': model('  @@uniqe([id])'),
  'an attribute twice': model('  a Int @unique @unique'),
  'a field twice': model('  a Int\n  a Int'),
  'a column twice': model('  a Int\n  b Int @map("a")'),
  'a model twice': model('') + model(''),
  'a model and an enum of one name': model('') + 'enum A {\n  x\n}\n',
  'a table twice': model('  @@map("t")') + model('  @@map("t")', 'B'),
  'a model without a key': 'model A {\n  a Int\n}\n',
  'an ignored model without a key': 'model A {\n  a Int\n  @@ignore\n}\n',
  'a key that may be NULL': 'model A {\n  a Int? @id\n}\n',
  'a unique that may be NULL for a key': 'model A {\n  a Int? @unique\n}\n',
  'two keys': model('  a Int @id'),
  'a key of a field that is not there': model('  @@unique([b])'),
  'a key of no field': model('  @@unique([])'),
  'a reserved name': 'model String {\n  id Int @id\n}\n',
  'a name that JavaScript reserves': 'model async {\n  id Int @id\n}\n',
  'an empty name of a table': model('  @@map("")'),
  'an unknown function': model('  a String @default(guid())'),
  'cuid of version 3': model('  a String @default(cuid(3))'),
  'uuid of version 1': model('  a String @default(uuid(1))'),
  'nanoid of length 1': model('  a String @default(nanoid(1))'),
  'now for a text': model('  a String @default(now())'),
  'a counter for a text': model('  a String @default(autoincrement())'),
  'auto on SQL': model('  a String @default(auto())'),
  'a text for a number': model('  a Int @default("1")'),
  'a number for a text': model('  a String @default(1)'),
  'a number out of range': model('  a Int @default(3000000000)'),
  'a large number': model('  a BigInt @default(9223372036854775807)'),
  'a larger number': model('  a BigInt @default(9223372036854775808)'),
  'a fraction for an integer': model('  a Int @default(1.5)'),
  'a text for a decimal': model('  a Decimal @default("1.50")'),
  'a bad text for a decimal': model('  a Decimal @default("abc")'),
  'a text for a float': model('  a Float @default("1.5")'),
  'a bad time': model('  a DateTime @default("yesterday")'),
  'a time without a zone': model('  a DateTime @default("2020-01-01T00:00:00")'),
  'a day for a time': model('  a DateTime @default("2020-01-01")'),
  'a day that is not there': model('  a DateTime @default("2020-02-30T00:00:00Z")'),
  'bad JSON': model('  a Json @default("{")'),
  'bad Base64': model('  a Bytes @default("%")'),
  'a value that is none of the enum': 'enum E {\n  x\n}\n' + model('  e E @default(y)'),
  'a text for an enum': 'enum E {\n  x\n}\n' + model('  e E @default("x")'),
  'a list for one': model('  a Int @default([1])'),
  'one for a list': model('  a Int[] @default(1)'),
  'a mixed list': model('  a Int[] @default([1, "x"])'),
  'an updatedAt of a number': model('  a Int @updatedAt'),
  'an unknown native type': model('  a String @db.Varchar(5)'),
  'a native type of another field': model('  a String @db.Integer'),
  'a native type of another datasource': model('  a String @pg.Text'),
  'a native type of a datasource of another name':
    'datasource pg {\n  provider = "postgresql"\n}\n' + model('  a String @pg.VarChar(5)'),
  'a native type called db where the datasource is not':
    'datasource pg {\n  provider = "postgresql"\n}\n' + model('  a String @db.VarChar(5)'),
  'a native type with too many arguments': model('  a String @db.Text(5)'),
  'a native type with a text': model('  a String @db.VarChar("5")'),
  'one digit for a decimal': model('  a Decimal @db.Decimal(5)'),
  'two native types': model('  a String @db.Text @db.VarChar(5)'),
  'Unsupported with a default': model('  a Unsupported("circle") @default(dbgenerated("x"))'),
  'Unsupported with a value': model('  a Unsupported("circle") @default("x")'),
  'Unsupported without a text': model('  a Unsupported(circle)'),
  'a composite type on SQL': 'type T {\n  x Int\n}\n' + model('  t T'),
  'a schema that is not listed': model('  @@schema("other")'),
  'a relation without its other end':
    'model C {\n  id Int @id\n  aId Int\n  a A @relation(fields: [aId], references: [id])\n}\n' +
    model(''),
  'a relation without a key': 'model C {\n  id Int @id\n  a A\n}\n' + model('  cs C[]'),
  'a relation by a field that is not there':
    'model C {\n  id Int @id\n  a A @relation(fields: [x], references: [id])\n}\n' +
    model('  cs C[]'),
  'a relation to a field that is not there':
    'model C {\n  id Int @id\n  aId Int\n  a A @relation(fields: [aId], references: [x])\n}\n' +
    model('  cs C[]'),
  'unequal numbers of fields':
    'model C {\n  id Int @id\n  aId Int\n  a A @relation(fields: [aId, id], references: [id])\n}\n' +
    model('  cs C[]'),
  'two relations without names':
    'model C {\n  id Int @id\n  x Int\n  y Int\n  a A @relation(fields: [x], references: [id])\n  b A @relation(fields: [y], references: [id])\n}\n' +
    model('  cs C[]\n  ds C[]'),
  'two relations, named by position and by name':
    'model C {\n  id Int @id\n  x Int\n  y Int\n  a A @relation("one", fields: [x], references: [id])\n  b A @relation(fields: [y], references: [id], name: "two")\n}\n' +
    model('  cs C[] @relation(name: "one")\n  ds C[] @relation("two")'),
  'two relations of one name':
    'model C {\n  id Int @id\n  x Int\n  y Int\n  a A @relation("one", fields: [x], references: [id])\n  b A @relation(name: "one", fields: [y], references: [id])\n}\n' +
    model('  cs C[] @relation("one")\n  ds C[] @relation("one")'),
  'one to one without a unique key':
    'model C {\n  id Int @id\n  x Int\n  a A @relation(fields: [x], references: [id])\n}\n' +
    model('  c C?'),
  'one to one by a unique key':
    'model C {\n  id Int @id\n  x Int @unique\n  a A @relation(fields: [x], references: [id])\n}\n' +
    model('  c C?'),
  'an unknown action':
    'model C {\n  id Int @id\n  x Int\n  a A @relation(fields: [x], references: [id], onDelete: Nothing)\n}\n' +
    model('  cs C[]'),
  'both ends with keys':
    'model C {\n  id Int @id\n  x Int @unique\n  a A @relation(fields: [x], references: [id])\n}\n' +
    model('  y Int @unique\n  c C @relation(fields: [y], references: [id])'),
  'a list without an id of one field':
    'model C {\n  x Int\n  y Int\n  as A[]\n  @@id([x, y])\n}\n' + model('  cs C[]'),
  'a self relation without its other end': model(
    '  bId Int?\n  b A? @relation(fields: [bId], references: [id])',
  ),
  'a relation of a type that is no model': model(
    '  b Int @relation(fields: [id], references: [id])',
  ),
  'a default of a relation':
    'model C {\n  id Int @id\n  x Int\n  a A @relation(fields: [x], references: [id]) @default(1)\n}\n' +
    model('  cs C[]'),
  'no datasource': 'generator client {\n  provider = "prisma-client-js"\n}\n' + model(''),
  'two datasources':
    'datasource a {\n  provider = "mysql"\n}\ndatasource b {\n  provider = "mysql"\n}\n' +
    model(''),
  'a datasource without a provider': 'datasource db {\n  relationMode = "prisma"\n}\n' + model(''),
  'an unknown provider': 'datasource db {\n  provider = "oracle"\n}\n' + model(''),
  'an unknown relation mode':
    'datasource db {\n  provider = "mysql"\n  relationMode = "loose"\n}\n' + model(''),
  'a list on MySQL': 'datasource db {\n  provider = "mysql"\n}\n' + model('  a Int[]'),
  'a decimal on MongoDB':
    'datasource db {\n  provider = "mongodb"\n}\nmodel A {\n  id String @id @default(auto()) @map("_id") @db.ObjectId\n  a Decimal\n}\n',
  'a key of MongoDB that is not called so':
    'datasource db {\n  provider = "mongodb"\n}\nmodel A {\n  id String @id @default(auto()) @db.ObjectId\n}\n',
  'a key of a field in a document':
    'datasource db {\n  provider = "mongodb"\n}\ntype T {\n  x Int\n  y U[]\n}\ntype U {\n  z String\n}\nmodel A {\n  id String @id @default(auto()) @map("_id") @db.ObjectId\n  t T\n  n Int\n  @@unique([t.x, n])\n  @@index([t.y.z])\n}\n',
  'a key of a field that is not in a document':
    'datasource db {\n  provider = "mongodb"\n}\ntype T {\n  x Int\n}\nmodel A {\n  id String @id @default(auto()) @map("_id") @db.ObjectId\n  t T\n  @@unique([t.y])\n}\n',
  'lists of ids at both ends':
    'datasource db {\n  provider = "mongodb"\n}\nmodel A {\n  id String @id @map("_id")\n  bIds String[]\n  bs B[] @relation(fields: [bIds], references: [id])\n}\nmodel B {\n  id String @id @map("_id")\n  aIds String[]\n  as A[] @relation(fields: [aIds], references: [id])\n}\n',
  'lists at both ends without ids on MongoDB':
    'datasource db {\n  provider = "mongodb"\n}\nmodel A {\n  id String @id @map("_id")\n  bs B[]\n}\nmodel B {\n  id String @id @map("_id")\n  as A[]\n}\n',
  'an enum with a schema and a map':
    'datasource db {\n  provider = "postgresql"\n  schemas = ["x", "y"]\n}\nenum E {\n  a @map("A-1")\n  @@map("e e")\n  @@schema("y")\n}\nmodel A {\n  id Int @id\n  e E @default(a)\n  @@schema("x")\n}\n',
  'operators of indexes': model(
    '  a String\n  b Json\n  @@index([a(ops: raw("text_pattern_ops"), sort: Desc)])\n  @@index([b(ops: JsonbPathOps)], type: Gin)',
  ),
  'one that is unique, named and sorted': model(
    '  a String\n  @@unique([a(sort: Desc), id], name: "x", map: "y")',
  ),
  'a relation with a view':
    'generator c {\n  provider = "prisma-client"\n  previewFeatures = ["views"]\n}\nview V {\n  id Int @unique\n  aId Int\n  a A @relation(fields: [aId], references: [id])\n}\n' +
    model('  vs V[]'),
  'a view':
    'generator c {\n  provider = "prisma-client"\n  previewFeatures = ["views"]\n}\nview V {\n  id Int @unique\n  n String?\n}\n' +
    model(''),
};
