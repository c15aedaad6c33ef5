/** The file that is redacted, as a PDF; what was found in it a moment ago is at hand for the next page. */
import { NoPicture } from '../documents/index.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { converted, found, NotRedacted, type PageFound, sizesOf, type WhyNot } from '../redacting/apart.ts'
import type { Wanted } from '../redacting/patterns.ts'
import { pagePicture } from '../redacting/rasters.ts'
import type { KeptMark } from './marks.ts'

export type Original = { id: string; name: string; sha256: string; type: string; size: number }

const KEPT = 4
/** One after the other they come and go; who asks while it is being made waits for the same. */
class Few<T> {
  readonly #all = new Map<string, Promise<T>>()
  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#all.get(key)
    if (known) {
      this.#all.delete(key)
      this.#all.set(key, known)
      return known
    }
    const made = make()
    this.#all.set(key, made)
    made.catch(() => this.#all.delete(key))
    if (this.#all.size > KEPT) this.#all.delete(this.#all.keys().next().value!)
    return made
  }
}
const pdfs = new Few<Buffer>()
const searched = new Few<PageFound[]>()

/** @throws Refusal REDACTION_IMPOSSIBLE with why and what to do */
export const pdfOf = ({ blobs }: Pick<House, 'blobs'>, { sha256, type }: Original): Promise<Buffer> =>
  told(() => pdfs.get(`${sha256} ${type}`, async () => converted(await blobs.read(sha256), type)))

/** So many pages are read, found in and drawn within the time that anybody waits. */
const MOST_PAGES = 500

/** @throws Refusal REDACTION_IMPOSSIBLE */
export async function pagesOf(house: Pick<House, 'blobs'>, original: Original) {
  const pdf = await pdfOf(house, original)
  const pages = await told(() => sizesOf(pdf))
  if (pages.length > MOST_PAGES) throw impossible('long')
  return pages.map(({ width, height }) => ({ width: rounded(width), height: rounded(height) }))
}
const rounded = (points: number) => Math.round(points * 100) / 100

/** Everything that may lead to a person, page by page. @throws Refusal REDACTION_IMPOSSIBLE */
export async function foundIn(house: Pick<House, 'blobs'>, original: Original, wanted: Wanted): Promise<PageFound[]> {
  const pdf = await pdfOf(house, original)
  return told(() => searched.get(`${original.sha256} ${JSON.stringify(wanted)}`, () => found(pdf, wanted)))
}

/** What stands under the marks of one page, in their order. @throws Refusal REDACTION_IMPOSSIBLE */
export async function wordsUnder(
  house: Pick<House, 'blobs'>,
  original: Original,
  marks: readonly KeptMark[],
  page: number,
): Promise<string[]> {
  const here = marks.filter((mark) => mark.page === page)
  if (here.length === 0) return []
  const pdf = await pdfOf(house, original)
  const [one] = await told(() => found(pdf, { names: [] }, here, page))
  return one?.under ?? []
}

/** A page as it is shown, as a JPEG. @throws Refusal REDACTION_IMPOSSIBLE */
export async function pictureOf(house: Pick<House, 'blobs'>, original: Original, page: number): Promise<Buffer> {
  const pdf = await pdfOf(house, original)
  try {
    return await pagePicture(pdf, page)
  } catch (error) {
    throw error instanceof NoPicture ? impossible(error.why) : error
  }
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof NotRedacted ? impossible(error.why) : error
  }
}

const impossible = (why: WhyNot) => new Refusal('REDACTION_IMPOSSIBLE', { message: whyNot(why), next: nextStep(why) })

/** Why a file is not redacted here, for who reads it. */
export function whyNot(why: string): string {
  return WHY[why as WhyNot]?.[0] ?? '没有生成，请再试一次'
}
const nextStep = (why: WhyNot): string => WHY[why][1]

const WHY: Record<WhyNot, [says: string, next: string]> = {
  kind: ['这种文件不能在这里遮盖', '请转换为PDF、图片（JPEG、PNG）或者DOCX、XLSX以后，作为新的文件附卷，再遮盖。'],
  libreoffice: [
    '遮盖这种文件需要LibreOffice，这台服务器没有安装',
    '请在自己的电脑上另存为PDF后附卷，再遮盖；或者请运维人员安装LibreOffice。',
  ],
  absent: ['遮盖需要poppler，这台服务器没有安装', '请运维人员安装Debian的软件包poppler-utils。'],
  unreadable: ['文件已经损坏，不能打开', '请换一个完好的文件附卷，再遮盖。'],
  locked: ['文件设有密码，不能打开', '请去掉密码后重新附卷，再遮盖。'],
  long: ['文件超过500页', '请分为几个文件附卷，分别遮盖。'],
  slow: ['文件太复杂，没有在限定的时间内完成', '请用打印为PDF的办法另存一份附卷，再遮盖。'],
  fonts: [
    '文件没有嵌入字体，这台服务器也没有相应的字体',
    '请嵌入字体后另存，或者请运维人员安装poppler-data和中文字体。',
  ],
  differ: ['两个程序对这个文件的页面大小解读不同，位置不能保证准确', '请用打印为PDF的办法另存一份附卷，再遮盖。'],
  ended: ['文件太大或者太复杂，没有完成', '请分为几个文件附卷，分别遮盖；也可以再试一次。'],
}
