/** What a file carries besides what it shows, in words; and whether somebody has to answer for it. */
import type { Sentence } from '../../workflows/statute/sentence.ts'
import type { Finding } from '../leaving/index.ts'
import type { Agency } from '../people/queries.ts'
import { sentence } from '../web/words/sentences.ts'

/** The names under which an agency signs what it writes. */
export const ownNamesOf = ({ name, profile }: Pick<Agency, 'name' | 'profile'>): string[] =>
  [name, profile.shortName].filter(Boolean)

/** Does it say no more than that the agency wrote it? */
const isOwn = ({ code, words }: Finding, own: readonly string[]) =>
  code === 'author' && !!words && words.split('、').every((name) => own.includes(name))

/** What is done about a finding; `own`: it stays in the copy, and tells nothing that the letter does not. */
export const stateOf = (finding: Finding, own: readonly string[]): Finding['state'] | 'own' =>
  finding.state === 'heed' && isOwn(finding, own) ? 'own' : finding.state

/** Of what it carries, what cannot be removed from the copy that leaves, so that somebody has to answer for it. */
export const toHeed = ({ findings }: { findings: readonly Finding[] }, own: readonly string[]): Finding[] =>
  findings.filter((finding) => stateOf(finding, own) === 'heed')

/** Would the copy still carry what its pages do not show, or could that not be seen? Then whoever lets it go has opened it. */
export const isToOpen = (file: { findings: readonly Finding[] }, own: readonly string[]): boolean =>
  toHeed(file, own).length > 0

/** The finding as a clerk reads it. */
export const findingSays = (finding: Finding): Sentence =>
  finding.in ? sentence('leaving.member', { name: finding.in, what: said(finding) }) : said(finding)

function said({ code, n, words }: Finding): Sentence {
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
    case 'data':
      return sentence('leaving.data', { names: words ?? '' })
    case 'properties':
      return words ? sentence('leaving.propertiesOf', { names: words }) : sentence('leaving.properties')
    default:
      return sentence(`leaving.${code}`)
  }
}
