/** Puts together what the pages and answers of the reading room show. */

import type { House } from '../house.ts'
import { unprintedInWords, unprintedOf } from '../letters/unprinted.ts'
import { askedIn } from '../released/asking/asked.ts'
import type { Counted } from '../released/counts.ts'
import { type FileRow, filesOf, type ReleasedRow } from '../released/queries.ts'
import { search } from '../released/search.ts'
import { TOPICS, type Topic } from '../web/words/topics.ts'
import { type Words, zh } from '../web/words/zh.ts'
import { daysOf, type Filter, listAddress } from './filter.ts'
import type { Choice, Item, ReleasedFile, RoomView } from './views.ts'

/** Files have one address, whatever the language of the page. */
const fileRef = ({ releasedId, id, name, size, type }: FileRow): ReleasedFile => ({
  ...{ id, name, size, type },
  url: `/released/${releasedId}/files/${id}`,
})

/** One item with those of `files` that are its own. */
export const itemOf = (row: ReleasedRow, files: readonly FileRow[]): Item => ({
  id: row.id,
  agency: { code: row.agencyId, name: row.agencyName },
  ...{ title: row.title, documentNumber: row.documentNumber, summary: row.summary, topic: row.topic },
  ...(row.basis && { basis: row.basis }),
  ...{ madeOn: row.madeOn, releasedOn: row.releasedOn, byRequest: row.caseId !== null },
  ...{ withdrawnOn: row.withdrawnOn, withdrawnWhy: row.withdrawnWhy },
  files: files.filter(({ releasedId }) => releasedId === row.id).map(fileRef),
})

/** Of what an item says, the characters that no font of the office has, by kind; undefined where it has them all. */
export function unprintedIn(
  fonts: House['fonts'],
  { title, documentNumber, summary }: Pick<Item, 'title' | 'documentNumber' | 'summary'>,
): string | undefined {
  const missing = unprintedOf(fonts, { request: { title, documentNumber, summary } })
  return missing.length > 0 ? unprintedInWords(zh, missing) : undefined
}

/** The items in the order of the rows; their files are read in one query. */
export async function itemsOf(sql: House['sql'], rows: readonly ReleasedRow[]): Promise<Item[]> {
  const files =
    rows.length > 0
      ? await filesOf(
          sql,
          rows.map(({ id }) => id),
        )
      : []
  return rows.map((row) => itemOf(row, files))
}

/** As other programs see an item (contract, section 6). */
export const itemJson = ({ id, title, agency, documentNumber, topic, summary, releasedOn, files }: Item) => ({
  ...{ id, title, agency, documentNumber, topic, summary, releasedOn },
  url: `/released/${id}`,
  files: files.map(({ name, size, type, url }) => ({ name, size, type, url })),
})

/** The list of one filter from `cursor`, and for each choice how many items it would leave. */
export async function showRoom(
  { sql }: Pick<House, 'sql'>,
  words: Words,
  filter: Filter,
  cursor: string | undefined,
  agencies: readonly { id: string; name: string }[],
): Promise<RoomView> {
  const { rows, next, nearest, ranked, counts } = await search(sql, { ...filter, ...daysOf(filter), cursor })
  const left = leftBy(counts, filter)
  const path = `${words.root}released`
  const choices = (facet: Facet, label: (value: string) => string, order: readonly string[]): Choice[] =>
    order
      .map((value) => ({
        value,
        label: label(value),
        n: left[facet].get(value) ?? 0,
        chosen: filter[facet] === value,
        href: listAddress(path, filter, { [facet]: value }),
      }))
      .filter(({ n, chosen }) => n > 0 || chosen)
  const years = [...new Set(counts.map(({ year }) => String(year)))].sort().reverse()
  const named = (id: string) => agencies.find((agency) => agency.id === id)?.name ?? id
  const facets: Record<Facet, Choice[]> = {
    agency: choices('agency', named, [...agencies.map(({ id }) => id), ...unknown(filter.agency, agencies)]),
    topic: choices('topic', (topic) => words.released.topics[topic as Topic], Object.keys(TOPICS)),
    year: choices('year', (year) => words.released.year({ year }), [
      ...new Set([...years, ...(filter.year ? [filter.year] : [])]),
    ]),
  }
  return {
    filter,
    words: lookedFor(filter.q ?? ''),
    ...{ nearest, ranked },
    total: left.total,
    items: await itemsOf(sql, rows),
    next: next && listAddress(path, filter, { cursor: next }),
    first: cursor ? listAddress(path, filter) : null,
    agencies: facets.agency,
    topics: facets.topic,
    years: facets.year,
    chosen: (Object.keys(facets) as Facet[]).flatMap((facet) =>
      facets[facet]
        .filter(({ chosen }) => chosen)
        .map(({ label }) => ({ facet, label, without: listAddress(path, filter, { [facet]: undefined }) })),
    ),
    feed: listAddress('/released.atom', filter),
    apply: applyAddress(words, filter),
  }
}

/** What is marked in a list: the words, and what else they are called. */
function lookedFor(q: string): string[] {
  const { terms, also } = askedIn(q)
  return [...new Set([...terms, ...also].flat())]
}

type Facet = 'agency' | 'topic' | 'year'

/** An address may name an agency that is none; the reader can take it off again. */
const unknown = (agency: string | undefined, agencies: readonly { id: string }[]) =>
  agency && !agencies.some(({ id }) => id === agency) ? [agency] : []

/** How many items the filter leaves, and for each value of a choice how many it would leave with that one in place of its own. */
function leftBy(counts: readonly Counted[], { agency, topic, year }: Filter) {
  const left = {
    total: 0,
    agency: new Map<string, number>(),
    topic: new Map<string, number>(),
    year: new Map<string, number>(),
  }
  const add = (to: Map<string, number>, value: string, n: number) => to.set(value, n + (to.get(value) ?? 0))
  for (const one of counts) {
    const ofAgency = !agency || one.agencyId === agency
    const ofTopic = !topic || one.topic === topic
    const ofYear = !year || String(one.year) === year
    if (ofAgency && ofTopic && ofYear) left.total += one.n
    if (ofTopic && ofYear) add(left.agency, one.agencyId, one.n)
    if (ofAgency && ofYear) add(left.topic, one.topic, one.n)
    if (ofAgency && ofTopic) add(left.year, String(one.year), one.n)
  }
  return left
}

/** Who did not find it asks for it, without typing it again. */
export function applyAddress({ root }: Words, { q, agency }: Pick<Filter, 'q' | 'agency'>): string {
  const query = { ...(agency && { agency }), ...(q && { title: q }) }
  return `${root}apply${Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : ''}`
}
