/** The rooms of the house, for the tool that checks their arrows (.dependency-cruiser.cjs) and for the picture in src/README.md. */

/** The floors, lowest first: a room imports from its own floor's room and from lower floors alone. */
const FLOORS = [
  { room: 'workflows/words', holds: 'channels, fact types, outcomes: the words that statute and procedure share' },
  { room: 'workflows/statute', holds: 'the clock, fees, remedies, calendars' },
  { room: 'workflows/disclosure', holds: 'the procedure: what a case may hear next' },
  { room: 'src/ground', holds: 'errors, days, ids, keys, settings of the process, the loaded law, blobs, the post' },
  { room: 'src/db', holds: 'connection, migrations, the PostgreSQL of the packages' },
  { room: 'src/jobs', holds: 'the queue' },
  { room: 'src/documents', holds: 'typesetting; knows no case' },
  { room: 'src/leaving', holds: 'what a file carries besides what it shows; the copy that leaves' },
  { room: 'src/redacting', holds: 'marks, the file made anew without them, the proof of it; knows no case' },
  { room: 'src/workbooks', holds: 'workbooks and lists as files: reading and writing XLSX and CSV' },
  { room: 'src/house.ts', holds: 'what is opened once and handed down' },
  { room: 'src/web', holds: 'frame, parts, forms, words' },
  { room: 'src/audit', holds: 'who did and read what: the lines, their chain, verifying it; the only writer' },
  { room: 'src/people', holds: 'agencies, staff, sessions, who may do what' },
  { room: 'src/acts', holds: 'one catalogue: for each fact its fields, who may, what is open of it, how it is told' },
  { room: 'src/ledger', holds: 'entries, what they come to, numbers; the only writer' },
  { room: 'src/files', holds: 'taking files in, giving them out' },
  { room: 'src/seals', holds: 'certificates, signatures, time stamps' },
  { room: 'src/letters', holds: 'making, checking, addressing letters; the words in force' },
  { room: 'src/released', holds: 'what a decision publishes' },
  {
    room: 'src/citizens',
    holds: 'accounts, consents, languages, satisfaction: what citizens chose besides their applications',
  },
  { room: 'src/cases', holds: 'the door: what is offered, what is recorded, for one case or several' },
  {
    room: 'src/law',
    holds: 'the law in force: calendars loaded since, what agencies chose; which open cases it moves',
  },
  { room: 'src/sending', holds: 'what was meant to be sent, once, and what was proven of it' },
]
/** Features stand side by side: none imports another; all record through the door. */
const FEATURES = [
  'intake',
  'consultations',
  'delivery',
  'mailbox',
  'deadlines',
  'calendar',
  'replies',
  'workbench',
  'release',
  'evidence',
  'archive',
  'remedies',
  'reports',
  'analysis',
  'tasks',
  'responsible',
  'spot-checks',
  'supervision',
  'cooperation',
  'problems',
  'redaction',
  'open-figures',
  'drill',
  'help',
  'guide',
  'examples',
  'training',
  'account',
  'settings',
  'office',
  'outward',
  'exchange',
  'upkeep',
].map((name) => ({ room: `src/${name}` }))
/** What composes features; imported by nothing below. */
const ROOF = [{ room: 'src/desk', holds: 'worklist, case page, supervision' }]

/**
 * One door for each outside library. `fastify`, `zod`, `preact` and the table builder of drizzle are languages that rooms speak:
 * routes, schemas, pages, tables and questions.
 */
const DOORS = [
  // Putting pages together; making what is redacted, reading what was made.
  {
    library: '@cantoo/pdf-lib',
    door: [
      'src/documents/sheets.ts',
      'src/redacting/sheet.ts',
      'src/redacting/inside.ts',
      'src/redacting/inside-pages.ts',
    ],
  },
  { library: '@fastify/', door: ['src/app.ts', 'src/web/limits.ts', 'src/web/assets.ts', 'src/web/compressed.ts'] },
  { library: '@napi-rs/canvas', door: ['src/redacting/pictures.ts'] },
  { library: '@opentelemetry/', door: ['src/ground/otlp.ts'] },
  { library: '@zxcvbn-ts/', door: ['src/people/password-rules.ts'] },
  { library: '@simplewebauthn/', door: ['src/people/passkeys.ts'] },
  { library: 'asn1js|pkijs', door: ['src/seals/pki.ts'] },
  { library: 'aws4fetch', door: ['src/ground/s3/wire.ts'] },
  { library: 'diff', door: ['src/ground/diff.ts'] },
  { library: 'fflate', door: ['src/ground/squeeze.ts'] },
  { library: 'file-type', door: ['src/files/uploads.ts'] },
  { library: 'fontkit', door: ['src/documents/face.ts'] },
  { library: 'graphile-worker', door: ['src/worker.ts', 'src/jobs/keep-working.ts', 'src/db/migrate.ts'] }, // its jobs; its runner; its tables
  { library: 'harfbuzzjs', door: ['src/documents/harfbuzz.ts'] },
  { library: 'ical-generator', door: ['src/intake/calendar-file.ts'] },
  { library: 'imapflow', door: ['src/ground/imap.ts'] },
  { library: 'intl-messageformat', door: ['src/web/words/message.ts'] },
  { library: 'nodemailer', door: ['src/ground/post.ts'] },
  { library: 'openid-client', door: ['src/people/oidc.ts'] },
  { library: 'pg', door: ['src/jobs/connections.ts'] }, // the connections of the queue, which speaks nothing else
  { library: 'parse5', door: ['src/reports/reading/html.ts'] },
  { library: 'pdfjs-dist', door: ['src/redacting/read-glyphs.ts'] },
  { library: 'pdfkit', door: ['src/documents/archival.ts'] },
  { library: 'postal-mime', door: ['src/mailbox/read-mail.ts'] },
  { library: 'postgres|postgres-array', door: ['src/db/'] },
  { library: 'preact-render-to-string', door: ['src/web/page.tsx'] },
  { library: 'qr', door: ['src/people/qr.tsx'] },
  { library: 'xstate', door: ['workflows/disclosure/'] },
  { library: 'yaml', door: ['src/ground/yaml.ts'] },
]

module.exports = { FLOORS, FEATURES, ROOF, DOORS }
