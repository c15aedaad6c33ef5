/** What is new in the reading room, as Atom (RFC 4287), for readers and for other sites of the government. */
import { marked } from '../ground/marked.ts'
import { TOPICS } from '../web/words/topics.ts'
import type { Item } from './views.ts'

export type Entry = Item & { uid: string; updatedAt: string; publishedAt: string }

type Feed = {
  title: string
  subtitle: string
  base: string
  self: string
  html: string
  entries: readonly Entry[]
  empty: Date
}

/** The feed as XML. @param feed.empty the time of change (`updated`) of a feed without entries */
export function atom({ title, subtitle, base, self, html, entries, empty }: Feed): string {
  const last = entries.map(({ updatedAt }) => updatedAt).sort((a, b) => Date.parse(a) - Date.parse(b))
  const updated = new Date(last.at(-1) ?? empty).toISOString()
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
  <id>${escaped(base + self)}</id>
  <title>${escaped(title)}</title>
  <subtitle>${escaped(subtitle)}</subtitle>
  <updated>${updated}</updated>
  <link rel="self" type="application/atom+xml" href="${escaped(base + self)}"/>
  <link rel="alternate" type="text/html" href="${escaped(base + html)}"/>
${entries.map((entry) => entryXml(entry, base)).join('')}</feed>
`
}

function entryXml(item: Entry, base: string): string {
  const { uid, id, title, agency, documentNumber, summary, topic, files, updatedAt, publishedAt } = item
  const text = [documentNumber, summary].filter(Boolean).join('　')
  return `  <entry>
    <id>urn:uuid:${escaped(uid)}</id>
    <title>${escaped(title)}</title>
    <link rel="alternate" type="text/html" href="${escaped(`${base}/released/${id}`)}"/>
${files.map(({ url, type, size, name }) => `    <link rel="enclosure" type="${escaped(type)}" length="${size}" title="${escaped(name)}" href="${escaped(base + url)}"/>\n`).join('')}    <published>${new Date(publishedAt).toISOString()}</published>
    <updated>${new Date(updatedAt).toISOString()}</updated>
    <author><name>${escaped(agency.name)}</name></author>
    <category term="${topic}" label="${escaped(TOPICS[topic])}"/>
    <summary>${escaped(text || title)}</summary>
  </entry>
`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** Characters that XML does not allow were refused on entry. */
const escaped = (text: string) => marked(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!)
