/** LibreOffice as a printer of letters: one start for a batch, with a profile and fonts of its own. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { type FontSet, type Letter, textOf } from '../../src/documents/index.ts'

const run = promisify(execFile)
/** So many letters share a start of about a second. */
const BATCH = 20

export type LibreOffice = {
  /** Prints the letter as often as fits a batch; milliseconds a letter. */
  batch(): Promise<number>
  close(): void
}

/** Null where it is not installed. The first batch, which makes the profile, is already printed. */
export async function openLibreOffice(letter: Letter, fonts: FontSet): Promise<LibreOffice | null> {
  const program = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => ['soffice', 'libreoffice'].map((name) => join(folder, name)))
    .find(existsSync)
  if (!program) return null
  const folder = mkdtempSync(join(tmpdir(), 'bench-libreoffice-'))
  const documents = Array.from({ length: BATCH }, (_, i) => join(folder, `${i}.fodt`))
  for (const path of documents) writeFileSync(path, asOpenDocument(letter))
  const settings = join(folder, 'fonts.conf')
  writeFileSync(settings, fontSettings(fonts, folder))

  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
  const out = join(folder, 'out')
  const batch = async () => {
    rmSync(out, { recursive: true, force: true })
    const start = performance.now()
    await run(program, [profile, '--headless', '--convert-to', 'pdf', '--outdir', out, ...documents], {
      env: { ...process.env, FONTCONFIG_FILE: settings },
    })
    const took = (performance.now() - start) / BATCH
    const made = existsSync(out) ? readdirSync(out).length : 0
    if (made !== BATCH) throw new Error(`LibreOffice printed ${made} letters of ${BATCH}.`)
    return took
  }
  await batch()
  return { batch, close: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The very files that our letter is made with. */
const fontSettings = (fonts: FontSet, folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  ${[...new Set(fonts.files.map(({ path }) => `<dir>${join(path, '..')}</dir>`))].join('\n  ')}
  <cachedir>${join(folder, 'cache')}</cachedir>
</fontconfig>
`

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The same page as plainly as a word processor can have it: margins, sizes, lines. */
function asOpenDocument(letter: Letter): string {
  const [organ, number, title, addressee, ...rest] = textOf(letter)
  const paragraph = (style: string, text = '') => `<text:p text:style-name="${style}">${xml(text)}</text:p>`
  const font = (name: string) =>
    `<style:font-face style:name="${name}" svg:font-family="&apos;${name}&apos;" style:font-family-generic="roman"/>`
  const style = (name: string, place: string, letters: string) => `
    <style:style style:name="${name}" style:family="paragraph">
      <style:paragraph-properties fo:line-height="29.6pt" ${place}/>
      <style:text-properties style:font-name-asian="Noto Serif SC" style:font-name="Noto Serif SC" ${letters}/>
    </style:style>`
  const size = (points: number) => `fo:font-size="${points}pt" style:font-size-asian="${points}pt"`
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
  xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">
  <office:font-face-decls>${font('Noto Serif SC')}</office:font-face-decls>
  <office:automatic-styles>
    <style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm"
      fo:margin-top="37mm" fo:margin-bottom="35mm" fo:margin-left="28mm" fo:margin-right="26mm"/></style:page-layout>
    ${style('organ', 'fo:text-align="center" fo:border-bottom="3pt double #ff0000"', `fo:color="#ff0000" ${size(40)}`).replace('29.6pt', '100%')}
    ${style('number', 'fo:text-align="end"', size(16))}
    ${style('title', 'fo:text-align="center"', `fo:font-weight="bold" style:font-weight-asian="bold" ${size(22)}`)}
    ${style('addressee', '', size(16))}
    ${style('text', 'fo:text-align="justify" fo:text-indent="32pt"', size(16))}
  </office:automatic-styles>
  <office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles>
  <office:body><office:text>
    ${paragraph('organ', organ)}${paragraph('number', number)}${paragraph('title', title)}${paragraph('addressee', addressee)}
    ${rest.map((text) => paragraph('text', text)).join('\n    ')}
  </office:text></office:body>
</office:document>
`
}
