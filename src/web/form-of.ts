import { parse } from 'node:querystring'
import { Refusal } from '../ground/errors.ts'

/** Several times what the longest form of ours has, and little for those who walk over all of them. */
const MOST_FIELDS = 2_000

/** A form as @fastify/formbody hands it over. @throws Refusal FORM_TOO_LARGE before any of too many fields is read */
export function parseForm(text: string): unknown {
  let fields = 1
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1))
    if (++fields > MOST_FIELDS) throw new Refusal('FORM_TOO_LARGE')
  return parse(text, '&', '=', { maxKeys: MOST_FIELDS })
}

/**
 * The fields of a form without files, by name: texts alone.
 * @param body as @fastify/formbody parses it, or JSON; what is no object has no fields. A field that came twice counts as
 * it was written last, a number or a yes as its text; an object is no field.
 */
export const formOf = (body: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...(body as object) }).flatMap(([name, given]) => {
      const value: unknown = Array.isArray(given) ? given.at(-1) : given
      return SIMPLE.includes(typeof value) ? [[name, String(value)]] : []
    }),
  )

const SIMPLE = ['string', 'number', 'boolean']
