/**
 * 阅读本: all that a case has on file, as one document to be read and cited by its running numbers. It proves nothing by
 * itself: what was signed lies untouched in the bundle, and each page says so. The same facts give the same bytes.
 */
import { OUTCOMES } from '../../../workflows/disclosure/vocabulary.ts'
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import { applicantInWords, requestInWords } from '../../cases/describe.ts'
import { type ArchiveStamp, type Bound, openBinder, type Pages, type VolumeBlock } from '../../documents/index.ts'
import type { House } from '../../house.ts'
import { nameUnder } from '../../ledger/closed-files.ts'
import { currentSubmission } from '../../ledger/contact.ts'
import { remedyInWords } from '../../letters/service.ts'
import { onDayAt } from '../../web/parts/format.ts'
import { closedFiles } from './closed.ts'
import { clockAt, correctedOn, dayCount } from './day-count.ts'
import { applicantOf, byPages, evidenceListBlocks, legalBasisBlocks, pagesFrom, titleOf } from './evidence-list.ts'
import type { Exhibit } from './exhibit.ts'
import { exhibitsOf } from './exhibits.ts'
import { GROUPS } from './kinds.ts'
import type { OnFile, Told } from './on-file.ts'
import { fileBehind, openPages } from './pages-of.ts'
import { ORIGINALS, type Sealed, sealedOf } from './sealed.ts'

/** How far it is: pages of letters and files that are ready, of how many. */
export type Progress = (done: number, total: number) => Promise<void>

/**
 * Bound in a thread of its own, a part after the other; pages of files are drawn by processes of their own.
 * @param signal aborted where the worker ends: then it is made from its beginning another time
 * @throws BlobMissing, BlobChanged where a letter or file is not the one on record; DocumentFault; the signal's reason
 */
export async function readingCopy(
  house: Pick<House, 'db' | 'blobs' | 'fonts'>,
  on: OnFile,
  { tell, signal, stamp }: { tell?: Progress; signal?: AbortSignal; stamp?: ArchiveStamp } = {},
): Promise<Bound> {
  const exhibits = exhibitsOf(on)
  const sealed = sealedOf(on)
  const pages = await openPages(house, on, exhibits)
  const binder = openBinder(house.fonts)
  let done = 0
  const turned = async () => {
    signal?.throwIfAborted()
    await tell?.(++done, pages.total)
  }
  try {
    await tell?.(0, pages.total)
    await binder.take({ key: 'cover', blocks: cover(on, sealed) })
    await binder.take({ key: 'contents', blocks: (pages) => contents(exhibits, pages) })
    await binder.take({ key: 'list', blocks: (pages) => evidenceListBlocks(on, exhibits, sealed, byPages(pages)) })
    await binder.take({ key: 'basis', blocks: legalBasisBlocks(on, exhibits) })
    await binder.take({ key: 'days', blocks: dayCount(on) })
    for (const [i, exhibit] of exhibits.entries()) {
      const { key, number, name } = exhibit
      const own = await pages.of(exhibit, turned)
      const head = `证据 ${number}　${inShort(name)}　${titleOf(on)}`
      await binder.take(own ? { key, head, blocks: own } : { key, joins: i > 0, blocks: written(on, exhibit) })
    }
    await binder.take({ key: 'digests', blocks: digests(exhibits) })
    return await binder.bind({
      ...{ title: `案卷阅读本 ${titleOf(on)}`, author: on.file.agency.name, at: on.at, conformance: 'B' },
      head: `${on.file.agency.name}　${titleOf(on)}`,
      foot: `阅读本供阅看和引用页码，不代替原件。${ORIGINALS[sealed]}`,
      ...(stamp && { stamp }),
    })
  } finally {
    await binder.close()
  }
}

/** Beside the running number, above a page. */
const inShort = (name: string) => (Array.from(name).length > 20 ? `${Array.from(name).slice(0, 19).join('')}…` : name)

function cover(on: OnFile, sealed: Sealed): VolumeBlock[] {
  const { row, agency } = on.file
  const clock = clockAt(on)
  const request = requestInWords(currentSubmission(on.file.facts))
  const corrected = correctedOn(on)
  const day = (on: Day | null | undefined) => (on ? inChinese(on) : '—')
  return [
    { kind: 'room', lines: 4 },
    { kind: 'title', text: '政府信息公开申请案卷' },
    { kind: 'title', text: '（阅读本）' },
    { kind: 'room', lines: 2 },
    {
      kind: 'pairs',
      rows: [
        ['案由', '政府信息公开'],
        ['案号', '　'],
        ['提交人（被告\n或被申请人）', agency.name],
        ['工作机构', agency.profile.office],
        ['受理编号', row.receipt],
        ['登记编号', row.number ?? '—'],
        ['申请人', applicantOf(on)],
        ['所需信息', request.title],
        ['收到申请之日', day(clock.receivedOn)],
        ...(corrected ? [['收到补正申请之日', day(corrected)] as const] : []),
        ['答复期限届满日', day(clock.dueOn)],
        ['答复之日', day(clock.settledOn)],
        ['办理结果', row.outcome ? OUTCOMES[row.outcome].zh : '—'],
        ['材料截止', day(on.asOf)],
      ],
    },
    { kind: 'room', lines: 1 },
    {
      kind: 'paragraph',
      text: `本阅读本由办理记录和案卷中的文件汇编，逐页编号，供阅看和引用。文书页照原样收入；发给被征求意见者的文书略去答复码后重新制作；他人制作的 PDF 文件逐页以图像收入。不能印出的文件和核验所需的材料都在证据卷中，没有改动。${ORIGINALS[sealed]}`,
    },
  ]
}

