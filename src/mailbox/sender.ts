/** What a mail says, sealed in its row: sender, subject, when it says that it was sent, and as much of the rest as a page shows. */
import { canonical, sha256 } from '../ground/canonical.ts'
import type { Keys } from '../ground/keys.ts'
import type { Mail } from './read-mail.ts'

export type Said = Pick<Mail, 'from' | 'name' | 'subject' | 'sentAt'> & {
  /** Its beginning, so that a page need not read the mail again; missing of mails that came before this was kept. */
  text?: string
  isCut?: boolean
  pieces?: { name: string; size: number }[]
  /** How many pieces are not among them. */
  more?: number
}
type Place = { agencyId: string; id: string }

/** As long as a title may be: a subject can be a megabyte. */
const LONGEST = 300
/** What a page shows of the text (characters) and of what lies in it: more is in the mail itself. */
const TEXT = 20_000
const PIECES = 200

export function sealedSaid(keys: Pick<Keys, 'seal'>, { agencyId, id }: Place, mail: Mail): Buffer {
  const said: Said = {
    from: mail.from.slice(0, LONGEST),
    name: mail.name.slice(0, LONGEST),
    subject: mail.subject.slice(0, LONGEST),
    sentAt: mail.sentAt.slice(0, LONGEST),
    ...shownOf(mail),
  }
  return keys.seal('mails', [agencyId, id], JSON.stringify(said))
}

/** Of its words and what lies in it as much as a page shows. */
export const shownOf = ({ text, pieces }: Mail) => ({
  text: text.slice(0, TEXT).toWellFormed(),
  isCut: text.length > TEXT,
  pieces: pieces
    .slice(0, PIECES)
    .map(({ name, content }) => ({ name: name.slice(0, LONGEST).toWellFormed(), size: content.byteLength })),
  more: Math.max(pieces.length - PIECES, 0),
})

/** Null where its words were erased, or it was never read. @throws Unopened */
export const saidIn = (keys: Pick<Keys, 'open'>, row: Place & { sealed: Buffer | null }): Said | null =>
  row.sealed && (JSON.parse(keys.open('mails', [row.agencyId, row.id], row.sealed).toString('utf8')) as Said)

/** By which a second copy is known: the content. The id is chosen by whoever writes, and names at most what a mail answers. */
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
