/** Where the database names what lies in the store of files: one list, which a test holds against the schema. SQL: by night, no page asks. */
import type { Sql } from '../db/client.ts'
import { namedIn } from '../documents/index.ts'
import type { House } from '../house.ts'

/** Columns that hold the SHA-256 of a stored file. */
export const NAMED: readonly [table: string, column: string][] = [
  ['files', 'sha256'],
  ['letters', 'sha256'],
  ['letters', 'fonts'],
  ['letter_timestamps', 'sha256'],
  ['leaving_copies', 'original'],
  ['leaving_copies', 'sha256'],
  ['given_downloads', 'sha256'],
  ['released_files', 'sha256'],
  ['release_change_files', 'sha256'],
  ['seals', 'sha256'],
  ['reading_copies', 'sha256'],
  ['transfer_packages', 'sha256'],
  ['agency_seals', 'picture'],
  ['mails', 'sha256'],
]

const DIGITS = [...'0123456789abcdef']
const BATCH = 5_000

/** Everything that is in use, a sixteenth at a time by its first digit: a county's archive never lies in memory whole. */
export async function* namedByDigit({ sql, blobs }: Pick<House, 'sql' | 'blobs'>) {
  const fonts = await fontsOfLetters(sql, blobs)
  for (const digit of DIGITS) {
    const named = new Set(fonts.filter((sha256) => sha256.startsWith(digit)))
    for (const [table, column] of NAMED) {
      const from = sql<{ sha256: string }[]>`
        select distinct ${sql(column)} as sha256 from ${sql(table)} where starts_with(${sql(column)}, ${digit})`
      for await (const rows of from.cursor(BATCH)) for (const { sha256 } of rows) named.add(sha256)
    }
    yield { digit, named }
  }
}

/** A letter names the list of its fonts, and the list names them. */
async function fontsOfLetters(sql: Sql, blobs: Pick<House['blobs'], 'read'>): Promise<string[]> {
  const lists = await sql<{ fonts: string }[]>`select distinct fonts from letters`
  const all: string[] = []
  for (const { fonts } of lists)
    for (const { sha256 } of namedIn((await blobs.read(fonts)).toString('utf8'))) all.push(sha256)
  return all
}
