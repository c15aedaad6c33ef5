/** Programs that we did not write look at what we made. What is unseen is unproven: where one is missing, that is said. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { TestRunner } from 'vitest'

/** Each with the Debian package that brings it; `.ci/run` installs them all. */
export const PACKAGES = {
  clamd: 'clamav-daemon',
  dovecot: 'dovecot-imapd',
  openssl: 'openssl',
  pdfdetach: 'poppler-utils',
  pdffonts: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  pdfsig: 'poppler-utils',
  pdftocairo: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  pdftotext: 'poppler-utils',
  python3: 'python3-minimal',
  qpdf: 'qpdf',
  tesseract: 'tesseract-ocr',
  unzip: 'unzip',
} as const
export type Program = keyof typeof PACKAGES

/** Files that call a program before their first test: without it they are left out whole. */
export const WHOLE_FILES: Partial<Record<Program, string[]>> = {
  clamd: ['**/scanner.test.ts'],
  dovecot: ['test/mailbox/mailbox.test.ts'],
  openssl: ['test/seals/**', '**/reprint.test.ts', '**/stamp.test.ts'],
}

export function has(program: Program): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** In CI a program that is missing is a fault; elsewhere its tests are not tried, and the end of the run says so. */
export const mustHaveAll = (): boolean => Boolean(process.env.CI)

export const wanting = (program: Program): string => `${program} (Debian: ${PACKAGES[program]})`

/** The program, to be started. Where it is missing, the running test ends here. */
export function program(name: Program): string {
  if (has(name)) return name
  const test = TestRunner.getCurrentTest()
  if (mustHaveAll() || !test) throw new Error(`${wanting(name)} is not installed.`)
  return test.context.skip(`needs ${wanting(name)}`)
}
