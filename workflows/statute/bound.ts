/**
 * An office is bound by the day of receipt that it told the applicant (Art 31): once a letter bore it, a mail or the page of
 * the application, a later day that only words give moves no date, in neither reading. A file that shows the later day does.
 */
import type { Day } from './days.ts'
import { type Claimed, shownByFile } from './shown.ts'

type Recorded = { type: string; on: Day; recordedOn?: unknown; consultation?: unknown; channel?: unknown } & Pick<
  Claimed,
  'evidence' | 'contents'
>

/** The facts that fix the day of receipt: the submission, and the confirmation by both sides where the channel asks for it. */
const FIXING = ['submitted', 'confirmed'] as const
type Fixing = (typeof FIXING)[number]

/** Does a fact of this type fix the day of receipt? */
export const fixesReceipt = (type: string): type is Fixing => FIXING.some((one) => one === type)

/** The earlier days that the applicant was told, where only words took them back: of the submission, of the confirmation. */
export type ToldReceipt = Partial<Record<Fixing, Day>>

/** What tells the applicant; the letters that ask others name whom they ask. */
const tells = (fact: Recorded | null | undefined): boolean =>
  (fact?.type === 'letterMade' && fact.consultation === undefined) || fact?.type === 'mailSent'

/** Was the applicant told the day of this fact, before it was rectified? Whoever files online reads it on the page at once. */
const wasTold = (facts: readonly Recorded[], at: number, until: number): boolean =>
  facts[0]?.channel === 'online' || facts.slice(at + 1, until).some(tells)

/**
 * What binds the office. A rectification from elsewhere names no day of recording, and binds nobody.
 * @param rectified of each rectified fact the rectification that holds, by index
 */
export function toldReceipt(facts: readonly Recorded[], rectified: ReadonlyMap<number, number>): ToldReceipt {
  const told: ToldReceipt = {}
  for (const [at, by] of rectified) {
    const [{ type, on }, rectification] = [facts[at]!, facts[by]!]
    if (!fixesReceipt(type) || rectification.recordedOn === undefined || shownByFile(rectification)) continue
    if (wasTold(facts, at, by)) told[type] = on < (told[type] ?? on) ? on : (told[type] ?? on)
  }
  return told
}
