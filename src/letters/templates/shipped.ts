/** The templates that come with the program: as they were written, with their clauses and their samples. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type LetterData, readTemplates, type Template } from '../../documents/index.ts'
import { parseYaml } from '../../ground/yaml.ts'
import { TEMPLATES_FOLDER } from './folder.ts'

const FOLDERS = ['replies', 'notices', 'consultations', 'internal']

const contentOf = (...path: string[]) => readFileSync(join(TEMPLATES_FOLDER, ...path), 'utf8').replace(/\r\n?/g, '\n')

export const shipped: ReadonlyMap<string, Template> = readTemplates(TEMPLATES_FOLDER)

/** As legal staff wrote it, with `{{> clause}}`. */
export function shippedSource(id: string): string {
  const folder = FOLDERS.find((name) => existsSync(join(TEMPLATES_FOLDER, name, `${id}.md`)))
  if (!folder || !shipped.has(id)) throw new Error(`There is no shipped template "${id}".`)
  return contentOf(folder, `${id}.md`)
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
      return [id, { id, title, body: body.replace(/^\n+|\n+$/g, '') }]
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
