/** Said at the head of the forms of service where no mail server is set: service by e-mail is then nobody's but the staff's own. */
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import { goesOut } from '../sending/goes-out.ts'
import type { Act } from '../web/shapes.ts'

/** The facts that say how a letter went out. */
const SERVICE: readonly FactType[] = ['replyServed', 'sent']
const NO_SERVER =
  '没有设置邮件服务器，本系统发不出邮件。请选择其他送达方式；以电子邮件送达的，须由工作人员另行发出，并在“依据”中写明。'

/** The acts with that note, where it is so. */
export async function notedForMail(sql: Sql | Tx, { post }: Pick<House, 'post'>, acts: readonly Act[]): Promise<Act[]> {
  if (!acts.some(({ type }) => SERVICE.includes(type)) || (await goesOut({ sql, post }))) return [...acts]
  return acts.map((act) => (SERVICE.includes(act.type) ? { ...act, note: NO_SERVER } : act))
}
