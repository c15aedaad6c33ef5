/** Whether a mail that is handed to the post counts as sent. SQL: one question, and only where no mail server is set. */
import type { Sql, Tx } from '../db/client.ts'
import type { House } from '../house.ts'

/** Mails lie as files there for everybody to read: the demonstration shows with them what a mail server would have sent. */
export async function isDemonstration(sql: Sql | Tx): Promise<boolean> {
  const [there] = await sql`select from people where demonstration limit 1`
  return there !== undefined
}

/**
 * With a mail server, and in the demonstration. Without one in an office nothing is received, and nothing is recorded as
 * if it were (电子签名法第十一条: what counts is its entering the addressee's system).
 */
export const goesOut = async ({ sql, post }: Pick<House, 'post'> & { sql: Sql | Tx }): Promise<boolean> =>
  post.sends || (await isDemonstration(sql))

/** For the operator: `ok`, or how many mails about cases lie as files, for there is no server to send them. */
export async function mailsKept(sql: Sql, sends: boolean): Promise<string> {
  if (sends) return 'ok' // what was kept is sent within minutes
  const [row] = await sql<{ n: number; demonstration: boolean }[]>`
    select count(*)::int as n, exists (select from people where demonstration) as demonstration
    from deliveries where kept_at is not null`
  if (row!.demonstration) return 'ok'
  return `no mail server is set (SMTP_URL): mails are kept as files and reach nobody; ${row!.n} about cases wait`
}
