import type { HintId } from '../web/words/hint-ids.ts'
export const hintsFor = (_: { title: string; description: string; earlier?: readonly string[] }): HintId[] => []
