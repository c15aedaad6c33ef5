/** The work behind the pages: every job, every sweep, in order. */

import type { CronItem, JobHelpers, Task, TaskList } from 'graphile-worker'
import type { Bundles } from './archive/bundles.ts'
import { makeChecks } from './archive/checks/make.ts'
import { destroy } from './archive/destroy.ts'
import { eraseBlobs } from './archive/erase-blobs.ts'
import { packTransfer } from './archive/transfer/pack.ts'
import { recordTransfer } from './archive/transfer/record-transfer.ts'
import { checkAuditByNight } from './audit/by-night.ts'
import { chainAudit } from './audit/chain.ts'
import { alarmProvisional, sendAlarm } from './calendar/alarm.ts'
import { tellParty } from './consultations/tell-party.ts'
import { cooperationDue, remindOfCooperation } from './cooperation/reminders.ts'
import { announce } from './db/client.ts'
import type { Source } from './deadlines/digest.ts'
import { remind } from './deadlines/remind.ts'
import { forgetAnswers, sweepDeadlines } from './deadlines/sweep.ts'
import { tellStaff } from './deadlines/tell-staff.ts'
import { remindApplicants } from './delivery/near.ts'
import { tell } from './delivery/tell.ts'
import { text } from './delivery/text.ts'
import { bundle } from './evidence/bundle/bundle.ts'
import { storeBundle } from './evidence/bundle/store-bundle.ts'
import { checkByNight } from './evidence/by-night.ts'
import { sequence } from './evidence/log/sequence.ts'
import { proveApart } from './evidence/proof/prove-apart.ts'
import { makeReadingCopy } from './evidence/reading/make.ts'
import { mailTrouble, sweepWitnesses, witness } from './evidence/witness/witnesses.ts'
import { sweepExchange } from './exchange/collect.ts'
import { mappingOf } from './exchange/mapping.ts'
import { exchange } from './exchange/send.ts'
import { mailExchangeStill, remindOfExchange } from './exchange/stands-still.ts'
import { mailVirusFound } from './files/found-later.ts'
import { eraseIdentityDocuments } from './files/identity-documents.ts'
import { sweepUploads } from './files/pending.ts'
import { scanWaiting } from './files/scans.ts'
import { traced } from './ground/traces.ts'
import { guidesDue } from './guide/due.ts'
import { type House, overAll } from './house.ts'
import type { Jobs } from './jobs/enqueue.ts'
import { every, type Repeated } from './jobs/every.ts'
import { keepWorking } from './jobs/keep-working.ts'
import { CHANNEL as LAW } from './law/in-force.ts'
import { bringUpRows, recount, recountByNight } from './law/recount.ts'
import { CHANNEL as TEMPLATES } from './letters/templates/in-force.ts'
import { forgetMails } from './mailbox/forget.ts'
import { sortMail } from './mailbox/sort.ts'
import { watchMailbox } from './mailbox/watch.ts'
import { sweepWebhooks } from './outward/hook-collect.ts'
import { mailWebhookOff } from './outward/hook-off.ts'
import { webhooks } from './outward/hook-send.ts'
import { sweepDoor } from './people/sweep.ts'
import { tellOfRecovery } from './people/told.ts'
import { problemsDue } from './problems/reminders.ts'
import { makeRedaction } from './redaction/make.ts'
import { mailReportDue, remindOfReports } from './reports/annual-reminders.ts'
import { pushReturn } from './reports/monthly/push.ts'
import { mailReturnsDue, remindOfReturns } from './reports/monthly/reminders.ts'
import { stamp } from './seals/stamp.ts'
import { sendKept } from './sending/send-kept.ts'
import { sweepOutbox } from './sending/sweep-outbox.ts'
import { findingsDue, remindOfFindings } from './spot-checks/reminders.ts'
import { measureCourses } from './supervision/measure.ts'
import { urgingsDue } from './supervision/reminders.ts'
import { tasksDue } from './tasks/reminders.ts'
import { sweepUnnamed } from './upkeep/unnamed.ts'
import { sweepForms } from './web/kept-forms.ts'

/** Two at a time: mails wait for a server, bundles for a core. */
const CONCURRENCY = 2
/**
 * Facts reach the signed log within so many milliseconds. The queue's own times are whole minutes, in which a fact could
 * be altered before it is signed; and a job enqueued with each fact would let all of them wait for one row.
 */
const SEQUENCE_EVERY = 3_000
/** Lines of the audit reach their chain within a minute: there are ten for each fact, and a link is not a signature. */
const CHAIN_EVERY = 60_000

/** What the archive asks of the evidence: two features that know nothing of each other. */
const bundles: Bundles = {
  bundle,
  prove: proveApart,
  // Whoever asks says what it comes to: nothing comes again by itself.
  readingCopy: (house, key, signal) => makeReadingCopy(house, key, true, signal),
}

/** What stands in each person's digest besides cases and limits: features that know nothing of each other. */
const digested: readonly Source[] = [urgingsDue, tasksDue, findingsDue, cooperationDue, problemsDue, guidesDue]

