/** Parts of READMEs that are made from the code: tables and pictures. `WRITE=1 npm test -- readme floors` puts them in place. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'vitest'

/**
 * The file shows this part. On failure the whole of what should stand there is printed; with WRITE=1 it is put in place of
 * the part that begins with the same line: a table up to the next empty line, a fence up to its end.
 */
export function shows(path: string, part: string): void {
  const text = readFileSync(path, 'utf8')
  if (text.includes(part)) return
  if (process.env.WRITE !== '1') expect.fail(`Put this in place (WRITE=1 does it):\n\n${part}\n`)
  const [first = ''] = part.split('\n')
  const start = text.indexOf(`${first}\n${first.startsWith('```') ? '' : part.split('\n')[1]}`)
  expect(start, `${path} has no part that begins with ${first}`).toBeGreaterThanOrEqual(0)
  const end = first.startsWith('```') ? text.indexOf('\n```', start) + 4 : endOfTable(text, start)
  writeFileSync(path, text.slice(0, start) + part + text.slice(end))
}

const endOfTable = (text: string, start: number) => {
  const end = text.indexOf('\n\n', start)
  return end < 0 ? text.trimEnd().length : end
}
