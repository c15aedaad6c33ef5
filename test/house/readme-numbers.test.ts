/** Numbers that the READMEs name are those of the code. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LOSSES } from '../../src/drill/losses.ts'
import { RULES } from '../../src/letters/check/index.ts'

test.each(['README.md', 'README.zh-CN.md'])('%s counts the rules of the checker and the judged losses', (name) => {
  const text = readFileSync(name, 'utf8')
  expect(text).toMatch(new RegExp(`${RULES.length}(?: rules|条规则)`))
  expect(text).toMatch(new RegExp(`\\[${LOSSES.length}(?: ways|种败诉情形)`))
})
