/** Why a draft came back, in one line, as lists and cases say it. */
import type { Returned } from '../../cases/returned.ts'

export const returnedSays = ({ what, by, opinion }: Returned): string => `${what}（${by}）：${opinion}`
