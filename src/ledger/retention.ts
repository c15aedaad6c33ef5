/** 保管期限: classes of retention, how long each lasts, and how an item is cited by it (DA/T 22, 国家档案局令第8号). */
import type { Day } from '../../workflows/statute/days.ts'

export type RetentionClass = {
  /** As `archived.retention` names it: 永久, 30年, 10年, or the agency's own. */
  name: string
  /** Null for ever. */
  years: number | null
  /** The article or item of the table that says so. */
  basis: string
}

const ORDER_8 = '《机关文件材料归档范围和文书档案保管期限规定》（国家档案局令第8号）'
/** Until the agency's own table was approved. No national rule names these files: the agency's table decides. */
export const SHIPPED_CLASSES: readonly RetentionClass[] = [
  { name: '永久', years: null, basis: ORDER_8 },
  { name: '30年', years: 30, basis: ORDER_8 },
  { name: '10年', years: 10, basis: ORDER_8 },
]

/** The class by which an agency keeps what is no application, where its table has one of this name. */
export const ASIDE_CLASS = '无效件'

/** By which class 无效件 are kept: the agency's own for them, else the shortest. @returns undefined where every class lasts for ever */
export function classOfAside(classes: readonly RetentionClass[]): RetentionClass | undefined {
  const own = classes.find(({ name }) => name === ASIDE_CLASS)
  if (own) return own
  const ending = classes.filter((one): one is RetentionClass & { years: number } => one.years !== null)
  return ending.toSorted((a, b) => a.years - b.years)[0]
}

/** How 无效件 are cited on a list: nobody has given them a 档号. */
export const referenceOfAside = (receipt: string): string => `${ASIDE_CLASS} ${receipt}`

/** Letters of a class in a 档号: Y, D30, D10. */
export const codeOf = (retention: string): string => {
  const [, years] = /^(\d{1,3})年$/.exec(retention) ?? []
  return retention === '永久' ? 'Y' : years ? `D${years}` : retention
}

/**
 * The last day of the period: as many years after the archiving, on the same day of the year (29 February: the 28th).
 * @returns undefined for ever, and for a class whose years nobody has fixed: neither may be destroyed
 */
export function keptUntil(archivedOn: Day, years: number | null | undefined): Day | undefined {
  if (years === null || years === undefined) return undefined
  const [year, month, day] = archivedOn.split('-') as [string, string, string]
  const ends = Number(year) + years
  const isLeap = ends % 4 === 0 && (ends % 100 !== 0 || ends % 400 === 0)
  return `${ends}-${month}-${month === '02' && day === '29' && !isLeap ? '28' : day}`
}

type Item = { fonds: string; year: number; retention: string; value: number }

/** 件号, four digits at least. */
export const itemNumber = (value: number): string => String(value).padStart(4, '0')

/** 档号 (DA/T 13): 全宗号-WS·年度-保管期限代码-件号; without a 全宗号 it begins with the category. */
export const referenceOf = ({ fonds, year, retention, value }: Item): string =>
  [...(fonds ? [fonds] : []), `WS·${year}`, codeOf(retention), itemNumber(value)].join('-')
