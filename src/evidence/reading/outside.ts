/**
 * Files that others made, on the pages of the reading copy: pictures and texts as they are, pages of PDFs as pictures, and
 * for whatever cannot be printed, or not in time, a slip with its name, size, digest and the reason.
 *
 * A PDF that says it is PDF/A is a picture, too. What it says of itself proves nothing, and there is no validator of ISO 19005 to be
 * had from npm or Debian; our copy would vouch for fonts, colours and hidden parts that nobody has checked. A volume has one output
 * intent: pages in CMYK under another one would change their colours. And a form's fields, notes and layers are shown or not as the
 * reader's program likes, while the picture shows the same to all. The file itself lies in the bundle, untouched.
 */
import {
  isSoundJpeg,
  NoPicture,
  pagesInPdf,
  pictureOfPage,
  type Unpictured,
  type VolumeBlock,
} from '../../documents/index.ts'
import { bare } from '../../files/kinds.ts'
import { charsetOf } from '../../files/text-probe.ts'
import type { House } from '../../house.ts'
import type { FileRow } from '../../ledger/queries.ts'
import { closedSlip, type OutsideFile, slip, UNSAFE } from './slip.ts'

/** Pages of one file: a thick binder. What is thicker is read in the bundle. */
const MOST_PAGES = 300
/** Of all pictures together: the volume lies in memory while it is bound. */
const MOST_BYTES = 120 * 1024 * 1024
/** Of drawing pages, for all files of a case: a job keeps a worker from its mails so long at most. */
const MOST_TIME = 10 * 60_000 // ms
/** A text of a hundred pages. */
const LONGEST_TEXT = 200_000

const WHY: Record<Unpictured | 'full', string> = {
  absent: '制作阅读本的计算机没有安装 pdftoppm 和 pdfinfo，此文件没有印出',
  unreadable: '此文件损坏或者不合格式，不能印出',
  locked: '此文件设有打开密码，不能印出',
  long: `此文件超过${MOST_PAGES}页，不在阅读本中印出`,
  slow: '此文件的页面过于复杂，在限定时间内不能印出',
  fonts: '此文件没有嵌入所用的字体，印出来会有缺漏，没有印出',
  full: '阅读本的篇幅已达上限，此文件没有印出',
}
const OTHER_KIND = '此种格式的文件不能印出'
const BROKEN_PICTURE = '此图片损坏、过大或者颜色格式不适合归档，不能印出'

/** @param limits in place of the usual ones */
export function openOutside(blobs: Pick<House['blobs'], 'read'>, limits: { bytes?: number; time?: number } = {}) {
  const counted = new Map<string, number | Unpictured>()
  let [bytes, time] = [limits.bytes ?? MOST_BYTES, limits.time ?? MOST_TIME]

  const within = async <T>(work: () => Promise<T>): Promise<T> => {
    const begun = performance.now()
    try {
      return await work()
    } finally {
      time -= performance.now() - begun
    }
  }

  const countOf = async (sha256: string): Promise<number | Unpictured> => {
    if (time <= 0) return 'slow'
    const pdf = await blobs.read(sha256)
    const pages = await within(() => pagesInPdf(pdf)).catch(whyNot)
    return typeof pages === 'number' && pages > MOST_PAGES ? 'long' : pages
  }

  return { count, pages }

  /** How many pages it takes: one for a slip. @throws BlobMissing, BlobChanged */
  async function count({ file, sha256, closed }: OutsideFile): Promise<number> {
    if (closed || !isSafe(file) || file.type !== 'application/pdf') return 1
    if (!counted.has(sha256)) counted.set(sha256, await countOf(sha256))
    const pages = counted.get(sha256)
    return typeof pages === 'number' ? pages : 1
  }

  /** @throws BlobMissing, BlobChanged */
  async function pages(of: OutsideFile, turned: () => Promise<void>): Promise<VolumeBlock[]> {
    const { file } = of
    if (of.closed) {
      await turned()
      return closedSlip(of, of.closed)
    }
    if (isSafe(file) && file.type === 'application/pdf') return pdfPages(of, turned)
    await turned()
    if (!isSafe(file)) return slip(of, UNSAFE)
    if (file.type === 'image/jpeg' || file.type === 'image/png') return picturePage(of)
    if (isPlain(file) && file.size <= LONGEST_TEXT) return textPages(of)
    return slip(of, OTHER_KIND)
  }

  async function pdfPages(of: OutsideFile, turned: () => Promise<void>): Promise<VolumeBlock[]> {
    const pages = counted.get(of.sha256)
    if (typeof pages !== 'number') {
      await turned()
      return slip(of, WHY[pages ?? 'unreadable'])
    }
    const pdf = await blobs.read(of.sha256)
    const scans: VolumeBlock[] = []
    let size = 0
    for (let n = 1; n <= pages; n++) {
      const drawn = time > 0 ? await within(() => pictureOfPage(pdf, n)).catch(whyNot) : 'slow'
      await turned()
      if (typeof drawn === 'string') return slip(of, WHY[drawn])
      size += drawn.length
      if (size > bytes) return slip(of, WHY.full)
      scans.push({ kind: 'scan', picture: { bytes: drawn, alt: `${of.name}，第${n}页` } })
    }
    bytes -= size
    return scans
  }

  async function picturePage(of: OutsideFile): Promise<VolumeBlock[]> {
    if (of.file.size > bytes) return slip(of, WHY.full)
    const content = await blobs.read(of.sha256)
    const isBroken = of.file.type === 'image/jpeg' && (await isBrokenJpeg(content))
    if (isBroken) return slip(of, BROKEN_PICTURE)
    bytes -= of.file.size
    const picture = { bytes: content, alt: of.name }
    return [headingOf(of), { kind: 'picture', picture, otherwise: slip(of, BROKEN_PICTURE).slice(1) }]
  }

  /** Nobody can tell without the program, or after the time for it: then it is printed as it is. */
  async function isBrokenJpeg(content: Buffer): Promise<boolean> {
    if (time <= 0) return false
    const sound = await within(() => isSoundJpeg(content)).catch(whyNot)
    return sound !== true && sound !== 'absent'
  }

  /** In the encoding that it was proven to have when it came in; nothing is guessed. */
  async function textPages(of: OutsideFile): Promise<VolumeBlock[]> {
    const content = await blobs.read(of.sha256)
    try {
      const text = new TextDecoder(charsetOf(of.file.type), { fatal: true })
        .decode(content)
        .replace(/\r\n?/g, '\n')
        .trim()
      return [headingOf(of), { kind: 'paragraph', text: text.replace(/[^\P{C}\n]/gu, ' ') }]
    } catch {
      return slip(of, OTHER_KIND)
    }
  }
}

/** What shows all that it holds: of a page or a mail its source would be printed. */
const isPlain = ({ type }: FileRow) => ['text/plain', 'text/csv'].includes(bare(type))
const isSafe = ({ virus, scan }: FileRow) => virus === null && scan !== 'infected'
const headingOf = ({ number, name }: OutsideFile): VolumeBlock => ({
  kind: 'heading',
  text: `证据 ${number}　${name}`,
})

function whyNot(fault: unknown): Unpictured {
  if (fault instanceof NoPicture) return fault.why
  throw fault
}
