/** The stored files of a case, each read to its last byte: is it there and unchanged, is it what it was taken in as, does it open, is it clean. */
import { isSoundJpeg, NoPicture, pagesInPdf, type Unpictured } from '../../documents/index.ts'
import { provesType } from '../../files/judge.ts'
import { charsetOf } from '../../files/text-probe.ts'
import { BlobChanged, BlobMissing } from '../../ground/blobs.ts'
import type { House } from '../../house.ts'
import { formatName } from './format-names.ts'
import type { ItemCode } from './items.ts'
import type { Finding } from './report.ts'

export type Stored = {
  sha256: string
  type: string
  /** Of a file: its id, by which its name is looked up for whoever reads the report. */
  file?: string
  /** As it is on record; null where nothing says it. */
  size: number | null
  /** What the virus scanner said; null where no scanner has seen it. */
  scan: 'clean' | 'infected' | 'unscanned' | null
  /** What the report calls it: never by its name. */
  called: string
  /** A copy that left with the reply: its absence is another item. */
  isGiven: boolean
}

/** The formats in which archives keep (DA/T 47, GB/T 18894): what is of another one somebody has to judge. */
const LASTING = /^(application\/(pdf|ofd)|image\/(jpeg|png)|text\/(plain|csv)\b.*|audio\/mpeg|video\/mp4)$/

/** @throws what the store throws where it is away */
export async function contentFindings(
  { blobs }: Pick<House, 'blobs'>,
  all: readonly Stored[],
): Promise<{ looked: readonly ItemCode[]; findings: Finding[]; bytes: number }> {
  const findings: Finding[] = []
  const unlooked = new Set<ItemCode>()
  const seen = new Set<string>()
  let bytes = 0
  for (const one of all) {
    const { sha256, called, file } = one
    const about = file === undefined ? {} : { file }
    const fail = (item: ItemCode, found: string) => findings.push({ item, verdict: 'fail', found, ...about })
    const confirm = (item: ItemCode, found: string) => findings.push({ item, verdict: 'confirm', found, ...about })
    // A copy that left as it is on file is said once what was found of it.
    const isSaid = one.isGiven && seen.has(sha256)
    if (!isSaid) scanned(one, fail, confirm)
    let content: Buffer
    try {
      content = await blobs.read(sha256)
    } catch (error) {
      const why = whyGone(error)
      fail(one.isGiven ? '2.7' : '2.6', `${called}${why}`)
      for (const code of OF_CONTENT) unlooked.add(code)
      continue
    }
    bytes += content.length
    if (isSaid) continue
    seen.add(sha256)
    if (one.size !== null && one.size !== content.length)
      fail('1.4', `${called}登记为${one.size}字节，实为${content.length}字节`)
    if (!(await provesType(one.type, content))) fail('1.4', `${called}的内容不是登记的格式（${formatName(one.type)}）`)
    if (!LASTING.test(one.type)) confirm('3.3', `${called}的格式是${formatName(one.type)}，不在长期保存格式之列`)
    await opened(one, content, fail, confirm)
    if (one.scan === 'infected') unlooked.add('3.5')
  }
  return { looked: [...ON_RECORD, ...OF_CONTENT.filter((code) => !unlooked.has(code))], findings, bytes }
}
/** Whether a file is there, and what the scanner said of it, is asked of each; the rest only of one that can be read. */
const ON_RECORD = ['2.6', '2.7', '4.1'] as const
const OF_CONTENT = ['1.4', '3.2', '3.3', '3.5'] as const

type Say = (item: ItemCode, found: string) => void

function scanned({ scan, called }: Stored, fail: Say, confirm: Say): void {
  if (scan === 'infected') fail('4.1', `${called}含有病毒`)
  else if (scan !== 'clean') confirm('4.1', `${called}没有经过病毒扫描`)
}

/** @throws what is no fault of the file */
function whyGone(error: unknown): string {
  if (error instanceof BlobMissing) return '不在存储中'
  if (error instanceof BlobChanged) return '在存储中被改动，与登记的校验值不符'
  throw error
}

const WHY: Record<Unpictured, string> = {
  absent: '没有检测：本机没有安装pdfinfo',
  unreadable: '已损坏，不能打开',
  locked: '设有打开密码',
  long: '页数过多，没有检测',
  slow: '在限定时间内不能打开',
  fonts: '缺少字体',
}

/** 3.2 and 3.5. A file with a virus is not opened to see whether it opens. */
async function opened({ type, scan, called }: Stored, content: Buffer, fail: Say, confirm: Say): Promise<void> {
  if (scan === 'infected') return fail('3.2', `${called}含有病毒，没有打开`)
  if (type === 'application/pdf') {
    const why = await pagesInPdf(content).then(() => undefined, whyNot)
    if (why === 'locked') fail('3.5', `${called}设有打开密码`)
    else if (why === 'absent' || why === 'slow') confirm('3.2', `${called}${WHY[why]}`)
    else if (why) fail('3.2', `${called}${WHY[why]}`)
  } else if (type === 'image/jpeg') {
    const sound = await isSoundJpeg(content).catch(whyNot)
    if (sound === false || sound === 'unreadable') fail('3.2', `${called}已损坏，不能完整打开`)
    else if (sound !== true) confirm('3.2', `${called}${WHY[sound]}`)
  } else if (type.startsWith('text/')) {
    if (!isText(content, type)) confirm('3.2', `${called}不是登记的编码的文本，请人工打开`)
  } else confirm('3.2', `${called}（${formatName(type)}）请人工打开`)
}

function whyNot(error: unknown): Unpictured {
  if (error instanceof NoPicture) return error.why
  throw error
}

function isText(content: Buffer, type: string): boolean {
  try {
    new TextDecoder(charsetOf(type), { fatal: true }).decode(content)
    return true
  } catch {
    return false
  }
}
