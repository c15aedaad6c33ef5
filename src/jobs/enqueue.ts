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
  /** Find out what a mail is that was taken from the mailbox, and put it where it belongs. */
  sortMail: { agencyId: string; mail: string }
  /** Mail the letters of the fact at this position to those who are consulted; again for each new occasion. */
  tellParty: CaseKey & { position: number; occasion: string; only?: string }
  /** Store the evidence bundle of an archived case. */
  storeBundle: CaseKey & { position: number }
  /** Make the reading copy of what a case has on file. */
  readingCopy: CaseKey
  /** Make a file anew without what was marked in it, and prove it. */
  redact: CaseKey & { file: string }
  /** Give the last checkpoint of the log to the witnesses. */
  witness: Record<string, never>
  /** Tell an administrator of witnesses that did not take it, on this day. */
  witnessTrouble: { personId: string; on: string }
  /** Go on with an approved list of destruction, until each case is destroyed or its hindrance is on record. */
  destroy: { agencyId: string; number: number }
  /** Remove from the store of files what a destruction has left there. */
  eraseBlobs: CaseKey
  /** Make a run of the four checks over archived cases. */
  checkArchive: { agencyId: string; number: number }
  /** Make the package of a transfer to an archive. */
  packTransfer: { agencyId: string; number: number }
  /** Record with each case that an archive has taken it in. */
  recordTransfer: { agencyId: string; number: number }
  /** Have a signed letter stamped by its time stamp authority. */
  stamp: CaseKey & { letter: string }
  /** Bring the open cases to a calendar or a choice that was put in force. */
  recount: Recount
  /** Tell an administrator that a year without a notice is being counted with. */
  alarm: { personId: string; year: number }
  /** Tell a member of staff of a virus that was found later, in a file of a case or of what is published. */
  virusFound: { personId: string; agencyId: string; caseId: string | null; released: string | null; virus: string }
  /** Tell a member of staff that a new way in was asked for in their name, or let through. */
  recovery: { recovery: string; approved: boolean }
  /** Remind a head of an annual report that is not final. */
  reportDue: { personId: string; agencyId: string; district: boolean; year: number; day: string }
  /** Remind a head of monthly returns that are not reported. */
  returnsDue: { personId: string; day: string }
  /** Hand a reported monthly return to the platform above. */
  pushReturn: { agencyId: string; district: boolean; month: string; n: number }
  /** Send the platform above what is due of the exchange of single cases. */
  exchange: Record<string, never>
  /** Tell an administrator of messages of the exchange that stand still, on this day. */
  exchangeStill: { personId: string; day: string }
  /** Send the programs outside the notices that are due. */
  webhooks: Record<string, never>
  /** Tell an administrator of a webhook that was turned off. */
  webhookOff: { personId: string; webhook: string; at: string }
  /** Send a member of staff a reminder that was put down: the digest of a day, what is urgent, a test. */
  remind: { personId: string; day: string; kind: 'digest' | 'urgent' | 'test'; n: number }
}

/** Enqueues one job, at once or for later: in a transaction it is there when that commits, and only then. */
export async function enqueue<J extends keyof Jobs>(tx: Tx | Sql, job: J, payload: Jobs[J], at?: Date): Promise<void> {
  await tx`
    select graphile_worker.add_job(${job}, payload => ${json(payload)}::json, run_at => ${at?.toISOString() ?? null}::timestamptz)`
}

/** One job for each of these payloads; those of one `of` one after the other. */
export async function enqueueInTurn<J extends keyof Jobs>(
  tx: Tx | Sql,
  job: J,
  all: readonly { payload: Jobs[J]; of: string }[],
): Promise<void> {
  await tx`
    select graphile_worker.add_job(${job}, payload => p::json, queue_name => ${`${job} `} || q)
    from unnest(${all.map(({ payload }) => json(payload))}::text[], ${all.map(({ of }) => of)}::text[]) as j (p, q)`
}

/** The same once, however often it is asked for before it is begun. */
export async function enqueueOnce<J extends keyof Jobs>(tx: Tx | Sql, job: J, payload: Jobs[J]): Promise<void> {
  await tx`select graphile_worker.add_job(${job}, payload => ${json(payload)}::json, job_key => ${job})`
}

/** The same once for each `of` that is not begun yet. */
export async function enqueueOnceFor<J extends keyof Jobs>(
  tx: Tx | Sql,
  job: J,
  payload: Jobs[J],
  of: string,
): Promise<void> {
  await tx`
    select graphile_worker.add_job(${job}, payload => ${json(payload)}::json, job_key => ${`${job} ${of}`})`
}

/** Of a job that takes minutes: it is tried again so often, and somebody waits for its answer. */
const TRIES = 3

/** The same once for each `of`, and of all of this kind one at a time: the other hands stay free for mails. */
export async function enqueueOnceInTurn<J extends keyof Jobs>(
  tx: Tx | Sql,
  job: J,
  payload: Jobs[J],
  of: string,
): Promise<void> {
  await tx`
    select graphile_worker.add_job(${job}, payload => ${json(payload)}::json, queue_name => ${job},
      job_key => ${`${job} ${of}`}, max_attempts => ${TRIES})`
}
