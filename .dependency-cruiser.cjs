/** The arrows of the house. Each rule says why, so that a failure teaches. */
module.exports = {
  forbidden: [
    {
      name: 'workflows-are-pure',
      severity: 'error',
      comment: 'The law does no I/O: workflows/ may import xstate and itself, nothing else.',
      from: { path: '^workflows/' },
      to: { pathNot: ['^workflows/', 'node_modules/xstate/'] },
    },
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
      name: 'documents-know-no-case',
      severity: 'error',
      comment: 'A letter is made from a template and data. What a case is, documents need not know.',
      from: { path: '^src/documents/' },
      to: { path: '^src/', pathNot: ['^src/documents/', '^src/errors\\.ts$'] },
    },
    {
      name: 'letters-through-their-door',
      severity: 'error',
      comment: 'Other features reach src/documents through its index alone.',
      from: { path: '^src/', pathNot: ['^src/documents/'] },
      to: { path: '^src/documents/', pathNot: ['^src/documents/index\\.ts$'] },
    },
    {
      name: 'one-writer-to-the-ledger',
      severity: 'error',
      comment: 'One door into the ledger: src/cases/record.ts.',
      from: { path: '^src/', pathNot: ['^src/cases/record\\.ts$'] },
      to: { path: '^src/cases/append\\.ts$' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'One direction of flow.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
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
