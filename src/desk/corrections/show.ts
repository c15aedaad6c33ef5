/** A correction to be read: what the record says, what it would say, and what follows from that in dates, letters and fees. */
import { stageOf } from '../../../workflows/disclosure/decide.ts'
import { STEPS } from '../../../workflows/disclosure/diagram.ts'
import { CHANNELS, FACTS, type FactOf, ID_TYPES, OUTCOMES } from '../../../workflows/disclosure/vocabulary.ts'
import { type Clock, clock as clockOf } from '../../../workflows/statute/clock.ts'
import { counting } from '../../../workflows/statute/counting.ts'
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import { type AskedCorrection, supposedCorrection } from '../../cases/asked-corrections.ts'
import { factLine, type Names } from '../../cases/describe.ts'
import type { Tx } from '../../db/client.ts'
import type { House } from '../../house.ts'
import { type CaseFile, keyOf } from '../../ledger/case-file.ts'
import { mask } from '../../ledger/identity.ts'
import { type FactRow, heard, type LetterRow, lettersOf } from '../../ledger/queries.ts'
import { voidedBy } from '../../ledger/voided.ts'
import { outdatedLetters } from '../../letters/outdated.ts'
import { handlersOf, unitsOf } from '../../people/queries.ts'
import { factNames } from '../fact-names.ts'

/** `after`: null where the record is struck. */
export type Changed = { label: string; before: string; after: string | null }
export type CorrectionShown = { zh: string; on: Day; changes: Changed[]; consequences: string[] }

type Reading = Pick<House, 'lawFor' | 'templatesFor' | 'time' | 'keys'>

/**
 * @param isWhole whether a document number is shown as it was asked for; else in part
 * @throws Refusal with the code of the rule, where the record would not be lawful then
 */
export async function shownCorrection(
  tx: Tx,
  house: Reading,
  file: CaseFile,
  said: Pick<AskedCorrection, 'position' | 'why' | 'replacement' | 'evidence'>,
  { by, isWhole }: { by: string; isWhole: boolean },
): Promise<CorrectionShown> {
  const supposed = await supposedCorrection(tx, house, file, said, by)
  const letters = await lettersOf(tx, keyOf(file.row))
  const [units, handlers] = await Promise.all([unitsOf(tx, file.row.agencyId), handlersOf(tx, [file.row.agencyId])])
  const names = await factNames(tx, house, file, { units, handlers, letters })
  const [before, asked] = [file, supposed.file].map(({ facts }) => asItCounts(facts, said.position))
  const after = isWhole ? asked : asked && inPart(asked)
  const line = factLine(before!, names, [])
  return {
    ...{ zh: line.zh, on: line.on },
    changes: changesOf(before!, said.replacement ? after : undefined, names),
    consequences: consequencesOf(house, file, supposed.file, { letters, before: before!, after }),
  }
}

/** As the record will keep it. */
function inPart(row: FactRow): FactRow {
  const { fact } = row
  if (fact.type !== 'submitted' || fact.applicant.kind !== 'person' || !fact.applicant.idNumber) return row
  return { ...row, fact: { ...fact, applicant: { ...fact.applicant, idNumber: mask(fact.applicant.idNumber) } } }
}

/** The record with what counts in its place. */
function asItCounts(facts: readonly FactRow[], position: number): FactRow | undefined {
  const now = counting(facts.map(heard))[position - 1]
  const row = facts[position - 1]!
  return now ? { ...row, fact: now } : undefined
}

function changesOf(before: FactRow, after: FactRow | undefined, names: Names): Changed[] {
  const [was, will] = [saidOf(before, names), after && saidOf(after, names)]
  const labels = [...new Set([...was.keys(), ...(will?.keys() ?? [])])]
  return labels
    .map((label) => ({ label, before: was.get(label) ?? '', after: will ? (will.get(label) ?? '') : null }))
    .filter(({ before, after }) => after === null || ofOneLineEnd(after) !== ofOneLineEnd(before))
}

const ofOneLineEnd = (text: string) => text.replaceAll('\r\n', '\n').trim()

/** A rectification on record: which line it put right, and what that said before and says since; nothing of it where it was struck. */
export type Corrected = { position: number; zh: string; struck: boolean; changes: Changed[] }

/** By position of the rectification. */
export function correctedIn(facts: readonly FactRow[], names: Names): Map<number, Corrected> {
  return new Map(
    facts.flatMap(({ fact, position }, i): [number, Corrected][] => {
      if (fact.type !== 'rectified') return []
      const [before, after] = [facts.slice(0, i), facts.slice(0, i + 1)].map((all) => asItCounts(all, fact.position))
      const row = before ?? facts[fact.position - 1]!
      const changes = after ? changesOf(row, after, names) : []
      return [[position, { position: fact.position, zh: FACTS[row.fact.type].zh, struck: !after, changes }]]
    }),
  )
}

function saidOf(row: FactRow, names: Names): Map<string, string> {
  const { fact } = row
  if (fact.type === 'submitted') return new Map(ofSubmission(fact))
  const line = factLine(row, names, [])
  return new Map([
    ['发生日期', inChinese(line.on)],
    ...line.details.map(({ label, value }): [string, string] => [label, value]),
  ])
}

