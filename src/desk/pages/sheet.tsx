/** The registration sheet (登记表) of one application, as it is printed and filed. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { Sheet } from '../register/sheet.ts'

type Props = { viewer: Viewer; csrf: string; sheet: Sheet; number: string; id: string }

export function SheetPage({ viewer, csrf, sheet, number, id }: Props) {
  const at = `/api/v1/cases/${id}/registration-sheet`
  return (
    <StaffPage title={`${sheet.title} ${number}`} viewer={viewer} csrf={csrf}>
      <p class="kicker no-print">
        <a href={`/cases/${id}`}>{number}</a>
      </p>
      <h1>{`${sheet.agency}${sheet.title}`}</h1>
      <p class="offered no-print">
        <a href={`${at}.docx`} download>
          下载DOCX
        </a>{' '}
        <a href={`${at}.xlsx`} download>
          下载XLSX
        </a>
      </p>
      <section class="wide" tabindex={0} aria-label={sheet.title}>
        <table class="report">
          <caption class="unseen">{sheet.title}</caption>
          {sheet.parts.map(({ title, lines }) => (
            <tbody key={title}>
              {lines.map((line, i) => (
                <tr key={line[0]!.label}>
                  {i === 0 && (
                    <th scope="rowgroup" rowspan={lines.length}>
                      {title}
                    </th>
                  )}
                  {line.map(({ label, value }) => [
                    <th key={label} scope="row">
                      {label}
                    </th>,
                    <td key={`${label}的内容`} colspan={line.length === 1 ? 3 : 1}>
                      {value || '—'}
                    </td>,
                  ])}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
    </StaffPage>
  )
}
