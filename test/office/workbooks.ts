/** Workbooks as the programs of offices write them. */
import { strToU8, zipSync } from 'fflate'

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

type Workbook = { sheet: string; shared?: string; name?: string; times?: number }

/** One sheet from its XML, beside shared texts where it has some; `times`: shown so often. */
export function workbookWith({ sheet, shared, name = 'people', times = 1 }: Workbook) {
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<?xml version="1.0"?><workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${`<sheet name="${name}" sheetId="7" r:id="rId3"/>`.repeat(times)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId3" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...(shared && { 'xl/sharedStrings.xml': shared }),
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)])))
}
