/** Citizens who file, and try again from the same page until they are told a number; then what they were told is held against what stands. */
import { setTimeout as sleep } from 'node:timers/promises'
import { application } from '../support/people.ts'
import type { Office } from './office.ts'

const CLIENTS = 6
const PAUSE = 20 // ms
const IMPATIENCE = 15_000 // ms

export type Filing = { acknowledged: Map<string, string>; answers: Map<string, number>; longest: number }

/** Files until it is stopped; then each client gets its last answer. @param withFile each brings a file of 64 kB */
export function startFiling(office: Office, run: string, withFile = false) {
  const acknowledged = new Map<string, string>()
  /** How many answers of which status; `cut` where there was none. */
  const answers = new Map<string, number>()
  let stopped = false
  let n = 0
  let longest = 0
  const client = async () => {
    while (!stopped) {
      const key = `${run}-${++n}`
      const email = `${key}@example.com`
      const body = JSON.stringify(application({ applicant: { email } }))
      const since = performance.now()
      for (let receipt: string | undefined; receipt === undefined; ) {
        receipt = await tryOnce(office.web.address, key, withFile ? form(body) : body, answers)
        if (receipt) acknowledged.set(email, receipt)
        else await sleep(100)
      }
      longest = Math.max(longest, performance.now() - since)
      await sleep(PAUSE)
    }
  }
  const clients = Promise.all(Array.from({ length: CLIENTS }, client))
  return {
    acknowledged,
    answers,
    async stop(): Promise<Filing> {
      stopped = true
      await clients
      return { acknowledged, answers, longest }
    },
  }
}

/** The file differs from form to form, so that each is stored. */
function form(application: string): FormData {
  const form = new FormData()
  form.set('application', application)
  const text = `${application}\n${'附件'.repeat(10_000)}`
  form.set('file', new Blob([text], { type: 'text/plain' }), '说明.txt')
  return form
}

async function tryOnce(address: string, key: string, body: string | FormData, answers: Map<string, number>) {
  const headers = { ...(typeof body === 'string' && { 'content-type': 'application/json' }), 'idempotency-key': key }
  const signal = AbortSignal.timeout(IMPATIENCE)
  const answer = await fetch(`${address}/api/v1/applications`, { method: 'POST', headers, body, signal }).catch(
    () => undefined,
  )
  const status = String(answer?.status ?? 'cut')
  answers.set(status, (answers.get(status) ?? 0) + 1)
  if (answer?.status !== 201) {
    await answer?.arrayBuffer().catch(() => {})
    return undefined
  }
  return answer.json().then(
    ({ receipt }: { receipt: string }) => receipt,
    () => undefined,
  )
}

export type Found = {
  filed: number
  lost: number
  doubled: number
  mails: { lost: number; doubled: number; repeated: number }
}

/** What was acknowledged beside what stands, and the mails of it beside what the mail server took. */
export async function compare(office: Office, { acknowledged }: Filing): Promise<Found> {
  const rows = await office.ask((sql) => sql<{ receipt: string }[]>`select receipt from cases`)
  const stands = new Map<string, number>()
  for (const { receipt } of rows) stands.set(receipt, (stands.get(receipt) ?? 0) + 1)
  const told = [...acknowledged.values()]
  const mails = { lost: 0, doubled: 0, repeated: 0 }
  for (const address of acknowledged.keys()) {
    const ids = office.mail.taken.get(address) ?? []
    const different = new Set(ids).size
    if (different === 0) mails.lost++
    if (different > 1) mails.doubled++
    mails.repeated += ids.length - different
  }
  return {
    filed: told.length,
    lost: told.filter((receipt) => !stands.has(receipt)).length,
    // Each was tried until it was acknowledged: what stands beyond that was filed twice.
    doubled: rows.length - new Set(told).size,
    mails,
  }
}

type Left = { attempts: number; error: string | null; heldBy: string | null; waits: number }
/**
 * Until no job waits that could be done.
 * @param patience seconds in which at least one more is done
 * @returns seconds; those that are left where the patience ends
 */
export async function untilQuiet(
  office: Office,
  patience: number,
): Promise<{ seconds: number; left: Left[] | 'unknown' }> {
  const since = performance.now()
  let [fewest, at] = [Number.POSITIVE_INFINITY, since]
  for (;;) {
    const left = await office
      .ask(
        (sql) => sql<Left[]>`
        select attempts, last_error as error, locked_by as held_by, extract(epoch from run_at - now())::int as waits
        from graphile_worker.jobs where attempts < max_attempts and task_identifier = 'tell' order by id`,
      )
      .catch(() => 'unknown' as const)
    const now = performance.now()
    if (left !== 'unknown' && left.length < fewest) [fewest, at] = [left.length, now]
    if (left.length === 0 || now - at > patience * 1_000) return { seconds: (now - since) / 1_000, left }
    await sleep(200)
  }
}

/** Until the service says that it is ready. @returns seconds */
export async function untilReady(office: Office, patience = 90): Promise<number> {
  const since = performance.now()
  for (;;) {
    const seconds = (performance.now() - since) / 1_000
    const answer = await fetch(`${office.web.address}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => undefined,
    )
    await answer?.arrayBuffer().catch(() => {})
    if (answer?.status === 200) return seconds
    if (seconds > patience) throw new Error(`not ready after ${patience} s`)
    await sleep(50)
  }
}