/** Done once, for what happened: enqueued in the transaction of the fact. */
const jobs: {
  [J in keyof Jobs]: (house: House, payload: Jobs[J], lastTry: boolean, signal?: AbortSignal) => Promise<void>
} = {
  tell,
  text,
  sortMail,
  tellParty,
  storeBundle,
  readingCopy: makeReadingCopy,
  redact: makeRedaction,
  witness,
  witnessTrouble: mailTrouble,
  remind: (house, one, lastTry, signal) => remind(house, digested, one, lastTry, signal),
  reportDue: mailReportDue,
  returnsDue: mailReturnsDue,
  pushReturn,
  exchange,
  webhooks,
  exchangeStill: mailExchangeStill,
  webhookOff: mailWebhookOff,
  alarm: sendAlarm,
  virusFound: mailVirusFound,
  recovery: tellOfRecovery,
  stamp,
  destroy,
  eraseBlobs,
  checkArchive: (house, run, lastTry, signal) => makeChecks(house, bundles, run, lastTry, signal),
  packTransfer: (house, one, lastTry, signal) => packTransfer(house, bundles, one, lastTry, signal),
  recordTransfer,
  async recount(house, arrangement) {
    await house.reloadLaw()
    await recount(house, arrangement)
  },
}

/** A limit is a day: looking six times an hour is early enough for every mail of the morning. */
const OFTEN = '*/10 * * * *'
/** The queue counts in UTC: in China it is ten minutes past two, with nobody at work. */
const BY_NIGHT = '10 18 * * *'
const A_DAY = 86_400_000

/** Looked for again and again, at the start too. Each is a job of its own: one that fails keeps no other back. */
const sweeps: Record<string, (house: House) => Promise<unknown>> = {
  async sweepDeadlines(house) {
    // The day's digests have what fell due that day; a lapse that could not be put on record keeps none of them back.
    await sweepDeadlines(house).finally(() => tellStaff(house))
  },
  remindApplicants,
  remindOfReports,
  alarmProvisional,
  forgetAnswers,
  sweepForms,
  sweepUploads,
  scanWaiting,
  eraseIdentityDocuments,
  sweepDoor,
  sweepWitnesses,
  bringUpRows,
  sendKept,
  sweepExchange,
  sweepWebhooks,
}

/** Once a night, one after the other: what is moved by the recount is no difference to the check. */
const nightly: Record<string, (house: House) => Promise<unknown>> = {
  readAgain,
  recountByNight,
  remindOfReturns,
  remindOfFindings,
  remindOfCooperation,
  measureCourses,
  remindOfExchange,
  checkByNight,
  checkAuditByNight,
  sweepOutbox,
  forgetMails,
  sweepUnnamed: (house) => sweepUnnamed(house),
}

/** What nobody asks the queue for: it comes by itself. */
export const REPEATED: readonly string[] = Object.keys({ ...sweeps, ...nightly })

/** Every process reads what it holds in memory, should a notice have come to nothing. */
async function readAgain({ sql }: Pick<House, 'sql'>): Promise<void> {
  await sql.begin(async (tx) => {
    await announce(tx, LAW, 'night')
    await announce(tx, TEMPLATES, 'night')
  })
}

/** One at a time in the whole house, and one waiting at most, however many workers there are. */
const inTurn = (name: string, queueName = name) => ({ jobKey: name, jobKeyMode: 'replace' as const, queueName })

const times: CronItem[] = [
  ...Object.keys(sweeps).map((task): CronItem => ({ task, match: OFTEN, options: inTurn(task) })),
  // A night that nobody worked in is made up for at the next start.
  ...Object.keys(nightly).map(
    (task): CronItem => ({ task, match: BY_NIGHT, options: { ...inTurn(task, 'night'), backfillPeriod: A_DAY } }),
  ),
]

/** What the queue may be asked to do, by name. */
export function tasksOf(of: House): TaskList {
  const house = overAll(of)
  const once = Object.entries(jobs).map(([name, job]): [string, Task] => [
    name,
    (payload: unknown, { job: { attempts, max_attempts }, abortSignal }: JobHelpers) =>
      job(house, payload as never, attempts >= max_attempts, abortSignal),
  ])
  const again = Object.entries({ ...sweeps, ...nightly }).map(([name, sweep]): [string, Task] => [
    name,
    async () => void (await sweep(house)),
  ])
  const spanned = ([name, task]: [string, Task]): [string, Task] => [
    name,
    (payload, helpers) =>
      traced(house.traces, `job ${name}`, { 'ysqgk.job': name, 'ysqgk.tries': helpers.job.attempts }, async () =>
        task(payload, helpers),
      ),
  ]
  return Object.fromEntries([...once, ...again].map(spanned))
}

export type Worker = Repeated

/**
 * Works until it is stopped: what is in hand is finished then. A job that fails is logged with its name and tried again.
 * @param beat in place of the usual time between two signs of life
 */
export async function openWorker(house: House, connectionString: string, beat?: number): Promise<Worker> {
  mappingOf(house.config) // a table that is wrong stops the start
  const queue = await keepWorking(
    house.everywhere.sql,
    {
      connectionString,
      concurrency: CONCURRENCY,
      taskList: tasksOf(house),
      times,
      async atStart(runner) {
        for (const name of Object.keys(sweeps)) await runner.addJob(name, {}, inTurn(name))
        // Else a page of figures were empty until the first night; later it passes over what is reckoned already.
        await runner.addJob('measureCourses', {}, inTurn('measureCourses', 'night'))
      },
    },
    beat,
  )
  const sequencer = every(SEQUENCE_EVERY, 'The sequencer', () => sequence(house))
  const chainer = every(CHAIN_EVERY, 'The chain of the audit', () => chainAudit(overAll(house)))
  const mailbox = watchMailbox(house)
  return {
    async stop() {
      await mailbox?.stop()
      await sequencer.stop()
      await chainer.stop()
      await queue.stop()
    },
  }
}
