/** What the house itself says with a blank in it, each sentence in Chinese and in English. Pure data; of the law's own sentences see workflows. */
import {
  type Catalogue,
  type Filling,
  type Sentence,
  sentenceOf,
  speaking,
} from '../../../workflows/statute/sentence.ts'
import { following } from './sentences/following.ts'
import { forms } from './sentences/forms.ts'
import { hints } from './sentences/hints.ts'
import { leaving } from './sentences/leaving.ts'

export const HOUSE = { ...forms, ...following, ...hints, ...leaving } as const satisfies Catalogue

/** A sentence of the house, by its key, with what fills its blanks. */
export const sentence = speaking(HOUSE)

/** A sentence of the house that was kept by key and filling; one whose key is known no more says its key. */
export const recalled = (says: string, filling: Filling): Sentence =>
  sentenceOf(says, (HOUSE as Catalogue)[says] ?? { zh: says }, filling)

/** A text that is no entry of a catalogue, where a sentence is wanted. */
export const asSentence = (text: string | Sentence): Sentence =>
  typeof text === 'string' ? sentenceOf('as it is', { zh: '{text:words}' }, { text }) : text
