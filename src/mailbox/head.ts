/** A look at the beginning of a mail before anybody reads it: enough to say which agency it went to, and bounded whatever stands there. */

/** The heads of honest mails are a tenth of this. */
const HEAD = 64 * 1024

/** Addresses that it went to, in lower case, as far as they stand there in letters. Linear. */
export function addressedIn(source: Buffer): string[] {
  const begin = source.subarray(0, HEAD).toString('latin1').replaceAll('\r\n', '\n')
  const end = begin.indexOf('\n\n')
  const to: string[] = []
  let isTo = false
  for (const line of begin.slice(0, end < 0 ? begin.length : end).split('\n')) {
    if (!/^[ \t]/.test(line)) isTo = /^(?:to|cc|delivered-to):/i.test(line)
    if (isTo) for (const one of addressesIn(line)) to.push(one.toLowerCase())
  }
  return to
}

/** What looks like addresses in a text. */
export const addressesIn = (text: string): string[] => text.match(/[^\s<>(),;:"@]{1,64}@[^\s<>(),;:"@]{1,255}/g) ?? []
