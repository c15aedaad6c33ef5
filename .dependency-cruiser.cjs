/** The arrows of the house. Each rule says why, so that a failure teaches. Type imports count like any other. */

const { DOORS, FEATURES, FLOORS, ROOF } = require('./.floors.cjs')

const within = ({ room }) => `^${room.replace('.', '\\.')}(/|$|\\.ts$)`
const from = (rooms) => rooms.map(within)

const upwards = FLOORS.map((floor, i) => ({
  name: `nothing-above-${floor.room.replace(/^.*\//, '').replace('.ts', '')}`,
  severity: 'error',
  comment: 'A room imports from lower floors alone; the order is FLOORS above.',
  from: { path: within(floor) },
  to: { path: ['^src/', '^workflows/'], pathNot: from(FLOORS.slice(0, i + 1)) },
}))
const sideways = FEATURES.map((feature) => ({
  name: `${feature.room.replace('src/', '')}-alone`,
  severity: 'error',
  comment: 'A feature imports no other feature. What two share stands on a floor below; what joins them is the desk.',
  from: { path: within(feature) },
  to: { path: '^src/', pathNot: [within(feature), ...from(FLOORS)] },
}))
const roof = ROOF.map((room) => ({
  name: `${room.room.replace('src/', '')}-composes`,
  severity: 'error',
  comment: 'The roof composes; the process (app, worker, cli, demo) composes the roof.',
  from: { path: within(room) },
  to: { path: '^src/', pathNot: [...from(ROOF), ...from(FEATURES), ...from(FLOORS)] },
}))
const doors = DOORS.map(({ library, door }) => ({
  name: `one-door-for-${library.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}`,
  severity: 'error',
  comment: 'A library is imported in one place, so that it can be exchanged there (DOORS in .floors.cjs).',
  from: { path: '^(src|workflows)/', pathNot: door.map((path) => `^${path.replace('.', '\\.')}`) },
  to: { path: `node_modules/(${library})${library.endsWith('/') ? '' : '/'}` },
}))

module.exports = {
  forbidden: [
    {
      name: 'workflows-are-pure',
      severity: 'error',
      comment: 'The law does no I/O: workflows/ may import xstate and itself, nothing else.',
      from: { path: '^workflows/' },
      to: { pathNot: ['^workflows/', 'node_modules/xstate/'] },
    },
    ...upwards,
    ...sideways,
    ...roof,
    ...doors,
    {
      name: 'law-below-procedure',
      severity: 'error',
      comment: 'The floors of the law: words carry the statute, the statute carries the procedure. Types count.',
      from: { path: '^workflows/statute/' },
      to: { path: '^workflows/', pathNot: ['^workflows/statute/', '^workflows/words\\.ts$'] },
    },
    {
      name: 'words-stand-alone',
      severity: 'error',
      comment: 'The lowest floor: words import nothing.',
      from: { path: '^workflows/words\\.ts$' },
      to: {},
    },
    {
      name: 'pages-receive-never-fetch',
      severity: 'error',
      comment: 'A page is a function of its props. Its route fetched everything.',
      from: { path: '^src/.*\\.tsx$' },
      to: {
        path: [
          '^src/db/',
          '/(queries|tables|record)\\.ts$',
          'node_modules/(drizzle-orm|postgres|graphile-worker)/',
          '^node:',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'letters-through-their-door',
      severity: 'error',
      comment: 'Other rooms reach src/documents through its index alone.',
      from: { path: '^src/', pathNot: ['^src/documents/'] },
      to: { path: '^src/documents/', pathNot: ['^src/documents/index\\.ts$'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'One direction of flow, types included.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-tests-in-the-house',
      severity: 'error',
      comment: 'The product never imports its tests.',
      from: { path: '^(src|workflows)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
}
