/**
 * Whatever is to be redacted as a PDF first: pictures made again, documents of offices printed by LibreOffice where it is there; where it
 * is not, workbooks cell by cell.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kindOf } from './kinds.ts'
import { madeAgain } from './pictures.ts'
import { printedWorkbook } from './print-workbook.ts'
import { pageOfPicture } from './sheet.ts'

/** Why it cannot be redacted here: no such kind; a program is not installed; it is damaged or locked. */
export type NotPdf = 'kind' | 'libreoffice' | 'unreadable'
export class NoPdf extends Error {
  readonly why: NotPdf
  constructor(why: NotPdf) {
    super(`no PDF: ${why}`)
    this.name = 'NoPdf'
    this.why = why
  }
}

/**
 * @param type as taking in has proven it
 * @throws NoPdf
 */
export async function intoPdf(content: Buffer, type: string, program = 'soffice'): Promise<Buffer> {
  const kind = kindOf(type)
  if (!kind) throw new NoPdf('kind')
  if (kind.is === 'pdf') return content
  if (kind.is === 'office') return officeFile(content, kind.ending, program)
  const { jpeg, width, height } = await madeAgain(content).catch(() => {
    throw new NoPdf('unreadable')
  })
  return pageOfPicture(jpeg, width, height)
}

async function officeFile(content: Buffer, ending: string, program: string): Promise<Buffer> {
  try {
    return await printed(content, ending, program)
  } catch (error) {
    if (!(error instanceof NoPdf) || error.why !== 'libreoffice' || ending !== 'xlsx') throw error
    return printedWorkbook(content).catch(() => {
      throw new NoPdf('unreadable')
    })
  }
}

const SECONDS = 120
const LARGEST = 64 * 1024 * 1024

/** In a folder of its own, which goes with all that the program leaves; hidden sheets and comments are not printed. */
async function printed(content: Buffer, ending: string, program: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'ysqgk-print-'))
  try {
    const file = join(folder, `file.${ending}`)
    await writeFile(file, content, { mode: 0o600 })
    const args = ['--headless', '--norestore', `-env:UserInstallation=file://${folder}/profile`]
    await run(program, [...args, '--convert-to', 'pdf', '--outdir', folder, file], folder)
    const pdf = await readFile(join(folder, 'file.pdf')).catch(() => {
      throw new NoPdf('unreadable')
    })
    if (pdf.length > LARGEST) throw new NoPdf('unreadable')
    return pdf
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function run(program: string, args: string[], cwd: string): Promise<void> {
  const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: cwd, LC_ALL: 'C.UTF-8' }
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, env, timeout: SECONDS * 1_000, killSignal: 'SIGKILL' }, (error) => {
      if (!error) return resolve()
      reject(new NoPdf((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'libreoffice' : 'unreadable'))
    })
  })
}
