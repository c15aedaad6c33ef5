/**
 * `check-report [FILE|FOLDER …] [--last-year FILE]`: published annual reports held to the arithmetic of their tables 3 and 4.
 * Each broken identity is a JSON line; standard error says in Chinese what was read, what was not judged and what would put
 * it right. Where nothing could be judged it says so, and ends with 2. Reports of one agency for two years that follow each other are held to each other, too.
 */
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { type CheckedReport, checkedReport, checkInWords } from '../reports/check.ts'
import { UnreadableReport } from '../reports/reading/grid.ts'
import { type ReadReport, readReport } from '../reports/reading/read-report.ts'
import type { Table3 } from '../reports/shape.ts'
import { visible } from './visible.ts'

const [RIGHT, WRONG, WRONG_USE] = [0, 1, 2]

/** Bytes of one file; a report with its pictures has a few. */
const LARGEST = 64 * 1024 * 1024
/** Files of one run: the reports of a province. */
const MOST = 5_000
const REPORTS = /\.(?:json|docx|xlsx|pdf|html?|xhtml|csv)$/i

type Read = { file: string; report?: ReadReport; why?: string }

/** @returns the exit code; undefined for wrong arguments */
export async function checkReportCommand(
  args: readonly string[],
  input: Readable,
  output: Writable,
  errors: Writable,
): Promise<number | undefined> {
  const at = args.indexOf('--last-year')
  const before = at < 0 ? undefined : args[at + 1]
  const given = at < 0 ? [...args] : args.toSpliced(at, 2)
  if ((at >= 0 && (!before || given.length > 1)) || given.some((arg) => arg.startsWith('--'))) return undefined
  const say = (line: string) => errors.write(`${visible(line)}\n`)
  let lastYear: Table3 | undefined
  let files: string[]
  try {
    if (before) lastYear = (await readReport(await contentOf(before), before)).tables.table3
    if (before && !lastYear) throw new UnreadableReport(`${before}：没有找到表三，不能与上一年度核对`)
    files = await filesIn(given)
  } catch (error) {
    say(whyOf(error))
    return WRONG_USE
  }
  const isMany = files.length > 1 || (given.length > 0 && files[0] !== given[0])
  const reads = given.length === 0 ? [await readOne('标准输入', input)] : []
  for (const file of files) reads.push(await readOne(file))
  const rows: string[][] = []
  let isUnjudged = false
  for (const read of reads) {
    const { report, why } = read
    say([read.file, report?.kind, report?.agency, report?.year && `${report.year}年`].filter(Boolean).join('　'))
    if (!report) {
      say(`  没有读取：${why}`)
      rows.push([read.file, '', '', '没有读取'])
      continue
    }
    const checked = checkedReport(report, lastYear ?? yearBefore(report, reads))
    for (const line of [...report.notes, ...checkInWords(checked)]) say(`  ${line}`)
    for (const finding of checked.findings)
      output.write(`${visible(JSON.stringify(isMany ? { file: read.file, ...finding } : finding))}\n`)
    isUnjudged ||= !checked.isJudged
    rows.push([read.file, report.agency ?? '', String(report.year ?? ''), resultOf(report, checked)])
  }
  if (isMany) for (const row of [['文件', '机关', '年度', '结果'], ...rows]) say(`| ${row.join(' | ')} |`)
  if (rows.some(([, , , result]) => result?.startsWith('不成立'))) return WRONG
  return isUnjudged || reads.some(({ report }) => !report) ? WRONG_USE : RIGHT
}

function resultOf({ tables }: ReadReport, { findings, isJudged, unjudged }: CheckedReport): string {
  if (findings.length > 0) return `不成立 ${findings.length} 处`
  if (!isJudged) return '没有核对任何勾稽关系'
  const lacking = [!tables.table3 && '表三', !tables.table4 && '表四'].filter(Boolean)
  if (lacking.length > 0) return `${lacking.join('、')}没有核对`
  return unjudged.length > 0 ? `成立，${unjudged.length} 项没有核对` : '成立'
}

/** The report of the same agency for the year before, where it was read in the same run. */
const yearBefore = ({ agency, year }: ReadReport, reads: readonly Read[]) =>
  agency && year
    ? reads.find(({ report }) => report?.agency === agency && report.year === year - 1)?.report?.tables.table3
    : undefined

/** Folders with all that is in them; what is no report by its name is passed over. */
async function filesIn(given: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const path of given) {
    // What is not there is told in its place among the others.
    if (!(await stat(path).catch(() => undefined))?.isDirectory()) files.push(path)
    else {
      const within = await readdir(path, { recursive: true, withFileTypes: true })
      const reports = within.filter(
        (entry) => entry.isFile() && REPORTS.test(entry.name) && !entry.name.startsWith('~$'),
      )
      files.push(...reports.map((entry) => join(entry.parentPath, entry.name)).sort())
    }
    if (files.length > MOST) throw new UnreadableReport(`一次核对的文件超过 ${MOST} 个，请分几次核对`)
  }
  if (given.length > 0 && files.length === 0) throw new UnreadableReport('文件夹里没有可以核对的文件')
  return files
}

async function readOne(file: string, input?: Readable): Promise<Read> {
  try {
    return { file, report: await readReport(input ? await all(input) : await contentOf(file), input ? '' : file) }
  } catch (error) {
    return { file, why: whyOf(error) }
  }
}

/** A pipe or a device may have no end, and opening it may wait for ever. */
async function contentOf(file: string): Promise<Buffer> {
  const stats = await stat(file)
  if (!stats.isFile()) throw new UnreadableReport('不是普通文件，没有读取；管道的内容请从标准输入给出')
  if (stats.size > LARGEST) throw tooLarge()
  return all(createReadStream(file))
}

async function all(input: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of input) {
    pieces.push(Buffer.from(piece as Buffer | string))
    size += pieces.at(-1)!.length
    if (size > LARGEST) throw tooLarge()
  }
  return Buffer.concat(pieces)
}

const tooLarge = () => new UnreadableReport('文件超过 64 MB，没有读取')

/** What cannot be read is said; so is a bug of ours, by its name, for one file must not end the run of others. */
function whyOf(error: unknown): string {
  if (error instanceof UnreadableReport) return error.message
  const { code, message, path } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return `没有这个文件：${path}`
  if (typeof code === 'string') return message
  return `读取出错，请把文件交给软件的维护者（${(error as Error).name}：${message}）`
}
