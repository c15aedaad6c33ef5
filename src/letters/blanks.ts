/** What fills the blanks of a letter: the agency, the applicant, and what the facts say. */
import { type Answer, answersOf } from '../../workflows/disclosure/answers.ts'
import {
  CHANNELS,
  type Fact,
  type FactOf,
  type FactType,
  ORGANISATION_TYPES,
} from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import type { LetterData } from '../documents/index.ts'
import { applicantsInALetter, requestBlanks, youOf } from '../ledger/applicants.ts'
import type { GivenFile } from '../ledger/given.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { Agency } from '../people/queries.ts'
import { againSentence } from './again.ts'
import { courseOf } from './course.ts'
import { feeNotice, paymentInWords } from './fee-notice.ts'
import { about, foundBlanks } from './found.ts'
import { givenBlanks } from './given-blanks.ts'
import { severalBlanks } from './several-blanks.ts'

export type LetterCase = Pick<CaseRow, 'receipt' | 'number' | 'receivedOn' | 'channel' | 'submittedOn' | 'context'>

/** What the statute adds to the facts. */
export type Reckoned = { dueOn: string | null; previousDueOn: string | null; law: Law; voidedFees: readonly string[] }

export function blanksOf(
  agency: Agency,
  of: LetterCase,
  facts: readonly Fact[],
  unitName: string | undefined,
  reckoned: Reckoned,
  given: readonly GivenFile[],
): LetterData {
  const last = <T extends FactType>(type: T) => facts.findLast((fact) => fact.type === type) as FactOf<T> | undefined
  const submitted = facts[0] as FactOf<'submitted'>
  const { applicant, request } = submitted
  const { office, ...profile } = agency.profile
  const correction = last('correctionRequested')
  const extension = last('extended')
  const asked = last('reasonsRequested')
  const notice = last('feeNotified')
  const { receivedOn } = of
  const whose = { you: youOf(submitted), receivedOn, registeredOn: of.context.registeredOn }
  const consulted = facts.findLast((fact) => fact.type === 'thirdPartyConsulted' || fact.type === 'agencyConsulted')
  return {
    agency: { name: agency.name, office, ...profile },
    applicant: {
      name: applicantsInALetter(submitted),
      you: youOf(submitted),
      kind:
        applicant.kind === 'person'
          ? '公民'
          : `法人或者其他组织（${ORGANISATION_TYPES[applicant.organisationType ?? 'other']}）`,
    },
    case: {
      number: of.number ?? undefined,
      receipt: of.receipt,
      submittedOn: day(of.submittedOn),
      receivedOn: day(of.receivedOn),
      channel: CHANNELS[of.channel],
      ...requestBlanks(request),
      // No blank of a template: the checker knows by it which words of the course are the applicant's.
      corrected: last('corrected')?.text,
      dueOn: day(reckoned.dueOn),
      course:
        [againSentence(facts), courseOf(facts, youOf(submitted), reckoned.law.choices)].filter(Boolean).join('') ||
        undefined,
    },
    remedy: {
      body: profile.reconsiderationBody,
      court: profile.court,
      // Told in every reply: how it will be served is not known when it is drafted.
      online: profile.reconsiderationOnline && `行政复议申请的互联网渠道：${profile.reconsiderationOnline}。`,
    },
    assigned: { unit: unitName },
    correction: {
      on: day(correction?.on),
      matters: correction && listed(correction.matters),
      answerBy: day(correction?.answerBy),
    },
    extension: {
      workingDays: extension && String(extension.workingDays),
      reason: extension?.reason,
      oldDueOn: day(reckoned.previousDueOn),
      newDueOn: day(reckoned.dueOn),
    },
    search: searchBlanks(last('searched')),
    lapse: { finding: (last('correctionLapsed') ?? last('feeLapsed'))?.finding },
    reasons: {
      why: asked?.why,
      found: reasonsFound(of.context, youOf(submitted)),
      answerBy: day(asked?.answerBy),
      delayedUntil: day(last('reasonsAssessed')?.delayedUntil),
    },
    consultation: { party: consulted && 'party' in consulted ? consulted.party : undefined },
    fee: notice && {
      ...feeNotice(notice, whose, reckoned.voidedFees, reckoned.law),
      payment: paymentInWords(agency.profile),
    },
    ...draftBlanks(facts, of.context.consultations, last('replyDrafted'), given),
  }
}

/** One matter as it is; several with numbers, a semicolon between them unless one has sentences of its own. */
function listed(matters: readonly string[]): string {
  if (matters.length === 1) return matters[0]!
  const bare = matters.map((matter) => matter.trim().replace(/(?<![，。；、])[，。；、]+$/, ''))
  const between = bare.some((matter) => matter.includes('。')) ? '。' : '；'
  return bare.map((matter, i) => `${i + 1}.${matter}${i === bare.length - 1 ? '。' : between}`).join('\n')
}

/** Art 35: found not reasonable, or not given by the last day; silence has no reasons that anybody could find. */
const reasonsFound = ({ reasonsAsked }: LetterCase['context'], you: string): string | undefined =>
  reasonsAsked
    ? `${reasonsAsked.givenOn ? '经审查，本机关认为申请理由不合理' : `${you}在期限届满以前没有说明理由`}，具体情况如下：`
    : undefined

/** What the draft says, and what was found before it: once, or of each matter. */
function draftBlanks(
  facts: readonly Fact[],
  consultations: LetterCase['context']['consultations'],
  draft: FactOf<'replyDrafted'> | undefined,
  given: readonly GivenFile[],
): LetterData {
  const answers = draft ? answersOf(draft) : []
  const found = (answer: Answer | undefined) => foundBlanks(facts, consultations, answer)
  if (draft?.items) {
    const searches = facts.filter((fact) => fact.type === 'searched')
    const ofMatter = (answer: Answer) => ({
      ...found(answer),
      search: searchBlanks(about(searches, answer.matter).at(-1)),
    })
    return severalBlanks(answers, ofMatter, given)
  }
  return { ...found(answers[0]), given: givenBlanks(given), ask: draft?.fields ?? {} }
}

/** Where was searched, with which words, and what came of it. */
const searchBlanks = (search: FactOf<'searched'> | undefined) => ({
  places: search?.places.join('、'),
  terms: search?.terms.join('、'),
  note: search?.note,
  recovery: recoveryOf(search),
})

/** 遗失: what was tried before it was answered that the information does not exist, as a whole sentence. */
const recoveryOf = (search: FactOf<'searched'> | undefined) =>
  search?.recovery?.length
    ? `上述信息的原件已经遗失。本机关查找原件和副本、尽力恢复的情况：${search.recovery.map((way) => way.trim().replace(/(?<![，。；、])[，。；、]+$/, '')).join('；')}。经${search.recoveryApprovedBy}批准，确认不能恢复。`
    : undefined

const day = (on: string | null | undefined) => (on ? inChinese(on) : undefined)
