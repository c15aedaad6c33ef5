/** Reads a form with files as a browser posts it: what was typed, the files that wait, what was added or taken away. */
import type { FastifyRequest } from 'fastify'
import { networkOf } from '../ground/network.ts'
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
import { readUploadForm } from './upload-form.ts'
import type { RefusedFile } from './uploads.ts'

export type PageForm = {
  fields: Record<string, string>
  /** The form's token, for its next posting. */
  token: string
  /** What the token stands for in the table of uploads. */
  basket: string
  waiting: Waiting[]
  /** Of the files that wait, those of this posting: by the control in which they were chosen. */
  came: { control: string; id: string }[]
  /** Taken away with this posting. */
  removed: string[]
  refused: RefusedFile[]
  at: Date
}

/**
 * Reads the posted form, moves its files into its basket and removes those whose button was pressed. What was refused is
 * named in `refused`, not thrown. A form without a valid token gets a new one.
 * @param staff the id of whoever is signed in; of nobody else whatever came is taken
 */
export async function readPageForm(
  house: Pick<House, 'config' | 'sql' | 'time' | 'keys'>,
  request: FastifyRequest,
  staff?: string,
): Promise<PageForm> {
  const at = house.time.now()
  const who = staff ?? networkOf(request.ip)
  const from = staff === undefined ? 'stranger' : 'staff'
  const form = await readUploadForm(request, waitingShelf(house), at, house.keys, undefined, from)
  const token = isToken(form.fields.basket) ? form.fields.basket : newToken()
  const basket = basketOf(house, token, staff)
  // First: what is taken away at one place may be put in at another with the same posting.
  const removed = Object.keys(form.fields).flatMap((name) => /^remove-([0-9a-f-]{36})$/.exec(name)?.[1] ?? [])
  await removeWaiting(house, basket, removed)
  const { refused } = await keepWaiting(house, { basket, who }, form, at)
  const waiting = await waitingIn(house.sql, basket)
  return {
    fields: form.fields,
    token,
    basket,
    waiting,
    came: form.files.flatMap((file) => {
      const same = waiting.find(({ name, sha256 }) => name === file.name && sha256 === file.sha256)
      return same ? [{ control: form.controls.get(file.id)!, id: same.id }] : []
    }),
    removed,
    refused: [...form.refused, ...refused],
    at,
  }
}

const MACHINERY = /^(?:remove-.*|basket|csrf|idempotencyKey)$/

/** The form as it is shown again: what was typed, and the files that wait under its token. */
export const shownAgain = ({ fields, token, waiting }: Pick<PageForm, 'fields' | 'token' | 'waiting'>) => ({
  values: Object.fromEntries(Object.entries(fields).filter(([name]) => !MACHINERY.test(name))),
  uploads: { token, waiting },
})

/**
 * The same, each file that waits under the control at which it was chosen: `CONTROL.ID`.
 * @param holds the name under which a control's files are held; its own unless told
 */
export function shownByControl(form: PageForm, holds: (control: string) => string = (control) => control) {
  const { values, uploads } = shownAgain(form)
  const there = new Set(form.waiting.map(({ id }) => id))
  const isGone = (name: string) => form.removed.some((id) => !there.has(id) && name.endsWith(`.${id}`))
  const came = form.came.map(({ control, id }) => [`${holds(control)}.${id}`, 'yes'])
  const kept = Object.entries(values).filter(([name]) => !isGone(name))
  return { values: { ...Object.fromEntries(kept), ...Object.fromEntries(came) } as Record<string, string>, uploads }
}
