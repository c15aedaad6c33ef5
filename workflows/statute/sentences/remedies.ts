/** Remedies: the paragraphs themselves stand in remedies.yaml, with the regimes that they belong to. */
export const remedies = {
  'remedy.withRuling': { zh: '{ways:sentence}{ruling:sentence}', en: '{ways} {ruling}' },
} as const
