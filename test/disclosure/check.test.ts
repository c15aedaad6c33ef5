/** The start-up check finds nothing in the procedure as shipped, and finds every kind of hole. */

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { RECORDABLE } from '../../src/acts/catalogue.ts'
import { checkWorkflow, type Given } from '../../workflows/disclosure/check.ts'
import { places } from '../../workflows/disclosure/graph.ts'

const root = new URL('../../', import.meta.url)
const ids = (folder: string) =>
  readdirSync(new URL(`templates/${folder}`, root))
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.replace('.md', ''))
const answers = ids('replies').map(
  (id) => /^outcome: (\w+)$/m.exec(readFileSync(new URL(`templates/replies/${id}.md`, root), 'utf8'))?.[1] ?? '',
)

const shipped: Given = {
  letters: [...ids('notices'), ...ids('consultations')],
  answers,
  mails: ids('mails'),
  recordable: ['submitted', ...RECORDABLE],
  glossary: readFileSync(new URL('workflows/README.md', root), 'utf8'),
}

test('the procedure as shipped is whole', () => {
  expect(checkWorkflow(shipped)).toEqual([])
})

test.each<[string, Partial<Given>, string]>([
  ['a letter', { letters: shipped.letters.filter((id) => id !== 'delay') }, 'There is no letter template "delay".'],
  ['a mail', { mails: shipped.mails.filter((id) => id !== 'fee') }, 'There is no mail template "fee".'],
  [
    'an outcome’s letter',
    { answers: answers.filter((outcome) => outcome !== 'petition') },
    'No letter template answers with the outcome "petition".',
  ],
  [
    'somebody who may record it',
    { recordable: shipped.recordable.filter((type) => type !== 'extended') },
    'Nobody may record the fact "extended".',
  ],
  [
    'its place in the glossary',
    { glossary: shipped.glossary.replace('| 延期 | `extended` |', '| 展期 | `extended` |') },
    'The fact "extended" (延期) has no entry in the glossary.',
  ],
  [
    'its protection',
    { recordable: [...shipped.recordable, 'mailSent'] },
    'The fact "mailSent" is the system\'s own, yet a person may record it.',
  ],
])('without %s it says so', (_, missing, says) => {
  expect(checkWorkflow({ ...shipped, ...missing })).toEqual([says])
})

test('a state that nothing leads to, a state without a way out, a fact that nobody hears', () => {
  const lost = [...places(), { name: 'review.lost', initial: false, hears: [] }]
  expect(checkWorkflow(shipped, lost)).toEqual([
    'No fact leads to the state "review.lost".',
    'A case in the state "review.lost" can never be archived.',
  ])
  const deaf = places().map((place) => ({ ...place, hears: place.hears.filter(({ fact }) => fact !== 'conferred') }))
  expect(checkWorkflow(shipped, deaf)).toEqual(['No state hears the fact "conferred".'])
})
