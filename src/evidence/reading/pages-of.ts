/** What stands on the pages of the reading copy for letters and files: their own pages, a picture, or a slip that says where they lie. */
import { isPrintable, pagesIn, renderPdf, type VolumeBlock } from '../../documents/index.ts'
import type { House } from '../../house.ts'
import type { FileRow } from '../../ledger/queries.ts'
import type { KeptWords } from '../../letters/kept-words.ts'
import { letterFrom } from '../../letters/together-letter.ts'
import { size } from '../../web/parts/format.ts'
import type { Exhibit } from './exhibits.ts'
import type { OnFile } from './on-file.ts'

type Stores = Pick<House, 'blobs' | 'fonts'>

/** A picture of more bytes is left to whoever opens the file. */
const LARGEST_PICTURE = 12_000_000

/** By the key of the exhibit; records and proofs of service are no files and are not in it. @throws BlobMissing, BlobChanged */
export async function pagesOfFiles(
  house: Stores,
  on: OnFile,
  exhibits: readonly Exhibit[],
): Promise<Map<string, VolumeBlock[]>> {
  const pages = new Map<string, VolumeBlock[]>()
  for (const exhibit of exhibits) {
    const { behind, key } = exhibit
    if (behind.kind === 'letter')
      pages.set(key, await letterPages(house, on.words.get(behind.letter.id), behind.letter))
    if (behind.kind === 'file')
      pages.set(key, await filePages(house, exhibit, behind.file, behind.file.sha256, 'files'))
    if (behind.kind === 'given') pages.set(key, await filePages(house, exhibit, behind.file, behind.sha256, 'given'))
  }
  return pages
}

type LetterOf = Extract<Exhibit['behind'], { kind: 'letter' }>['letter']

/** As it was issued; one to those who are consulted is made again without the code that opens their answer. */
async function letterPages(
  { blobs, fonts }: Stores,
  words: KeptWords | undefined,
  letter: LetterOf,
): Promise<VolumeBlock[]> {
  const alt = `《${letter.title}》`
  if (letter.consultation !== null && words) {
    const data = 'members' in words.data ? words.data : withoutCode(words.data)
    const { bytes, pages } = await renderPdf(letterFrom(words.template, data), fonts, {
      issuedAt: new Date(words.issuedAt),
    })
    return [{ kind: 'sheets', pdf: bytes, pages, alt }]
  }
  const pdf = await blobs.read(letter.sha256)
  return [{ kind: 'sheets', pdf, pages: await pagesIn(pdf), alt }]
}

const LEFT_OUT = '（从略）'
function withoutCode<T extends Exclude<KeptWords['data'], { members: unknown }>>(data: T): T {
  const { consultation } = data
  return consultation?.answerCode ? { ...data, consultation: { ...consultation, answerCode: LEFT_OUT } } : data
}

/** As a reader of the list calls it, by its name: ours are checked against their content when they come in. */
const typeOf = ({ name, type }: FileRow) => {
  const [, ending] = /\.([A-Za-z0-9]{1,5})$/.exec(name) ?? []
  if (type.startsWith('image/')) return '图片'
  return TYPES[ending?.toLowerCase() ?? ''] ?? (ending ? `${ending.toUpperCase()} 文件` : '文件')
}
const TYPES: Record<string, string> = {
  ...{ pdf: 'PDF 文件', ofd: 'OFD 版式文件', txt: '文本文件', csv: '数据表', zip: '压缩包' },
  ...{
    doc: '文字处理文档',
    docx: '文字处理文档',
    wps: '文字处理文档',
    xls: '电子表格',
    xlsx: '电子表格',
    et: '电子表格',
  },
}

async function filePages(
  { blobs }: Stores,
  { number, name }: Exhibit,
  file: FileRow,
  sha256: string,
  folder: string,
): Promise<VolumeBlock[]> {
  const heading: VolumeBlock = { kind: 'heading', text: `证据 ${number}　${name}` }
  const isSafe = file.virus === null && file.scan !== 'infected'
  if (isSafe && file.type === 'image/jpeg' && file.size <= LARGEST_PICTURE) {
    const bytes = await blobs.read(sha256)
    if (isPrintable(bytes, file.type))
      return [
        heading,
        { kind: 'note', text: `校验值 SHA-256：${sha256}` },
        { kind: 'picture', picture: { bytes, alt: name } },
      ]
  }
  return [
    heading,
    {
      kind: 'pairs',
      rows: [
        ['文件名称', name],
        ['文件类型', typeOf(file)],
        ['大小', `${size(file.size)}（${file.size}字节）`],
        ['校验值', `SHA-256：${sha256}`],
        ['所在位置', `证据卷的 ${folder} 文件夹，按校验值查找`],
      ],
    },
    {
      kind: 'note',
      text: isSafe
        ? '此文件不在阅读本中印出，请打开证据卷中的文件阅看。'
        : '此文件带有病毒，为核验而保留在证据卷中，请勿打开。',
    },
  ]
}
