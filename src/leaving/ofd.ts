/** OFD (GB/T 33190): often signed, so that nothing is rewritten; what it carries is named. */
import { partsOf, textOf, valuesOf } from './archive.ts'
import { counted, inWords, type Leaving } from './finding.ts'

/** @throws where it cannot be unfolded */
export function ofdLeaving(content: Uint8Array): Leaving {
  const parts = partsOf(content)
  const names = Object.keys(parts)
  const head = textOf(parts['OFD.xml'])
  const author = inWords(['Author', 'Subject', 'Keyword'].flatMap((name) => valuesOf(head, name)))
  const pages = names.reduce(
    (sum, name) =>
      sum + (/(^|\/)Document\.xml$/.test(name) ? (textOf(parts[name]).match(/<(?:\w+:)?Page\s/g) ?? []).length : 0),
    0,
  )
  const matching = (pattern: RegExp) => names.filter((name) => pattern.test(name))
  return {
    copy: content,
    findings: [
      ...(author ? [{ code: 'author' as const, state: 'heed' as const, words: author }] : []),
      ...counted('comments', matching(/(^|\/)Annotation[^/]*\.xml$/).length),
      ...counted('attachments', matching(/(^|\/)Attach[^/]*\/./).filter((name) => !name.endsWith('.xml')).length),
      ...counted(
        'revisions',
        matching(/(^|\/)(?:Document|OFD)\.xml$/).reduce(
          (sum, name) => sum + (textOf(parts[name]).match(/<(?:\w+:)?Version\s/g) ?? []).length,
          0,
        ),
      ),
    ],
    ...(pages > 0 && { pages }),
  }
}
