/** src/README.md, "The arrows": a question that is asked in SQL outside a transaction says why. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const SRC = fileURLToPath(new URL('../../src', import.meta.url))
/** `db/` opens the database, `demo/` fills it: neither asks for a page. */
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !/^(db|demo)\//.test(name),
)

const isQuestion = (text: string) =>
  /^\s*select\b/.test(text) || (/^\s*with\b/.test(text) && !/\b(insert into|update|delete from)\b/.test(text))
const REASON = /\bSQL:\s/

/** What is asked of `sql`; of a `tx` nothing can be asked otherwise. */
function questionsIn(node: ts.Node): string[] {
  const below: string[] = []
  ts.forEachChild(node, (child) => void below.push(...questionsIn(child)))
  if (!ts.isTaggedTemplateExpression(node) || !/\bsql$/.test(node.tag.getText())) return below
  const text = node.template.getText().slice(1)
  return isQuestion(text) ? [text, ...below] : below
}

/** A reason stands in the statement or in the comment before it, or at the head of the file for all of its questions. */
function unreasoned(text: string): string[] {
  const { statements } = ts.createSourceFile('asked.ts', text, ts.ScriptTarget.Latest, true)
  const head = text.slice(0, statements[0]?.getStart() ?? 0)
  if (REASON.test(head)) return []
  return statements.filter((statement) => !REASON.test(statement.getFullText())).flatMap(questionsIn)
}

test('every question in SQL outside a transaction says why', () => {
  const found = files.map((name) => [name, unreasoned(readFileSync(join(SRC, name), 'utf8'))] as const)
  expect(Object.fromEntries(found.filter(([, questions]) => questions.length > 0))).toEqual({})
})

test('a question without a reason is found, and a write is none', () => {
  const asks = 'export const all = (house: House) => house.sql<Row[]>`\n  select id from cases`\n'
  expect(unreasoned(asks)).toEqual(['\n  select id from cases`'])
  expect(unreasoned(`import type { House } from './house.ts'\n/** All. SQL: they are many. */\n${asks}`)).toEqual([])
  expect(unreasoned(`/** SQL: they are many. */\nimport type { House } from './house.ts'\n${asks}`)).toEqual([])
  expect(unreasoned('const add = () => sql`with one as (insert into cases default values) select from one`')).toEqual(
    [],
  )
})
