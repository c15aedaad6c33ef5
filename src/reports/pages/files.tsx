/** Tables 3 and 4 as files, said by what each is for. */
import type { ReportFrame } from '../views.ts'
import { at } from './frame.tsx'

const FILES = [
  ['docx', 'DOCX（并入报告）'],
  ['xlsx', 'XLSX'],
  ['html', '网页'],
  ['pdf', 'PDF'],
  ['csv', 'CSV'],
] as const

export const Files = ({ frame }: { frame: ReportFrame }) => (
  <section class="no-print" aria-labelledby="files-title">
    <h2 id="files-title">导出表三、表四</h2>
    <ul class="offered">
      {FILES.map(([ending, label]) => (
        <li key={ending}>
          <a href={at(`/api/v1/reports/annual.${ending}`, frame)} download>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </section>
)
