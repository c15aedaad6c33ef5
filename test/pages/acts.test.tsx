/** What stands first on a case's page, and how the rest is ordered. */
import { expect, test } from 'vitest'
import { CasePage } from '../../src/desk/pages/case.tsx'
import type { CaseView } from '../../src/desk/views.ts'
import { html } from '../../src/web/page.tsx'
import { tagsOf, textAfter } from './markup.ts'
import { viewer } from './samples.ts'
import { caseView, manyActs } from './samples-case.ts'

const shown = (view: Partial<CaseView>) => {
  const page = html(<CasePage {...{ viewer, csrf: 'c', idempotencyKey: 'k' }} view={{ ...caseView, ...view }} />)
  const acts = tagsOf(page).filter(({ attributes }) => attributes.id?.startsWith('act-'))
  return {
    page,
    primary: acts.find(({ attributes }) => attributes.class === 'act primary')?.attributes.id,
    open: acts.filter(({ attributes }) => 'open' in attributes).map(({ attributes }) => attributes.id),
    order: acts.map(({ attributes }) => attributes.id?.slice('act-'.length)),
    kinds: tagsOf(page)
      .filter(({ name, attributes }) => name === 'section' && attributes.class === 'acts')
      .map(({ attributes }) => attributes['aria-label']),
  }
}

test('a long list is grouped by kind, in the order in which people work', () => {
  const { kinds, order, primary } = shown({ may: manyActs, facts: [] })
  expect(kinds).toEqual(['办理', '征求意见', '其他'])
  expect(order.indexOf('searched')).toBeLessThan(order.indexOf('secrecyReviewed'))
  expect(order.slice(-3)).toEqual(['noted', 'fileAdded', 'rectified'])
  expect(primary, 'a case in hand waits for nobody to assign it again').toBeUndefined()
})

test('an act of few questions stands open, one of many waits', () => {
  const assign = manyActs.slice(0, 1)
  expect(shown({ may: assign, stage: 'register' }).open).toEqual(['act-assigned'])
  const long = assign.map((act) => ({
    ...act,
    fields: ['a', 'b', 'c', 'd'].map((name) => ({ ...act.fields[0]!, name })),
  }))
  expect(shown({ may: long, stage: 'register' }).open).toEqual([])
})

test('nobody drafts before searching', () => {
  const may = [
    { ...manyActs.find(({ type }) => type === 'searched')!, primary: false },
    { ...manyActs[0]!, type: 'replyDrafted' as const, primary: true },
  ]
  expect(shown({ may, facts: [] }).primary).toBe('act-searched')
  const searched = { ...caseView.facts[0]!, type: 'searched' as const }
  expect(shown({ may, facts: [searched] }).primary).toBe('act-replyDrafted')
})

test('a draft is read before it is judged', () => {
  const may = [{ ...manyActs[0]!, type: 'replySigned' as const }]
  expect(shown({ may }).open).toEqual([])
})

test('the date stands beside the next step, and staff are not spoken to as applicants', () => {
  const { page } = shown({ clock: { ...caseView.clock, status: 'awaitingConfirmation' } })
  const due = tagsOf(page).find(({ attributes }) => attributes.class === 'due')!
  expect(page.indexOf('class="three"')).toBeGreaterThan(due.at)
  expect(textAfter(page, due)).not.toMatch(/您|保持电话畅通/)
})

test('a long story shows its newest facts, and unfolds the others', () => {
  const facts = Array.from({ length: 20 }, (_, i) => ({ ...caseView.facts[0]!, position: i + 1 }))
  const { page } = shown({ facts })
  expect(page).toContain('更早的 14 条')
  expect(tagsOf(page).filter(({ attributes }) => attributes['data-position'])).toHaveLength(20)
})
