/** The only way a case begins: its first fact, in one statement that is a transaction by itself. */

import { open } from '../../workflows/disclosure/decide.ts'
import { WORKFLOW } from '../../workflows/disclosure/machine.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { type Sql, snakeCased, type Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { newId, newReceipt } from '../ground/ids.ts'
import { traced } from '../ground/traces.ts'
import type { House } from '../house.ts'
import { allApplicants, applicantsInAList, columnOf, titleOf } from '../ledger/applicants.ts'
import { begin } from '../ledger/begin.ts'
import { mailAddressOf, sealedAddress } from '../ledger/contact.ts'
import { BEGINNING, written } from '../ledger/entry.ts'
import { foundBy } from '../ledger/found-by.ts'
import { sealIdentities } from '../ledger/identity.ts'
import { project } from '../ledger/project.ts'
import { searchable } from '../ledger/search.ts'
import { sealedWords } from '../ledger/words.ts'
import { follow } from './follow.ts'
import type { Actor } from './record.ts'

type Opening = Pick<House, 'lawFor' | 'time' | 'keys' | 'traces'>
export type Opened = CaseKey & { receipt: string; position: number }

/**
 * Opens a case with its first fact. One statement; a second one where the applicant is to be told by mail.
 * The caller has stored the files; their rows follow in the same transaction.
 */
export async function openCase(
  tx: Tx | Sql,
  house: Opening,
  agencyId: string,
  submitted: FactOf<'submitted'>,
  actor: Actor,
  receipt = newReceipt(submitted.on),
): Promise<Opened> {
  return traced(house.traces, 'fact submitted', { 'ysqgk.fact': 'submitted' }, () =>
    opened(tx, house, agencyId, submitted, actor, receipt),
  )
}

async function opened(
  tx: Tx | Sql,
  house: Opening,
  agencyId: string,
  submitted: FactOf<'submitted'>,
  actor: Actor,
  receipt: string,
): Promise<Opened> {
  const key = { agencyId, caseId: newId(actor.at) }
  const { keys } = house
  const { fact, encrypted } = sealIdentities(submitted, keys, key)
  const law = house.lawFor(agencyId)
  const decision = open(fact, law)
  const { entry, hash, parts } = written(key, { length: 0, head: BEGINNING }, fact, actor.by, actor.at)
  const { row, limits } = project(decision, law, house.time.today())
  const { applicant, request } = fact
  const told = mailAddressOf(fact)
  const place = { ...key, position: 1 }

  await begin(tx, {
    case: snakeCased({
      ...row,
      agencyId,
      id: key.caseId,
      receipt,
      workflow: WORKFLOW,
      state: decision.state,
      context: decision.context,
      length: 1,
      head: hash,
      submittedAt: actor.at.toISOString(),
      title: titleOf(request),
      applicantName: applicantsInAList(fact),
      applicantColumn: columnOf(applicant),
      email: hex(sealedAddress(keys, { agencyId, id: key.caseId }, told)),
      foundBy: foundBy(keys, agencyId, submitted, told),
      keys: keys.ids[0],
      said: [],
      ...searchable([
        receipt,
        fact.mailNumber,
        ...allApplicants(fact).map(({ name }) => name),
        request.title,
        request.description,
      ]),
    }),
    words: snakeCased({ ...place, sealed: hex(sealedWords(keys, entry, parts)) }),
    identities: encrypted.map(({ whose, sealed }) => snakeCased({ ...key, whose, sealed: hex(sealed) })),
    queued: snakeCased({ ...place, hash }),
    limits: limits.map(({ kind, dueOn, because, provisional }) =>
      snakeCased({ ...key, kind, dueOn, because, provisional }),
    ),
    entry: snakeCased({ ...entry, hash }),
  })
  if (told) await follow(tx, key, 1, decision.effects)
  return { ...key, receipt, position: 1 }
}

/** Bytes as JSON hands them to the database. */
const hex = (bytes: Buffer | null) => bytes && `\\x${bytes.toString('hex')}`
