/** A template as legal staff wrote it, read once, checked, and named by the digest of every word it will print. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DocumentFault } from './fault.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.ts'
import { checkBody } from './template-check.ts'

export type Template = FrontMatter & {
  body: string
  /** Front matter and body with the clauses put in: all that is needed to make an old letter again. */
  source: string
  /** sha256 over `source`. */
  digest: string
}

/** The folders of templates/ and what is in them. Beside them: clauses/, put into others, and samples/. */
export const FOLDERS = ['replies', 'notices', 'consultations', 'internal', 'remedies'] as const

/**
 * Every template in the FOLDERS of `dir` by id, with its clauses put in.
 * @param reworded a template's source as it is to be read, before its clauses go in
 * @throws DocumentFault TEMPLATE_INVALID where one is faulty, its id is not its file's name, or an id comes twice.
 */
export function readTemplates(dir: string, reworded = (source: string) => source): Map<string, Template> {
  const clauses = readClauses(join(dir, 'clauses'))
  const templates = new Map<string, Template>()
  for (const folder of FOLDERS.filter((name) => existsSync(join(dir, name))))
    for (const name of markdownIn(join(dir, folder))) {
      const source = reworded(readFileSync(join(dir, folder, `${name}.md`), 'utf8'))
      const template = templateFrom(withClauses(source, clauses, name))
      if (template.id !== name) throw invalid(name, [`文件名是“${name}”，id 却是“${template.id}”`])
      if (templates.has(name)) throw invalid(name, ['另有一个模板用了同一个 id'])
      templates.set(name, template)
    }
  return templates
}

/** From a stored source: an agency's own version, or the version that an old letter names. */
export function templateFrom(source: string): Template {
  const text = source.replace(/\r\n?/g, '\n')
  const { head, body } = divide(text)
  const frontMatter = readFrontMatter(head)
  const faults = checkBody(body, frontMatter)
  if (faults.length > 0) throw invalid(frontMatter.id, faults)
  return { ...frontMatter, body, source: text, digest: createHash('sha256').update(text).digest('hex') }
}

type Clause = { id: string; body: string }

function readClauses(dir: string): Map<string, Clause> {
  const names = existsSync(dir) ? markdownIn(dir) : []
  return new Map(
    names.map((id) => {
      const { body } = divide(readFileSync(join(dir, `${id}.md`), 'utf8').replace(/\r\n?/g, '\n'))
      if (body.includes('{{>')) throw invalid(id, ['条款里不能再引用条款'])
      return [id, { id, body }]
    }),
  )
}

const CLAUSE = /\{\{>\s*([A-Za-z0-9-]+)\s*\}\}/g

/** Clauses go in first, before any citizen's words come near, and only into the body. */
function withClauses(source: string, clauses: Map<string, Clause>, name: string): string {
  const { head, body } = divide(source.replace(/\r\n?/g, '\n'))
  const filled = body.replace(CLAUSE, (_, id: string) => {
    const clause = clauses.get(id)
    if (!clause) throw invalid(name, [`没有名为“${id}”的条款`])
    return clause.body
  })
  return `---\n${head}\n---\n\n${filled}\n`
}

function divide(source: string): { head: string; body: string } {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(source) ?? []
  if (head === undefined || body === undefined) throw invalid('', ['开头缺少用 --- 围起来的说明部分'])
  return { head, body: body.replace(/^\n+|(?<!\n)\n+$/g, '') }
}

const markdownIn = (dir: string) =>
  readdirSync(dir)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => file.slice(0, -3))
    .sort()

function invalid(name: string, faults: readonly string[]): DocumentFault {
  return new DocumentFault('TEMPLATE_INVALID', `模板“${name}”有误：${faults.join('；')}。`, faults)
}
