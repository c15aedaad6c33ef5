/** The draft of an application: everything typed so far, its files, the key under which it will be filed, once. */
import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { APPLICATION, type Application } from '../acts/application.ts'
import type { Tx } from '../db/client.ts'
import type { PageForm } from '../files/page-form.ts'
import { basketOf, isToken, moveWaiting, newToken, type Waiting, waitingIn } from '../files/pending.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { given } from '../web/given.ts'
import { DRAFT, type KeptForm, keptForm, whatBecame } from '../web/kept-forms.ts'
import type { FormState } from '../web/shapes.ts'
import { fromApplicationForm, pageFaults, toFormErrors } from './application-form.ts'
import { renumbered } from './joint-fields.ts'
import type { AskedFor, Step } from './steps.ts'

export type Draft = KeptForm & {
  /** The token of its basket. */
  token: string
  /** Idempotency-Key of what becomes of it. */
  key: string
  /** Written in five steps, to which it goes back, or on one page; undefined while neither was chosen, as on a device to which it came. */
  stepwise?: boolean
  /** Where it was left, of the steps. */
  left?: Step | 'review'
  /** The receipt of what the same form said before, where that was filed and the words are others now. */
  filedAs?: string
}

/** The draft of this browser, and when it was kept; undefined where there is none. */
export const draftOf = (house: Pick<House, 'sql' | 'keys' | 'time'>, request: FastifyRequest) =>
  keptForm<Draft>(house, request, DRAFT)

/** A new one, which is nobody's before something is written. */
export const newDraft = (values: Draft['values'] = {}): Draft => ({ values, token: newToken(), key: randomUUID() })

/** Does the posted form go on on another device? This one has ended, and neither changes nor files it. */
export async function isElsewhere(
  house: Pick<House, 'sql' | 'keys' | 'time'>,
  request: FastifyRequest,
  { fields }: Pick<PageForm, 'fields'>,
): Promise<boolean> {
  const became = await whatBecame(house, request)
  return became !== undefined && 'elsewhere' in became && became.key === fields.idempotencyKey
}

/** The draft under another key, its files in another basket: for whoever has it from now on. */
export async function renewed({ keys }: Pick<House, 'keys'>, tx: Tx, draft: Draft) {
  const { stepwise: _, left: __, ...words } = draft
  const form = { ...words, token: newToken(), key: randomUUID() }
  const basket = basketOf({ keys }, form.token)
  await moveWaiting(tx, basketOf({ keys }, draft.token), basket)
  return { form, basket }
}

const MACHINERY = /^(?:remove-.*|waiting|basket|idempotencyKey|csrf|add|removeCo|go|step|return|here)$/
/** What was typed and chosen, without what names the form and its buttons. */
export const typedIn = (fields: PageForm['fields']): Draft['values'] =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !MACHINERY.test(name)))

/** The posted form as a draft; what it does not name goes on from the one before. */
export function draftFrom(posted: PageForm, values: Draft['values'], before?: Draft): Draft {
  const key = posted.fields.idempotencyKey?.slice(0, 100)
  return {
    values,
    token: isToken(posted.fields.basket) || posted.waiting.length > 0 ? posted.token : (before?.token ?? posted.token),
    key: key || before?.key || randomUUID(),
    ...(posted.refused.length > 0 && { refused: posted.refused.map(({ message }) => ({ message })) }),
    ...(before?.stepwise !== undefined && { stepwise: before.stepwise }),
    ...(before?.left && { left: before.left }),
  }
}

const CHOSEN = /(?:^|-)(?:agency|kind|idType|agentIdType|organisationType|receiver|form|delivery)$/
/** Did anybody write anything? Lists and buttons have a value of their own. */
export const isWritten = ({ values }: Pick<Draft, 'values'>): boolean =>
  Object.entries(values).some(([name, value]) => !CHOSEN.test(name) && value.trim() !== '')

/** What a link asks for stands in the fields that are still empty. */
export const withAsked = <D extends Draft>(draft: D, asked: AskedFor): D => ({
  ...draft,
  values: {
    ...draft.values,
    ...Object.fromEntries(Object.entries(asked).filter(([name]) => !draft.values[name]?.trim())),
  },
})

/** The files that wait with it. */
export const filesOf = (
  house: Pick<House, 'sql' | 'keys'>,
  { token }: Pick<Draft, 'token'>,
): Promise<readonly Waiting[]> => waitingIn(house.sql, basketOf(house, token))

/**
 * The application that the values are, or what is wrong with them, by the fields of the page.
 * @param isOffered whether the form offers this agency
 */
export function judged(
  values: Draft['values'],
  isOffered: (agency: string) => boolean,
): { application: Application; errors?: undefined } | { application?: undefined; errors: FormState['errors'] } {
  const misread = pageFaults(values)
  try {
    const application = given(APPLICATION, fromApplicationForm(renumbered(values, { empty: 'dropped' })))
    if (!isOffered(application.agency))
      throw invalid({ field: 'agency', code: 'NO_SUCH_AGENCY', message: '没有这个行政机关，请从列表中选择' })
    return misread.length > 0 ? { errors: misread } : { application }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
    return { errors: [...toFormErrors(error.errors), ...misread] }
  }
}
