/** What the page of one file shows, and where it stands. */
import type { PageFound } from '../../redacting/apart.ts'
import type { FormState } from '../../web/shapes.ts'
import type { KeptMark } from '../marks.ts'
import type { Move, Redaction } from '../redactions.ts'

export type RedactionView = {
  id: string
  number: string
  file: string
  name: string
  redaction: Redaction
  marks: readonly KeptMark[]
  /** The one that is shown, from 1. */
  page: number
  /** What stands under each mark of this page, in their order. */
  under: readonly string[]
  /** Of every page; empty where nothing can be marked now. */
  found: readonly PageFound[]
  words: string
  form: FormState
  people: ReadonlyMap<string, string>
  mayWrite: boolean
  moves: readonly Move[]
  mayUndo: boolean
}
export const addressOf = ({ id, file }: Pick<RedactionView, 'id' | 'file'>): string =>
  `/cases/${encodeURIComponent(id)}/redaction/${encodeURIComponent(file)}`
