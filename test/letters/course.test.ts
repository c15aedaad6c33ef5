/** The sentence on 办理期间 names whatever moved the date of the reply, and nothing that did not. */
import { expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import { citizensWords } from '../../src/letters/check/tokens.ts'
import { courseOf } from '../../src/letters/course.ts'
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'

const law = loadLaw()
const choosing = (obstacleSuspends: boolean) => () => ({ ...law.choices('2026-03-02'), obstacleSuspends })
const said = (facts: object[], obstacleSuspends = false) =>
  courseOf(facts as Fact[], '您', choosing(obstacleSuspends) as never)

const OBSTACLE = { type: 'obstacle', on: '2026-03-12', from: '2026-03-10', to: '2026-03-12', why: '暴雨停电。' }
const CHOICE = { type: 'choiceChanged', on: '2026-03-13', choice: 'obstacleSuspends', proposal: 1 }

test('an obstacle stands there where the office chose not to count it, and it is over', () => {
  expect(said([OBSTACLE])).toBeUndefined()
  expect(said([OBSTACLE], true)).toBe(
    '办理期间，2026年3月10日至2026年3月12日遇不可抗力或者其他障碍，该期间不计算在答复期限内。',
  )
  const { to: _, ...lasting } = OBSTACLE
  expect(said([lasting], true)).toBeUndefined()
})

test('so does a choice of the office that moved the date, as a calendar does', () => {
  const dates = { dueBefore: '2026-03-30', dueAfter: '2026-04-02' }
  expect(said([{ ...CHOICE, ...dates }])).toBe(
    '办理期间，因本机关办理规则的变更，答复期限由2026年3月30日调整为2026年4月2日。',
  )
  expect(said([{ ...CHOICE, dueBefore: '2026-03-30', dueAfter: '2026-03-30' }])).toBeUndefined()
  expect(said([{ type: 'calendarChanged', on: '2026-03-13', year: 2026, version: 2, ...dates }])).toContain(
    '因2026年节假日安排',
  )
})

test('the last correction is quoted, as words that the checker knows for the applicant’s; a long one is told by its day', () => {
  const corrected = (on: string, text: string) => ({ type: 'corrected', on, text })
  const text = '所称“改造方案”，\n是指2024年3月的示例路方案，依据《条例》第二十条。'
  const [known] = citizensWords({ case: { corrected: text } })
  expect(said([corrected('2026-03-05', '示例路'), corrected('2026-03-09', text)])).toBe(
    '办理期间，于2026年3月5日收到补正后的申请，答复期限自该日起重新计算；' +
      `于2026年3月9日收到补正后的申请（补正的内容为：“${known}”），答复期限自该日起重新计算。`,
  )
  expect(known).toContain('‘改造方案’')
  for (const silent of ['路'.repeat(201), '\u200b'])
    expect(said([corrected('2026-03-09', silent)])).toBe(
      '办理期间，于2026年3月9日收到补正后的申请，答复期限自该日起重新计算。',
    )
  expect(said([corrected('2026-03-09', '路'.repeat(200))])).toContain(`“${'路'.repeat(200)}”`)
})
