/** What mail servers and gateways answer names whom it was to, and is kept in tables and logs that are not sealed. */

const NOBODY = '（收件人）'
/** What a pattern would read as something else. */
const SYNTAX = /[\\^$.*+?()[\]{}|/]/g

/** The text without the address or telephone, in whichever letters, and however the digits are grouped. */
export function without(to: string, text: string): string {
  if (to === '') return text
  const between = /^\d+$/.test(to) ? '[\\s-]*' : ''
  const pattern = [...to].map((character) => character.replace(SYNTAX, '\\$&')).join(between)
  return text.replaceAll(new RegExp(pattern, 'giu'), NOBODY)
}
