/**
 * 区分处理 of one file, under the lock of its row: marks are changed by whoever works on the case, and confirmed by somebody who marked
 * nothing of it. SQL: one row for update, steps in their order.
 */
import { json, type Sql, type Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { enqueueOnceInTurn } from '../jobs/enqueue.ts'
import { type Box, heightOf, widthOf } from '../redacting/box.ts'
import type { Ground } from '../redacting/mark.ts'
import type { Verdict } from '../redacting/verify.ts'
import {
  holds,
  inverseOf,
  type KeptMark,
  lastToUndo,
  markers,
  marksAfter,
  nextStem,
  type State,
  type Step,
} from './marks.ts'

export type Redaction = CaseKey & {
  file: string
  state: State
  step: number
  pages: { width: number; height: number }[]
  askedBy: string | null
  confirmedBy: string | null
  done: number
  why: string | null
  verdict: Verdict | null
  result: string | null
  by: string
  at: string
}
export type Worked = { redaction: Redaction; steps: Step[]; marks: KeptMark[] }

/** One file of a case; undefined where nobody has begun. */
export async function redactionOf(
  sql: Sql | Tx,
  { agencyId, caseId }: CaseKey,
  file: string,
): Promise<Worked | undefined> {
  const [redaction] = await sql<Redaction[]>`
    select * from redactions where (agency_id, case_id, file) = (${agencyId}, ${caseId}::uuid, ${file}::uuid)`
  return redaction && withSteps(sql, redaction)
}

/** All of a case. */
export const redactionsOf = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<Redaction[]>`
  select * from redactions where (agency_id, case_id) = (${agencyId}, ${caseId}::uuid) order by at, file`

async function withSteps(sql: Sql | Tx, redaction: Redaction): Promise<Worked> {
  const { agencyId, caseId, file } = redaction
  const steps = await sql<Step[]>`
    select step, added, removed, undoes, by, at from redaction_steps
    where (agency_id, case_id, file) = (${agencyId}, ${caseId}::uuid, ${file}::uuid) order by step`
  return { redaction, steps, marks: marksAfter(steps) }
}

/** @throws Refusal NOT_FOUND */
export async function lockedRedaction(tx: Tx, { agencyId, caseId }: CaseKey, file: string): Promise<Worked> {
  const [redaction] = await tx<Redaction[]>`
    select * from redactions where (agency_id, case_id, file) = (${agencyId}, ${caseId}::uuid, ${file}::uuid) for update`
  if (!redaction) throw notFound()
  return withSteps(tx, redaction)
}

type By = { by: string; at: Date }

/** Begins with a file, or again where it was dropped; where somebody has begun nothing changes. */
export async function begin(
  tx: Tx,
  { agencyId, caseId }: CaseKey,
  file: string,
  pages: Redaction['pages'],
  { by, at }: By,
) {
  await tx`
    insert into redactions as r (agency_id, case_id, file, state, step, pages, by, at)
    values (${agencyId}, ${caseId}, ${file}, 'open', 0, ${json(pages)}::jsonb, ${by}, ${at.toISOString()})
    on conflict (agency_id, case_id, file) do update set state = 'open' where r.state = 'dropped'`
}

/** What is asked to be marked: a place, or all places of the same words. */
export type Asked = { page: number; box: Box; ground: Ground; how: string; words?: string }

/** So many of one file: a page of names has a hundred. */
const MOST_MARKS = 4_000
/** A mark that nobody could see is none. */
const [SMALLEST, LONGEST_SIDE] = [2, 20_000]

/**
 * @param replaces names stand instead, the same for the same words, and not a black box
 * @param earlier words under marks that have a name already, as the file has them
 * @throws Refusal FACT_REFUSED where it is not being marked; INVALID where a place is none of the file
 */
export async function addMarks(
  tx: Tx,
  { redaction, marks }: Worked,
  asked: readonly Asked[],
  replaces: boolean,
  earlier: ReadonlyMap<string, string>,
  by: By,
): Promise<number> {
  requireState(redaction, 'open')
  const step = redaction.step + 1
  const names = new Map(earlier)
  const taken = new Set(marks.flatMap(({ instead }) => instead ?? []))
  const added: KeptMark[] = []
  for (const { page, box, ground, how, words } of asked) {
    requirePlace(redaction, page, box)
    if ([...marks, ...added].some((mark) => holds(mark, page, box))) continue
    const instead = replaces ? nameFor(words ?? `${page} ${JSON.stringify(box)}`, names, taken) : undefined
    added.push({ id: `${step}-${added.length + 1}`, page, box, ground, how, ...(instead && { instead }) })
  }
  if (marks.length + added.length > MOST_MARKS)
    throw invalid({ field: '', code: 'TOO_BIG', message: `一个文件最多标注${MOST_MARKS}处` })
  if (added.length > 0) await putStep(tx, redaction, { step, added, removed: [], undoes: null }, by)
  return added.length
}

function nameFor(words: string, names: Map<string, string>, taken: Set<string>): string {
  const known = names.get(words)
  if (known) return known
  const stem = nextStem(taken)
  names.set(words, stem)
  taken.add(stem)
  return stem
}

function requirePlace({ pages }: Redaction, page: number, box: Box): void {
  const size = pages[page - 1]
  const sides = Object.values(box)
  const isSound = size && sides.every((side) => Number.isFinite(side) && Math.abs(side) < LONGEST_SIDE)
  if (isSound && widthOf(box) >= SMALLEST && heightOf(box) >= SMALLEST && box.x0 >= -1 && box.y0 >= -1) {
    if (box.x1 <= size.width + 1 && box.y1 <= size.height + 1) return
  }
  throw invalid({ field: 'box', code: 'UNFIT', message: '标注的位置不在页面以内，或者太小' })
}

/** @throws Refusal FACT_REFUSED, NOT_FOUND */
export async function takeMark(tx: Tx, { redaction, marks }: Worked, id: string, by: By): Promise<void> {
  requireState(redaction, 'open')
  if (!marks.some((mark) => mark.id === id)) throw notFound()
  await putStep(tx, redaction, { step: redaction.step + 1, added: [], removed: [id], undoes: null }, by)
}

/**
 * Takes the last change back.
 * @param read the step that the page showed: what a colleague marked since is not taken back unseen
 * @throws Refusal FACT_REFUSED, CHANGED_SINCE_READ
 */
export async function undo(tx: Tx, { redaction, steps }: Worked, read: number, by: By): Promise<void> {
  requireState(redaction, 'open')
  if (read !== redaction.step) throw changedSinceRead()
  const last = lastToUndo(steps)
  if (!last) throw new Refusal('FACT_REFUSED', { message: '没有可以撤回的改动' })
  await putStep(tx, redaction, { step: redaction.step + 1, ...inverseOf(last, steps), undoes: last.step }, by)
}

type Put = Pick<Step, 'step' | 'added' | 'removed' | 'undoes'>
async function putStep(
  tx: Tx,
  { agencyId, caseId, file }: Redaction,
  { step, added, removed, undoes }: Put,
  { by, at }: By,
) {
  await tx`
    insert into redaction_steps (agency_id, case_id, file, step, added, removed, undoes, by, at)
    values (${agencyId}, ${caseId}, ${file}, ${step}, ${json(added)}::jsonb, ${json(removed)}::jsonb, ${undoes}, ${by}, ${at.toISOString()})`
  await tx`update redactions set step = ${step} where (agency_id, case_id, file) = (${agencyId}, ${caseId}::uuid, ${file}::uuid)`
}

/** What somebody does with the whole of it. */
export const MOVES = {
  ask: '提交确认',
  back: '退回标注',
  confirm: '确认并生成',
  reopen: '重新标注',
  drop: '撤销遮盖',
} as const
export type Move = keyof typeof MOVES

/** What may be done in which state; by whom else is asked beside. */
const FROM: Record<Move, readonly State[]> = {
  ask: ['open'],
  back: ['asked'],
  confirm: ['asked'],
  reopen: ['made', 'failed'],
  drop: ['open', 'asked', 'failed', 'made'],
}

/** What this person may do with it now. */
export function movesOf({ redaction, steps, marks }: Worked, by: string): Move[] {
  return (Object.keys(MOVES) as Move[]).filter((move) => {
    if (!FROM[move].includes(redaction.state)) return false
    if (isForAnother(move, { redaction, steps }, by)) return false
    return move !== 'ask' || marks.length > 0
  })
}

/** Two persons let a file go redacted, and two let the original go after all: neither is for whoever marked it. */
function isForAnother(move: Move, { redaction, steps }: Pick<Worked, 'redaction' | 'steps'>, by: string): boolean {
  const isOfTwo = move === 'confirm' || (move === 'drop' && redaction.result !== null)
  return isOfTwo && (markers(steps).has(by) || redaction.askedBy === by)
}

/**
 * @throws Refusal FACT_REFUSED in another state, or where nothing is marked; NOT_YOURS where who marked would confirm, or take back what was confirmed;
 *   CHANGED_SINCE_READ where the marks are not those that were read
 */
export async function move(tx: Tx, worked: Worked, what: Move, read: number, { by }: By): Promise<void> {
  const { redaction } = worked
  const { agencyId, caseId, file } = redaction
  if (!FROM[what].includes(redaction.state))
    throw new Refusal('FACT_REFUSED', { message: '这个文件的遮盖现在不能这样办理，请看它现在的状态' })
  if (isForAnother(what, worked, by))
    throw new Refusal('NOT_YOURS', {
      next:
        what === 'confirm'
          ? '标注的人不能确认，请另一位经办人员确认。'
          : '已经生成过遮盖的文件，标注的人不能撤销，请另一位经办人员撤销。',
    })
  if (!movesOf(worked, by).includes(what)) throw new Refusal('FACT_REFUSED', { message: '还没有标注，不能提交确认' })
  // Nobody hands over, or confirms, marks that a colleague made after the page was read.
  if ((what === 'ask' || what === 'confirm') && read !== redaction.step) throw changedSinceRead()
  const state = STATE_AFTER[what]
  const asked = what === 'ask' ? by : what === 'confirm' ? redaction.askedBy : null
  const why = isReturned(what, redaction, by) ? RETURNED : null
  await tx`
    update redactions set state = ${state}, asked_by = ${asked}, confirmed_by = ${what === 'confirm' ? by : null}, done = 0, why = ${why}, verdict = null
    where (agency_id, case_id, file) = (${agencyId}, ${caseId}::uuid, ${file}::uuid)`
  if (what === 'confirm') await enqueueOnceInTurn(tx, 'redact', { agencyId, caseId, file }, `${caseId} ${file}`)
}

/** Somebody else sends the marks back, and says why; whoever asked for it just takes them back. */
export const isReturned = (what: Move, { askedBy }: Pick<Redaction, 'askedBy'>, by: string): boolean =>
  what === 'back' && askedBy !== by
/** As a reason why nothing was made: what was said of it is a note of the case, which goes with the case's words. */
export const RETURNED = 'returned'

const STATE_AFTER: Record<Move, State> = {
  ask: 'asked',
  back: 'open',
  confirm: 'making',
  reopen: 'open',
  drop: 'dropped',
}

const changedSinceRead = () =>
  new Refusal('CHANGED_SINCE_READ', {
    message: '标注在您查看以后有变动，没有办理',
    next: '请重新查看现在的标注，再办理。',
  })

function requireState({ state }: Redaction, wanted: State): void {
  if (state !== wanted)
    throw new Refusal('FACT_REFUSED', { message: '标注已经提交，不能改动；需要改动的，先退回或者重新标注' })
}

/** What is at hand of the house while a file is redacted. */
export type Redacting = Pick<House, 'sql' | 'blobs' | 'keys' | 'time'>
