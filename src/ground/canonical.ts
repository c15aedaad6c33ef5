import { createHash } from 'node:crypto'

/** JSON with sorted keys: the same fact has one byte form, so one hash (RFC 8785 for the values that we use). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value && typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/** In lower-case hexadecimals; a text is hashed as UTF-8. */
export const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex')
