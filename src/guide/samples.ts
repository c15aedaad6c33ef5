/** What comes with the product: sample requests and common mistakes, and the words that a new guide begins with. */
import { readFileSync } from 'node:fs'
import { parseYaml } from '../ground/yaml.ts'
import type { GuideContent } from './content.ts'

export type Sample = { text: string; why: string; article: string }
type Shipped = { kind: 'good' | 'bad'; zh: Sample; en: Sample }

const yaml = (name: string): unknown => parseYaml(readFileSync(new URL(`./${name}`, import.meta.url), 'utf8'))

export const SAMPLES = yaml('samples.yaml') as readonly Shipped[]

const SUGGESTED = yaml('suggested.yaml') as Partial<GuideContent>
/** For whoever writes a guide for the first time; nobody else reads it. */
export const suggested = (): Partial<GuideContent> =>
  Object.fromEntries(Object.entries(SUGGESTED).map(([name, words]) => [name, words.trim()]))
