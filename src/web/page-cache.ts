/** Pages that are the same for everybody, rendered once in a while: rendering is most of what a page costs. */
import type { VNode } from 'preact'
import { sha256 } from '../ground/canonical.ts'
import type { Site } from '../ground/site.ts'
import { html } from './page.tsx'
import type { Visit } from './visit.ts'

/** A page by name. Language, address, look and what the site says of itself tell the renderings of one name apart. */
type CachedPage = { name: string; visit: Visit; render: () => VNode | Promise<VNode> }

/**
 * @param milliseconds how old a page may be: a change in an agency's guide shows after so long, one of the site at once.
 * @param most pages in the cache; the oldest goes first, and those whose time has passed with it.
 * @returns the HTML of a page: from the cache, or rendered now. Who comes while it is rendered waits for the same one;
 * a rendering that fails is not cached, and its error reaches all who wait.
 */
export function pageCache(milliseconds: number, most: number): (page: CachedPage) => Promise<string> {
  const entries = new Map<string, { until: number; page: Promise<string> }>()
  return ({ name, visit: { words, path, look, site }, render }) => {
    const key = [words.lang, look.large, look.contrast, versionOf(site), path, name].join(' ')
    const entry = entries.get(key)
    if (entry && entry.until > performance.now()) return entry.page
    const page = Promise.resolve(render()).then(html)
    entries.delete(key)
    entries.set(key, { until: performance.now() + milliseconds, page })
    page.catch(() => entries.delete(key))
    for (const [oldest, { until }] of entries) {
      if (entries.size <= most && until > performance.now()) break
      entries.delete(oldest)
    }
    return page
  }
}

/** Worked out once for each reading of the site: it is put in the place of the one before as a whole. */
const versions = new WeakMap<Site, string>()
function versionOf(site: Site | undefined): string {
  if (!site) return ''
  const version = versions.get(site) ?? sha256(JSON.stringify(site))
  versions.set(site, version)
  return version
}
