/** A drill bound to be handed out: the same words as its page. */
import { inChinese } from '../../workflows/statute/days.ts'
import { type Bound, bindVolume, type FontSet, type VolumeBlock } from '../documents/index.ts'
import { stepDays } from '../web/parts/format.ts'
import { zh } from '../web/words/zh.ts'
import { WAYS } from './losses.ts'
import { SEVERITIES } from './pages/drill.tsx'
import { FICTITIOUS } from './pages/list.tsx'
import { IS_ASIDE, NOTHING_WRONG, WITHOUT_NAMES } from './pages/own-case.tsx'
import type { DayView, DrillView, OwnDrillView } from './views.ts'

/** @param at is written into the file as the time of printing. @throws DocumentFault */
export function drillPdf(
  view: DrillView,
  { fonts, at, author }: { fonts: FontSet; at: Date; author: string },
): Promise<Bound> {
  const title = `演练 ${view.id}`
  const parts = [{ key: 'drill', blocks: () => blocksOf(view) }]
  return bindVolume(
    { title, author, at, conformance: 'A', parts, head: title, foot: '供培训使用，事实为虚构。' },
    fonts,
  )
}

/** An own case told again, as its page tells it. @param at is written into the file as the time of printing. @throws DocumentFault */
export function ownDrillPdf(
  { number, channel, days, wrong, isAside, steps }: OwnDrillView,
  { fonts, at, author }: { fonts: FontSet; at: Date; author: string },
): Promise<Bound> {
  const title = `演练 ${number}`
  const blocks = (): VolumeBlock[] => [
    { kind: 'title', text: '本机关案件重放' },
    { kind: 'note', text: WITHOUT_NAMES },
    {
      kind: 'pairs',
      rows: [
        ['编号', number],
        ['申请渠道', channel],
        ...(wrong
          ? [
              ['出错之日', inChinese(wrong.on)] as const,
              ['错在哪里', wrong.what] as const,
              ['本系统当日\n的说明', wrong.remedy] as const,
            ]
          : [['结果', isAside ? IS_ASIDE : NOTHING_WRONG] as const]),
      ],
    },
    ...daysBlocks(days),
    ...stepsBlocks(steps),
  ]
  const parts = [{ key: 'drill', blocks }]
  return bindVolume({ title, author, at, conformance: 'A', parts, head: title, foot: '供内部培训使用。' }, fonts)
}

function blocksOf(view: DrillView): VolumeBlock[] {
  const { id, title, group, channel, way, days, letter, wrong, steps, held, article, source, mark } = view
  return [
    { kind: 'title', text: title },
    { kind: 'note', text: FICTITIOUS },
    {
      kind: 'pairs',
      rows: [
        ['编号', `${id}　${group}`],
        ['申请渠道', channel],
        ['本系统当日', WAYS[way]],
        ['出错之日', inChinese(wrong.on)],
        ['错在哪里', wrong.what],
        ['本系统当日\n的说明', wrong.remedy.join('\n')],
        ['怎样认定的', `${held}（${article}）`],
        ['参照', `${source}。依据的可靠程度：${mark}。`],
      ],
    },
    ...daysBlocks(days),
    ...(letter ? letterBlocks(letter) : []),
    ...stepsBlocks(steps),
  ]
}

const daysBlocks = (days: readonly DayView[]): VolumeBlock[] => [
  { kind: 'heading', text: '逐日' },
  {
    kind: 'table',
    columns: [
      { head: '日期', mm: 30 },
      { head: '发生的事情', mm: 78 },
      { head: '当日的期限', mm: 60 },
    ],
    rows: days.map((day) => ({ cells: [inChinese(day.on), happened(day), dates(day)] })),
  },
]

const stepsBlocks = (steps: DrillView['steps']): VolumeBlock[] =>
  steps.length === 0
    ? []
    : [
        { kind: 'heading', text: '期限怎样算出' },
        {
          kind: 'pairs',
          rows: steps.map((step) => [stepDays(step.on, zh), `${step.text}（${step.article}）`] as const),
        },
      ]

const happened = ({ facts, due }: DayView) =>
  [
    ...facts.flatMap(({ name, details, letters, refused }) => [
      [name, ...letters.map((letter) => `生成《${letter}》`)].join('，'),
      ...details,
      ...(refused ? [`不予记录：${refused.text}（${refused.article}）`] : []),
    ]),
    ...due,
  ].join('\n') || '没有新的记录。'

const dates = ({ late, dates, warnings }: DayView) =>
  [...(late ? ['逾期'] : []), ...dates, ...warnings.map(({ text, article }) => `提示：${text}（${article}）`)].join(
    '\n',
  )

const letterBlocks = ({ title, lines, findings }: NonNullable<DrillView['letter']>): VolumeBlock[] => [
  { kind: 'heading', text: `出错的文书：《${title}》` },
  {
    kind: 'pairs',
    rows: findings.map(({ severity, says, article, remedy, line }) => [
      SEVERITIES[severity],
      [`${says}（${article}）`, ...(line ? [`所在的一行：${line}`] : []), remedy].join('\n'),
    ]),
  },
  { kind: 'heading', text: '文书全文' },
  ...lines.filter((text) => text.trim() !== '').map((text): VolumeBlock => ({ kind: 'paragraph', text })),
]
