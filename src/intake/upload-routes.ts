/** Files of a form before it is sent: one at a time, so that each has its progress and is tried again by itself. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { heeded } from '../files/heeded.ts'
import { basketOf, isToken, keepWaiting, removeWaiting, type Waiting, waitingShelf } from '../files/pending.ts'
import { readUploadForm } from '../files/upload-form.ts'
import { Refusal } from '../ground/errors.ts'
import { networkOf } from '../ground/network.ts'
import type { House } from '../house.ts'
import { formOf } from '../web/form-of.ts'
import { sameSite } from '../web/same-site.ts'
import { wordsFor } from '../web/visit.ts'
import { say } from '../web/words/say.ts'

const told = ({ id, name, size }: Waiting) => ({ id, name, size })

/** What its sender is to know of it, in the language of the page. */
function heedOf(url: string, file: Waiting, to: 'sender' | 'staff'): { heed?: string } {
  const [heed] = heeded([file], to)
  return heed ? { heed: say(wordsFor(url), heed.message) } : {}
}

/** Twenty files of a form, some tried again, from several people behind one address. */
const OFTEN = { rateLimit: { max: 240, timeWindow: '1 minute' } }

type Guard = (request: FastifyRequest) => Promise<void>
/** Where staff enter what came: whatever it is, it is taken, and they read of it what staff have to know. */
type OfStaff = { staff: true; guard: Guard }

/**
 * `POST ADDRESS` and `POST ADDRESS/remove` for the script of the form; 240 a minute for one address.
 * @param address of the pages that citizens use, `/uploads`
 * @throws Refusal MALFORMED without a valid token, CSRF from another site; whatever the guard of staff refuses
 */
export function uploadRoutes(
  app: FastifyInstance,
  house: Pick<House, 'config' | 'sql' | 'time' | 'keys'>,
  address = '/uploads',
  { staff, guard }: OfStaff | { staff?: false; guard?: undefined } = {},
): void {
  const preHandler = guard ? [sameSite, guard] : [sameSite]
  const from = staff ? 'staff' : 'stranger'
  const to = staff ? 'staff' : 'sender'

  app.post(address, { preHandler, config: OFTEN }, async (request, reply) => {
    const at = house.time.now()
    const checked = ({ basket }: Record<string, string>) => {
      if (!isToken(basket)) throw new Refusal('MALFORMED')
    }
    const form = await readUploadForm(request, waitingShelf(house), at, house.keys, checked, from)
    await guard?.(request)
    const who = staff ? request.viewer.id : networkOf(request.ip)
    const of = { basket: basketOf(house, form.fields.basket!, staff ? request.viewer.id : undefined), who }
    const { kept, refused } = await keepWaiting(house, of, form, at)
    const [fault] = [...form.refused, ...refused]
    if (fault) return reply.code(422).send({ message: say(wordsFor(request.url), fault.message) })
    return reply.code(201).send({ files: kept.map((file) => ({ ...told(file), ...heedOf(request.url, file, to) })) })
  })

  app.post(`${address}/remove`, { preHandler, config: OFTEN }, async (request, reply) => {
    const { basket, id } = formOf(request.body)
    if (!isToken(basket) || !/^[0-9a-f-]{36}$/.test(id ?? '')) throw new Refusal('MALFORMED')
    await removeWaiting(house, basketOf(house, basket, staff ? request.viewer.id : undefined), [id!])
    return reply.code(204).send()
  })
}
