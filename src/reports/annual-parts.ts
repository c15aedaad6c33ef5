/** What of the annual report people write, with what the format (国办公开办函〔2021〕30号) asks of it: three chapters and table 2. */

/** The parts, as the format heads them, with what it asks of each. */
export const PARTS = {
  one: {
    title: '一、总体情况',
    guidance:
      '主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面，一般不超过1000字（建议，超过的也可以保存）。数字应当与表格一致。',
  },
  five: {
    title: '五、存在的主要问题及改进情况',
    guidance: '写明上年度所列问题的改进情况，本年度存在的主要问题和下一步改进措施；只写与本机关有关的具体问题。',
  },
  six: {
    title: '六、其他需要报告的事项',
    guidance: '本年度收取信息处理费的情况必须在此报告，没有收取的也要写明；其他事项据实填写。',
  },
} as const
export type Part = keyof typeof PARTS

/** A block of table 2: rows and columns by their names in cells, `rules.made`. */
export type Block = { title: string; columns: Readonly<Record<string, string>>; rows: Readonly<Record<string, string>> }

/** Table 2 (第二十条第（一）、（五）、（六）、（八）项) as the format of 2021 has it; that of before stands in `format-2019.ts`. */
export const TABLE_2: readonly Block[] = [
  {
    title: '第二十条第（一）项',
    columns: { made: '本年制发件数', repealed: '本年废止件数', inForce: '现行有效件数' },
    rows: { rules: '规章', normative: '行政规范性文件' },
  },
  { title: '第二十条第（五）项', columns: { decisions: '本年处理决定数量' }, rows: { licences: '行政许可' } },
  {
    title: '第二十条第（六）项',
    columns: { decisions: '本年处理决定数量' },
    rows: { penalties: '行政处罚', measures: '行政强制' },
  },
  {
    title: '第二十条第（八）项',
    columns: { amount: '本年收费金额（单位：万元）' },
    rows: { charges: '行政事业性收费' },
  },
]

/** By cell, as it was typed: a number, or nothing. */
export type Table2 = Record<string, string>

export type Texts = Record<Part, string> & { table2: Table2 }
