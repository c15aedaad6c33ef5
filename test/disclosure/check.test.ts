/** The start-up check finds nothing in the procedure as shipped, and finds every kind of hole. */

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { RECORDABLE } from '../../src/acts/catalogue.ts'
import { checkWorkflow, type Given } from '../../workflows/disclosure/check.ts'
import { places } from '../../workflows/disclosure/graph.ts'
import { letterKind, titleOf } from '../../workflows/disclosure/letters.ts'

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

/** Forms that people fill in by hand; the system makes none of them for a case. */
const BY_HAND = ['recordCorrected', 'recordForwarded', 'assistance', 'thirdPartyReply']

test('of each letter it is known to whom it goes: a notice to the applicant, a consultation to whoever is asked', () => {
  const made = (folder: string) => ids(folder).filter((id) => !BY_HAND.includes(id))
  expect(made('notices').filter((id) => letterKind(id)?.to !== 'applicant')).toEqual([])
  expect(made('consultations').filter((id) => !/^(thirdParty|agency)$/.test(letterKind(id)?.to ?? ''))).toEqual([])
  expect(ids('replies').filter((id) => letterKind(id))).toEqual([])
})

test('a refusal calls each letter by the title of its template', () => {
  const titled = (folder: string) =>
    ids(folder)
      .filter((id) => letterKind(id))
      .map((id) => [
        id,
        /^title: (.+)$/m.exec(readFileSync(new URL(`templates/${folder}/${id}.md`, root), 'utf8'))?.[1],
      ])
  for (const [id, title] of [...titled('notices'), ...titled('consultations')]) expect(titleOf(id!)).toBe(title)
})

test('a letter of which nobody knows whom it is for', () => {
  const [place] = places()
  const hears = [{ ...place!.hears[0]!, fact: 'extended' as const, effects: [{ letter: 'fee' }] }]
  expect(checkWorkflow(shipped, [...places().slice(1), { ...place!, hears: [...place!.hears, ...hears] }])).toEqual([
    'The letter "fee" tells of "extended", and letters.ts does not say so.',
  ])
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
