/** The mail server fails while citizens file; afterwards each has one mail. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Mode } from './mail.ts'
import type { Office } from './office.ts'

/** The queue's tries are e^n seconds apart: what fails for longer waits for longer afterwards. */
const FAILING = Number(process.env.FAULTS_MAIL_SECONDS ?? 8) * 1_000

const failing = (mode: Mode) => ({
  kind: 'apart' as const,
  async harm({ mail }: Office) {
    await mail.becomes(mode)
    await sleep(FAILING)
    await mail.becomes('takes')
  },
})

export const mailFaults = {
  'smtp-down': failing('down'),
  'smtp-hanging': failing('hangs'),
  'smtp-451': failing('451'),
  /** The worker dies just as the server has taken a mail over: it is sent again, under the same Message-ID. */
  'kill-worker-at-mail': {
    kind: 'apart' as const,
    async harm({ mail, worker }: Office) {
      const before = mail.taken.size
      for (let waited = 0; mail.taken.size === before && waited < 10_000; waited += 2) await sleep(2)
      worker.kill()
    },
  },
  'mails-10000': {
    kind: 'apart' as const,
    rounds: 1,
    /** As many are filed as come in while nobody takes a mail, until ten thousand wait. */
    async harm(office: Office) {
      await office.mail.becomes('down')
      const waiting = async () => {
        const [row] = await office.ask(
          (sql) => sql<{ n: number }[]>`
          select count(*)::int as n from graphile_worker.jobs where task_identifier = 'tell'`,
        )
        return row!.n
      }
      while ((await waiting()) < 10_000) await sleep(1_000)
      await office.mail.becomes('takes')
    },
  },
}
