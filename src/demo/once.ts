/** What is put into the demonstration once, however often it is started. */
import type { Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import { sealedAnswer } from '../web/once.ts'

const SCOPE = 'demo'

/** Whether nobody has put this there yet; from now on somebody has. */
export async function isFirst(tx: Tx, { keys, time }: Pick<House, 'keys' | 'time'>, key: string): Promise<boolean> {
  const sealed = sealedAnswer(keys, { scope: SCOPE, key }, { request: '', body: null })
  const rows = await tx`
    insert into answers (scope, key, status, sealed, at)
    values (${SCOPE}, ${key}, 201, ${sealed}, ${time.now().toISOString()})
    on conflict do nothing returning 1 as first`
  return rows.length > 0
}
