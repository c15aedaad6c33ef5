/** What 云溪区 has published: a reading room that is not empty on the first day. Nothing of it exists. */
import { type Day, inChinese, plusDays } from '../../workflows/statute/days.ts'
import { type Letter, renderPdf } from '../documents/index.ts'
import type { House } from '../house.ts'
import { type Content, publish, withdraw } from '../released/publish.ts'
import type { Topic } from '../web/words/topics.ts'
import { isFirst } from './once.ts'

type Shown = {
  agency: string
  title: string
  number?: string
  topic: Topic
  summary: string
  /** Days before today on which it was published. */
  ago: number
  /** A paper of some paragraphs, and tables as text. */
  paper?: string[]
  table?: { name: string; lines: string[] }
  withdrawn?: string
}

const SHOWN: Shown[] = [
  {
    agency: 'yunxi-zjj',
    title: '云溪区老旧小区加装电梯补贴办法（示例）',
    number: '云住建发〔2025〕18号',
    topic: 'housing',
    summary: '老旧小区加装电梯的补贴范围、标准、申请程序和资金拨付。每台补贴按层数计算，分两次拨付。',
    ago: 41,
    paper: [
      '一、本办法适用于本区建成于2000年以前、四层以上、没有电梯的住宅。',
      '二、每台补贴20万元；超过六层的，每增加一层增加1万元。',
      '三、开工后拨付百分之五十，验收合格后拨付其余部分。',
    ],
  },
  {
    agency: 'yunxi-jyj',
    title: '2026年云溪区义务教育阶段学区划分方案（示例）',
    number: '云教发〔2026〕3号',
    topic: 'education',
    summary: '全区小学、初中的学区范围，新建小区的归属，以及划分的依据和征求意见情况。',
    ago: 33,
    paper: [
      '一、示例路以东、云溪河以北划入示例第一小学学区。',
      '二、示例花园、示例新村划入示例第二小学学区。',
      '三、学区范围每年四月公布，当年不再调整。',
    ],
    table: {
      name: '学区范围表.csv',
      lines: ['学校,范围', '示例第一小学,示例路以东', '示例第二小学,示例花园、示例新村'],
    },
  },
  {
    agency: 'yunxi-zrzy',
    title: '示例地块国有建设用地使用权出让结果公示',
    number: '云自然告〔2025〕7号',
    topic: 'land',
    summary: '编号示例-2024-07地块的位置、面积、用途、规划条件和成交价格。',
    ago: 58,
    paper: ['一、地块位于示例路与示例街交叉口，面积12000平方米。', '二、用途为居住用地，容积率不高于2.0。'],
  },
  {
    agency: 'yunxi',
    title: '云溪区2025年财政预算执行情况和2026年预算（示例）',
    topic: 'budget',
    summary: '一般公共预算、政府性基金预算的收支情况，“三公”经费，重点支出的绩效目标。',
    ago: 20,
    table: {
      name: '预算收支总表.csv',
      lines: ['项目,2025年执行,2026年预算', '一般公共预算收入,100,105', '教育支出,30,32'],
    },
  },
  {
    agency: 'yunxi-wjj',
    title: '云溪区社区卫生服务中心医疗设备采购结果（示例）',
    number: '云卫采〔2025〕11号',
    topic: 'procurement',
    summary: '彩色超声、全自动生化分析仪等设备的采购方式、成交供应商、单价和验收情况。',
    ago: 12,
    paper: ['一、采购方式：公开招标。', '二、成交供应商：示例医疗器械有限公司。', '三、设备已于验收后投入使用。'],
  },
  {
    agency: 'yunxi',
    title: '云溪河示例段河道整治一期工程环境影响评价批复',
    number: '云政环批〔2025〕4号',
    topic: 'environment',
    summary: '工程的环境影响、施工期扬尘和噪声的控制要求、竣工验收要求。',
    ago: 7,
    paper: ['一、原则同意报告书的结论。', '二、施工期应当落实扬尘和噪声控制措施，夜间不得施工。'],
  },
  {
    agency: 'yunxi-zjj',
    title: '示例广场地下公共停车场收费标准',
    number: '云住建函〔2025〕26号',
    topic: 'transport',
    summary: '首小时5元，以后每小时2元，每日最高30元。夜间停车按次收费。',
    ago: 3,
    withdrawn: '所附收费表有误，更正后将重新公布。',
  },
]

/** Safe to run again: what is there stays. */
export async function seedReleased(house: Pick<House, 'sql' | 'fonts' | 'blobs' | 'time' | 'keys'>): Promise<void> {
  for (const [i, shown] of SHOWN.entries()) {
    const files = await filesOf(house, shown)
    await house.sql.begin(async (tx) => {
      if (!(await isFirst(tx, house, `released ${i}`))) return
      const on = plusDays(house.time.today(), -shown.ago)
      const actor = { on, by: 'staff:registrar', at: new Date(`${on}T10:00:00+08:00`) }
      const { agency, title, number, summary, topic, withdrawn } = shown
      const says = { title, documentNumber: number ?? null, summary, topic, madeOn: plusDays(on, -10) }
      const id = await publish(tx, agency, says, files, actor)
      if (withdrawn) await withdraw(tx, id, { ...actor, why: withdrawn })
    })
  }
}

async function filesOf(
  house: Pick<House, 'sql' | 'fonts' | 'blobs' | 'time'>,
  { paper, table, title, number, agency, ago }: Shown,
): Promise<Content[]> {
  const files: Content[] = []
  const add = async (name: string, type: string, bytes: Buffer) => {
    files.push({ name, type, ...(await house.blobs.put(bytes)) })
  }
  const on = plusDays(house.time.today(), -ago - 10)
  if (paper) {
    const [row] = await house.sql<{ name: string }[]>`select name from agencies where id = ${agency}`
    const { bytes } = await renderPdf(paperOf(row!.name, title, number, paper, on), house.fonts, {
      issuedAt: new Date(`${on}T10:00:00+08:00`),
    })
    await add(`${title}.pdf`, 'application/pdf', bytes)
  }
  // The mark that spreadsheets need to see that this is UTF-8.
  if (table) await add(table.name, 'text/csv; charset=utf-8', Buffer.from(`\ufeff${table.lines.join('\r\n')}\r\n`))
  return files
}

const paperOf = (
  organ: string,
  title: string,
  number: string | undefined,
  lines: readonly string[],
  on: Day,
): Letter => ({
  ...{
    lang: 'zh-CN',
    format: 'letter',
    organ,
    numbered: number !== undefined,
    number: number ?? '',
    title,
    addressee: '',
  },
  blocks: lines.map((text) => ({ kind: 'paragraph' as const, text })),
  ...{ attachments: [], signature: organ, date: inChinese(on), note: '', own: '' },
})
