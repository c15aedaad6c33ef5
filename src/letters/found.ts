/**
 * What was found before the decision, as a letter says it: 公开审查, what third parties answered, and what was held of their
 * reasons. Each of these sentences stands in a letter because a fact says so; where there is none, the blank is empty.
 */
import type { Answer } from '../../workflows/disclosure/answers.ts'
import type { Consultation } from '../../workflows/disclosure/consultations.ts'
import { restsOnOtherwise } from '../../workflows/disclosure/rules.ts'
import {
  type Fact,
  type FactOf,
  type FactType,
  INTERESTS,
  type Interest,
} from '../../workflows/disclosure/vocabulary.ts'
import { ended } from '../documents/index.ts'

/** Of the application as a whole, or of one matter of several: what was found of it, else what was found of the whole. */
export function foundBlanks(
  facts: readonly Fact[],
  consultations: readonly Consultation[],
  answer: Answer | undefined,
): Record<'examined' | 'assessed', Record<string, string | undefined>> {
  const matter = answer?.matter ?? null
  const examinations = about(
    latestOfEach(allOf(facts, 'disclosureExamined'), ({ matter }) => matter ?? ''),
    matter,
  )
  const isAbout = (of: string | null | undefined) => matter === null || !of || of === matter
  const assessments = latestOfEach(allOf(facts, 'thirdPartyAssessed'), ({ consultation }) => consultation ?? '').filter(
    (fact) => isAbout(fact.matter),
  )
  const asked = consultations.filter(({ kind, assessed }) => kind === 'thirdParty' && isAbout(assessed?.matter))
  return {
    examined: {
      severability: examinations.map((fact) => severability(fact, matter)).join('\n'),
      otherLaw: answer && restsOnOtherwise(answer.outcome, answer) ? otherLaw(examinations) : undefined,
    },
    assessed: {
      answers: saidBy(asked),
      interest: interestsOf(facts, asked),
      why: assessments.map(({ why }) => ended(why)).join('\n'),
      publicInterest:
        assessments.length > 0 && !assessments.some(({ publicInterest }) => publicInterest)
          ? '本机关经审查，认为不公开不会对公共利益造成重大影响。'
          : undefined,
    },
  }
}

/** What a third party whose refusal is not followed is told of: what is disclosed of that which it refused. */
export function contentFor(answers: readonly Answer[], { assessed }: Pick<Consultation, 'assessed'>): string {
  const told = answers.filter(
    ({ outcome, matter }) =>
      (outcome === 'disclosed' || outcome === 'partlyDisclosed') &&
      (matter === null || !assessed?.matter || assessed.matter === matter),
  )
  return told.flatMap(({ fields }) => fields.content?.trim() || fields.given?.trim() || []).join('\n')
}

/** Findings on this matter, else those on the whole; of the whole all. */
export function about<T extends { matter?: string }>(all: readonly T[], matter: string | null): readonly T[] {
  if (matter === null) return all
  const own = all.filter((each) => each.matter === matter)
  return own.length > 0 ? own : all.filter((each) => each.matter === undefined)
}

const assessmentOf = (facts: readonly Fact[], consultation: string) =>
  allOf(facts, 'thirdPartyAssessed').findLast((fact) => fact.consultation === consultation)

const REASONS = {
  publicInterest:
    '本机关对贵方不同意公开的意见作了审查，认为贵方的理由合理，但是不公开上述信息可能对公共利益造成重大影响，应当予以公开。',
  notReasonable:
    '本机关对贵方不同意公开的意见作了审查，认为贵方提出的理由不能说明公开上述信息会损害贵方的合法权益，不是合理理由。',
}

/**
 * Why a third party whose refusal is not followed is not: by what was found of its reasons, and in the words that were
 * written for it. What the office noted for itself is not among them.
 */
export function reasonsFor(facts: readonly Fact[], consultation: string): string | undefined {
  const assessment = assessmentOf(facts, consultation)
  if (!assessment) return undefined
  const { reasonable, letterReasons } = assessment
  const ground = REASONS[reasonable ? 'publicInterest' : 'notReasonable']
  return [ground, ...(letterReasons?.trim() ? [ended(letterReasons)] : [])].join('\n')
}

/** Which rights were found, or else may be harmed, of those who were asked; without a finding none is named. */
function interestsOf(facts: readonly Fact[], asked: readonly Pick<Consultation, 'id'>[]): string {
  const named = asked.flatMap(({ id }) => {
    const consulted = allOf(facts, 'thirdPartyConsulted').findLast(({ consultation }) => consultation === id)
    return assessmentOf(facts, id)?.interest ?? consulted?.interest ?? []
  })
  const particular = [...new Set(named)].filter((interest) => interest !== 'other')
  return particular.length > 0 ? particular.map((interest) => INTERESTS[interest]).join('、') : INTERESTS.other
}

/** What disclosure may do to whoever is asked, as the letter that asks says it. */
export const harmTo = (interest: Interest | undefined): string =>
  interest && interest !== 'other'
    ? `该信息涉及贵方的${INTERESTS[interest]}，公开可能对贵方的合法权益造成损害。`
    : '公开该信息可能对贵方的合法权益造成损害。'

const allOf = <T extends FactType>(facts: readonly Fact[], type: T) =>
  facts.filter((fact): fact is FactOf<T> => fact.type === type)

/** Of several findings on one matter the last one counts. */
const latestOfEach = <T>(all: readonly T[], key: (one: T) => string): T[] => [
  ...new Map(all.map((one) => [key(one), one])).values(),
]

/** Under the heading of its matter it need not be named again. */
const severability = ({ matter, why }: FactOf<'disclosureExamined'>, under: string | null): string =>
  matter && matter !== under ? `${matter}：${ended(why)}` : ended(why)

/** Where it was looked for is what was done; that there is nothing anywhere nobody can know. */
function otherLaw(examinations: readonly FactOf<'disclosureExamined'>[]): string | undefined {
  const places = examinations.flatMap((each) => (each.otherLaw === false ? (each.lookedIn ?? []) : []))
  return places.length > 0
    ? `本机关查阅了${[...new Set(places)].join('、')}，其中没有应当公开上述信息的规定。`
    : undefined
}

const ANSWERS: readonly [zh: string, is: (c: Consultation) => boolean][] = [
  ['同意公开', ({ consents }) => consents === true],
  ['部分同意公开', ({ partly }) => partly],
  ['不同意公开', ({ consents, partly }) => consents === false && !partly],
  ['逾期未提出意见', ({ state }) => state === 'silent'],
]

/** Who they are is nobody's business: how many were asked, and what they said. */
function saidBy(asked: readonly Consultation[]): string | undefined {
  if (asked.length === 0) return undefined
  const said = ANSWERS.flatMap(([zh, is]) => {
    const n = asked.filter(is).length
    return n > 0 ? [{ zh, n }] : []
  })
  if (asked.length === 1) return `本机关依法书面征求了第三方的意见，第三方${said[0]?.zh ?? '尚未答复'}。`
  return `本机关依法书面征求了${asked.length}个第三方的意见：${said.map(({ zh, n }) => `${n}个${zh}`).join('，')}。`
}
