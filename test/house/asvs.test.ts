/** test/house/asvs.md names a test for each requirement: none is left out, the tests are there, and nothing is counted twice. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const TEXT = readFileSync('test/house/asvs.md', 'utf8')
const ROWS = [...TEXT.matchAll(/^\| (\d[\d.]+(?: [a-z](?:–[a-z])?(?: 留存)?)?) \| (.+?) \| (.+?) \|$/gm)].map(
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

/** Levels 1 and 2 of ASVS 5.0.0, by section: how many, from .1 on without a gap. */
const ASKED: Record<string, number> = {
  ...{ '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1 },
  ...{ '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5, '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4 },
  ...{ '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3, '6.1': 3, '6.2': 11, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4 },
  ...{ '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2, '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1 },
  ...{ '9.1': 3, '9.2': 4, '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3 },
  ...{ '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4, '11.5': 1, '11.6': 1, '12.1': 3, '12.2': 2, '12.3': 4 },
  ...{ '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5, '14.1': 2, '14.2': 4, '14.3': 3 },
  ...{ '15.1': 3, '15.2': 3, '15.3': 7, '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3 },
  ...{ '17.1': 1, '17.2': 4, '17.3': 2 },
}

test('no requirement of the first two levels is left out, nor a clause of 8.1.4', () => {
  const all = Object.entries(ASKED).flatMap(([section, n]) =>
    Array.from({ length: n }, (_, i) => `${section}.${i + 1}`),
  )
  const told = new Set(ROWS.map(({ number }) => number))
  expect(all.filter((number) => !told.has(number))).toEqual([])
  const clauses = new Set([...told].flatMap((number) => /^8\.1\.4\.(\d+)/.exec(number)?.[1] ?? []).map(Number))
  expect([...clauses].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 11 }, (_, i) => i + 1))
})

test('each is shown by a test that there is, or says why not', () => {
  const untrue = ROWS.filter(({ shown }) => !/^(operator|none here|short)\b/.test(shown)).filter(({ shown }) => {
    const [file = '', name = ''] = shown.split(' › ')
    const path = `test/${file}.test.ts`
    return !existsSync(path) || !readFileSync(path, 'utf8').includes(name) || !name
  })
  expect(untrue.map(({ number, shown }) => `${number} ${shown}`)).toEqual([])
})
