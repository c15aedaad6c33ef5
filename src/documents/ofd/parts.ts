/** The XML files of an OFD document (GB/T 33190—2016, chapter 7), elements in the order of its schemas. Lengths are millimetres. */
import { PAGE } from '../grid.ts'
import type { Letter } from '../letter.ts'

/** Elements, one each. */
export type Objects = string[]
export type SubsetFace = { id: number; name: string; file: string; bytes: Uint8Array }

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
const SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'

/** Points as millimetres, as exactly as a press can be told. */
export const length = (points: number): number => Math.round(((points * 25.4) / 72) * 1e4) / 1e4

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => ESCAPES[mark]!)

/** `<ofd:NAME>text</ofd:NAME>`; nothing where there is nothing to say. */
const element = (name: string, text: string) => (text === '' ? '' : `<ofd:${name}>${escaped(text)}</ofd:${name}>`)

/** 7.4: the entry of the archive. */
export function entryXml({ id, letter, issuedAt }: { id: string; letter: Letter; issuedAt: Date }): string {
  const day = issuedAt.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
  const info = [
    element('DocID', id),
    element('Title', letter.title),
    element('Author', letter.organ),
    element('Subject', letter.number),
    element('CreationDate', day),
    element('DocUsage', 'Normal'),
    element('Creator', 'ysqgk'),
  ].join('')
  return `${HEAD}<ofd:OFD ${SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>${info}</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`
}

const AREA = `<ofd:PhysicalBox>0 0 ${length(PAGE.width)} ${length(PAGE.height)}</ofd:PhysicalBox>`

/** 7.5: the root of the document. */
export function documentXml(pages: readonly number[], maxUnitId: number): string {
  const listed = pages.map((id, i) => `<ofd:Page ID="${id}" BaseLoc="Pages/Page_${i}/Content.xml"/>`).join('')
  const common = `<ofd:MaxUnitID>${maxUnitId}</ofd:MaxUnitID><ofd:PageArea>${AREA}</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>`
  return `${HEAD}<ofd:Document ${SPACE}><ofd:CommonData>${common}</ofd:CommonData><ofd:Pages>${listed}</ofd:Pages></ofd:Document>`
}

/** 7.9 and 11.1: the fonts, each a file below `Res`. */
export function resourcesXml(faces: readonly SubsetFace[]): string {
  const fonts = faces.map(
    ({ id, name, file }) =>
      `<ofd:Font ID="${id}" FontName="${escaped(name)}" FamilyName="${escaped(name)}"><ofd:FontFile>${file}</ofd:FontFile></ofd:Font>`,
  )
  return `${HEAD}<ofd:Res ${SPACE} BaseLoc="Res"><ofd:Fonts>${fonts.join('')}</ofd:Fonts></ofd:Res>`
}

/** 7.7: one page, one layer of text and rules. */
export const pageXml = ({ layer, objects }: { layer: number; objects: Objects }): string =>
  `${HEAD}<ofd:Page ${SPACE}><ofd:Area>${AREA}</ofd:Area><ofd:Content><ofd:Layer ID="${layer}" Type="Body">\n${objects.join('\n')}\n</ofd:Layer></ofd:Content></ofd:Page>`
