/** The shapes that pages and answers of the reading room share. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Described } from '../released/described.ts'
import type { Answered } from '../released/tables.ts'
import type { Filter } from './filter.ts'

export type ReleasedFile = { id: string; name: string; size: number; type: string; url: string }

export type Item = Described & {
  id: string
  agency: { code: string; name: string }
  releasedOn: Day
  /** It answers a request; whose is not public. */
  byRequest: boolean
  withdrawnOn: Day | null
  withdrawnWhy: string | null
  files: ReleasedFile[]
}

/** One word to filter by, and how many it leaves. */
export type Choice = { value: string; label: string; n: number; href: string; chosen: boolean }

export type RoomView = {
  filter: Filter
  /** The words of the question as they are looked for, to be marked. */
  words: string[]
  /** None holds all of the question; these hold the most of it. */
  nearest: boolean
  /** In the order in which they answer the question. */
  ranked: boolean
  total: number
  items: Item[]
  /** Addresses of the next page and, where this is not it, of the first. */
  next: string | null
  first: string | null
  agencies: Choice[]
  topics: Choice[]
  years: Choice[]
  /** The chosen filters, each with the address without it. */
  chosen: { facet: 'agency' | 'topic' | 'year'; label: string; without: string }[]
  feed: string
  apply: string
}

/** A staff member's line in the history of an item. */
export type ActLine = {
  version: number
  act: string
  why: string
  title: string
  by: string
  at: string
  /** What was found in the files that came with it, and why it may stand. */
  found: readonly Answered[]
}
