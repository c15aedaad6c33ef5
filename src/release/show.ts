/** Puts together what the pages and answers of the reading room show. */

import { wordsOf } from '../ground/fold.ts'
import type { House } from '../house.ts'
import { type Counted, counted, type FileRow, filesOf, type ReleasedRow, search } from '../released/queries.ts'
import { TOPICS, type Topic } from '../web/words/topics.ts'
import type { Words } from '../web/words/zh.ts'
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
  const [{ rows, next }, counts] = await Promise.all([
    search(sql, { ...filter, ...daysOf(filter), cursor }),
    counted(sql, filter),
  ])
  const path = `${words.root}released`
  const choices = (facet: Facet, label: (value: string) => string, order: readonly string[]): Choice[] =>
    order
      .map((value) => ({
        value,
        label: label(value),
        n: sum(counts, { ...filter, [facet]: value }),
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
    words: wordsOf(filter.q ?? ''),
    total: sum(counts, filter),
    items: await itemsOf(sql, rows),
    next: next && listAddress(path, filter, { cursor: next }),
    first: cursor ? listAddress(path, filter) : null,
    agencies: facets.agency,
    topics: facets.topic,
    years: facets.year,
    chosen: (Object.keys(facets) as Facet[]).flatMap((facet) =>
      facets[facet]
        .filter(({ chosen }) => chosen)
        .map(({ label }) => ({ label, without: listAddress(path, filter, { [facet]: undefined }) })),
    ),
    feed: listAddress('/released.atom', filter),
    apply: applyAddress(words, filter),
  }
}

type Facet = 'agency' | 'topic' | 'year'

/** An address may name an agency that is none; the reader can take it off again. */
const unknown = (agency: string | undefined, agencies: readonly { id: string }[]) =>
  agency && !agencies.some(({ id }) => id === agency) ? [agency] : []

const sum = (counts: readonly Counted[], { agency, topic, year }: Filter) =>
  counts
    .filter((one) => !agency || one.agencyId === agency)
    .filter((one) => !topic || one.topic === topic)
    .filter((one) => !year || String(one.year) === year)
    .reduce((total, { n }) => total + n, 0)

/** Who did not find it asks for it, without typing it again. */
export function applyAddress({ root }: Words, { q, agency }: Pick<Filter, 'q' | 'agency'>): string {
  const query = { ...(agency && { agency }), ...(q && { title: q }) }
  return `${root}apply${Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : ''}`
}
