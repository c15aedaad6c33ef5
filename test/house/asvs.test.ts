/** test/house/asvs.md names a test for each requirement: they are there, and nothing is counted twice. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const TEXT = readFileSync('test/house/asvs.md', 'utf8')
const ROWS = [...TEXT.matchAll(/^\| (\d[\d.]+(?: [a-z](?:–[a-z])?)?) \| (.+?) \| (.+?) \|$/gm)].map(
  ([, number = '', asks = '', shown = '']) => ({ number, asks, shown }),
)
const CHAPTERS = 17

test('no number stands twice, and no chapter is left out', () => {
  expect(ROWS.map(({ number }) => number)).toEqual([...new Set(ROWS.map(({ number }) => number))])
  const chapters = new Set(
    ROWS.filter(({ number }) => !number.startsWith('8.1.4.')).map(({ number }) => number.split('.')[0]),
  )
  expect([...chapters]).toEqual(Array.from({ length: CHAPTERS }, (_, i) => String(i + 1)))
  expect(TEXT.match(/^\| \d/gm)).toHaveLength(ROWS.length)
})

test('each is shown by a test that there is, or says why not', () => {
  const untrue = ROWS.filter(({ shown }) => !/^(operator|none here|short)\b/.test(shown)).filter(({ shown }) => {
    const [file = '', name = ''] = shown.split(' › ')
    const path = `test/${file}.test.ts`
    return !existsSync(path) || !readFileSync(path, 'utf8').includes(name) || !name
  })
  expect(untrue.map(({ number, shown }) => `${number} ${shown}`)).toEqual([])
})
