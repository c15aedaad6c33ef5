/** What everybody may change of their own account: the mail address, the password, and which sessions last. */
import { invalid } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { hashPassword, passwordFault, passwordFits } from './passwords.ts'
import { hashOf } from './sessions.ts'

type Asking = Pick<House, 'sql' | 'time'>

/**
 * A new password in place of the old one, which is asked for; every other session ends, and so do links.
 * @param token of the session that stays
 * @throws Refusal INVALID: WRONG_PASSWORD, UNFIT, DIFFERENT
 */
export async function changePassword(
  { sql }: Asking,
  personId: string,
  { old, password, again }: { old: string; password: string; again: string },
  token: string,
): Promise<void> {
  const [person] = await sql<{ password: string | null }[]>`
    select password from people where id = ${personId} -- SQL: passwords are asked for nowhere else`
  if (!(await passwordFits(old, person?.password ?? null)))
    throw invalid({ field: 'old', code: 'WRONG_PASSWORD', message: '现在的密码不正确，请重新输入' })
  const weak = passwordFault(password)
  if (weak) throw invalid({ field: 'password', code: 'UNFIT', message: weak })
  if (password !== again)
    throw invalid({ field: 'again', code: 'DIFFERENT', message: '两次输入的密码不一致，请重新输入' })
  const hash = await hashPassword(password)
  await sql.begin(async (tx) => {
    await tx`update people set password = ${hash} where id = ${personId}`
    await tx`delete from sessions where person_id = ${personId} and token_hash <> ${hashOf(token)}`
    await tx`delete from invitations where person_id = ${personId} and used_at is null`
  })
}

/** Where reminders go; an empty address takes it back. */
export async function changeAddress({ sql }: Asking, personId: string, email: string): Promise<void> {
  await sql`update people set email = ${email || null} where id = ${personId}`
}

/** Ends one of one's own sessions, by the name that the list gives it. False where there is none. */
export async function endSession({ sql }: Asking, personId: string, name: string): Promise<boolean> {
  const ended = await sql`
    delete from sessions where person_id = ${personId} and starts_with(token_hash, ${name}) returning 1 as ended`
  return ended.length === 1
}
