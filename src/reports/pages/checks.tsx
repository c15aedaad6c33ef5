/** The identities of the tables, each with whether it holds; where one does not, the cell, what it says and what it should say. */

import { at } from '../../people/pages/yearly-page.tsx'
import { cellInWords } from '../shape.ts'
import type { AnnualView, ReportFrame } from '../views.ts'

type Props = { frame: ReportFrame; view: AnnualView }

export function Checks({ frame, view }: Props) {
  const { checks, broken } = view.report
  return (
    <section aria-labelledby="checks-title" class="no-print">
      <h2 id="checks-title">勾稽关系</h2>
      <ul class="plain-list">
        {checks.map(({ rule, text, holds }) => (
          <li key={rule} data-rule={rule} data-holds={String(holds)}>
            {holds ? '成立　' : <strong class="overdue">不成立　</strong>}
            {text}
            {!holds && (
              <ul>
                {broken
                  .filter((one) => one.rule === rule)
                  .map(({ cell, expected, found, agency = '' }) => (
                    <li key={`${agency} ${cell}`}>
                      {`${agency && `${agency}：`}${cellInWords(cell)}：应为${expected}，现为${found}`}
                    </li>
                  ))}
              </ul>
            )}
            {!holds && rule === 'carriedOver' && <Before frame={frame} view={view} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What moved since last year's report was frozen, and where that is opened again. */
function Before({ frame, view: { movedCases } }: Props) {
  const before = frame.year - 1
  return (
    <>
      {movedCases.length > 0 && (
        <>
          <p>{`${before}年度报告定稿以后有变动的申请：`}</p>
          <ul>
            {movedCases.map(({ id, number, receipt, waits }) => (
              <li key={id} data-case={id}>
                <a href={`/cases/${encodeURIComponent(id)}`}>{number ?? receipt}</a>
                {waits ? `：现在计入${before}年结转，定稿时没有计入` : `：定稿时计入${before}年结转，现在没有计入`}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        更正{before}年度报告：
        <a href={at('/reports', { ...frame, year: before })}>{`打开${before}年度报告，写明理由重新打开`}</a>
      </p>
    </>
  )
}
