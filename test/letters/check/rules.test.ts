/** For each rule a letter that breaks it and one that keeps it: the shipped sample with one seeded change, and a near miss. */
import { describe, expect, test } from 'vitest'
import { found } from '../../../src/drill/sample-letter.ts'
import { RULES } from '../../../src/letters/check/index.ts'
import { asksFor, type Row } from './stories/changes.ts'
import { CITED } from './stories/cited.ts'
import { DAYS } from './stories/days.ts'
import { FRAME } from './stories/frame.ts'
import { ON_THE_WAY } from './stories/on-the-way.ts'
import { REMEDIES } from './stories/remedies.ts'
import { REPLIES } from './stories/replies.ts'
import { WHOSE_DATA } from './stories/whose-data.ts'

const ROWS: Record<string, Row> = { ...CITED, ...REMEDIES, ...REPLIES, ...ON_THE_WAY, ...WHOSE_DATA, ...DAYS, ...FRAME }

describe.each(RULES.map(({ id, zh }) => [id, zh] as const))('%s %s', (id) => {
  const row = ROWS[id]

  test('is broken by a letter', () => {
    expect(row, `no story for ${id}`).toBeDefined()
    const [letter, changed] = row!.hit
    expect(found(letter, changed).map(({ rule }) => rule)).toContain(id)
  })

  test('is kept by another', () => {
    const [letter, changed] = row!.miss ?? [row!.hit[0]]
    expect(found(letter, changed).map(({ rule }) => rule)).not.toContain(id)
  })
})

test('each rule has its own id, an article, a name, and every story has its rule', () => {
  const ids = RULES.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(Object.keys(ROWS).sort()).toEqual([...ids].sort())
  for (const { id, article, zh } of RULES) expect([id, article !== '' && zh !== '']).toEqual([id, true])
})

describe('a correction notice that asks for what the request says', () => {
  const said = (matter: string, request: string) =>
    found('correctionNotice', asksFor(matter, request)).flatMap(({ rule, says, article, remedy }) =>
      rule === 'CORRECTION_ALREADY_STATED' && article && remedy ? [says] : [],
    )

  test.each([
    ['请补充文号', '申请公开云政发〔2024〕5号文件', '文号', '申请公开云政发〔2024〕5号'],
    ['请补充文号或者项目名称，以便检索', '申请公开示例路改造项目的批复', '项目名称', '示例路改造项目'],
    ['请写明形成年份', '申请公开2024年度的拨款明细', '年份', '2024年'],
    ['没有写明文件名称', '申请公开《示例路改造实施方案》', '名称', '《示例路改造实施方案》'],
  ])('%s: %s', (matter, request, ...parts) => {
    const [says, ...more] = said(matter, request)
    for (const part of parts) expect(says).toContain(part)
    expect(more).toEqual([])
  })

  test.each([
    ['请补充文号', '申请公开2024年的批复文件'],
    ['“2023年至2025年”是批准年份还是拨付年份，请写明', '申请公开2023年至2025年的拨付明细'],
    ['请写明示例-2024-07地块的形成年份', '申请公开编号示例-2024-07地块的合同'],
    ['资金拨付明细的起止年份不明确', '申请公开2023年的征收补偿方案，以及资金拨付明细'],
    ['请写明文件名称', '依据《政府信息公开条例》，申请公开拆迁的全部材料'],
    ['请写明项目名称', '申请公开我家附近有关项目的批复'],
    ['请提交有效身份证件的复印件', '申请公开云政发〔2024〕5号文件'],
    ['请说明所需内容的范围', '申请公开2023年的文件'],
  ])('is not what asks: %s: %s', (matter, request) => expect(said(matter, request)).toEqual([]))
})
