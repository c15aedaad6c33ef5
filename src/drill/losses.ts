/** The judged losses of workflows/disclosure/judged.yaml, read once: what drills are told from, and what the tests count. */
import { readFileSync } from 'node:fs'
import type { Line } from '../../workflows/disclosure/drill/walk.ts'
import type { Choices } from '../../workflows/statute/choices.ts'
import { parseYaml } from '../ground/yaml.ts'

/** A shipped letter with the words that cost the case: what staff typed, or what a template of their own would print. */
export type LetterChange = {
  template: string
  ask?: Record<string, string>
  data?: Record<string, Record<string, string>>
  /** `[words, other words]`, wherever they stand; `/…/` is a pattern. */
  swap?: [string, string]
  also?: string
  title?: string
  number?: string
  signature?: string
  /** Facts that say something else: by type. */
  facts?: Record<string, object>
  /** Facts that never happened. */
  without?: string[]
  /** What happened before the letter, as in stories.yaml. */
  after?: Line[]
}

export type Loss = {
  id: string
  title: string
  channel?: string
  choices?: Partial<Choices>
  /** What the agency did, as in stories.yaml; what cost the case is the last fact. */
  did?: Line[]
  letter?: LetterChange
  on: string
  held: string
  article: string
  source: string
  read?: string
  mark: 'V' | 'V2' | 'I'
  product: { refuses?: string; warns?: string; shows?: Record<string, unknown> }
}

export const CATALOGUE = parseYaml(
  readFileSync(new URL('../../workflows/disclosure/judged.yaml', import.meta.url), 'utf8'),
) as { group: string; losses: Loss[] }[]

export const LOSSES = CATALOGUE.flatMap(({ losses }) => losses)

/** What the product does on the day: it refuses, it shows a date, or it only warns. */
export const WAYS = { refused: '拒绝', shown: '显示期限', warned: '只是提示' } as const
export type Way = keyof typeof WAYS

/** How the product stops it: the strongest way that the story shows. */
export const wayOf = ({ product }: Pick<Loss, 'product'>): Way =>
  product.refuses ? 'refused' : product.shows ? 'shown' : 'warned'
