/** `calendar show YEAR`: a year as the import file writes it, with its working days counted. */
import type { Writable } from 'node:stream'
import type { Statute } from '../ground/law.ts'
import { loadLaw } from '../ground/law.ts'

/** @returns the exit code: 0; 2 for wrong arguments or a year that is not loaded */
export async function calendarShowCommand(
  args: readonly string[],
  output: Writable,
  errors: Writable,
  law: Statute = loadLaw(),
): Promise<number> {
  const [text, ...more] = args
  if (text === undefined || more.length > 0 || !/^\d{4}$/.test(text)) {
    errors.write('用法：calendar show YEAR，例如 calendar show 2026\n')
    return 2
  }
  const year = law.arrangements.find((a) => a.year === Number(text))
  if (!year) {
    const loaded = law.arrangements.map((a) => a.year).join('、')
    errors.write(`${text}年的节假日安排通知尚未载入（已载入：${loaded}）。通知公布后，用 calendar import FILE 载入。\n`)
    return 2
  }
  const { notice, published, url, off, work } = year
  const file = {
    year: year.year,
    notice: oneOrMore(notice),
    ...(published && { published }),
    url: oneOrMore(url),
    off: Object.keys(off).sort(),
    work: [...work].sort(),
    workingDays: law.calendar.between(`${year.year - 1}-12-31`, `${year.year}-12-31`),
  }
  output.write(`${JSON.stringify(file)}\n`)
  return 0
}

/** A year amended in its course has two notices; the import file of an ordinary year names one. */
const oneOrMore = (texts: readonly string[]): string | readonly string[] => (texts.length === 1 ? texts[0]! : texts)
