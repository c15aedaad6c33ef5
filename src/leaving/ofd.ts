/** OFD (GB/T 33190): often signed, so that nothing is rewritten; what it carries is named. */
import { partsOf } from './archive.ts'
import type { Budget } from './budget.ts'
import { counted, inWords, type Leaving, noted } from './finding.ts'
import { tokensOf } from './xml.ts'

/** Of the properties of the document; the program that made it tells nothing of anybody. */
const SAYS_WHO = ['Title', 'Author', 'Subject', 'Abstract', 'Keyword', 'CustomData']

/** @throws where it cannot be unfolded */
export function ofdLeaving(content: Uint8Array, budget: Budget): Leaving {
  const parts = partsOf(content, budget)
  const names = Object.keys(parts)
  const found = { who: [] as string[], pages: 0, versions: 0, unread: false }
  for (const name of names.filter((one) => one.endsWith('.xml'))) {
    try {
      readPart(parts[name]!, found)
    } catch {
      found.unread = true
    }
  }
  const words = inWords(found.who)
  const matching = (pattern: RegExp) => names.filter((name) => pattern.test(name))
  return {
    copy: content,
    findings: [
      ...(words ? [{ code: 'author' as const, state: 'heed' as const, words }] : []),
      ...counted('comments', matching(/(^|\/)Annotation[^/]*\.xml$/).length),
      ...counted('attachments', matching(/(^|\/)Attach[^/]*\/./).filter((name) => !name.endsWith('.xml')).length),
      ...counted('revisions', found.versions),
      ...noted('unreadable', found.unread),
    ],
    ...(found.pages > 0 && { pages: found.pages }),
  }
}

/** The root says what a part is: the head of the file, or a document in it. */
function readPart(part: Uint8Array, found: { who: string[]; pages: number; versions: number }): void {
  const path: string[] = []
  for (const token of tokensOf(part)) {
    if ('close' in token) path.pop()
    else if ('text' in token) {
      if (path[0] === 'OFD' && SAYS_WHO.includes(path.at(-1)!)) found.who.push(token.text)
    } else {
      const { name } = token.open
      path.push(name)
      if (path[0] === 'Document' && name === 'Page' && path.at(-2) === 'Pages') found.pages++
      if ((path[0] === 'OFD' || path[0] === 'Document') && name === 'Version') found.versions++
    }
  }
}
