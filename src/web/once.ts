/** One act, however often it is asked for: the first answer to an Idempotency-Key is the answer to every repeat. */
import { json, type Tx } from '../db/client.ts'
import { sha256 } from '../ground/canonical.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'

export type Answer<T> = { status: number; body: T; repeated: boolean }

/** Who asks, with which key, for what: the same key for another request is refused. */
export type KeyedRequest = { scope: string; key: string | undefined; request: string }

const KEY_LENGTH = 250

/**
 * Accepts no key, too: the request is then done as often as it is sent.
 * @throws Refusal MALFORMED where the key is too long for its index, or has characters that the database cannot store.
 */
export function checkKey(key: string | undefined): void {
  if (key && (key.length > KEY_LENGTH || /[\p{Cc}\p{Cs}]/u.test(key)))
    throw new Refusal('MALFORMED', { message: `Idempotency-Key 超过${KEY_LENGTH}个字符，或者含有控制符` })
}

/**
 * Runs `act` in a transaction and stores its answer there under the key. Two requests at once: the second waits for the
 * first.
 * @param status of the answer, stored with it.
 * @returns the answer of this run, or that of the first one (`repeated`). What `act` throws is thrown, and nothing stored.
 * @throws Refusal MALFORMED as `checkKey`; KEY_REUSED where the key belongs to another request.
 */
export async function once<T>(
  house: Pick<House, 'sql' | 'time'>,
  keyed: KeyedRequest,
  status: number,
  act: (tx: Tx) => Promise<T>,
): Promise<Answer<T>> {
  const { scope, key } = keyed
  const request = sha256(keyed.request)
  checkKey(key)
  return house.sql.begin(async (tx) => {
    if (!key) return { status, body: await act(tx), repeated: false }
    const [mine] = await tx`
      insert into answers (scope, key, request, status, body, at)
      values (${scope}, ${key}, ${request}, ${status}, 'null', ${house.time.now().toISOString()})
      on conflict on constraint answers_key do nothing returning 1 as claimed`
    if (!mine) return earlier<T>(tx, scope, key, request)
    const body = await act(tx)
    await tx`update answers set body = ${json(body)} where scope = ${scope} and key = ${key}`
    return { status, body, repeated: false }
  }) as Promise<Answer<T>>
}

async function earlier<T>(tx: Tx, scope: string, key: string, request: string): Promise<Answer<T>> {
  const [first] = await tx<{ request: string; status: number; body: T }[]>`
    select request, status, body from answers where scope = ${scope} and key = ${key}`
  if (first!.request !== request) throw new Refusal('KEY_REUSED')
  return { status: first!.status, body: first!.body, repeated: true }
}
