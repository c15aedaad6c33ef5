/**
 * Files that wait for their form: whoever has a form corrected or looks it over chooses them once. Each form has a
 * basket under an unguessable token, which for staff opens with the person alone; what was filed from it is filed once, and the sweep
 * empties it after a day, or with the form that is kept of it (`web/kept-forms.ts`).
 * SQL: filing waits for it.
 */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import type { Sql, Tx } from '../db/client.ts'
import { invalid } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import type { Heed } from '../web/shapes.ts'
import { sentence } from '../web/words/sentences.ts'
import { type IdentityDocument, MOST_PAPERS } from './take-identity-document.ts'
import { MOST_FILES, type RefusedFile, type Shelf, type Taken } from './uploads.ts'

/** Bytes of one visitor that may wait here without being filed: an internet café's worth, not a disk's. */
const MOST_BYTES = 1024 ** 3
const KEPT = 86_400_000 // ms: a day
const TOKEN = /^[\w-]{32}$/

export type Waiting = {
  id: string
  kind: 'file' | 'identity'
  name: string
  size: number
  sha256: string
  type: string
  heed: Heed | null
}

/** The token of a new form: 24 random bytes in 32 characters of base64url. */
export const newToken = () => randomBytes(24).toString('base64url')
/** Has the text the form of a token? Whether a basket exists under it is another question. */
export const isToken = (text: string | undefined): text is string => TOKEN.test(text ?? '')
const folderOf = ({ config }: Pick<House, 'config'>) => join(config.dataDir, 'uploads')
/** Where the content of a file lies until then. */
export const contentOf = (house: Pick<House, 'config'>, id: string) => join(folderOf(house), id)
/**
 * The basket of a token, as the table of uploads names it: a keyed hash.
 * @param staff the id of whoever is signed in: of anybody else the same token is another basket
 */
export const basketOf = ({ keys }: Pick<House, 'keys'>, token: string, staff?: string) =>
  keys.lookup(staff === undefined ? `basket ${token}` : `basket ${token} ${staff}`)

/** Where files lie until then: each under its own id, so that taking one away never touches another. */
export const waitingShelf = (house: Pick<House, 'config'>): Shelf => ({
  async put(content, id) {
    const folder = folderOf(house)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const hash = createHash('sha256')
    const file = await open(join(folder, id), 'wx', 0o600)
    let size = 0
    try {
      for await (const piece of content) {
        hash.update(piece)
        size += piece.byteLength
        await file.writeFile(piece)
      }
    } catch (error) {
      await rm(join(folder, id), { force: true })
      throw error
    } finally {
      await file.close()
    }
    return { sha256: hash.digest('hex'), size }
  },
  takeBack: (id) => forgetContent(house, id),
})

/** The files of a basket that were not filed, in the order in which they came; identity documents among them. */
export const waitingIn = (sql: Sql | Tx, basket: string) => sql<Waiting[]>`
  select id, kind, name, size, sha256, type, heed from uploads where basket = ${basket} and claimed_at is null
  order by at, id`

/** The files of one basket wait in another from now on: whoever knows the one finds nothing there. */
export const moveWaiting = async (tx: Tx, from: string, to: string): Promise<void> => {
  await tx`update uploads set basket = ${to} where basket = ${from} and claimed_at is null`
}

/** The files that wait under a token that this person kept with a form; none where there is no such token. */
export const waitingUnder = async (house: Pick<House, 'sql' | 'keys'>, token: string | undefined, staff: string) =>
  isToken(token) ? { token, waiting: await waitingIn(house.sql, basketOf(house, token, staff)) } : undefined

/**
 * Puts files and papers into the basket. The same file twice is one; what is too much is refused by name.
 * @param of `who`: the network of a visitor, or whoever is signed in
 */
export async function keepWaiting(
  house: Pick<House, 'config' | 'sql' | 'keys'>,
  of: { basket: string; who: string },
  { files, papers }: { files: readonly Taken[]; papers: readonly IdentityDocument[] },
  at: Date,
): Promise<{ kept: Waiting[]; refused: RefusedFile[] }> {
  const come = [
    ...files.map((file) => ({ ...file, kind: 'file' as const, sealed: null })),
    ...papers.map(({ proof, ...paper }) => ({ ...paper, kind: 'identity' as const, sha256: proof })),
  ]
  if (come.length === 0) return { kept: [], refused: [] }
  const visitor = house.keys.lookup(`visitor ${of.who}`)
  const { dropped, ...put } = await house.sql.begin((tx) => putWaiting(tx, { basket: of.basket, visitor }, come, at))
  for (const id of dropped) await forgetContent(house, id)
  return put
}

type Coming = Waiting & { sealed: Buffer | null }

