/** One form of the staff's release pages from its press to the page that follows: done once, or back with its words. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '../db/client.ts'
import { type PageForm, shownAgain } from '../files/page-form.ts'
import { claimBasket } from '../files/pending.ts'
import { scanned } from '../files/scans.ts'
import { keepContent, noneRefused, type Taken } from '../files/uploads.ts'
import { canonical } from '../ground/canonical.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { once } from '../web/once.ts'
import type { FormState } from '../web/shapes.ts'

/** Who acts, and when. */
export type Acting = { by: string; at: Date; on: string }
/** What is public now, or what waits for its readings. */
export type Done = { id: string } | { change: string }

/** The form, with the files that waited for it. */
export type Brought = PageForm & { files: Taken[] }

/** A form as it comes back: what was typed, the files that wait, what is wrong. */
export const again = (form: Brought, errors: FormState['errors']): FormState => ({ ...shownAgain(form), errors })

/** By the end of its address, what was done; a form without one publishes. */
const DONE: Record<string, string> = { correction: 'corrected', restoration: 'restored', withdrawal: 'withdrawn' }

/** One act, however often its button is pressed; a form that does not fit comes back with its words. */
export async function answered(
  house: Pick<House, 'sql' | 'scanner' | 'time' | 'keys'>,
  { viewer, url }: FastifyRequest,
  reply: FastifyReply,
  { fields, files, basket, at, blobs }: Brought & Pick<House, 'blobs'>,
  back: (errors: FormState['errors'], status?: number) => unknown,
  act: (tx: Tx, actor: Acting) => Promise<Done>,
) {
  const { csrf: _, idempotencyKey, basket: __, ...said } = fields
  const asked = {
    scope: `${viewer.id} releases`,
    key: idempotencyKey || undefined,
    request: canonical({ url, said, files: files.map(({ sha256 }) => sha256) }),
  }
  const { time } = house
  const actor = { by: `staff:${viewer.username}`, at: time.now(), on: time.today() }
  const done = DONE[url.split('?')[0]!.split('/')[3] ?? ''] ?? 'published'
  try {
    noneRefused(await scanned({ ...house, blobs }, files))
    const { body } = await once(house, asked, 201, async (tx) => {
      const made = await act(tx, actor)
      await claimBasket(tx, basket, at)
      await keepContent(blobs, files)
      return made
    })
    const to = 'change' in body ? `/releases/changes/${body.change}?done=proposed` : `/releases/${body.id}?done=${done}`
    return reply.redirect(to, 303)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'FILES_STATE_SECRET') return back([{ field: 'files', message: error.sentence }])
    if (error.code === 'FACT_REFUSED') return back([{ field: 'type', message: error.sentence }], 409)
    if (error.code !== 'INVALID') throw error
    return back(error.errors)
  }
}
