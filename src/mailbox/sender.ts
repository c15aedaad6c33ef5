/** What a mail says of itself, sealed in its row: sender, subject, and when it says that it was sent. */
import { canonical, sha256 } from '../ground/canonical.ts'
import type { Keys } from '../ground/keys.ts'
import type { Mail } from './read-mail.ts'

export type Said = Pick<Mail, 'from' | 'name' | 'subject' | 'sentAt'>
type Place = { agencyId: string; id: string }

/** As long as a title may be: a subject can be a megabyte. */
const LONGEST = 300

export function sealedSaid(keys: Pick<Keys, 'seal'>, { agencyId, id }: Place, mail: Said): Buffer {
  const said: Said = {
    from: mail.from.slice(0, LONGEST),
    name: mail.name.slice(0, LONGEST),
    subject: mail.subject.slice(0, LONGEST),
    sentAt: mail.sentAt.slice(0, LONGEST),
  }
  return keys.seal('mails', [agencyId, id], JSON.stringify(said))
}

/** Null where its words were erased, or it was never read. @throws Unopened */
export const saidIn = (keys: Pick<Keys, 'open'>, row: Place & { sealed: Buffer | null }): Said | null =>
  row.sealed && (JSON.parse(keys.open('mails', [row.agencyId, row.id], row.sealed).toString('utf8')) as Said)

/** By which a second copy is known. The id stands for the mail, the content for what was sent again under another id. */
export const digestsOf = (mail: Mail) => ({
  idDigest: mail.messageId ? sha256(mail.messageId) : null,
  contentDigest: sha256(
    canonical({
      ...{ from: mail.from, subject: mail.subject, text: mail.text },
      pieces: mail.pieces.map(({ name, content }) => [
        name,
        sha256(Buffer.from(content.buffer, content.byteOffset, content.byteLength)),
      ]),
    }),
  ),
})
