/**
 * The hand-over from one signing key to the next: a signed note (C2SP) of the old key, and of the new one, which shows that
 * whoever hands over has it. So who trusts the old key can tell that the new one is the office's, and who trusts the new one
 * that the old one was.
 */
import { type Named, readVerifierKey, signedNote, signedText, verifierKey } from './checkpoint.ts'
import { NOTE } from './signed-note.ts'

/** Beside the payload of a bundle, where the key was ever handed over. */
export const HAND_OVERS = 'handovers.txt'

/** A new key each year, and as many again. No reader takes more, so none is ever written. */
export const MOST_HAND_OVERS = 64
export const LONGEST_NOTES = MOST_HAND_OVERS * NOTE.longest

const TITLE = 'ysqgk signing key hand-over'

/** `from` and `to` as verifier keys. */
export type HandOver = { from: string; to: string; on: string }

/** A key that a reader trusts, and what came with it: how it was handed over, to and from others. */
export type Trust = { key: string; handOvers?: readonly HandOver[] }

/** A text with the key in its first line; notes may follow it. */
export function trustText(text: string): { key: string; notes: string } {
  const [key = '', ...lines] = text.trim().split('\n')
  const notes = lines.join('\n').trim()
  return { key: key.trim(), notes: notes && `${notes}\n` }
}

/** `what`: why, in Chinese, these cannot be trusted. */
export function trustOf({ key, notes }: { key: string; notes: string }): Trust | { what: string } {
  if (!readVerifierKey(key)) return { what: '第一行不是公钥（名称+编号+公钥）' }
  const handOvers = readHandOvers(notes)
  return 'what' in handOvers ? { what: `附带的交接记录不成立（${handOvers.what}）` } : { key, handOvers }
}

/** What hands over from one key to the next, on this day. */
export const handOverNote = (from: Named, to: Named, on: string): string =>
  signedNote(`${TITLE}\n${verifierKey(from)}\n${verifierKey(to)}\n${on}\n`, [from, to])

/** As one text, first to last: a blank line lies between two. */
export const handOversText = (notes: readonly string[]): string => notes.join('\n')

/**
 * The notes of such a text. `what`: why they are none: one that its two keys did not sign, or that does not go on from the one
 * before it; so one that is left out, or stands elsewhere, is found.
 */
export function readHandOvers(text: string): HandOver[] | { what: string } {
  if (text.length > LONGEST_NOTES) return { what: `there are more than ${MOST_HAND_OVERS} notes of hand-over` }
  const notes = text === '' ? [] : text.split(new RegExp(`(?<=\\n)\\n(?=${TITLE}\\n)`))
  if (notes.length > MOST_HAND_OVERS) return { what: `there are more than ${MOST_HAND_OVERS} notes of hand-over` }
  const read: HandOver[] = []
  const handedOver = new Set<string>()
  for (const note of notes) {
    const one = readHandOver(note)
    if (!one) return { what: 'a note of hand-over is not signed by both keys that it names' }
    if (forkIn([...read, one])) return { what: FORKED }
    const before = read.at(-1)
    if (before && before.to !== one.from)
      return {
        what: 'a note of hand-over does not go on from the one before it: one is missing, or their order is another',
      }
    if (handedOver.has(one.to)) return { what: 'a key was handed over to twice' }
    handedOver.add(one.from)
    read.push(one)
  }
  return read
}

/** Of two successors one is whoever had the key besides the office: nothing that either signed can be told apart any more. */
export const FORKED = 'a key was handed over to two others: one of the notes was made by somebody else who had it'

/** The key that two of these hand over to different ones; from wherever they come. */
export function forkIn(handOvers: readonly HandOver[]): string | undefined {
  const next = new Map<string, string>()
  for (const { from, to } of handOvers) {
    const known = next.get(bareKey(from))
    if (known !== undefined && known !== bareKey(to)) return from
    next.set(bareKey(from), bareKey(to))
  }
  return undefined
}

const FORM = new RegExp(`^${TITLE}\\n(\\S+)\\n(\\S+)\\n(\\d{4}-\\d\\d-\\d\\d)\\n$`)

/** What the note says, if both keys that it names signed it, under one origin. */
function readHandOver(note: string): HandOver | undefined {
  const [, from = '', to = ''] = note.split('\n', 3)
  const [, signedFrom, signedTo, on] = signedText(note, from, FORM) ?? []
  if (!on || signedFrom !== from || signedTo !== to || !signedText(note, to, FORM)) return undefined
  return readVerifierKey(from)?.origin === readVerifierKey(to)?.origin ? { from, to, on } : undefined
}

/** The public key alone: the name before it is of what it signs. */
export const bareKey = (key: string): string => key.trim().split('+').slice(2).join('+')

/**
 * Whether the trusted key vouches for what this one signed: it is the same, one that it led to, or one that led to it, by
 * hand-overs that both keys signed.
 * @param on the day of what it signed: a key that was handed over before signs nothing any more
 */
export function vouchesFor({ key, handOvers = [] }: Trust, signer: string, on = ''): boolean {
  const bare = handOvers.map((one) => ({ from: bareKey(one.from), to: bareKey(one.to), on: one.on }))
  const backwards = bare.map(({ from, to, on }) => ({ from: to, to: from, on }))
  const by = bareKey(signer)
  const isKin = [bare, backwards].some((ways) => reached(bareKey(key), ways).has(by))
  return isKin && !bare.some((one) => one.from === by && one.on < on)
}

/** Keys that one of these led to, and itself. */
function reached(key: string, ways: readonly HandOver[]): Set<string> {
  const keys = new Set([key])
  for (const one of keys) for (const { from, to } of ways) if (from === one) keys.add(to)
  return keys
}
