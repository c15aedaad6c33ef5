/** The templates that come with the program: as they were written, with their clauses and their samples. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  alternativesOf,
  type ChoiceName,
  type Choices,
  type ChoiceValue,
  DEFAULT_CHOICES,
} from '../../../workflows/statute/choices.ts'
import { toldOf } from '../../../workflows/statute/remedies.ts'
import { type LetterData, readTemplates, type Template } from '../../documents/index.ts'
import { parseYaml } from '../../ground/yaml.ts'
import { TEMPLATES_FOLDER } from './folder.ts'

const FOLDERS = ['replies', 'notices', 'consultations', 'internal', 'remedies']

const contentOf = (...path: string[]) => readFileSync(join(TEMPLATES_FOLDER, ...path), 'utf8').replace(/\r\n?/g, '\n')

/** The clause of each way of telling the remedies that an agency may choose. */
const CLAUSES = {
  either: 'remedyEither',
  cautioned: 'remedyCautioned',
  reconsiderationOnly: 'remedyReconsiderationOnly',
} as const

/** A shipped source as it tells the remedies that this agency has chosen to tell. */
function retold(source: string, choices: Choices): string {
  if (/^outcome: partlyDisclosed$/m.test(source))
    return choices.partlyDisclosedFirst ? source : promising(source, 'first', 'remedyPartly', 'either')
  const told = toldOf('reconsiderationOnly', 'petition', choices)
  if (!/^remedy: cautioned$/m.test(source) || told === 'cautioned' || told === 'first') return source
  const whole = promising(source, 'cautioned', CLAUSES.cautioned, told)
  return told === 'either' ? whole : whole.replace(' remedy.court,', '')
}

const promising = (source: string, from: string, clause: string, to: keyof typeof CLAUSES) =>
  source.replace(`\nremedy: ${from}\n`, `\nremedy: ${to}\n`).replace(`{{> ${clause}}}`, `{{> ${CLAUSES[to]}}}`)

const told = new Map<string, ReadonlyMap<string, Template>>()

/** The shipped templates as they tell the remedies that these choices ask for (行政复议法 Art 23 ¶2, 法释〔2025〕8号 Art 10). */
export function shippedFor(choices: Choices): ReadonlyMap<string, Template> {
  const key = `${choices.partlyDisclosedFirst} ${choices.suitRefusedByCourt}`
  let templates = told.get(key)
  if (!templates) {
    templates = readTemplates(TEMPLATES_FOLDER, (source) => retold(source, choices))
    told.set(key, templates)
  }
  return templates
}

/** Those of an agency that has chosen nothing. */
export const shipped = shippedFor(DEFAULT_CHOICES)

/** As legal staff wrote it, with `{{> clause}}`, telling the remedies that these choices ask for. */
export function shippedSource(id: string, choices: Choices = DEFAULT_CHOICES): string {
  const folder = FOLDERS.find((name) => existsSync(join(TEMPLATES_FOLDER, name, `${id}.md`)))
  if (!folder || !shipped.has(id)) throw new Error(`There is no shipped template "${id}".`)
  return retold(contentOf(folder, `${id}.md`), choices)
}

/** A choice of the agency that decides which clause stands in a shipped template, and the clause of each of its values. */
export type Switch = { choice: ChoiceName; clauses: readonly { value: ChoiceValue; zh: string; clause: string }[] }

const SWITCHES = ['partlyDisclosedFirst', 'suitRefusedByCourt'] as const

const clausesIn = (source: string) => [...source.matchAll(/\{\{>\s*([A-Za-z0-9-]+)\s*\}\}/g)].map(([, id]) => id!)

/** Which choice moves a clause of this template; found by trying each. */
export function switchOf(id: string, choices: Choices): Switch | undefined {
  for (const choice of SWITCHES) {
    const tried = alternativesOf(choice).map(({ value, zh }) => ({
      value: value!,
      zh,
      all: clausesIn(shippedSource(id, { ...choices, [choice]: value })),
    }))
    const at = tried[0]!.all.findIndex((clause, i) => tried.some(({ all }) => all[i] !== clause))
    if (at >= 0) return { choice, clauses: tried.map(({ value, zh, all }) => ({ value, zh, clause: all[at]! })) }
  }
  return undefined
}

export type Clause = { id: string; title: string; body: string }

export const clauses: ReadonlyMap<string, Clause> = new Map(
  readdirSync(join(TEMPLATES_FOLDER, 'clauses'))
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file): [string, Clause] => {
      const id = file.slice(0, -3)
      const [, head = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(contentOf('clauses', file)) ?? []
      const { title = id } = parseYaml(head) as { title?: string }
      return [id, { id, title, body: body.replace(/^\n+|(?<!\n)\n+$/g, '') }]
    }),
)

/** What the sample of the shipped template fills in; what an agency asks besides shows itself as 〔label〕. */
export function sampleFor({ id, asks }: Pick<Template, 'id' | 'asks'>): LetterData {
  const sample = parseYaml(contentOf('samples', `${id}.yaml`)) as LetterData
  const shippedAsks = shipped.get(id)?.asks ?? {}
  const own = Object.entries(asks).filter(([name]) => !Object.hasOwn(shippedAsks, name))
  return {
    ...sample,
    ask: { ...sample.ask, ...Object.fromEntries(own.map(([name, { label }]) => [name, `〔${label}〕`])) },
  }
}
