/** The work behind the pages: every job, in order. */
import { type JobHelpers, Logger, type Runner, run, type TaskList } from 'graphile-worker'
import { alarmProvisional, sendAlarm } from './calendar/alarm.ts'
import { recount } from './calendar/recount.ts'
import { tellParty } from './consultations/tell-party.ts'
import { remind } from './deadlines/remind.ts'
import { forgetAnswers, sweepDeadlines } from './deadlines/sweep.ts'
import { remindApplicants } from './delivery/near.ts'
import { tell } from './delivery/tell.ts'
import { text } from './delivery/text.ts'
import { seal } from './evidence/seal.ts'
import { sequence } from './evidence/sequence.ts'
import { erasePapers } from './files/papers.ts'
import type { House } from './house.ts'
import { sweepUploads } from './intake/pending.ts'
import type { Jobs } from './jobs/enqueue.ts'
import { stamp } from './seals/stamp.ts'

/** Two at a time: mails wait for a server, bundles for a core. */
const CONCURRENCY = 2
/** Facts reach the signed log within so many milliseconds. */
const SEQUENCE_EVERY = 3_000
/** A limit is a day: looking six times an hour is early enough for every mail of the morning. */
const SWEEP_EVERY = 600_000

const jobs: { [J in keyof Jobs]: (house: House, payload: Jobs[J], lastTry: boolean) => Promise<void> } = {
  tell,
  text,
  tellParty,
  seal,
  remind,
  alarm: sendAlarm,
  stamp,
  async recount(house, arrangement) {
    await house.reloadLaw()
    await recount(house, arrangement)
  },
}

export type Worker = { stop(): Promise<void> }

export async function openWorker(house: House, connectionString: string): Promise<Worker> {
  const taskList = Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [
      name,
      (payload: unknown, { job: { attempts, max_attempts } }: JobHelpers) =>
        job(house, payload as never, attempts >= max_attempts),
    ]),
  ) as TaskList
  const runner: Runner = await run({
    connectionString,
    concurrency: CONCURRENCY,
    taskList,
    noHandleSignals: true,
    maxPoolSize: CONCURRENCY + 1,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') console.error(message)
    }),
  })
  const sequencer = every(SEQUENCE_EVERY, () => sequence(house))
  const sweeper = every(SWEEP_EVERY, async () => {
    await sweepDeadlines(house)
    await remindApplicants(house)
    await alarmProvisional(house)
    await forgetAnswers(house)
    await sweepUploads(house)
    await erasePapers(house)
  })
  return {
    async stop() {
      await sequencer.stop()
      await sweeper.stop()
      await runner.stop()
    },
  }
}

/** Runs, waits, runs again: never twice at once, and stops between two runs. */
function every(milliseconds: number, work: () => Promise<unknown>): Worker {
  let timer: NodeJS.Timeout
  let running: Promise<unknown> = Promise.resolve()
  let stopped = false
  const turn = () => {
    running = work()
      .catch((error: Error) => console.error(`Work in the background failed and will be tried again: ${error.message}`))
      .then(() => {
        if (!stopped) timer = setTimeout(turn, milliseconds)
      })
  }
  timer = setTimeout(turn, 0)
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