function contents(exhibits: readonly Exhibit[], pages: Pages): VolumeBlock[] {
  const line = (name: string, key: string) => {
    const place = pages.of(key)!
    return { cells: [name, pagesFrom(place.from, place.to)] }
  }
  return [
    { kind: 'title', text: '目录' },
    {
      kind: 'table',
      columns: [
        { head: '内容', mm: 140 },
        { head: '页码', mm: 28, middle: true },
      ],
      rows: [
        line('证据清单', 'list'),
        line('法律依据目录', 'basis'),
        line('期限计算', 'days'),
        ...exhibits.flatMap((one, i) => [
          ...(exhibits[i - 1]?.group === one.group ? [] : [{ group: GROUPS[one.group] }]),
          line(`证据 ${one.number}　${one.name}`, one.key),
        ]),
        { group: '附录' },
        line('文书和文件的校验值', 'digests'),
      ],
    },
  ]
}

/** By which letters and files are found in the bundle, and proven to be those. */
function digests(exhibits: readonly Exhibit[]): VolumeBlock[] {
  const rows = exhibits.flatMap((one) => {
    const sha256 = one.behind.kind === 'letter' ? one.behind.letter.sha256 : fileBehind(one)?.sha256
    return sha256 ? [{ cells: [String(one.number), one.name, sha256] }] : []
  })
  return [
    { kind: 'title', text: '文书和文件的校验值' },
    { kind: 'note', text: '证据卷中各原件的 SHA-256 校验值。阅读本中的页与原件不一致的，以原件为准。' },
    {
      kind: 'table',
      columns: [
        { head: '证据', mm: 12, middle: true },
        { head: '名称', mm: 66 },
        { head: '校验值', mm: 90 },
      ],
      rows,
    },
  ]
}

/** What is written in the ledger, as it reads. */
function written(on: OnFile, { number, name, behind }: Exhibit): VolumeBlock[] {
  const heading: VolumeBlock = { kind: 'heading', text: `证据 ${number}　${name}` }
  if (behind.kind === 'standing') {
    const { name, profile } = on.file.agency
    const { office, address, postcode, phone, hours } = profile
    const rows = [
      ['机关名称', name],
      ['工作机构', office],
      ['地址', `${address}（邮政编码 ${postcode}）`],
      ['电话', phone],
      ['办公时间', hours],
    ] as const
    const note = '统一社会信用代码证书、法定代表人身份证明书由提交机关另附。'
    return [heading, { kind: 'pairs', rows }, { kind: 'note', text: note }]
  }
  if (behind.kind === 'service') {
    const { to, address, how, sentOn, receivedOn, tracking, proof, remedy } = behind.service
    const rows = [
      ['受送达人', to],
      ['送达方式', how ?? '—'],
      ['送达地址', address ?? '—'],
      ['发出日期', sentOn ? inChinese(sentOn) : '—'],
      ['收到日期', receivedOn ? inChinese(receivedOn) : '—'],
      ...(tracking ? [['邮件编号', tracking] as const] : []),
      ['送达凭证', proof ?? '—'],
      ...(remedy ? [['救济期限', remedyInWords(remedy)] as const] : []),
    ] as const
    return [heading, { kind: 'pairs', rows }]
  }
  return behind.kind === 'record' ? [heading, { kind: 'pairs', rows: recordPairs(on, behind.told) }] : [heading]
}

/** Who, from which post, when to the minute, and every field of it. */
function recordPairs(on: OnFile, { fact, line, post }: Told): [string, string][] {
  const closedAs = closedFiles(on)
  const details: { label: string; value: string }[] = fact.type === 'submitted' ? applied(on) : line.details
  return [
    ['日期', inChinese(fact.on)],
    ...details
      .filter(({ label }) => label !== '哪一件征求意见')
      .map(({ label, value }): [string, string] => [label, value]),
    ...line.files.map((file): [string, string] => ['附件', nameUnder(closedAs(file), file.name)]),
    ['记录', `${line.by}${post ? `（${post}）` : ''}，${onDayAt(line.at, inChinese)}`],
  ]
}

function applied(on: OnFile) {
  const submitted = currentSubmission(on.file.facts)
  const [who, what] = [applicantInWords(submitted), requestInWords(submitted)]
  return [
    { label: '申请人', value: who.name },
    ...who.details,
    { label: '所需信息', value: what.title },
    { label: '内容描述', value: what.description || '—' },
    ...what.details,
  ]
}
