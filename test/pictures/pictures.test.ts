import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fileOf, LARGEST, LARGEST_WHOLE, NAMES } from './take.ts'

test.each(NAMES)('%s is there, and small', (name) => {
  const picture = readFileSync(fileOf(name))
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  expect(picture.length).toBeLessThan(name.startsWith('public/') ? LARGEST_WHOLE : LARGEST)
})
