/** What people type and paste, before anything judges it, keeps it or looks it up: one way for texts, numbers, telephones. */
import { domainToASCII } from 'node:url'

/** NUL has no place in PostgreSQL, and a lone surrogate is half a character: nobody can say what was meant. */
const BROKEN = /\0|\p{Cs}/u
/** Soft breaks of word processors, and what other systems end lines with. */
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g
/** Other controls and non-characters: no keyboard makes them, and no page shows them. */
const STRAY = /[\u0001-\u0008\u000e-\u001f\u007f-\u009f\p{Noncharacter_Code_Point}]/gu
const UNSEEN = /[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu
const FORMAT = /\p{Cf}/gu
/** Marks of direction and others that nobody sees; joiners belong to the spelling of some scripts. */
const HIDDEN = /(?![\u200c\u200d])\p{Cf}/gu

/**
 * What copying from a page, a word processor or a messenger brings along: places where a line may or may not be parted, marks of
 * the order of bytes. They have no width, turn nothing round and spell nothing.
 */
const WIDTHLESS = /[\u00ad\u200b\u2060\ufeff]/g

/** The place of the first character that cannot be kept, from 1, as people count characters; undefined where all can. */
export function brokenAt(text: string): number | undefined {
  const at = BROKEN.exec(text)?.index
  return at === undefined ? undefined : [...text.slice(0, at)].length + 1
}

/** Is there anything that an eye sees? */
export const isBlank = (text: string): boolean => text.replace(UNSEEN, '') === ''

/**
 * A text without what nobody typed: line ends as one character, no blanks around, nothing without width that says nothing; empty
 * where nothing of it is seen. Marks of direction stay, for they change what is read, and pages show them. U+3000 at the edges is
 * indentation, which the letter makes itself.
 */
export function tidyText(text: string): string {
  const plain = text.replace(LINE_ENDS, '\n').replace(STRAY, '').replace(WIDTHLESS, '').trim()
  return isBlank(plain) ? '' : plain
}

/** A name stands in the middle of other texts: nothing in it may turn them round, or keep it from being found. */
export const tidyName = (name: string): string => name.replace(HIDDEN, '')

/** A number of identity, registration or post, or a code: one width, capitals, without what people group it by. */
export const tidyNumber = (number: string): string =>
  number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cf}\p{Pd}\u2212]/gu, '')

/** A telephone as it was typed, on one line, in one width, without what cannot be seen. */
export const tidyPhone = (phone: string): string => phone.normalize('NFKC').replace(FORMAT, '').replace(/\s+/g, ' ')

/** Five digits or more, however grouped: 12345 is a number, an extension seldom is. */
const DIALABLE = /[+(]?\d(?:[ ().\-\u2010-\u2015]{0,2}\d){4,}/g

/** The numbers that a telephone dials, as they stand in a tidy text: two may be given, with an extension, with somebody's name. */
export const dialable = (phone: string): string[] => phone.match(DIALABLE) ?? []

/** A fax as an agency tells it; empty where nothing can be sent there (未开通). */
export const faxIn = (told: string): string => (dialable(tidyPhone(told)).length > 0 ? told : '')

/** How a telephone may be written elsewhere: each number by itself, and all as it stands. */
export const writtenAs = (phone: string | undefined): string[] =>
  phone ? [...new Set([...dialable(tidyPhone(phone)), phone])] : []

/** A mail address in one width, with the dot of whichever keyboard, without what cannot be seen. */
export const tidyMail = (mail: string): string =>
  mail.normalize('NFKC').replace(FORMAT, '').replace(/[。｡]/g, '.').trim()

const ATOM = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+$/
/** Of any script. What else there is, a reader of addresses would take for the end, or leave out. */
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u
const LABEL = /^[a-z0-9-]{1,63}$/
/** Octets (RFC 5321, 4.5.3.1). */
const MOST_LOCAL = 64
const MOST_DOMAIN = 255

/** What is wrong with a mail address (RFC 5321, 4.1.2; a domain in any script by IDNA); undefined where mail servers take it. */
export function faultOfMail(mail: string): 'local' | 'address' | undefined {
  const at = mail.lastIndexOf('@')
  const [local, typed] = [mail.slice(0, at), mail.slice(at + 1)]
  const domain = domainToASCII(typed)
  if (at < 1 || !DOMAIN.test(typed) || local.length > MOST_LOCAL || domain.length > MOST_DOMAIN) return 'address'
  if (/[^\x00-\x7f]/.test(local)) return 'local'
  const labels = domain.split('.')
  const fits =
    local.split('.').every((atom) => ATOM.test(atom)) &&
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label) && !label.startsWith('-') && !label.endsWith('-')) &&
    /[a-z]/.test(labels.at(-1)!)
  return fits ? undefined : 'address'
}
