/**
 * The check character of a unified social credit code (GB 32100-2015). A code that fails it is taken all the same: the paper may be
 * miswritten and the organisation real. Whoever handles the case is told to look.
 */

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const LENGTH = 18

/** The last character of a code whose first seventeen these are. */
export function checkOfCreditCode(first: string): string {
  const sum = [...first].reduce((all, sign, i) => all + SIGNS.indexOf(sign) * (3 ** i % 31), 0)
  return SIGNS[(31 - (sum % 31)) % 31]!
}

/** Whether a code of eighteen characters fails its check; older numbers of other lengths have none. */
export function isMiswritten(code: string): boolean {
  if (code.length !== LENGTH || [...code].some((sign) => !SIGNS.includes(sign))) return false
  return checkOfCreditCode(code.slice(0, -1)) !== code.at(-1)
}
