/**
 * No pattern of the product takes the square of what it reads: each is run over long repeats of what it itself looks for.
 * Every third, in turn, at each change. Nothing is timed: over so much text a square comes to no end, and is named; everything else ends at once.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { some, times } from '../support/proof.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Of a form all fields together may have a megabyte, which the proof takes; patterns for single fields see far less. */
const LONG = times(200_000, 1_000_000)
/** Forty times what the slowest pattern takes here for one text, and two fifths of what a square takes. */
const STUCK = times(15_000, 75_000) // ms

type Pattern = { where: string; source: string; flags: string; pumps: string[] }

/** Every pattern that repeats something without end, as it stands in the source. */
function* patternsIn(path: string): Generator<Pattern> {
  const file = ts.createSourceFile(path, readFileSync(join(ROOT, path), 'utf8'), ts.ScriptTarget.Latest, true)
  const literals: ts.RegularExpressionLiteral[] = []
  const look = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) literals.push(node)
    node.forEachChild(look)
  }
  look(file)
  for (const literal of literals) {
    const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(literal.text)!
    const line = file.getLineAndCharacterOfPosition(literal.getStart()).line + 1
    if (/(?<!\\)[*+]|\{\d+,\}/.test(source)) yield { where: `${path}:${line}`, source, flags, pumps: pumpsOf(source) }
  }
}

/** What the pattern itself is made of, character by character and word by word, and what stands in any text. */
function pumpsOf(source: string): string[] {
  const plain = source
    .replace(/\\[pP]\{[^}]*\}/g, '一')
    .replace(/\\[wW]/g, 'a')
    .replace(/\\[dD]/g, '0')
    .replace(/\\[sS]/g, ' ')
    .replace(/\\n/g, '\n')
  const words = plain.split(/[\\[\](){}?*+^$|.,\d-]/).filter((word) => word.length > 1 && word.length < 12)
  return [...new Set([' ', 'a', '0', '\n', '一', ...plain, ...words])].slice(0, 40)
}

const files = ['src', 'workflows'].flatMap((top) =>
  readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${top}/${name}`),
)
/** One that stands in several places is run where it stands first. */
const patterns = [
  ...Map.groupBy(
    files.flatMap((path) => [...patternsIn(path)]),
    ({ source, flags }) => `/${source}/${flags}`,
  ).values(),
].map(([first]) => first!)

/** Runs in a thread of its own, where what never ends can be ended. */
const WORK = `
  const { workerData: { patterns, LONG, at } } = require('node:worker_threads')
  for (const [i, { source, flags, pumps }] of patterns.entries()) {
    Atomics.store(at, 0, i)
    const pattern = new RegExp(source, flags)
    for (const pump of pumps) {
      const text = pump.repeat(LONG / pump.length) + '\\u0001' // what almost fits costs most
      pattern.lastIndex = 0
      if (pattern.global) text.replace(pattern, '')
      else pattern.exec(text)
      Atomics.add(at, 1, 1)
    }
  }`

/** @returns those that came to no end, each by its place and source */
async function stuckOf(patterns: readonly Pattern[], after = STUCK): Promise<string[]> {
  const at = new Int32Array(new SharedArrayBuffer(8))
  const worker = new Worker(WORK, { eval: true, workerData: { patterns, LONG, at } })
  let ended = false
  const end = new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', () => {
      ended = true
      resolve()
    })
  })
  for (let before = 0; ; ) {
    await Promise.race([end, sleep(after)])
    if (ended) return []
    if (Atomics.load(at, 1) === before) break
    before = Atomics.load(at, 1)
  }
  await worker.terminate()
  const [n] = at
  const { where, source } = patterns[n!]!
  return [`${where} /${source}/`, ...(await stuckOf(patterns.slice(n! + 1), after))]
}

test('of what the pattern itself is made of, however often', { timeout: 300_000 }, async () => {
  expect(patterns.length).toBeGreaterThan(120)
  expect(await stuckOf(some(patterns, 3))).toEqual([])
})

test('one that takes the square is found', { timeout: 300_000 }, async () => {
  const square = { where: 'here', source: '\\s+$', flags: '', pumps: [' '] }
  expect(await stuckOf([square], 2_000)).toEqual(['here /\\s+$/'])
})
