/** What the pages about letters show. Routes fill these; pages only read them. */
import type { Day } from '../../workflows/statute/days.ts'
import type { DocumentKind } from '../cases/numbers.ts'

export type RegisteredNumber = {
  value: number
  number: string
  title: string
  signedOn: Day
  by: string
  /** None of the letters that bear it counts any more. */
  voided: boolean
  /** The files that it lies on: one, or several that were answered together. */
  cases: {
    id: string
    /** 登记编号. */
    number: string | null
    letter: string
    url: string
    void: { for: 'rectified' | 'reopened'; on: Day; by: string; position: number; why: string | null } | null
  }[]
}

export type RegisterView = {
  agency: { id: string; name: string }
  agencies: { id: string; name: string }[]
  years: number[]
  year: number
  kind: DocumentKind
  /** The last number given; 0 before the first. */
  last: number
  voided: number
  /** Numbers that the counter gave and the register lacks: none, or somebody has taken one out. */
  missing: number[]
  /** The highest first. */
  numbers: RegisteredNumber[]
  /** Where the next page begins, downwards. */
  next: number | null
}
