/** Tables 3 and 4 as offices publish them, in layouts of their own: not those that the product writes. */

import { archiveOf } from '../../src/leaving/archive.ts'
import { COLUMN_NAMES, PROCEEDING_NAMES, RESULT_NAMES, type Tables } from '../../src/reports/shape.ts'
import { workbookOf } from '../../src/workbooks/write.ts'

type Report = Required<Tables>
/** How an office writes a figure. */
export type Hand = (figure: number) => string

export const plainly: Hand = String
export const dashed: Hand = (figure) => (figure === 0 ? '—' : String(figure))
export const left: Hand = (figure) => (figure === 0 ? '' : String(figure))
export const wide: Hand = (figure) =>
  String(figure).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
export const grouped: Hand = (figure) => figure.toLocaleString('en')
export const counted: Hand = (figure) => `${figure}件`

const NAMES: Record<string, string> = {
  '1': '一、本年新收政府信息公开申请数量',
  '2': '二、上年结转政府信息公开申请数量',
  '3.1': '（一）予以公开',
  '3.2': '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
  '3.3.1': '1.属于国家秘密',
  '3.3.2': '2.其他法律行政法规禁止公开',
  '3.3.3': '3.危及“三安全一稳定”',
  '3.3.4': '4.保护第三方合法权益',
  '3.3.5': '5.属于三类内部事务信息',
  '3.3.6': '6.属于四类过程性信息',
  '3.3.7': '7.属于行政执法案卷',
  '3.3.8': '8.属于行政查询事项',
  '3.4.1': '1.本机关不掌握相关政府信息',
  '3.4.2': '2.没有现成信息需要另行制作',
  '3.4.3': '3.补正后申请内容仍不明确',
  '3.5.1': '1.信访举报投诉类申请',
  '3.5.2': '2.重复申请',
  '3.5.3': '3.要求提供公开出版物',
  '3.5.4': '4.无正当理由大量反复申请',
  '3.5.5': '5.要求行政机关确认或重新出具已获取信息',
  '3.6': '（六）其他处理',
  '3.6.1': '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
  '3.6.2': '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
  '3.6.3': '3.其他',
  '3.7': '（七）总计',
  '4': '四、结转下年度继续办理',
}
const GROUPS: Record<string, string> = {
  '3.3': '（三）不予公开',
  '3.4': '（四）无法提供',
  '3.5': '（五）不予处理',
  '3.6': '（六）其他处理',
}
const KINDS = ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他']

const figuresOf = (report: Report, row: string, hand: Hand) => {
  const figures = report.table3.find((each) => each.row === row)!
  return COLUMN_NAMES.map((column) => hand(figures[column]))
}
const groupOf = (row: string) => (row.length > 3 ? row.slice(0, 3) : undefined)

type Td = { text: string; rows?: number; columns?: number }
type Trs = Td[][]

