/** 转主动公开 as the case page offers it: which reading, to whom, and what its form begins with. */
import { hasReadIt, nextReading } from '../../workflows/disclosure/readings.ts'
import { type FactType, READING_STEPS, type ReadingStep } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import { secretSays } from '../files/secret.ts'
import { type FieldError, invalid } from '../ground/errors.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { Offered } from '../released/offered.ts'
import type { Act, Field } from '../web/shapes.ts'
import { TOPICS, type Topic } from '../web/words/topics.ts'

/** The reading that is waited for, where publication is decided in steps. */
export const stepOf = (type: FactType, { context }: CaseRow, law: Law) =>
  (type === 'releaseDecided' && nextReading(context, law)) || undefined

/** Nobody reads twice. */
export const hasRead = ({ context }: CaseRow, type: FactType, username: string | undefined) =>
  type === 'releaseDecided' && context.releaseProposed && hasReadIt(context, `staff:${username}`)

/** What was withheld is looked at again by the agency (Art 18); an applicant is asked about what they were given. */
export const isTheirsToSuggest = ({ context: { outcome } }: CaseRow, type: FactType): boolean =>
  type !== 'releaseProposed' || outcome === 'disclosed' || outcome === 'partlyDisclosed'

/** Art 44: whoever was given it may ask that everybody may read it. */
export const SUGGESTED =
  '认为提供给您的信息属于应当主动公开的，可以建议行政机关主动公开；审核后属于主动公开范围的，予以公布。'

/**
 * An applicant is not asked where a proposal comes from; what only a reading says is asked of readings, and the words are the
 * first one's: the others pass or refuse them.
 */
export const isReleaseFieldAsked = (type: FactType, name: string, isStaff: boolean, reading: ReadingStep | null) =>
  (type !== 'releaseProposed' || name !== 'from' || isStaff) &&
  (type !== 'releaseDecided' || ((name !== 'step' || reading !== null) && !(isLater(reading) && name in WORDS)))

const isLater = (reading: ReadingStep | null) => reading !== null && reading !== 'first'
const WORDS = { title: '标题', documentNumber: '文号', summary: '内容概述', topic: '主题', basis: '公开依据' } as const

/** What a later reading passes: the words as they would be published, and what is other than the application has it. */
export function wordsToRead(
  row: Pick<CaseRow, 'title'>,
  { said, dropped = [], documentNumber, files }: Offered,
  reading: ReadingStep | null,
): Act['reads'] {
  if (!said || !isLater(reading)) return undefined
  const title = said.title ?? row.title
  const number = said.documentNumber ?? documentNumber
  const other = (now: string, asked: string) => (now === asked || !asked ? now : `${now}（申请写的是“${asked}”）`)
  const names = (ids: readonly string[]) => ids.map((id) => files.find((file) => file.id === id)?.name ?? id).join('、')
  const pairs = [
    [WORDS.title, other(title, row.title)],
    [WORDS.documentNumber, other(number, documentNumber) || '没有'],
    [WORDS.summary, said.summary ?? '没有'],
    [WORDS.topic, TOPICS[(said.topic as Topic | undefined) ?? 'other']],
    [WORDS.basis, said.basis ?? '条例第四十四条'],
    ['文件', names(said.files ?? []) || '没有'],
    ...(dropped.length > 0 ? [['前面的审核去掉的文件', names(dropped)]] : []),
  ].map(([label, value]) => ({ label: label!, value: value! }))
  return { title: '将要公布的内容', pairs }
}

/** What is public without a file is a title: whoever means that says so. */
export const WITHOUT_FILES: Field = {
  ...{ name: 'withoutFiles', label: '没有选公布的文件的', kind: 'several', required: false },
  ...{ optional: '没有选的，须勾选', when: { field: 'accepted', is: ['true'] } },
  choices: [{ value: 'yes', label: '确认不公布文件，只公布文字' }],
}

/** 不同意 ends what somebody proposed: whoever means that says so, and why. */
export const REFUSING: Field = {
  ...{ name: 'refusing', label: '不同意的', kind: 'several', required: false },
  ...{ optional: '须勾选，并在意见中写明理由', when: { field: 'accepted', is: ['false'] } },
  choices: [{ value: 'yes', label: '确认不同意：这一提议到此结束，不转主动公开' }],
}

/** Of a page's form: is nothing but words to be published, and did nobody say that this is meant? */
export const lacksFiles = (fact: { accepted: boolean; files?: readonly string[] }, form: Record<string, string>) =>
  fact.accepted && (fact.files ?? []).length === 0 && form['withoutFiles.yes'] !== 'yes'

/** @throws Refusal INVALID where nobody ticked that the proposal is to end, or said why */
export function requireRefusing({ opinion }: { opinion?: string }, form: Record<string, string>): void {
  const faults: FieldError[] = [
    ...(opinion ? [] : [{ field: 'opinion', code: 'MISSING', message: '请写明不同意的理由' }]),
    ...(form['refusing.yes'] === 'yes'
      ? []
      : [{ field: 'refusing', code: 'NOT_CONFIRMED', message: '不同意的，这一提议到此结束。请勾选确认' }]),
  ]
  if (faults.length > 0) throw invalid(...faults)
}

/** What a reading begins with: what the one before it said, else the request's own title and what the reply gave. */
export function releaseField(
  name: string,
  { id: caseId, title }: CaseRow,
  { documentNumber, files: ours, given, said }: Offered,
  reading: ReadingStep | null,
): Partial<Field> {
  if (name === 'step' && reading)
    return { required: true, value: reading, choices: [{ value: reading, label: READING_STEPS[reading] }] }
  if (name === 'accepted' && reading && reading !== 'final')
    return { help: '同意的，交下一次审核；不同意的，不转主动公开，不再审核。' }
  if (name === 'opinion') return reading ? { required: true } : {}
  if (name === 'title') return { value: said?.title ?? title }
  if (name === 'documentNumber') return { value: said?.documentNumber ?? documentNumber }
  if (name === 'summary' || name === 'topic' || name === 'basis')
    return said?.[name] === undefined ? {} : { value: said[name] }
  if (name !== 'files') return {}
  const files = ours.filter(({ secret }) => !secret)
  const help =
    files.length > 0
      ? `只公布选中的文件，${said ? '前一次审核选定的' : '答复中提供的'}已经选上，公布的是能够自动去除作者、拍摄地点等信息的副本；PDF 不改写，其中的作者等信息请先去除，或者写明仍可公布的理由。公布前检索其中的个人信息，查出的须遮盖或者写明理由。`
      : '本件没有可以公布的文件。需要公布文件的，先用“附卷”加入处理好的文件。申请人提交的材料不公布。'
  const offered = files.map(({ id, name: label }) => ({ value: id, label }))
  return { help: help + secretSays(caseId, ours), choices: offered, value: (said?.files ?? given).join(' ') }
}

/** One reason for each thing that was found: without it nothing of the file is published. */
export const foundFields = (findings: NonNullable<Offered['findings']>): Field[] =>
  findings.map(({ id, says, why }) => ({
    ...{ name: `confirmed.${id}`, label: says, kind: 'long' as const, required: false },
    ...{ optional: '仍公布这一文件的，写明理由', when: { field: 'accepted', is: ['true'] } },
    ...(why && { value: why }),
  }))
