/** 转主动公开 (Art 44): what a decision in a case does to the reading room, in the decision's own transaction. */

import { isLast } from '../../workflows/disclosure/readings.ts'
import type { Fact, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { counting } from '../../workflows/statute/counting.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Tx } from '../db/client.ts'
import { type Candidate, mayLeave, prepareCopies } from '../files/given.ts'
import { identityAmong } from '../files/identity-documents.ts'
import { requireRedacted } from '../files/redacted.ts'
import { requireNoSecret } from '../files/secret.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { type FieldError, invalid } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { type CaseFile, keyOf } from '../ledger/case-file.ts'
import { type GivenFile, givenBySignature } from '../ledger/given.ts'
import { type FactRow, heard, submission } from '../ledger/queries.ts'
import { sentence } from '../web/words/sentences.ts'
import type { Topic } from '../web/words/topics.ts'
import type { Described } from './described.ts'
import { type FileFinding, foundSays } from './file-findings.ts'
import { lookOver, secretsIn } from './look-over.ts'
import { type Actor, publish, revise, withdraw } from './publish.ts'
import { filesOf as filesOfItem, releasedOf } from './queries.ts'
import { readSoFar, type Said, saidTogether } from './read-so-far.ts'
import { findingsIn } from './searched.ts'
import { oneAtATime, stopSecrets } from './stop.ts'

type At = Actor & { on: Day }
type Store = Pick<House, 'blobs' | 'time' | 'keys'>

/** What may be disclosed to one may be published (Art 44). */
const BASIS = '《中华人民共和国政府信息公开条例》第四十四条'
/** The public reads why; what was wrong with the decision is the case's own matter. */
const STRUCK = '公开这一信息的决定已经更正，不再公开。'
const AGAIN = '再次决定转为主动公开。'
const CORRECTED = '公开决定已经更正。'

/**
 * @param position of the fact just recorded
 * @throws Refusal INVALID where what would be published names a person; then nothing of the fact stays either.
 */
export async function releaseFollows(
  tx: Tx,
  store: Store,
  file: CaseFile,
  fact: Fact,
  position: number,
  at: At,
): Promise<void> {
  if (fact.type === 'releaseDecided' && fact.accepted && isLast(fact))
    await release(tx, store, file, fact, position, at)
  if (fact.type === 'releaseWithdrawn') await takeDown(tx, file, fact.why, at)
  if (fact.type === 'rectified') await reconsider(tx, store, file, fact, at)
  await stopSecrets(tx, file.row.agencyId, fact, at)
}

/** What a decision, or a reading on the way to it, would publish. */
export type Examined = {
  says: Described
  files: GivenFile[]
  /** What was found in the files; each is confirmed where the last reading is past. */
  findings: FileFinding[]
  looked: { file: string; sha256: string; found: number }[]
}

/**
 * What is said beside the decision and in the readings before it, and of the request no more than its title and 文号: a
 * description may name anybody.
 * @param earlier the readings before, of the same proposal
 * @throws Refusal INVALID where a text names a person, is not what the readings before passed, a file may not go out or was in
 *   none of them; and, of what publishes at once, where a file lays somebody open and nobody said why it may stand
 */
export async function examine(
  tx: Tx,
  store: Store,
  { row, facts, agency }: CaseFile,
  fact: FactOf<'releaseDecided'>,
  earlier: readonly Said[],
  prefix = '',
): Promise<Examined> {
  const key = keyOf(row)
  const submitted: Partial<FactOf<'submitted'>> = submission(facts)
  const said = saidTogether([...earlier, fact])
  const says = describedBy(said, row.title, submitted)
  const passed = earlier.length > 0 ? saidTogether(earlier) : undefined
  const read = passed && (passed.files ?? [])
  const files = await chosen(tx, store, key, facts, said.files ?? [], `${prefix}files`)
  const secrets = secretsIn(facts)
  const { title, summary, documentNumber, basis } = says
  const faults = [
    ...lookOver({ title, summary, documentNumber, basis }, secrets),
    ...files.flatMap(({ name }) => lookOver({ files: name }, secrets)),
    ...files.flatMap(({ id, name }) => (read?.includes(id) === false ? [notRead(name)] : [])),
    ...(passed ? otherWords(says, describedBy(passed, row.title, submitted)) : []),
  ].map((fault) => ({ ...fault, field: prefix + fault.field }))
  if (faults.length > 0) throw invalid(...faults)

  const findings = await findingsIn(store, files, facts, agency)
  const open = isLast(fact) ? findings.filter(({ id }) => !said.confirmed?.[id]) : []
  if (open.length > 0) throw invalid(...open.map((finding) => unanswered(finding, prefix)))
  const found = (id: string) => findings.filter(({ file }) => file === id).length
  return { says, files, findings, looked: files.map(({ id, sha256 }) => ({ file: id, sha256, found: found(id) })) }
}

/** What these readings would publish, beside its files. */
const describedBy = (said: Said, title: string, { request }: Partial<FactOf<'submitted'>>): Described => ({
  title: said.title ?? title,
  documentNumber: said.documentNumber ?? request?.documentNumber ?? null,
  summary: said.summary ?? '',
  topic: (said.topic as Topic | undefined) ?? 'other',
  basis: said.basis ?? BASIS,
  madeOn: null,
})

/** What the readers pass is one text: words that a later reader would change, nobody before has read. */
const otherWords = (says: Described, passed: Described): FieldError[] =>
  WORDS.filter((field) => says[field] !== passed[field]).map((field) => ({
    field,
    code: 'NOT_READ_BEFORE',
    message: '与前面的审核同意的文字不同，不能在这里改动。需要改动的，请不同意并写明怎样改，重新提议后再审',
  }))
const WORDS = ['title', 'documentNumber', 'summary', 'topic', 'basis'] as const

/** What is added after the first reading, nobody before has read. */
const notRead = (name: string): FieldError => ({
  field: 'files',
  code: 'NOT_READ_BEFORE',
  message: `“${name}”没有经过前一次审核，不能在这里加入。可以减少文件；要加入的，请不同意并写明，重新提议后再审`,
})

/** What to do about a finding: on a page its field is called by the finding itself. */
export const MASK_OR_ANSWER = '请遮盖后重新附卷、另选文件，或者写明仍可公布的理由'

const unanswered = (finding: FileFinding, prefix: string): FieldError => ({
  field: `${prefix}confirmed.${finding.id}`,
  code: 'PERSONAL_DATA_IN_FILE',
  message: `${foundSays(finding)}。${MASK_OR_ANSWER}`,
})

/**
 * The fact with what the house adds: which copies were looked over, how much was found in them, and what title a first reading passed.
 * @throws Refusal INVALID, as `examine`
 */
export async function lookedOver(tx: Tx, store: Store, file: CaseFile, fact: Fact): Promise<Fact> {
  if (fact.type !== 'releaseDecided' || !fact.accepted) return fact
  const earlier = fact.step ? readSoFar(file.facts) : []
  const { looked, says } = await examine(tx, store, file, fact, earlier)
  // The request's own title may be put right between two readings: the first says which one was read.
  const named = fact.step && earlier.length === 0 ? { title: says.title } : {}
  return { ...fact, ...named, ...(looked.length > 0 && { looked }) }
}

async function release(
  tx: Tx,
  store: Store,
  file: CaseFile,
  fact: FactOf<'releaseDecided'>,
  position: number,
  at: At,
  prefix = '',
): Promise<void> {
  const earlier = fact.step ? readSoFar(file.facts, position) : []
  const { says, files } = await examine(tx, store, file, fact, earlier, prefix)
  if (!isLast(fact)) return
  const key = keyOf(file.row)
  const before = await releasedOf(tx, key)
  if (!before) {
    await publish(tx, key.agencyId, says, files, at, { caseId: key.caseId, position })
    return
  }
  const old = await filesOfItem(tx, [before.id])
  const change = { add: files, takeOff: old.map(({ id }) => id) }
  const again = before.withdrawnOn || before.position !== position ? { on: at.on, position } : undefined
  await revise(tx, before.id, says, change, { ...at, why: again ? AGAIN : CORRECTED }, again)
}

/**
 * A decision that was rectified away takes the item back, and so does one whose earlier reading was put right; one with a
 * replacement publishes what it now says.
 */
async function reconsider(
  tx: Tx,
  store: Store,
  file: CaseFile,
  { position }: FactOf<'rectified'>,
  at: At,
): Promise<void> {
  const counted = counting(file.facts.map(heard))
  const instead = counted[position - 1]
  if (instead?.type === 'releaseDecided' && instead.accepted)
    await release(tx, store, file, instead, position, at, 'replacement.')
  if (instead?.type === 'releaseWithdrawn') await takeDown(tx, file, instead.why, at)
  const item = await releasedOf(tx, keyOf(file.row))
  if (!item || item.withdrawnOn || item.position === null) return
  const decision = counted[item.position - 1]
  if (decision?.type !== 'releaseDecided' || !decision.accepted) await withdraw(tx, item.id, { ...at, why: STRUCK })
}

/**
 * 已撤下: the address tells from now on that it was taken down, and why.
 * @throws Refusal INVALID where the reason names a person
 */
async function takeDown(tx: Tx, { row, facts }: CaseFile, why: string, at: At): Promise<void> {
  const faults = lookOver({ why }, secretsIn(facts))
  if (faults.length > 0) throw invalid(...faults)
  const item = await releasedOf(tx, keyOf(row))
  if (item) await withdraw(tx, item.id, { ...at, why })
}

/**
 * Only what the office itself put on file: an applicant's identity documents are not government information. What is
 * published is the copy that leaves; of what the reply gave, the very one that it gave.
 */
async function chosen(
  tx: Tx,
  store: Store,
  key: CaseKey,
  facts: readonly FactRow[],
  ids: readonly string[],
  field: string,
): Promise<GivenFile[]> {
  if (ids.length === 0) return []
  const onFile = await tx<(Candidate & { name: string })[]>`
    select id, name, by, sha256 from files
    where agency_id = ${key.agencyId} and case_id = ${key.caseId} order by at, id`
  const unknown = ids.filter((id) => !onFile.some((file) => file.id === id))
  if (unknown.length > 0)
    throw invalid({ field, code: 'NO_SUCH_FILE', message: sentence('field.noSuchFile', { files: unknown.join('、') }) })
  await oneAtATime(tx, key.agencyId)
  await requireNoSecret(
    tx,
    key,
    onFile.filter(({ id }) => ids.includes(id)),
  )
  await requireRedacted(
    tx,
    key,
    onFile.filter(({ id }) => ids.includes(id)),
  )
  const open = mayLeave(onFile, facts, await identityAmong(tx, store.keys, onFile))
  const closed = onFile.filter(({ id }) => ids.includes(id) && !open.some((file) => file.id === id))
  if (closed.length > 0) {
    throw invalid(
      ...closed.map(({ name }) => ({
        field,
        code: 'NOT_FOR_RELEASE',
        message: `“${name}”是申请人或者第三方提交的材料、身份证件，或者与其内容完全相同，不能公开。请先以“附卷”加入本机关处理好的文件，再选择它`,
      })),
    )
  }
  const given = await givenBySignature(tx, key, facts)
  const wanted = open.flatMap(({ id }) => (ids.includes(id) ? [id] : []))
  const copies = await prepareCopies(tx, store, key, wanted)
  return copies.map((copy) => given.find(({ id }) => id === copy.id) ?? copy)
}
