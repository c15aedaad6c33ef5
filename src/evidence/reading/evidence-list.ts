/** 证据清单 and 法律依据目录 as they are read and printed: the same rows as data, as blocks of a volume, and as a PDF. */
import { inChinese } from '../../../workflows/statute/days.ts'
import {
  type Bound,
  bindVolume,
  type Column,
  type FontSet,
  type Pages,
  type Part,
  type TableRow,
  type VolumeBlock,
} from '../../documents/index.ts'
import { applicantsInAList } from '../../ledger/applicants.ts'
import { currentSubmission } from '../../ledger/contact.ts'
import type { MadeCopy } from './copies.ts'
import type { Exhibit } from './exhibit.ts'
import { exhibitsOf } from './exhibits.ts'
import { GROUPS, type Group } from './kinds.ts'
import { type Basis, legalBasisOf } from './legal-basis.ts'
import type { OnFile } from './on-file.ts'
import { ORIGINALS, type Sealed } from './sealed.ts'

/** For programs: what is printed, and nothing that is not. */
export type EvidenceList = {
  agency: string
  receipt: string
  number: string | null
  applicant: string
  exhibits: (Pick<Exhibit, 'number' | 'name' | 'source' | 'proves' | 'article' | 'summary' | 'copies' | 'form'> & {
    group: string
    /** Pages of the reading copy, which the data have not: none is bound for them. */
    from: null
    to: null
  })[]
  basis: Basis[]
}

export function evidenceList(on: OnFile, exhibits: readonly Exhibit[]): EvidenceList {
  const { row, agency } = on.file
  return {
    ...{ agency: agency.name, receipt: row.receipt, number: row.number, applicant: applicantOf(on) },
    exhibits: exhibits.map(({ number, group, name, source, proves, article, summary, copies, form }) => ({
      ...{ number, group: GROUPS[group], name, source, proves, article, summary, copies, form },
      ...{ from: null, to: null },
    })),
    basis: legalBasisOf(on, exhibits),
  }
}

export const applicantOf = ({ file }: OnFile) => applicantsInAList(currentSubmission(file.facts))

/** What its column of places is called, how wide it is, and what stands there for each. */
export type Located = { head: string; mm: number; of: (exhibit: Exhibit) => string }

/** By the pages of the reading copy. */
export const byPages = (pages: Pages): Located => ({
  ...{ head: '页码', mm: 16 },
  of: ({ key }) => {
    const place = pages.of(key)
    return place ? pagesFrom(place.from, place.to) : '—'
  },
})

const columns = ({ head, mm }: Located): readonly Column[] => [
  { head: '编号', mm: 11, middle: true },
  { head: '证据名称', mm: 33 },
  { head: '证据来源', mm: 22 },
  { head: '证明对象和内容', mm: 77 - mm },
  { head: '份数', mm: 11, middle: true },
  { head, mm, middle: true },
  { head: '原件或者复制件', mm: 14, middle: true },
]

export function evidenceListBlocks(
  on: OnFile,
  exhibits: readonly Exhibit[],
  sealed: Sealed,
  located: Located,
  applicant = applicantOf(on),
): VolumeBlock[] {
  const { row, agency } = on.file
  const rows: TableRow[] = exhibits.flatMap((one, i): TableRow[] => [
    ...(exhibits[i - 1]?.group === one.group
      ? []
      : [{ group: `第${COUNT[groupsUpTo(exhibits, i) - 1]}组　${GROUPS[one.group]}` }]),
    {
      cells: [
        String(one.number),
        one.name,
        one.source,
        one.leftOut ? `从略：${one.leftOut}。` : `证明：${one.proves}（${one.article}）。\n内容：${one.summary}`,
        String(one.copies),
        located.of(one),
        one.leftOut ? '—' : one.form,
      ],
    },
  ])
  return [
    { kind: 'title', text: '证据清单' },
    {
      kind: 'pairs',
      rows: [
        ['案由', '政府信息公开'],
        ['案号', '　'],
        ['提交人（被告\n或被申请人）', agency.name],
        ['申请编号', [`受理编号 ${row.receipt}`, row.number && `登记编号 ${row.number}`].filter(Boolean).join('；')],
        ['申请人', applicant],
      ],
    },
    { kind: 'table', columns: columns(located), rows },
    {
      kind: 'note',
      text: `“原件”是指本系统形成或者收到的电子原件，存于证据卷，可以按其校验值核对；“打印件”是指没有加盖电子印章的文书，以及据办理记录汇总的送达情况记录；“电子记录”是指本机关据他人提交的材料录入的信息；“复制件”是指纸质材料的扫描件或者提供给申请人的副本。${ORIGINALS[sealed]}`,
    },
    { kind: 'room', lines: 1 },
    { kind: 'paragraph', text: `提交人（盖章）：${agency.name}` },
    { kind: 'paragraph', text: '经办人（签名）：' },
    { kind: 'paragraph', text: '提交日期：　　　　年　　月　　日' },
  ]
}

