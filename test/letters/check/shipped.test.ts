/** False alarms are as bad as misses: what ships is clean. */
import { describe, expect, test } from 'vitest'
import { textOf } from '../../../src/documents/index.ts'
import { found, law, subjectOf } from '../../../src/drill/sample-letter.ts'
import { checkTemplate } from '../../../src/letters/check/index.ts'
import { linesOf } from '../../../src/letters/check/tokens.ts'
import { shipped as templates } from '../../../src/letters/templates/shipped.ts'

describe.each([...templates.keys()])('%s', (id) => {
  test('as it ships, with its sample, has neither error nor warning', () => {
    expect(found(id).filter(({ severity }) => severity !== 'hint')).toEqual([])
  })

  test('is a clean template', () => {
    expect(checkTemplate(templates.get(id)!, law, '2026-11-20')).toEqual([])
  })

  test('is read in the lines that textOf gives', () => {
    const { letter, data } = subjectOf(id)
    expect(linesOf(letter, data).map(({ printed }) => printed)).toEqual(textOf(letter))
  })
})