/** With merged cells, as the form has them. */
export function formed(report: Report, hand: Hand): { three: Trs; four: Trs } {
  const rows = report.table3.map(({ row }) => row as string)
  const results = rows.filter((row) => row.startsWith('3'))
  const three: Trs = [
    [
      { text: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', rows: 3, columns: 3 },
      { text: '申请人情况', columns: 7 },
    ],
    [
      { text: '自然人', rows: 2 },
      { text: '法人或其他组织', columns: 5 },
      { text: '总计', rows: 2 },
    ],
    KINDS.map((text) => ({ text })),
  ]
  for (const [i, row] of rows.entries()) {
    const group = groupOf(row)
    const tds: Td[] = []
    if (row === results[0]) tds.push({ text: '三、本年度办理结果', rows: results.length })
    if (group && groupOf(rows[i - 1]!) !== group)
      tds.push({ text: GROUPS[group]!, rows: rows.filter((each) => groupOf(each) === group).length })
    tds.push({ text: NAMES[row]!, columns: row.startsWith('3') ? (group ? 1 : 2) : 3 })
    three.push([...tds, ...figuresOf(report, row, hand).map((text) => ({ text }))])
  }
  const four: Trs = [
    [
      { text: '行政复议', rows: 2, columns: 5 },
      { text: '行政诉讼', columns: 10 },
    ],
    [
      { text: '未经复议直接起诉', columns: 5 },
      { text: '复议后起诉', columns: 5 },
    ],
    PROCEEDING_NAMES.flatMap(() => ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'].map((text) => ({ text }))),
    PROCEEDING_NAMES.flatMap((each) => RESULT_NAMES.map((result) => ({ text: hand(report.table4[each][result]) }))),
  ]
  return { three, four }
}

/** Nothing merged: categories are rows of their own, table 4 is three rows of five. */
export function split(report: Report, hand: Hand): { three: Trs; four: Trs } {
  const cells = (texts: readonly string[]) => texts.map((text) => ({ text }))
  const three: Trs = [cells(['事项', '自然人', ...KINDS, '总计'])]
  for (const [i, { row }] of report.table3.entries()) {
    const group = groupOf(row)
    if (row === '3.1') three.push([{ text: '三、本年度办理结果', columns: 8 }])
    if (group && groupOf(report.table3[i - 1]!.row) !== group) three.push([{ text: GROUPS[group]!, columns: 8 }])
    three.push(cells([NAMES[row]!, ...figuresOf(report, row, hand)]))
  }
  const titles = ['行政复议', '未经复议直接起诉', '复议后起诉']
  const four: Trs = [
    cells(['类别', '维持', '纠正', '其他', '尚未审结', '合计']),
    ...PROCEEDING_NAMES.map((each, i) =>
      cells([titles[i]!, ...RESULT_NAMES.map((result) => hand(report.table4[each][result]))]),
    ),
  ]
  return { three, four }
}

/** Rows for columns. */
export const onItsSide = (trs: Trs): Trs => {
  const placed: { row: number; column: number; td: Td }[] = []
  const taken = new Set<string>()
  for (const [row, tds] of trs.entries()) {
    let column = 0
    for (const td of tds) {
      while (taken.has(`${row}/${column}`)) column++
      placed.push({ row, column, td })
      for (let r = 0; r < (td.rows ?? 1); r++)
        for (let c = 0; c < (td.columns ?? 1); c++) taken.add(`${row + r}/${column + c}`)
    }
  }
  const most = Math.max(...placed.map(({ column }) => column)) + 1
  return Array.from({ length: most }, (_, column) =>
    placed
      .filter((each) => each.column === column)
      .sort((a, b) => a.row - b.row)
      .map(({ td: { text, rows = 1, columns = 1 } }) => ({ text, rows: columns, columns: rows })),
  )
}

const TITLE = '云溪区人民政府2024年政府信息公开工作年度报告'

/** As editors of websites make it: paragraphs, fonts and &nbsp; in each cell, ends of cells and rows left out. */
export const asHtml = (...tables: Trs[]): string => `<html><head><meta charset="utf-8"><title>${TITLE}</title>
<script>var a = "<table><tr><td>自然人</td></tr></table>"</script></head><body><div>首页 &gt; 政务公开<table><tr><td>
<h1>${TITLE}</h1><p>一、总体情况</p><table><tr><td>第二十条第（一）项</td></tr><tr><td>规章<td>3<td>总计</table>
${tables.map((trs, i) => `<p>${['三、收到和处理政府信息公开申请情况', '四、政府信息公开行政复议、行政诉讼情况'][i] ?? '（续）'}</p>${tableOf(trs)}`).join('')}
</td></tr></table></div></body></html>`

const tableOf = (trs: Trs) =>
  `<table border="1" width="100%"><tbody>${trs
    .map(
      (tds) =>
        `<tr>${tds
          .map(
            ({ text, rows, columns }) =>
              `<td${rows && rows > 1 ? ` rowspan=${rows}` : ''}${columns && columns > 1 ? ` colSpan="${columns}"` : ''}><p><span style="font-family:仿宋">&nbsp;${text
                .split('')
                .join('</span><span>')}</span></p>`,
          )
          .join('')}`,
    )
    .join('\n')}</table>`

/** As Word keeps it: runs that end anywhere, merged cells as pieces, changes that were made. */
export function asDocx(...tables: Trs[]): Buffer {
  const runs = (text: string) =>
    [...text].map((sign) => `<w:r><w:t xml:space="preserve">${sign.replace('<', '&lt;')}</w:t></w:r>`).join('')
  const p = (text: string) => `<w:p>${runs(text)}<w:del w:id="1"><w:r><w:delText>9</w:delText></w:r></w:del></w:p>`
  const tbl = (trs: Trs) => {
    const going = new Map<number, { td: Td; left: number }>()
    return `<w:tbl><w:tblPr/>${trs
      .map((tds) => {
        let column = 0
        const out: string[] = []
        const waiting = [...tds]
        const piece = ({ text, columns = 1 }: Td, merge: string, said: string) => {
          out.push(
            `<w:tc><w:tcPr>${columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : ''}${merge}</w:tcPr>${said ? p(text) : '<w:p/>'}</w:tc>`,
          )
          column += columns
        }
        while (waiting.length > 0 || going.has(column)) {
          const above = going.get(column)
          if (above) {
            const at = column
            piece(above.td, '<w:vMerge/>', '')
            if (--above.left === 0) going.delete(at)
            continue
          }
          const td = waiting.shift()!
          if ((td.rows ?? 1) > 1) going.set(column, { td, left: td.rows! - 1 })
          piece(td, (td.rows ?? 1) > 1 ? '<w:vMerge w:val="restart"/>' : '', 'text')
        }
        return `<w:tr>${out.join('')}</w:tr>`
      })
      .join('')}</w:tbl>`
  }
  const body = `${p(TITLE)}${tables.map((trs) => `${p('三、收到和处理')}${tbl(trs)}`).join('')}<w:sectPr/>`
  return Buffer.from(
    archiveOf({
      '[Content_Types].xml': Buffer.from('<Types/>'),
      'word/document.xml': Buffer.from(
        `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
      ),
    }),
  )
}

/** All of it on one sheet, below one another. */
export const asXlsx = (...tables: Trs[]): Buffer =>
  Buffer.from(
    workbookOf({
      Sheet1: [[TITLE], ...tables.flatMap((trs) => [[], ['（表）'], ...trs.map((tds) => tds.map(({ text }) => text))])],
    }),
  )

/** What a report says as JSON in the contract's shape. */
export const asJson = (report: Report, more: object = {}): Buffer =>
  Buffer.from(JSON.stringify({ year: 2024, agency: 'yunxi', ...report, ...more }))
