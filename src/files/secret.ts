/** Refusing what is marked as a state secret: nobody drafts with it, signs it, serves it or publishes it (Art 14). */
import type { Sql, Tx } from '../db/client.ts'
import { Refusal } from '../ground/errors.ts'
import { type SecretMark, secretAmong } from '../ledger/secret-files.ts'
import { sentence } from '../web/words/sentences.ts'

type Leaving = { id: string; name: string; sha256: string; original?: string }
type Place = { agencyId: string; caseId?: string | undefined }

/**
 * Before these files leave, or are chosen to leave.
 * @throws Refusal FILES_STATE_SECRET naming each that is a state secret, and the record that marks it
 */
export async function requireNoSecret(sql: Sql | Tx, place: Place, files: readonly Leaving[]): Promise<void> {
  const contents = files.flatMap(({ sha256, original }) => (original ? [original, sha256] : [sha256]))
  const marks = await secretAmong(sql, place, contents)
  const secret = files.flatMap((file) => {
    const mark = marks.get(file.original ?? file.sha256) ?? marks.get(file.sha256)
    return mark ? [{ file, mark }] : []
  })
  if (secret.length === 0) return
  const names = secret.map(({ file, mark }) => `${file.name}（${markedWhere(mark, place)}）`).join('、')
  throw new Refusal('FILES_STATE_SECRET', {
    message: sentence('files.secret', { names }),
    more: {
      article: '条例第十四条',
      files: secret.map(({ file, mark }) => ({ file: file.id, name: file.name, mark })),
    },
  })
}

/** The record that marks it, as staff find it. */
export function markedWhere(mark: SecretMark, own: Pick<Place, 'caseId'>): string {
  if ('elsewhere' in mark) return sentence('files.markedElsewhere').text
  const { caseId, called, position: n } = mark
  return (caseId === own.caseId ? sentence('files.markedHere', { n }) : sentence('files.markedIn', { case: called, n }))
    .text
}

/** Which files a form does not offer because they are state secrets, and by which record; nothing where there are none. */
export function secretSays(caseId: string, files: readonly { name: string; secret?: SecretMark }[] = []): string {
  const secret = files.flatMap(({ name, secret }) =>
    secret ? [`“${name}”（${markedWhere(secret, { caseId })}）`] : [],
  )
  return secret.length > 0 ? sentence('files.notListed', { names: secret.join('、') }).text : ''
}