/** One visitor after the other: whoever comes at once with another basket sees what this one puts in. */
async function putWaiting(
  tx: Tx,
  { basket, visitor }: { basket: string; visitor: string },
  come: readonly Coming[],
  at: Date,
): Promise<{ kept: Waiting[]; refused: RefusedFile[]; dropped: string[] }> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${visitor}, 0))`
  const there = [...(await waitingIn(tx, basket))]
  const [unfiled] = await tx<{ bytes: string }[]>`
    select coalesce(sum(size), 0) as bytes from uploads where visitor = ${visitor} and claimed_at is null`
  let bytes = Number(unfiled!.bytes)
  const kept: Waiting[] = []
  const refused: RefusedFile[] = []
  const dropped: string[] = []
  for (const { sealed, ...file } of come) {
    const same = there.find((one) => one.kind === file.kind && one.sha256 === file.sha256 && one.name === file.name)
    const fault = same ? undefined : tooMuch(file, there, bytes)
    if (same) kept.push(same)
    if (fault) refused.push({ name: file.name, code: 'TOO_BIG', message: fault })
    if (same || fault) {
      dropped.push(file.id)
      continue
    }
    await tx`insert into uploads ${tx({ ...file, basket, visitor, sealed, at: at.toISOString() })}`
    there.push(file)
    kept.push(file)
    bytes += file.size
  }
  return { kept, refused, dropped }
}

function tooMuch({ kind, name, size }: Waiting, there: readonly Waiting[], bytes: number): Sentence | undefined {
  const most = kind === 'file' ? MOST_FILES : MOST_PAPERS
  if (there.filter((one) => one.kind === kind).length >= most) return sentence('file.tooMany', { name, n: most })
  if (bytes + size > MOST_BYTES) return sentence('file.tooMuch', { name })
  return undefined
}

const forgetContent = (house: Pick<House, 'config'>, id: string) => rm(contentOf(house, id), { force: true })

/** Removes these files of the basket, with their content. Files of other baskets and filed ones stay. */
export async function removeWaiting(
  house: Pick<House, 'config' | 'sql'>,
  basket: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const rows = await house.sql<{ id: string }[]>`
    delete from uploads where basket = ${basket} and id = any(${ids as string[]}) and claimed_at is null returning id`
  for (const { id } of rows) await forgetContent(house, id)
}

/** Removes all that waits in it; what was filed stays. */
export async function emptyBasket(house: Pick<House, 'config' | 'sql'>, basket: string): Promise<void> {
  const files = await waitingIn(house.sql, basket)
  await removeWaiting(
    house,
    basket,
    files.map(({ id }) => id),
  )
}

/**
 * What the basket holds as a submission takes it: content durably in the store of evidence, ids of its own. Where all of it was filed,
 * the same again, by which a repeat of that submission is known; `claimBasket` refuses any other.
 * @param wanted of the files those that are taken; all unless told
 * @param shelf where content is put that lacks; of a store that holds back, its own
 * @returns `ids`: by the id under which a file waited, the one that it has now
 */
export async function takeBasket(
  house: Pick<House, 'config' | 'sql' | 'blobs'>,
  basket: string,
  at: Date,
  wanted: (id: string) => boolean = () => true,
  shelf: Pick<Shelf, 'put'> = house.blobs,
): Promise<{ files: Taken[]; papers: IdentityDocument[]; ids: Map<string, string> }> {
  const rows = await house.sql<(Waiting & { sealed: Buffer | null })[]>`
    select id, kind, name, size, sha256, type, heed, sealed from uploads where basket = ${basket}
      and (claimed_at is null or not exists (select from uploads where basket = ${basket} and claimed_at is null))
    order by at, id`
  const files: Taken[] = []
  const papers: IdentityDocument[] = []
  const ids = new Map<string, string>()
  for (const { kind, sealed, id, sha256, heed, ...file } of rows) {
    if (kind === 'identity')
      papers.push({ ...file, id, heed, proof: sha256, sealed: sealed! }) // it opens under its own id alone
    else if (wanted(id)) {
      if (!(await house.blobs.has(sha256))) {
        const { sha256: actual } = await shelf.put(createReadStream(contentOf(house, id)), id)
        if (actual !== sha256) throw new Error(`The file ${id} that waited for its form has changed.`)
      }
      ids.set(id, newId(at))
      files.push({ ...file, id: ids.get(id)!, sha256, heed })
    }
  }
  return { files, papers, ids }
}

/**
 * Marks the files of the basket as filed, in the transaction that files them.
 * @throws Refusal INVALID where all of them were filed with something else
 */
export async function claimBasket(tx: Tx, basket: string, at: Date): Promise<void> {
  const claimed = await tx`
    update uploads set claimed_at = ${at.toISOString()} where basket = ${basket} and claimed_at is null returning 1 as claimed`
  if (claimed.length > 0) return
  const [filed] = await tx`select 1 as filed from uploads where basket = ${basket} limit 1`
  if (filed) throw invalid({ field: 'files', code: 'FILED', message: sentence('file.filed') })
}

/** What waited for a day waits no longer, unless with a form that is kept longer; content without a row, left by a process that died, goes the same way. */
export async function sweepUploads(house: Pick<House, 'config' | 'sql' | 'time'>): Promise<void> {
  const { sql, time } = house
  const now = time.now().getTime()
  const names = await readdir(folderOf(house)).catch(() => [])
  await sql`
    delete from uploads u where at < ${new Date(now - KEPT).toISOString()}
      and not exists (select from kept_forms f where f.basket = u.basket and f.until > ${new Date(now).toISOString()}
        and u.claimed_at is null)`
  const ids = new Set((await sql<{ id: string }[]>`select id from uploads`).map(({ id }) => id))
  for (const id of names) if (!ids.has(id) && now - givenAt(id) > AN_HOUR) await forgetContent(house, id)
}

/** No request takes longer to put the row beside its content. */
const AN_HOUR = 3_600_000
/** An id tells when it was given (RFC 9562, version 7). */
const givenAt = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
