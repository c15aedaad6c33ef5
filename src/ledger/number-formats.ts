/** How an office writes its numbers: 登记编号, and 文号 of replies and of notices. What the law leaves to it, with what GB/T 9704 does not. */

/** Each counts apart. */
export const NUMBER_KINDS = { registration: '登记编号', reply: '答复文号', notice: '告知、征求意见文号' } as const
export type NumberKind = keyof typeof NUMBER_KINDS
/** 文号: what letters bear. */
export type DocumentKind = Exclude<NumberKind, 'registration'>

/** Until an office sets its own. */
export const DEFAULT_FORMATS: Record<NumberKind, string> = {
  registration: '{年}-{序号4}',
  reply: '{机关代字}复〔{年}〕{序号}号',
  notice: '{机关代字}告〔{年}〕{序号}号',
}

const BLANK = /\{(机关代字|年|序号([2-6])?)\}/g
/** Digits of its own would read as part of the number; brackets other than 〔〕 as another format. */
const ELSE = /^[\p{Script=Han}A-Za-z〔〕（）\-—·/]*$/u
/** Six-corner brackets, the year in full, no leading zero (GB/T 9704 7.2.5). */
const DOCUMENT = /^\{机关代字\}\p{Script=Han}{0,10}〔\{年\}〕\{序号\}号$/u

/**
 * What keeps a format from being used, in words; none where it is fit. Year and count make each number another one.
 * @param format the text with its blanks `{机关代字}`, `{年}`, `{序号}` or `{序号4}` (padded with noughts to 2 to 6 digits)
 */
export function unfitFormat(kind: NumberKind, format: string): string | undefined {
  const blanks = Array.from(format.matchAll(BLANK), ([, name]) => name!.replace(/\d/, ''))
  const times = (name: string) => blanks.filter((each) => each === name).length
  if (!ELSE.test(format.replace(BLANK, '')))
    return '空白只有{机关代字}、{年}、{序号}和{序号2}至{序号6}；其余只写文字和连接符，不写数字和空格'
  if (times('年') !== 1 || times('序号') !== 1) return '{年}和{序号}各写一次：缺了就会重号'
  if (times('机关代字') > 1) return '{机关代字}只写一次'
  if (kind !== 'registration' && !DOCUMENT.test(format))
    return '文号由机关代字、年份、序号组成，写作“{机关代字}复〔{年}〕{序号}号”的样子：六角括号、年份写全、序号不编虚位（GB/T 9704 7.2.5）'
  return undefined
}

/** What two formats have to share so that they could ever write the same number. */
export const patternOf = (format: string, mark: string): string =>
  format.replaceAll('{机关代字}', mark).replace(/\{序号\d\}/, '{序号}')

/** One number in a fit format. */
export const inFormat = (
  format: string,
  { mark, year, value }: { mark: string; year: number; value: number },
): string =>
  format.replace(BLANK, (_, name: string, digits?: string) => {
    if (name === '机关代字') return mark
    return name === '年' ? String(year) : String(value).padStart(Number(digits ?? 1), '0')
  })
