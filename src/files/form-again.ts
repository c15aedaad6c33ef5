/** A form that came back, or that was written when nobody was signed in any more: kept at its address, and shown there again. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import { endForm, keepForm, keptForm, writtenAt } from '../web/kept-forms.ts'
import type { FormState } from '../web/shapes.ts'
import { basketOf, waitingIn } from './pending.ts'

type Keeping = Pick<House, 'sql' | 'keys' | 'time' | 'config'>

/**
 * Keeps it for this browser, with its files, for a day.
 * @param at its address below the root of a language
 * @returns whether it was kept; where it was not, whoever asks answers with the page itself
 */
export async function keepsForm(
  house: Keeping,
  request: FastifyRequest,
  reply: FastifyReply,
  at: string,
  { values, errors, uploads }: FormState,
): Promise<boolean> {
  const isOurs = ([name]: [string, string]) => !/^(?:csrf|basket|idempotencyKey|confirm|remove-.*)$/.test(name)
  const form = { values: Object.fromEntries(Object.entries(values).filter(isOurs)), errors, token: uploads?.token }
  const basket = uploads ? basketOf(house, uploads.token) : undefined
  return keepForm(house, request, reply, writtenAt(at), form, basket)
}

/**
 * What this browser wrote at the address and has not sent for good; undefined where that is nothing.
 * @param told whether its faults are told: they are where a posting has just led here
 */
export async function formAgain(
  house: Pick<House, 'sql' | 'keys' | 'time'>,
  request: FastifyRequest,
  at: string,
  told: boolean,
): Promise<FormState | undefined> {
  const kept = await keptForm(house, request, writtenAt(at))
  if (!kept) return undefined
  const { values, errors = [], token } = kept
  return {
    ...{ values, errors: told ? errors : [] },
    ...(token && { uploads: { token, waiting: await waitingIn(house.sql, basketOf(house, token)) } }),
  }
}

/** It was sent for good, or whoever wrote it has left. */
export const sentForm = (
  house: Pick<House, 'sql' | 'keys' | 'time'>,
  request: FastifyRequest,
  reply: FastifyReply,
  at: string,
): Promise<void> => endForm(house, request, reply, writtenAt(at))
