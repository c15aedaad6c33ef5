/** Which letters of a case bear their agency's electronic seal, and what may be said of originals by that. */
import type { OnFile } from './on-file.ts'

/** Of the letters that leave the house; forms for the file are never sealed. */
export type Sealed = 'all' | 'some' | 'none'

export function sealedOf({ letters, words, sealed }: Pick<OnFile, 'letters' | 'words' | 'sealed'>): Sealed {
  if (sealed.size === 0) return 'none'
  const sent = letters.filter(({ id }) => words.get(id)?.letter.format === 'letter')
  return sent.every(({ id }) => sealed.has(id)) ? 'all' : 'some'
}

export const ORIGINALS: Record<Sealed, string> = {
  all: '文书加盖电子印章的原件存于证据卷，可以核验。',
  some: '加盖电子印章的文书原件存于证据卷，其余文书盖章的纸质原件由本机关另行提交。',
  none: '文书盖章的纸质原件由本机关另行提交。',
}
