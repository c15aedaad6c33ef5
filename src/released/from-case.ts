/** 转主动公开 (Art 44): what a decision in a case does to the reading room, in the decision's own transaction. */

import type { Fact, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { counting } from '../../workflows/statute/counting.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Tx } from '../db/client.ts'
import { type Candidate, mayLeave, prepareCopies } from '../files/given.ts'
import { identityAmong } from '../files/identity-documents.ts'
import { requireNoSecret } from '../files/secret.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { type CaseFile, keyOf } from '../ledger/case-file.ts'
import { givenBySignature } from '../ledger/given.ts'
import { type FactRow, heard } from '../ledger/queries.ts'
import { sentence } from '../web/words/sentences.ts'
import type { Topic } from '../web/words/topics.ts'
import type { Described } from './described.ts'
import { lookOver, secretsOf } from './look-over.ts'
import { type Actor, type Content, publish, revise, withdraw } from './publish.ts'
import { filesOf as filesOfItem, releasedOf } from './queries.ts'
import { oneAtATime, stopSecrets } from './stop.ts'

type At = Actor & { on: Day }
type Store = Pick<House, 'blobs' | 'time' | 'keys'>

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
  if (fact.type === 'releaseDecided' && fact.accepted) await release(tx, store, file, fact, position, at)
  if (fact.type === 'rectified') await reconsider(tx, store, file, fact, at)
  await stopSecrets(tx, file.row.agencyId, fact, at)
}

/** What is said beside the decision, and of the request no more than its title and 文号: a description may name anybody. */
async function release(
  tx: Tx,
  store: Store,
  { row, facts }: CaseFile,
  fact: FactOf<'releaseDecided'>,
  position: number,
  at: At,
  prefix = '',
): Promise<void> {
  const key = keyOf(row)
  const submitted = facts[0]!.fact as Partial<FactOf<'submitted'>>
  const says: Described = {
    title: fact.title ?? row.title,
    documentNumber: fact.documentNumber ?? submitted.request?.documentNumber ?? null,
    summary: fact.summary ?? '',
    topic: (fact.topic as Topic | undefined) ?? 'other',
    madeOn: null,
  }
  const files = await chosen(tx, store, key, facts, fact.files ?? [], `${prefix}files`)
  const secrets = secretsOf(submitted)
  const { title, summary, documentNumber } = says
  const faults = [
    ...lookOver({ title, summary, documentNumber }, secrets),
    ...files.flatMap(({ name }) => lookOver({ files: name }, secrets)),
  ]
  if (faults.length > 0) throw invalid(...faults.map((fault) => ({ ...fault, field: prefix + fault.field })))

  const earlier = await releasedOf(tx, key)
  if (!earlier) {
    await publish(tx, key.agencyId, says, files, at, { caseId: key.caseId, position })
    return
  }
  const old = await filesOfItem(tx, [earlier.id])
  const change = { add: files, takeOff: old.map(({ id }) => id) }
  const again = earlier.withdrawnOn || earlier.position !== position ? { on: at.on, position } : undefined
  await revise(tx, earlier.id, says, change, { ...at, why: again ? AGAIN : CORRECTED }, again)
}

/** A decision that was rectified away takes the item back; one with a replacement publishes what it now says. */
async function reconsider(
  tx: Tx,
  store: Store,
  file: CaseFile,
  { position }: FactOf<'rectified'>,
  at: At,
): Promise<void> {
  const instead = counting(file.facts.map(heard))[position - 1]
  const item = await releasedOf(tx, keyOf(file.row))
  if (instead?.type === 'releaseDecided' && instead.accepted)
    await release(tx, store, file, instead, position, at, 'replacement.')
  else if (item?.position === position) await withdraw(tx, item.id, { ...at, why: STRUCK })
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
): Promise<Content[]> {
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