const ofSubmission = ({ on, channel, applicant, request }: FactOf<'submitted'>): [string, string][] => [
  ['来件方式', CHANNELS[channel]],
  ['来件日期', inChinese(on)],
  ['申请人姓名或者名称', applicant.name ?? ''],
  ...identityOf(applicant),
  ['所需信息的名称', request.title ?? ''],
  ['文号', request.documentNumber ?? ''],
  ['所需信息的描述', request.description ?? ''],
]

/** On record the number stands in part. */
const identityOf = (applicant: FactOf<'submitted'>['applicant']): [string, string][] =>
  applicant.kind === 'person'
    ? [
        ['证件类型', applicant.idType ? ID_TYPES[applicant.idType] : ''],
        ['证件号码', applicant.idNumber ?? ''],
      ]
    : [
        ['统一社会信用代码', applicant.creditCode ?? ''],
        ['法定代表人或者负责人', applicant.representative ?? ''],
      ]

type About = { letters: readonly LetterRow[]; before: FactRow; after: FactRow | undefined }

/** One sentence each; one that says so where nothing follows. */
function consequencesOf(house: Reading, was: CaseFile, will: CaseFile, about: About): string[] {
  const told = [
    ...datesMoved(house, was, will),
    ...standingMoved(was, will),
    ...lettersMoved(house, was, will, about.letters),
    ...namesMoved(about),
    ...(about.before.fact.type === 'releaseDecided' && !about.after ? ['已经公布的信息随之撤下。'] : []),
  ]
  return told.length > 0 ? told : ['期限、环节、文书和收费都不因此变动。']
}

const DATES: [label: string, of: (clock: Clock) => Day | null][] = [
  ['收到申请之日', (clock) => clock.receivedOn],
  ['补正告知最迟', (clock) => clock.correctionNoticeDueOn],
  ['答复最迟', (clock) => clock.dueOn],
  ['答复最迟（从严计算）', (clock) => clock.careful.dueOn],
]

function datesMoved({ lawFor, time }: Reading, was: CaseFile, will: CaseFile): string[] {
  const clockIn = ({ row: { agencyId, context } }: CaseFile) =>
    clockOf({ channel: context.channel, facts: context.clockFacts, asOf: time.today() }, lawFor(agencyId))
  const [before, after] = [clockIn(was), clockIn(will)]
  const day = (on: Day | null) => (on ? inChinese(on) : '无')
  return [
    ...DATES.flatMap(([label, of]) =>
      of(before) === of(after) ? [] : [`${label}：由${day(of(before))}变为${day(of(after))}。`],
    ),
    ...(before.inTime !== after.inTime && after.inTime !== null
      ? [after.inTime ? '答复变为没有超期。' : '答复变为超期。']
      : []),
  ]
}

function standingMoved({ row: was }: CaseFile, { row: will }: CaseFile): string[] {
  const placeOf = ({ state }: typeof was) => {
    const stage = stageOf(state)
    const step = typeof state === 'string' ? stage : `${stage}.${String(Object.values(state)[0])}`
    return STEPS[step] ?? step
  }
  const outcomeOf = ({ context: { outcome } }: typeof was) => (outcome ? OUTCOMES[outcome].zh : '无')
  const feeOf = ({ context: { fee } }: typeof was) => (fee ? `${fee.amount}元${fee.paid ? '（已缴）' : ''}` : '无')
  return [
    ...(placeOf(was) === placeOf(will) ? [] : [`所在步骤：由“${placeOf(was)}”变为“${placeOf(will)}”。`]),
    ...(outcomeOf(was) === outcomeOf(will) ? [] : [`办理结果：由“${outcomeOf(was)}”变为“${outcomeOf(will)}”。`]),
    ...(feeOf(was) === feeOf(will) ? [] : [`收费：由${feeOf(was)}变为${feeOf(will)}。`]),
  ]
}

function lettersMoved({ lawFor }: Reading, was: CaseFile, will: CaseFile, letters: readonly LetterRow[]): string[] {
  const idsIn = ({ facts }: CaseFile) => new Set(voidedBy(facts.map(heard)).map(({ letter }) => letter))
  const [before, after] = [idsIn(was), idsIn(will)]
  const named = ({ title, number }: Pick<LetterRow, 'title' | 'number'>) => `《${title}》${number ?? ''}`
  const law = lawFor(was.row.agencyId)
  const told = new Set(outdatedLetters(was.facts, law).map(({ letter }) => letter))
  return [
    ...letters.filter(({ id }) => after.has(id) && !before.has(id)).map((letter) => `${named(letter)}作废。`),
    ...outdatedLetters(will.facts, law)
      .filter(({ letter }) => !told.has(letter))
      .map(({ title, number }) => `《${title}》${number ?? ''}写的收到日期不再相符，需要的，另行告知申请人。`),
  ]
}

/** Letters say who asked for what as the record had it when they were made; none is made anew. */
function namesMoved({ letters, before, after }: About): string[] {
  if (before.fact.type !== 'submitted' || after?.fact.type !== 'submitted') return []
  const [was, will] = [before.fact, after.fact]
  const isOther = was.applicant.name !== will.applicant.name || was.request.title !== will.request.title
  const counting = letters.filter(({ voidedBy: by }) => by === null)
  return isOther && counting.length > 0
    ? [`已经生成的${counting.length}件文书写的是更正前的内容，不作改动；以后的文书用更正后的内容。`]
    : []
}
