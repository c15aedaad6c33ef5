/** By night: what is no application is not kept for ever (个人信息保护法第十九条). SQL: a sweep asks. */
import type { House } from '../house.ts'
import type { Why } from './tables.ts'

/** Long enough to find a mail that was taken for an advertisement, and shorter than the limit of a remedy is past. */
const KEPT = '180 days'

/** What a person has looked at, and what is surely no application: nothing else is forgotten unseen. */
const SURE: Why[] = ['byHand', 'automatic', 'own', 'duplicate', 'unknownBounce', 'delayed']

/** Of mails that were set aside so long ago nothing stays but that they came: a mail in the mailbox is not taken twice. */
export async function forgetMails({ everywhere, time }: Pick<House, 'everywhere' | 'time'>): Promise<void> {
  await everywhere.sql`
    update mails set sha256 = null, sealed = null, id_digest = null, content_digest = null
    where state = 'aside' and why = any(${SURE}) and sha256 is not null and taken_at < ${time.now().toISOString()}::timestamptz - ${KEPT}::interval`
}
