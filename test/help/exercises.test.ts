/** The exercises, done as the practice page says: each prepared case takes the acts in that order and stands where “怎样算做对” says. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EXERCISE_CASES } from '../../src/demo/exercise-cases.ts'
import { seedStories } from '../../src/demo/seed.ts'
import { EXERCISES } from '../../src/help/exercises.ts'
import { type Office, ON_PAPER, openOffice, SEARCHED, SECRECY } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ practice: true, oneFont: true })
  await seedStories(office.house, EXERCISE_CASES, 200)
})
afterAll(() => office.close())

/** The case of the exercise with this number, in Chinese. */
async function theCase(n: string): Promise<string> {
  const { json } = await office.head.gets(`/api/v1/cases?q=${encodeURIComponent(`练习${n} `)}`)
  expect(json.cases).toHaveLength(1)
  return json.cases[0].id
}
type Fact = { type: string; on: string; at: string }

test('exercise 3: the third party is asked and answers before the draft, and the draft waits for review', async () => {
  const id = await theCase('三')
  const { handler } = office
  await handler.records(id, SEARCHED)
  await handler.records(id, SECRECY)
  await handler.records(id, { type: 'thirdPartyConsulted', party: '云溪示例建设有限公司', interest: 'tradeSecret' })
  await handler.records(id, { type: 'thirdPartyReached', evidence: '当面签收，签收单存卷。' })
  await handler.records(id, {
    type: 'thirdPartyAnswered',
    consents: true,
    reasons: '同意公开。',
    evidence: '书面答复存卷。',
  })
  await handler.records(id, {
    type: 'replyDrafted',
    outcome: 'disclosed',
    fields: { ...ON_PAPER, formReason: '合同只有纸质原件，装订成册，全部扫描成本过高。' },
  })
  const { json } = await office.counsel.gets('/api/v1/cases?waiting=me')
  expect(json.cases.map((one: { id: string }) => one.id)).toContain(id)
})

test('exercise 5: the head consents, and the period is longer', async () => {
  const id = await theCase('五')
  const { head } = office
  const before = (await head.opens(id)).clock.dueOn
  await head.records(id, {
    type: 'extended',
    workingDays: 10,
    reason: '监理日志数量较多，需要逐份审查。',
    approvedBy: '示例·公开机构负责人',
  })
  const after = await head.opens(id)
  expect(after.clock.dueOn > before).toBe(true)
  expect(after.letters.map(({ title }: { title: string }) => title).join()).toContain('延期答复告知书')
})

test('exercise 8: the reply is served with its proof and waits to be archived', async () => {
  const id = await theCase('八')
  await office.registrar.records(id, { type: 'replyServed', how: 'counter', evidence: '申请人当面签收。' })
  const { json } = await office.archivist.gets('/api/v1/cases?waiting=me')
  expect(json.cases.map((one: { id: string }) => one.id)).toContain(id)
})

test('what stands in “” is what the pages say', () => {
  const said = ['src', 'workflows', 'templates']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`))
    .filter((path) => /\.(tsx?|ya?ml|md)$/.test(path) && !/^src\/(help|demo)\//.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
  const labels = EXERCISES.flatMap(({ steps = [] }) =>
    steps.flatMap(({ zh, en }) => [...`${zh}${en}`.matchAll(/“([^”]+)”/g)].map(([, label]) => label!)),
  )
  // The exercise itself, and a person of the practice space.
  const own = ['练习三', '示例·承办人']
  expect([...new Set(labels)].filter((label) => !own.includes(label) && !said.includes(label))).toEqual([])
  // A newcomer does these by their steps alone.
  for (const n of ['三', '五', '八', '十'])
    expect(EXERCISES.find((one) => one.case?.startsWith(`练习${n} `))?.steps).toBeDefined()
  for (const role of ['supervisor', 'admin', 'security', 'auditor'])
    expect(EXERCISES.find((one) => one.role === role)?.steps, role).toBeDefined()
})

test('mails of the prepared cases are of the days that they tell of, none of the day of the start', async () => {
  await office.theJobsRun()
  const facts: Fact[] = (await office.head.opens(await theCase('九'))).facts
  const mails = facts.filter(({ type }) => type === 'mailSent')
  expect(mails.length).toBeGreaterThan(1)
  for (const { on } of mails) expect(on < office.house.time.today()).toBe(true)
})
