/** What a cell of a workbook shows: its value in the format that the workbook gives it (ECMA-376, 18.8.30 and 18.17.4). */

/** Formats that need no code: percentages, two places, days and times. */
const BUILT_IN: Readonly<Record<number, string>> = {
  ...{ 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 37: '#,##0', 38: '#,##0', 39: '#,##0.00' },
  ...{ 40: '#,##0.00', 20: 'h:mm', 21: 'h:mm:ss', 22: 'yyyy-mm-dd h:mm', 45: 'mm:ss', 46: 'h:mm:ss', 47: 'mm:ss' },
}
/** Days, those of Chinese, Japanese and Korean editions among them. */
const IS_DAY = (id: number): boolean => (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** The code of a format by its number. */
export const codeOf = (id: number, own: ReadonlyMap<number, string>): string =>
  own.get(id) ?? BUILT_IN[id] ?? (IS_DAY(id) ? 'yyyy-mm-dd' : '')

const DAY_MS = 86_400_000
/** Days are counted from here; workbooks of old Macs begin in 1904. */
const EPOCH = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) }
/** The last day that a workbook knows: 9999-12-31. */
const LAST_DAY = 2_958_465

/** A number as it is shown; what nobody formats, with the digits that a workbook keeps. */
export function numberShown(value: string, code: string, begins: keyof typeof EPOCH): string {
  const number = Number(value)
  if (value === '' || !Number.isFinite(number)) return value
  const [first = ''] = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').split(';')
  if (/[ymdhs]/i.test(first) && !/[#0]/.test(first.replace(/\.0+/g, '')) && number >= 0 && number < LAST_DAY + 1)
    return dayShown(number, first, EPOCH[begins])
  const places = /\.(0+)/.exec(first)?.[1]?.length ?? 0
  if (first.includes('%')) return `${(number * 100).toFixed(places)}%`
  if (!/[#0]/.test(first)) return String(Number(number.toPrecision(15)))
  const shown = number.toFixed(places)
  return first.includes(',') ? shown.replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d{0,15})/g, ',') : shown
}

function dayShown(number: number, code: string, epoch: number): string {
  const at = new Date(epoch + Math.round(number * DAY_MS)).toISOString()
  const [hasDay, hasTime] = [/[yd]/i.test(code), /[hs]/i.test(code)]
  const time = /s/i.test(code) ? at.slice(11, 19) : at.slice(11, 16)
  if (!hasTime) return at.slice(0, 10)
  return hasDay ? `${at.slice(0, 10)} ${time}` : time
}
