/** A line of 证据清单, and what lies behind it. */
import type { ClosedKind } from '../../../workflows/disclosure/vocabulary.ts'
import type { FileRow, LetterRow } from '../../ledger/queries.ts'
import type { ServiceRow } from '../../letters/service.ts'
import type { Group } from './kinds.ts'
import type { Told } from './on-file.ts'

/** What lies behind a line of the list: where its pages come from. */
export type Behind =
  | { kind: 'standing' }
  /** `others`: further records that the same row tells of, by their positions. */
  | { kind: 'record'; told: Told; others?: readonly number[] }
  | { kind: 'letter'; letter: LetterRow }
  | { kind: 'file'; file: FileRow; of: Told; closed?: ClosedKind }
  | { kind: 'given'; file: FileRow; sha256: string; closed?: ClosedKind }
  | { kind: 'service'; service: ServiceRow }

export type Exhibit = {
  number: number
  /** Names its part of the reading copy. */
  key: string
  group: Group
  name: string
  source: string
  proves: string
  article: string
  summary: string
  copies: number
  /**
   * 打印件: a letter without an electronic seal, whose original is the paper that was stamped by hand; and what this house
   * reckons of its service, which nobody signed. 电子记录: what staff typed in of papers that lie elsewhere.
   */
  form: '原件' | '复制件' | '打印件' | '电子记录'
  behind: Behind
  /** Of a copy for a party, which has nothing else of the line: why. */
  leftOut?: string
}

/** The key of the one line for all mails. */
export const MAILS = 'mails'

/** Before all are in order; where lines share a group, the order is that of their positions. */
export type Unnumbered = Omit<Exhibit, 'number' | 'copies'> & { position: number }
