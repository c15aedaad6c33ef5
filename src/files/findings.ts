/** What a file carries besides what it shows, in words; and whether somebody has to answer for it. */
import type { Sentence } from '../../workflows/statute/sentence.ts'
import type { Finding } from '../leaving/index.ts'
import { sentence } from '../web/words/sentences.ts'

/** Does it carry what cannot be removed from the copy that leaves? */
export const toHeed = ({ findings }: { findings: readonly Finding[] }): boolean =>
  findings.some(({ state }) => state === 'heed')

/** The finding as a clerk reads it. */
export function findingSays({ code, n, words }: Finding): Sentence {
  switch (code) {
    case 'comments':
    case 'changes':
    case 'revisions':
    case 'attachments':
    case 'redactMarks':
    case 'hiddenText':
    case 'hiddenRows':
    case 'hiddenSlides':
    case 'speakerNotes':
    case 'embedded':
      return sentence(`leaving.${code}`, { n: n ?? 0 })
    case 'hiddenSheets':
      return sentence('leaving.hiddenSheets', { n: n ?? 0, names: words ?? '' })
    case 'author':
      return sentence('leaving.author', { names: words ?? '' })
    case 'properties':
      return words ? sentence('leaving.propertiesOf', { names: words }) : sentence('leaving.properties')
    default:
      return sentence(`leaving.${code}`)
  }
}
