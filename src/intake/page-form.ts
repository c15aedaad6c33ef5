/** Reads the application form as a browser posts it: what was typed, the files that wait, what was added or taken away. */
import type { FastifyRequest } from 'fastify'
import { readUploadForm } from '../files/upload-form.ts'
import type { RefusedFile } from '../files/uploads.ts'
import type { House } from '../house.ts'
import {
  basketOf,
  isToken,
  keepWaiting,
  newToken,
  removeWaiting,
  type Waiting,
  waitingIn,
  waitingShelf,
} from './pending.ts'

export type PageForm = {
  fields: Record<string, string>
  /** The form's token, for its next posting. */
  token: string
  /** What the token stands for in the table of uploads. */
  basket: string
  waiting: Waiting[]
  refused: RefusedFile[]
  at: Date
}

/**
 * Reads the posted form, moves its files into its basket and removes those whose button was pressed. What was refused is
 * named in `refused`, not thrown. A form without a valid token gets a new one.
 */
export async function readPageForm(
  house: Pick<House, 'config' | 'sql' | 'time' | 'keys'>,
  request: FastifyRequest,
): Promise<PageForm> {
  const at = house.time.now()
  const form = await readUploadForm(request, waitingShelf(house), at, house.keys)
  const token = isToken(form.fields.basket) ? form.fields.basket : newToken()
  const basket = basketOf(house, token)
  const { refused } = await keepWaiting(house, { basket, address: request.ip }, form, at)
  const removed = Object.keys(form.fields).flatMap((name) => /^remove-([0-9a-f-]{36})$/.exec(name)?.[1] ?? [])
  await removeWaiting(house, basket, removed)
  return {
    fields: form.fields,
    token,
    basket,
    waiting: await waitingIn(house.sql, basket),
    refused: [...form.refused, ...refused],
    at,
  }
}
