/** One act, however often it is asked for: the first answer to an Idempotency-Key is the answer to every repeat. */
import { json, type Tx } from '../db/client.ts'
import { sha256 } from '../ground/canonical.ts'
import { Refusal } from '../ground/errors.ts'
import type { Keys } from '../ground/keys.ts'
import type { House } from '../house.ts'
import { sentence } from './words/sentences.ts'

export type Answer<T> = { status: number; body: T; repeated: boolean }

/** Who asks, with which key, for what: the same key for another request is refused. */
export type KeyedRequest = { scope: string; key: string | undefined; request: string }

const KEY_LENGTH = 250

type Named = { scope: string; key: string }
/** What is kept for a repeat: the digest of what was asked, which would tell telephones to whoever tries them; and the answer. */
type Kept<T> = { request: string; body: T }

/** As it is kept with the key; it opens in that row alone. */
export const sealedAnswer = (keys: Pick<Keys, 'seal'>, { scope, key }: Named, kept: Kept<unknown>): Buffer =>
  keys.seal('answers', [scope, key], json(kept))

/** @throws Unopened */
export const openedAnswer = <T>(keys: Pick<Keys, 'open'>, { scope, key }: Named, sealed: Buffer): Kept<T> =>
  JSON.parse(keys.open('answers', [scope, key], sealed).toString('utf8'))

/**
 * Accepts no key, too: the request is then done as often as it is sent.
 * @throws Refusal MALFORMED where the key is too long for its index, or has characters that the database cannot store.
 */
export function checkKey(key: string | undefined): void {
  if (key && (key.length > KEY_LENGTH || /[\p{Cc}\p{Cs}]/u.test(key)))
    throw new Refusal('MALFORMED', { message: sentence('header.keyUnfit', { n: KEY_LENGTH }) })
}

/**
 * Runs `act` in a transaction and stores its answer there under the key. Two requests at once: the second waits for the
 * first.
 * @param status of the answer, stored with it.
 * @returns the answer of this run, or that of the first one (`repeated`). What `act` throws is thrown, and nothing stored.
 * @throws Refusal MALFORMED as `checkKey`; KEY_REUSED where the key belongs to another request.
 */
export async function once<T>(
  house: Pick<House, 'sql' | 'time' | 'keys'>,
  keyed: KeyedRequest,
  status: number,
  act: (tx: Tx) => Promise<T>,
): Promise<Answer<T>> {
  const { scope, key } = keyed
  const request = sha256(keyed.request)
  checkKey(key)
  return house.sql.begin(async (tx) => {
    if (!key) return { status, body: await act(tx), repeated: false }
    const seal = (body: unknown) => sealedAnswer(house.keys, { scope, key }, { request, body })
    const [mine] = await tx`
      insert into answers (scope, key, status, sealed, at)
      values (${scope}, ${key}, ${status}, ${seal(null)}, ${house.time.now().toISOString()})
      on conflict on constraint answers_key do nothing returning 1 as claimed`
    if (!mine) return earlier<T>(tx, house.keys, { scope, key }, request)
    const body = await act(tx)
    await tx`update answers set sealed = ${seal(body ?? null)} where scope = ${scope} and key = ${key}`
    return { status, body, repeated: false }
  }) as Promise<Answer<T>>
}

/** Whether something was answered under this key. SQL: one row by its key, asked before a repeat is judged as if it came first. */
export async function isAnswered(
  { sql }: Pick<House, 'sql'>,
  { scope, key }: { scope: string; key: string | undefined },
): Promise<boolean> {
  checkKey(key)
  if (!key) return false
  return (await sql`select 1 as answered from answers where scope = ${scope} and key = ${key}`).length > 0
}

async function earlier<T>(tx: Tx, keys: Pick<Keys, 'open'>, named: Named, request: string): Promise<Answer<T>> {
  const [row] = await tx<{ status: number; sealed: Buffer }[]>`
    select status, sealed from answers where scope = ${named.scope} and key = ${named.key}`
  const first = openedAnswer<T>(keys, named, row!.sealed)
  if (first.request !== request) throw new Refusal('KEY_REUSED')
  return { status: row!.status, body: first.body, repeated: true }
}
