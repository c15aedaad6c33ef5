import { hash } from 'node:crypto'

/** JSON with sorted keys: the same fact has one byte form, so one hash (RFC 8785 for the values that we use). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value && typeof value === 'object') {
    const fields = value as Record<string, unknown>
    let text = ''
    for (const key of Object.keys(fields).sort())
      if (fields[key] !== undefined) text += `${text && ','}${JSON.stringify(key)}:${canonical(fields[key])}`
    return `{${text}}`
  }
  return JSON.stringify(value)
}

/** More than anything of ours has. */
export const LEVELS = 64
/** Whether a text of JSON nests deeper than whoever goes down into it can: asked before it is read. */
export function isTooDeep(json: string): boolean {
  return hasMoreOpenings(json) && nestsDeeper(json)
}

/** Where no more is opened than levels are allowed, in texts or outside, nothing nests deeper: so it is with all but a few. */
function hasMoreOpenings(json: string): boolean {
  let left = LEVELS
  for (const sign of ['[', '{'])
    for (let at = json.indexOf(sign); at >= 0; at = json.indexOf(sign, at + 1)) if (--left < 0) return true
  return false
}

function nestsDeeper(json: string): boolean {
  let [depth, inText] = [0, false]
  for (let at = 0; at < json.length; at++) {
    const sign = json[at]
    if (sign === '"') inText = !inText
    else if (inText) at += sign === '\\' ? 1 : 0
    else if (sign === '[' || sign === '{') depth++
    else if (sign === ']' || sign === '}') depth--
    if (depth > LEVELS) return true
  }
  return false
}

/** In lower-case hexadecimals; a text is hashed as UTF-8. */
export const sha256 = (text: string | Buffer): string => hash('sha256', text)
