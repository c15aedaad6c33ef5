/** The file to begin with, as YAML and as a workbook with the same content: a district that does not exist. */
import { readFileSync } from 'node:fs'
import { parseYaml } from '../../ground/yaml.ts'
import { workbookOf } from '../../workbooks/write.ts'
import { COLUMNS, SHEETS, type SheetName } from './rows.ts'

export const exampleYaml = (): string => readFileSync(new URL('./example.yaml', import.meta.url), 'utf8')

/** Every column that there is, under its Chinese heading. */
export function exampleWorkbook(): Uint8Array {
  const district = parseYaml(exampleYaml()) as Record<SheetName, Record<string, string | string[]>[]>
  const sheets = Object.entries(SHEETS).map(([sheet, title]) => {
    const columns = COLUMNS[sheet as SheetName]
    const cellOf = (said: string | string[] | undefined) => (Array.isArray(said) ? said.join('、') : String(said ?? ''))
    const rows = district[sheet as SheetName].map((row) => Object.keys(columns).map((column) => cellOf(row[column])))
    return [title, [Object.values(columns), ...rows]] as const
  })
  return workbookOf(Object.fromEntries(sheets))
}
