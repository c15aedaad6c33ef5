/** PDFs as browsers and offices print them: cut over pages, on their side, with double lines and with none. */
import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/reports/reading/read-report.ts'
import { sharedBrowser } from '../support/browser.ts'
import { program } from '../support/programs.ts'
import { in2019, rightReport } from './made.ts'
import { asHtml, dashed, formed, left, onItsSide, plainly, split } from './published.ts'

async function printed(html: string, options: object = {}): Promise<Buffer> {
  const browser = await sharedBrowser()
  const page = await browser.newPage()
  try {
    await page.setContent(html)
    return await page.pdf({ format: 'A4', ...options })
  } finally {
    await page.close()
  }
}

const report = rightReport(31, 4_000)
const styled = (html: string, style: string) => html.replace('</head>', `<style>${style}</style></head>`)
const LINES = 'table{border:0}table table{border-collapse:collapse}table table td{border:1px solid #000}'
const SMALL = 'body{margin:0;font-size:11px}body>div{width:1500px;transform-origin:0 0}p,h1{margin:0}'

describe('a report that was printed', () => {
  test.each([
    ['with double lines, on several pages', () => formed(report, dashed), '', {}],
    ['with single lines', () => formed(report, left), LINES, {}],
    ['across', () => formed(report, plainly), LINES, { landscape: true }],
    ['without merged cells', () => split(report, plainly), LINES, {}],
    [
      'with rows for columns',
      () => ({ three: onItsSide(split(report, plainly).three), four: onItsSide(formed(report, plainly).four) }),
      LINES,
      { landscape: true, scale: 0.6 },
    ],
    ['in many narrow pieces', () => formed(report, plainly), LINES, { width: '210mm', height: '110mm' }],
    [
      'on its left side',
      () => formed(report, plainly),
      `${LINES}${SMALL}body>div{transform:translate(0,1500px) rotate(-90deg)}`,
      { scale: 0.6 },
    ],
    [
      'on its right side',
      () => formed(report, plainly),
      `${LINES}${SMALL}body>div{transform:translate(1100px,0) rotate(90deg)}`,
      { scale: 0.6 },
    ],
    ['without lines', () => split(report, plainly), 'table{border:0!important}td{border:0!important}', {}],
  ] as const)('%s', async (_, shape, style, options) => {
    for (const each of ['pdftotext', 'pdftocairo'] as const) program(each)
    const { three, four } = shape()
    const read = await readReport(await printed(styled(asHtml(three, four), style), options), 'report.pdf')
    expect(read.tables).toEqual(report)
  })

  test('in the format of 2019', async () => {
    for (const each of ['pdftotext', 'pdftocairo'] as const) program(each)
    const old = in2019(report)
    const { three, four } = formed(old, dashed)
    expect((await readReport(await printed(styled(asHtml(three, four), LINES)), '')).tables).toEqual(old)
  })
})
