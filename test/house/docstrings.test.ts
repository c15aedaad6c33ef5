/** What a room offers to others says what it is: a docstring directly above each function that another room imports. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** Where imports are looked for; the statute's own tests read it as another room would. */
const IMPORTERS = ['src', 'workflows', 'test/disclosure', 'test/statute']

const roomOf = (path: string) => (/^src\/[^/]+$/.test(path) ? 'src' : path.split('/').slice(0, 2).join('/'))

const modules = new Map(
  IMPORTERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((at) => join(folder, at)),
  )
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => [path, parse(path, readFileSync(path, 'utf8'))]),
)

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
}

type Named = { path: string; name: string }

/** The file and the name that a specifier stands for; a name that is passed on (`export … from`) is followed to its file. */
function sourceOf(from: string, specifier: string, name: string): Named | undefined {
  const path = join(dirname(from), specifier)
  const module = modules.get(path)
  if (!specifier.startsWith('.') || !module) return undefined
  for (const statement of module.statements) {
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier) continue
    const next = (statement.moduleSpecifier as ts.StringLiteral).text
    if (!statement.exportClause) {
      const passed = sourceOf(path, next, name)
      if (passed && declarations(modules.get(passed.path)!).has(passed.name)) return passed
    } else if (ts.isNamedExports(statement.exportClause)) {
      const passed = statement.exportClause.elements.find((element) => element.name.text === name)
      if (passed) return sourceOf(path, next, (passed.propertyName ?? passed.name).text)
    }
  }
  return { path, name }
}

/** Whatever a file imports by name; all that a module exports where it is imported whole. */
function importsOf(path: string, file: ts.SourceFile): Named[] {
  const wholeOf = (specifier: string) =>
    [...declarations(modules.get(join(dirname(path), specifier))).keys()].map((name) => ({ specifier, name }))
  const wanted: { specifier: string; name: string }[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const specifier = (node.moduleSpecifier as ts.StringLiteral).text
      const bindings = node.importClause?.namedBindings
      if (node.importClause?.name) wanted.push({ specifier, name: 'default' })
      if (bindings && ts.isNamespaceImport(bindings)) wanted.push(...wholeOf(specifier))
      if (bindings && ts.isNamedImports(bindings))
        for (const { propertyName, name } of bindings.elements)
          wanted.push({ specifier, name: (propertyName ?? name).text })
    }
    const [argument] = ts.isCallExpression(node) ? node.arguments : []
    if (
      argument &&
      ts.isStringLiteral(argument) &&
      (node as ts.CallExpression).expression.kind === ts.SyntaxKind.ImportKeyword
    )
      wanted.push(...wholeOf(argument.text))
    ts.forEachChild(node, visit)
  }
  visit(file)
  return wanted.flatMap(({ specifier, name }) => sourceOf(path, specifier, name) ?? [])
}

/** Exported functions and arrow functions of a file by name, without components: those take their props and nothing else. */
function declarations(file: ts.SourceFile | undefined): Map<string, ts.Statement> {
  const all = new Map<string, ts.Statement>()
  for (const statement of file?.statements ?? []) {
    const exported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(isExport)
    if (!exported) continue
    if (ts.isFunctionDeclaration(statement)) add(statement.name?.text ?? 'default', statement)
    if (!ts.isVariableStatement(statement)) continue
    for (const { name, initializer } of statement.declarationList.declarations)
      if (initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)))
        add(name.getText(), initializer)
    function add(name: string, { parameters }: ts.SignatureDeclaration) {
      const isComponent = file!.fileName.endsWith('.tsx') && /^[A-Z]/.test(name) && parameters.length <= 1
      if (!isComponent) all.set(name, statement)
    }
  }
  return all
}

const isExport = ({ kind }: ts.ModifierLike) => kind === ts.SyntaxKind.ExportKeyword

/** Whether the nearest comment before the statement is a docstring and ends on the line above it. */
function hasDocstring(statement: ts.Statement): boolean {
  const text = statement.getSourceFile().text
  const comment = ts.getLeadingCommentRanges(text, statement.pos)?.at(-1)
  if (!comment || !text.startsWith('/**', comment.pos)) return false
  return text.slice(comment.end, statement.getStart()).split('\n').length === 2
}

/** `file: name` of each function that another room imports and that has no docstring. */
function undescribed(): string[] {
  const missing = new Set<string>()
  for (const [importer, file] of modules)
    for (const { path, name } of importsOf(importer, file)) {
      if (roomOf(path) === roomOf(importer) || path.startsWith('test/')) continue
      const statement = declarations(modules.get(path)).get(name)
      if (statement && !hasDocstring(statement)) missing.add(`${path}: ${name}`)
    }
  return [...missing].sort()
}

test('each function that a room offers to others has a docstring', () => {
  expect(undescribed()).toEqual([])
})

test('a docstring is a /** */ directly above; nothing else is one', () => {
  const first = (text: string) => hasDocstring([...declarations(parse('a.ts', text)).values()][0]!)
  expect(first('/** Says it. */\nexport function a() {}')).toBe(true)
  expect(first('/** Says it. */\nexport const a = () => 1')).toBe(true)
  expect(first('/** Of the file. */\n\nexport function a() {}')).toBe(false)
  expect(first('// Says it.\nexport function a() {}')).toBe(false)
  expect(first('/** Of another. */\nconst b = 1\nexport function a() {}')).toBe(false)
})

test('pages are components, which say by their props what they are', () => {
  const names = (path: string, text: string) => [...declarations(parse(path, text)).keys()]
  expect(names('a.tsx', 'export function Page({ a }: { a: string }) {}\nexport const row = () => 1')).toEqual(['row'])
  expect(names('a.ts', 'export function Page({ a }: { a: string }) {}')).toEqual(['Page'])
})
