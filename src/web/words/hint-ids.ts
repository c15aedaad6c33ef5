/** What a request may look like, by name: the rules, the words of both languages and the API agree on these. */
export const HINT_IDS = [
  'petition',
  'consultation',
  'several',
  'analysis',
  'publication',
  'registry',
  'vague',
  'others',
  'repeated',
] as const
export type HintId = (typeof HINT_IDS)[number]
