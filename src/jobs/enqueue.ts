/** Work to be done after the transaction commits, and only if it does. */
import type { ChoiceName } from '../../workflows/statute/choices.ts'
import { json, type Sql, type Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'

/** What was put in force: a holiday arrangement, or an agency's choice by the proposal that was approved. */
export type Recount = { year: number; version: number } | { agencyId: string; choice: ChoiceName; proposal: number }

/** Every job of the house with its payload: identifiers only, never content. */
export type Jobs = {
  /** Tell the applicant by mail about the fact at this position. */
  tell: CaseKey & { position: number; tell: string }
  /** The same by text message. */
  text: CaseKey & { position: number; tell: string }
  /** Mail the letters of the fact at this position to those who are consulted; again for each new occasion. */
  tellParty: CaseKey & { position: number; occasion: string; only?: string }
  /** Store the evidence bundle of an archived case. */
  storeBundle: CaseKey & { position: number }
  /** Have a signed letter stamped by its time stamp authority. */
  stamp: CaseKey & { letter: string }
  /** Bring the open cases to a calendar or a choice that was put in force. */
  recount: Recount
  /** Tell an administrator that a year without a notice is being counted with. */
  alarm: { personId: string; year: number }
  /** Remind a member of staff of limits that come near or have passed. */
  remind: { personId: string; day: string; limits: (CaseKey & { kind: string })[] }
}

/** Enqueues one job: in a transaction it is there when that commits, and only then. */
export async function enqueue<J extends keyof Jobs>(tx: Tx | Sql, job: J, payload: Jobs[J]): Promise<void> {
  await tx`select graphile_worker.add_job(${job}, payload => ${json(payload)}::json)`
}