const COUNT = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']
const groupsUpTo = (exhibits: readonly Exhibit[], i: number) =>
  new Set<Group>(exhibits.slice(0, i + 1).map(({ group }) => group)).size

/** 5, or 5—7. */
export const pagesFrom = (from: number, to: number) => (from === to ? String(from) : `${from}—${to}`)

/** Where this copy lacks the words; staff read on the page of the case that they add them. */
const AS_PUBLISHED = '以公布的文本为准。'

export function legalBasisBlocks(on: OnFile, exhibits: readonly Exhibit[]): VolumeBlock[] {
  const basis = legalBasisOf(on, exhibits)
  const [carried, named] = [basis.filter(({ edition }) => edition), basis.filter(({ edition }) => !edition)]
  return [
    { kind: 'title', text: '法律依据目录' },
    {
      kind: 'paragraph',
      text: `本案文书和办理过程引用的法律、法规和其他文件如下。条文以${on.replied ? '答复作出之日' : '最近一项记录之日'}（${inChinese(on.lawOn)}）有效的文本为准。`,
    },
    ...carried.flatMap(({ name, edition, articles }): VolumeBlock[] => [
      { kind: 'heading', text: name },
      { kind: 'note', text: edition! },
      { kind: 'pairs', rows: articles.map(({ place, text }) => [place, text ?? AS_PUBLISHED] as const) },
    ]),
    ...(named.length === 0
      ? []
      : ([
          { kind: 'heading', text: '其他依据' },
          {
            kind: 'table',
            columns: [
              { head: '文件', mm: 108 },
              { head: '引用的条款', mm: 60 },
            ],
            rows: named.map(({ name, articles }) => ({
              cells: [name, articles.flatMap(({ place }) => place || []).join('、') || '—'],
            })),
          },
        ] satisfies VolumeBlock[])),
  ]
}

export const titleOf = ({ file: { row } }: OnFile) => row.number ?? row.receipt

/** The list by itself, with the law that it names, and the pages of the reading copy where one is made. @throws DocumentFault */
export function evidenceListPdf(
  on: OnFile,
  { fonts, sealed, copy }: { fonts: FontSet; sealed: Sealed; copy: Pick<MadeCopy, 'places' | 'pages'> | null },
): Promise<Bound> {
  const exhibits = exhibitsOf(on)
  const pages: Pages = { of: (key) => copy?.places[key], total: copy?.pages ?? 0 }
  const parts: Part[] = [
    { key: 'list', blocks: evidenceListBlocks(on, exhibits, sealed, byPages(pages)) },
    { key: 'basis', blocks: legalBasisBlocks(on, exhibits) },
  ]
  return bindVolume(
    {
      ...{ title: `证据清单 ${titleOf(on)}`, author: on.file.agency.name, at: on.at, conformance: 'A', parts },
      head: `${on.file.agency.name}　${titleOf(on)}`,
      foot: copy ? '页码是案卷阅读本的页码。' : '案卷阅读本还没有生成，没有页码。',
    },
    fonts,
  )
}
