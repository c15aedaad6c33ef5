/** What the forms of 复议、诉讼 begin with: who may have brought it, where it is heard, and which of several is meant. */
import { placesToPerform } from '../../workflows/disclosure/orders.ts'
import { appealable, isReconsideredInRound, openPlaces, placesToAnswer } from '../../workflows/disclosure/remedies.ts'
import { type Addressee, type FactType, REMEDY_KINDS, type RemedyKind } from '../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { Field } from '../web/shapes.ts'

/** Where the agency's acts are reviewed and judged, and how many apply. */
export type RemedyChoices = { reconsiderationBody: string; court: string; coApplicants: number }

type Names = (who: Addressee) => string

/** Is a field of theirs asked in this case? One remedy needs no name, and who applies alone brings it alone. */
export function isRemedyFieldAsked(type: FactType, name: string, row: CaseRow, of: RemedyChoices | undefined): boolean {
  if (name === 'remedy') return placesFor(type, row).length > 1
  return name !== 'claimant' || claimants(row, of, String).length > 1
}

/** Choices and first values of one field; nothing where it needs none. */
export function remedyField(
  type: FactType,
  name: string,
  row: CaseRow,
  of: RemedyChoices | undefined,
  names: Names,
): Partial<Field> {
  if (name === 'remedy')
    return { choices: placesFor(type, row).map((n) => ({ value: String(n), label: called(row, n) })) }
  if (type !== 'remedySought') return {}
  if (name === 'claimant') return { choices: claimants(row, of, names), value: 'applicant' }
  if (name === 'kind') return { value: nextKind(row) }
  if (name !== 'body' || !of) return {}
  const registered = (what: string, name: string) =>
    name ? `不填写的，为本机关登记的${what}：${name}。` : `本机关没有登记${what}，请填写全称。`
  const court = registered('管辖法院', of.court)
  return {
    when: { field: 'kind', is: Object.keys(REMEDY_KINDS) },
    helps: [
      { is: 'reconsideration', text: registered('复议机关', of.reconsiderationBody) },
      { is: 'litigation', text: court },
      { is: 'litigationAfterReconsideration', text: court },
    ],
  }
}

/** After a decided reconsideration of the reply that stands a suit, else a reconsideration. */
const nextKind = ({ context }: CaseRow): RemedyKind =>
  isReconsideredInRound(context, context.reopenings ?? 0) ? 'litigationAfterReconsideration' : 'reconsideration'

function placesFor(type: FactType, { context }: CaseRow): number[] {
  if (type === 'remedySought') return appealable(context)
  if (type === 'remedyAnswered') return placesToAnswer(context)
  return type === 'remedyPerformed' ? placesToPerform(context) : openPlaces(context)
}

function called({ context: { remedies = [] } }: CaseRow, n: number): string {
  const { kind, soughtOn, appealBy } = remedies[n - 1]!
  return `${n}. ${REMEDY_KINDS[kind]}${appealBy ? '，二审' : ''}（${inChinese(soughtOn)}提起）`
}

function claimants({ context }: CaseRow, of: RemedyChoices | undefined, names: Names) {
  const others = Array.from({ length: of?.coApplicants ?? 0 }, (_, i): Addressee => `coApplicant:${i + 1}`)
  const thirdParties = context.consultations.filter(({ kind }) => kind === 'thirdParty')
  return [
    { value: 'applicant', label: '申请人' },
    ...others.map((who) => ({ value: who, label: `共同申请人：${names(who)}` })),
    ...thirdParties.map(({ id, party }) => ({ value: `consultation:${id}`, label: `第三方：${party}` })),
  ]
}
