/** What the pages of administration show. */
import type { Agency } from '../people/queries.ts'
import type { Sample } from './sample.ts'
import type { Shown } from './shown.ts'
import type { Unit } from './units.ts'

export type AgencyRow = Agency & { units: number; people: number; open: boolean }

export type AgencyView = {
  agency: Agency
  units: readonly Unit[]
  sample: Sample
  /** Those that may take in for it, by code. */
  offices: Readonly<Record<string, string>>
}

/** One step of the set-up: whether it is done, why it is asked for, what it changes, and where it is done. */
export type Step = {
  id: string
  title: string
  state: 'done' | 'needed' | 'optional'
  /** Without it the portal stays shut, or nobody can work. */
  required: boolean
  /** What is there now. */
  now: string
  why: string
  /** What it comes to, in the words of a letter, a mail or the file. */
  shows?: Shown
  where?: { href: string; label: string } | undefined
}
