/**
 * The letters of the procedure, by the template's id: the fact that each tells of, and to whom it goes. The one list; the
 * start holds it against the machine (`check.ts`). What it does not name is the reply in one of its templates.
 */
import type { Kind } from '../statute/letters.ts'
import { NOTICES } from '../statute/service.ts'
import type { FactType } from '../words.ts'

export type LetterKind = { tells: FactType; to: 'applicant' | Kind }

const toApplicant = (tells: FactType): LetterKind => ({ tells, to: 'applicant' })

/** Art 32: two grounds, a letter for each; the effect is called by the first, and what was found of the reasons decides. */
const DECISIONS = {
  thirdPartyDecision: { tells: 'replySigned', to: 'thirdParty' },
  thirdPartyDecisionReasons: { tells: 'replySigned', to: 'thirdParty' },
} as const satisfies Record<string, LetterKind>
export type Decision = keyof typeof DECISIONS

const LETTERS: Readonly<Record<string, LetterKind>> = {
  ...Object.fromEntries(Object.entries(NOTICES).map(([template, tells]) => [template, toApplicant(tells)])),
  registrationReceipt: toApplicant('registered'),
  thirdParty: { tells: 'thirdPartyConsulted', to: 'thirdParty' },
  consultationNotice: toApplicant('thirdPartyConsulted'),
  // Art 34 asks who made it too, Art 33 ¶3 any other agency.
  agency: { tells: 'agencyConsulted', to: 'agency' },
  agencyOpinion: { tells: 'agencyConsulted', to: 'agency' },
  agencyConsultationNotice: toApplicant('agencyConsulted'),
  ...DECISIONS,
}

/** What a letter other than the reply tells, and whom; undefined for one that the procedure does not know. */
export const letterKind = (template: string): LetterKind | undefined =>
  Object.hasOwn(LETTERS, template) ? LETTERS[template] : undefined

/** What these letters are called, as their shipped templates have it: a refusal names each by its title. */
const TITLES: Readonly<Record<string, string>> = {
  registrationReceipt: '政府信息公开申请登记回执',
  correctionNotice: '政府信息公开申请补正告知书',
  consultationNotice: '政府信息公开申请征求意见告知书',
  agencyConsultationNotice: '政府信息公开申请征求意见告知书',
  extensionNotice: '政府信息公开申请延期答复告知书',
  fee: '政府信息公开信息处理费收费通知书',
  reasons: '政府信息公开申请说明理由告知书',
  delay: '政府信息公开申请延迟答复告知书',
  thirdParty: '政府信息公开征求意见书',
  agency: '政府信息公开征求意见函',
  agencyOpinion: '政府信息公开征求意见函',
  thirdPartyDecision: '决定公开政府信息告知书',
  thirdPartyDecisionReasons: '决定公开政府信息告知书',
}

/** The title of a letter other than the reply. */
export const titleOf = (template: string): string => TITLES[template] ?? template
