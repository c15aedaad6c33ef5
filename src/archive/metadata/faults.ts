/** What is wrong with the metadata of a case: an element that is missing, or a value of another form than it must have. */
import { counting } from '../../../workflows/statute/counting.ts'
import { isDay } from '../../../workflows/statute/days.ts'
import { heard } from '../../ledger/queries.ts'
import { codeOf } from '../../ledger/retention.ts'
import type { Kept } from '../kept.ts'
import { type Element, valuesOf } from './element.ts'

/** Without these nobody finds the case in an archive, or knows whose it is. */
const REQUIRED = [
  ...['聚合层次', '全宗名称', '立档单位名称', '电子文件号', '档号全文', '年度', '保管期限', '室编件号'],
  ...['题名', '责任者', '日期', '文件组合类型', '件数', '业务行为', '行为时间'],
]

/** @returns names of elements that lack; 页数 where no reading copy was made */
export const missingIn = (elements: readonly Element[]): string[] =>
  [...REQUIRED, '页数'].filter((name) => valuesOf(elements, name).length === 0)

/** Signs; of a title as long as 300 Chinese characters no archive prints more. */
const LONGEST = 500

/** @returns what is wrong with which value, in words that name nobody */
export function unfitIn(elements: readonly Element[], { classes, item }: Kept): string[] {
  const one = (name: string) => valuesOf(elements, name)[0] ?? ''
  return [
    /^\d{4}$/.test(one('年度')) ? '' : '年度不是四位数字',
    /^\d{4,}$/.test(one('室编件号')) ? '' : '室编件号不是四位以上的数字',
    isDay(one('日期')) ? '' : '日期不是真实的日期',
    classes.some(({ name }) => name === item.retention) || codeOf(item.retention) !== item.retention
      ? ''
      : '保管期限不在本机关的保管期限表中',
    /^\d{8}-\d{5}-\d{6}$/.test(one('电子文件号')) ? '' : '电子文件号不是受理编号的格式',
    [...one('题名')].length <= LONGEST ? '' : `题名超过${LONGEST}字`,
    ...valuesOf(elements, '计算机文件大小').map((size) => (/^[1-9]\d*$/.test(size) ? '' : '有的文件大小不是正整数')),
  ].filter(Boolean)
}

/** 全宗号, category and year, class, 件号 (DA/T 13). */
const REFERENCE = /^(?:[^-\s]{1,20}-)?WS·\d{4}-[^-\s]{1,60}-\d{4,}$/

/** 档号: composed as it must be, and of the year and the class that the facts of the case come to. */
export function referenceFault({ file, item, stamp }: Kept): string | undefined {
  if (!REFERENCE.test(stamp.reference)) return '档号不符合“全宗号-WS·年度-保管期限代码-件号”的格式'
  const archived = counting(file.facts.map(heard)).findLast((fact) => fact?.type === 'archived')
  if (archived?.type !== 'archived') return '没有归档的记录'
  if (archived.retention !== item.retention) return '档号的保管期限与归档记录不一致'
  const { servedOn, withdrawnOn } = file.row.context
  return (servedOn ?? withdrawnOn ?? archived.on).startsWith(`${item.year}-`) ? undefined : '档号的年度与办结日期不一致'
}
