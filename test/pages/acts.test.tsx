/** What stands first on a case's page, and how the rest is ordered. */
import { expect, test } from 'vitest'
import { ACTS, askedOf, RECORDABLE, type RecordableType } from '../../src/acts/catalogue.ts'
import { factSchema } from '../../src/acts/facts.ts'
import { CasePage } from '../../src/desk/pages/case.tsx'
import { DeskTable } from '../../src/desk/pages/desk-table.tsx'
import type { CaseView } from '../../src/desk/views.ts'
import type { Refusal } from '../../src/ground/errors.ts'
import { given } from '../../src/web/given.ts'
import { html } from '../../src/web/page.tsx'
import { FACTS } from '../../workflows/disclosure/vocabulary.ts'
import { tagsOf, textAfter } from './markup.ts'
import { viewer } from './samples.ts'
import { caseView, manyActs } from './samples-case.ts'
import { desk } from './samples-desk.ts'

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
  const { kinds, order, primary } = shown({ may: manyActs, nextAct: 'replyDrafted' })
  expect(kinds).toEqual(['办理', '征求意见', '其他'])
  expect(order.indexOf('searched')).toBeLessThan(order.indexOf('secrecyReviewed'))
  expect(order.slice(-3)).toEqual(['noted', 'fileAdded', 'rectified'])
  expect(primary, 'a case in hand waits for nobody to assign it again').toBeUndefined()
})

test('an act of few questions stands open, one of many waits', () => {
  const assign = manyActs.slice(0, 1)
  expect(shown({ may: assign, nextAct: 'assigned' }).open).toEqual(['act-assigned'])
  const long = assign.map((act) => ({
    ...act,
    fields: ['a', 'b', 'c', 'd'].map((name) => ({ ...act.fields[0]!, name })),
  }))
  expect(shown({ may: long, nextAct: 'assigned' }).open).toEqual([])
})

test('the red button does what the sentence above it says, and nothing is red where that is not theirs to do', () => {
  const may = [manyActs.find(({ type }) => type === 'searched')!, { ...manyActs[0]!, type: 'replyDrafted' as const }]
  expect(shown({ may, nextAct: 'searched' }).primary).toBe('act-searched')
  expect(shown({ may, nextAct: 'replyDrafted' }).primary).toBe('act-replyDrafted')
  expect(shown({ may, nextAct: 'replySigned' }).primary).toBeUndefined()
  expect(shown({ may, nextAct: null }).primary).toBeUndefined()
})

test('a case that a unit has and nobody in it is not called unassigned', () => {
  const [row] = desk.rows
  const words = (of: { unit: string | null; handler: string | null }) => [
    shown(of).page,
    html(<DeskTable rows={[{ ...row!, ...of }]} today={desk.today} />),
  ]
  for (const page of words({ unit: '城建科', handler: null })) {
    expect(page).toContain('城建科')
    expect(page).toContain('未指定承办人')
    expect(page).not.toContain('未分办')
  }
  for (const page of words({ unit: null, handler: null })) expect(page).toContain('未分办')
})

/** Asked in a way of their own: by the letter's questions, beside the draft, or by the page that shows it. */
const ASKED_ELSEWHERE = ['fields', 'items', 'override', 'replacement', 'draft', 'acknowledged', 'confirmed']

test('each field that a person may type has a name in Chinese', () => {
  for (const type of RECORDABLE) {
    const bare = Object.entries(ACTS[type].fields).filter(([, { label, parts }]) => !label && !parts)
    expect(ASKED_ELSEWHERE, type).toEqual(expect.arrayContaining(bare.map(([name]) => name)))
    for (const [name, { label }] of Object.entries(askedOf(type)))
      expect(label, `${type}.${name}`).toMatch(/^[^A-Za-z]*\p{Script=Han}[^A-Za-z]*$/u)
  }
})

test.each(RECORDABLE)(
  '%s refused: every fault stands under the name of its field, and no page shows what programs call it',
  (type) => {
    const act = actOf(type)
    const names = act.fields.map(({ name }) => name)
    for (const sent of [{}, Object.fromEntries(Object.keys(ACTS[type].fields).map((name) => [name, Number.NaN]))]) {
      const errors = faultsOf(type, { ...sent, on: 'heute', evidence: 7 })
      const form = { values: {}, errors }
      const page = html(
        <CasePage
          {...{ viewer, csrf: 'c', idempotencyKey: 'k' }}
          view={{ ...caseView, may: [act] }}
          open={type}
          form={form}
        />,
      )
      const at = tagsOf(page).find(({ attributes }) => attributes['data-fact'] === type)!
      const words = page.slice(at.at, page.indexOf('</form>', at.at)).replace(/<[^>]+>/g, ' ')
      for (const { field } of errors.filter(({ field }) => names.includes(field)))
        expect(words).toContain(`${act.fields.find(({ name }) => name === field)!.label}：`)
      const spoken = new Set(words.match(/[A-Za-z][A-Za-z.]+/g) ?? [])
      expect([...names, ...names.flatMap((name) => name.split('.'))].filter((name) => spoken.has(name))).toEqual([])
    }
  },
)

const actOf = (type: RecordableType) => ({
  ...{ type, zh: FACTS[type].zh, article: FACTS[type].article, primary: true },
  fields: [
    ...Object.entries(askedOf(type)).map(([name, label]) => ({ ...label, name })),
    { name: 'on', label: '发生日期', kind: 'day' as const, required: true },
    { name: 'evidence', label: '依据', kind: 'long' as const, required: false },
  ],
})

function faultsOf(type: RecordableType, sent: object) {
  try {
    given(factSchema(type), { ...sent, type })
  } catch (error) {
    return (error as Refusal).errors
  }
  throw new Error(`${type} was not refused`)
}

test('a draft is read before it is judged', () => {
  const may = [{ ...manyActs[0]!, type: 'replySigned' as const }]
  expect(shown({ may, nextAct: 'replySigned' }).open).toEqual([])
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
