/**
 * A drawn case as an evaluator from outside reads it: what was done when, and the words by which it can be judged, without the
 * applicant, those who were asked, telephones, numbers and addresses (《个人信息保护法》第六条), without files, and without the names of
 * staff. Of a case that touches a state secret, or whose evidence is closed, no words at all.
 */
import { FACTS, type Fact, type FactOf, ORGANISATION_TYPES, OUTCOMES } from '../../workflows/disclosure/vocabulary.ts'
import { counting } from '../../workflows/statute/counting.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { labelsOf } from '../acts/catalogue.ts'
import { factLine, type Names } from '../cases/describe.ts'
import { askLabels } from '../cases/offer-draft.ts'
import { readAs } from '../db/client.ts'
import { replacePersonal } from '../ground/personal.ts'
import { writtenAs } from '../ground/tidy.ts'
import type { House } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { currentSubmission } from '../ledger/contact.ts'
import { type CaseRow, type FactRow, factsOf, heard, lettersOf } from '../ledger/queries.ts'
import { namedIn, STRUCK, striking } from '../letters/shield.ts'
import { unitName } from '../people/queries.ts'

export type MaskedCase = {
  number: string
  applicant: string
  title: string
  description: string
  outcome: string
  receivedOn: Day | null
  dueOn: Day | null
  settledOn: Day | null
  late: boolean
  /** Words are not given: why. */
  withheld: string | null
  facts: { zh: string; article: string; on: Day; details: { label: string; value: string }[] }[]
}

/** What the law asks about, and nothing that somebody wrote. */
const CHOSEN: readonly string[] = [
  ...['channel', 'receivedOn', 'outcome', 'passed', 'consents', 'reasonable', 'workingDays', 'answerBy', 'amount'],
  ...[
    'how',
    'found',
    'severable',
    'otherLaw',
    'conclusion',
    'kind',
    'result',
    'accepted',
    'publicInterest',
    'basis',
    'quantity',
  ],
]
/** What was written so that the case can be judged. */
const WRITTEN: readonly string[] = [
  // Which unit, which letter: none of them says who.
  ...['unit', 'letter'],
  ...['matters', 'why', 'reasons', 'reason', 'places', 'terms', 'finding', 'opinion', 'lookedIn', 'note', 'text'],
]
/** Notes of the office, papers and ways to reach somebody are not what is judged. */
const WITHOUT_WORDS: ReadonlySet<Fact['type']> = new Set<Fact['type']>([
  ...(['noted', 'contactChanged', 'fileAdded', 'secrecyReviewed', 'mailSent', 'conferred', 'evidenceClosed'] as const),
])

/** The case of this row; undefined where its content was destroyed. */
export async function maskedCase(
  house: Pick<House, 'sql' | 'keys' | 'templatesFor' | 'time'>,
  row: CaseRow,
): Promise<MaskedCase | undefined> {
  if (row.context.erasedOn) return undefined
  const { facts, letters, units } = await readAs(house, [row.agencyId], async ({ sql }) => {
    const facts = await factsOf(sql, house.keys, keyOf(row))
    const ids = new Set(facts.flatMap(({ fact }) => unitsIn(fact)))
    const units = new Map<string, string>()
    for (const id of ids) units.set(id, (await unitName(sql, id)) ?? '内设机构')
    return { facts, units, letters: await lettersOf(sql, keyOf(row)) }
  })
  const counted = counting(facts.map(heard))
  const submitted = currentSubmission(facts)
  const masked = maskingOf(facts)
  const isSecret = counted.some(
    (fact) =>
      fact?.type === 'evidenceClosed' || (fact?.type === 'secrecyReviewed' && fact.conclusion !== 'mayDisclose'),
  )
  const names: Names = {
    ...{ people: new Map(), handlers: new Map(), units },
    letters: new Map(letters.map(({ id, title }) => [id, title])),
    asks: askLabels(house.templatesFor(row.agencyId, house.time.today())),
  }
  return {
    number: row.number ?? row.receipt,
    applicant: inWords(row.applicantColumn),
    title: isSecret ? '（涉密，不提供）' : masked(submitted.request.title ?? ''),
    description: isSecret ? '' : masked(submitted.request.description ?? ''),
    outcome: row.countedAs ? OUTCOMES[row.countedAs].zh : '',
    ...{ receivedOn: row.receivedOn, dueOn: row.dueOn, settledOn: row.settledOn, late: row.late === true },
    withheld: isSecret ? '本件涉及国家秘密或者依法不公开的材料，只提供办理的步骤和日期。' : null,
    facts: facts.flatMap((one, i) => {
      const fact = counted[i]
      if (!fact) return []
      const { zh, article } = FACTS[fact.type]
      const shown = shownOf(fact, isSecret)
      const { details } = factLine({ ...one, fact }, names, [])
      const told = details
        .filter(({ label }) => shown(label))
        .map(({ label, value }) => ({ label, value: masked(value) }))
      return [{ zh, article, on: fact.on, details: fact.type === 'submitted' ? [] : told }]
    }),
  }
}

/** By all that the ledger ever said of those who apply, act or are consulted: what was mistyped or is out of date may lead to them, too. */
export function maskingOf(facts: readonly Pick<FactRow, 'fact'>[]): (text: string) => string {
  const known = facts.flatMap(({ fact }) => toldIn(fact))
  const struck = striking(
    known.flatMap(({ names }) => names),
    known.flatMap(({ numbers }) => numbers),
  )
  return (text) => replacePersonal(struck(text), () => STRUCK)
}

type Told = Record<'names' | 'numbers', readonly (string | undefined)[]>

function toldIn(fact: Fact): Told[] {
  return saidIn(fact).flatMap((one) => {
    const { party, contact, phone, email, address } = one as Partial<FactOf<'thirdPartyConsulted'>>
    return [
      ...('applicant' in one && one.applicant ? [namedIn(one as FactOf<'submitted'>)] : []),
      { names: [party, contact], numbers: [...writtenAs(phone), email, address] },
    ]
  })
}

/** What was recorded, and what stands in the place of an earlier record. */
const saidIn = (fact: Fact): object[] => [
  fact,
  ...(fact.type === 'rectified' && fact.replacement ? [fact.replacement] : []),
]

/** To which unit a record gives the case. */
const unitsIn = (fact: Fact): string[] =>
  saidIn(fact).flatMap((one) => ('unit' in one && typeof one.unit === 'string' ? [one.unit] : []))

const inWords = (column: string): string =>
  column === 'person' ? '自然人' : (ORGANISATION_TYPES[column as keyof typeof ORGANISATION_TYPES] ?? '其他')

/** Which details of a fact are shown, by their labels. */
function shownOf(fact: Fact, isSecret: boolean): (label: string) => boolean {
  const labels = labelsOf(fact.type)
  const labelled = (names: readonly string[]) => names.flatMap((name) => labels[name]?.label ?? [])
  const mayBe = new Set(labelled(isSecret || WITHOUT_WORDS.has(fact.type) ? CHOSEN : [...CHOSEN, ...WRITTEN]))
  const all = new Set(Object.values(labels).map((one) => one?.label))
  // Which of the letters and the mails: the house names both beside the fields.
  if (fact.type === 'letterMade' && !isSecret) return (label) => label === '文书'
  if (fact.type === 'mailSent' && !isSecret) return (label) => labels.subject?.label === label
  // What a draft says has the labels of its template; who approves it has none of them.
  return (label) =>
    mayBe.has(label) || (fact.type === 'replyDrafted' && !isSecret && !all.has(label) && label !== '审批环节')
}
