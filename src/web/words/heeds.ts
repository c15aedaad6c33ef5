/** What there is to know of a file that was taken in: said to whoever sent it, or to the staff who put it on file. */
import type { Sentence } from '../../../workflows/statute/sentence.ts'
import type { Heed, WaitingFile } from '../shapes.ts'
import { sentence } from './sentences.ts'

/** Strangers send nothing that runs, and pictures of identity documents are of common formats. */
const TO_SENDER = {
  locked: 'locked',
  damaged: 'damaged',
  unusual: 'unusual',
  program: 'unusual',
  page: 'unusual',
} as const

/** @param kind `identity`: the picture of an identity document, of which another one is shown rather than asked for */
export function heedSays(
  { kind = 'file', name }: { kind?: WaitingFile['kind']; name: string },
  heed: Heed,
  to: 'sender' | 'staff',
): Sentence {
  if (to === 'staff') return sentence(`staffFile.${heed}`, { name })
  if (kind === 'identity') return sentence(heed === 'locked' ? 'paper.locked' : 'paper.damaged', { name })
  return sentence(`file.${TO_SENDER[heed]}`, { name })
}
