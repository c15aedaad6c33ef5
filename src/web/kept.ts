/** Pages that are the same for everybody, rendered once in a while: rendering is most of what a page costs. */
import type { VNode } from 'preact'
import { html } from './page.tsx'
import type { Visit } from './visit.ts'

/** What a keeper is asked for. Language, address and look tell the keepings of one name apart. */
type Asked = { name: string; visit: Visit; render: () => VNode | Promise<VNode> }

/**
 * @param milliseconds how old a page may be: a change in an agency's guide shows after so long.
 * @param most kept pages; the oldest goes first, and those whose time has passed with it.
 */
export function keepPages(milliseconds: number, most: number): (asked: Asked) => Promise<string> {
  const kept = new Map<string, { until: number; page: Promise<string> }>()
  return ({ name, visit: { words, path, look }, render }) => {
    const key = [words.lang, look.large, look.contrast, path, name].join(' ')
    const known = kept.get(key)
    if (known && known.until > performance.now()) return known.page
    const page = Promise.resolve(render()).then(html)
    kept.delete(key)
    kept.set(key, { until: performance.now() + milliseconds, page })
    page.catch(() => kept.delete(key))
    for (const [old, { until }] of kept) {
      if (kept.size <= most && until > performance.now()) break
      kept.delete(old)
    }
    return page
  }
}
