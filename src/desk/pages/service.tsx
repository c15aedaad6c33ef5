/** 文书送达 in the case: each letter, to whom, how, sent, received, proof, and what is missing. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { missingInWords, remedyInWords } from '../../letters/service.ts'
import type { CaseView } from '../views.ts'

export function Service({ rows }: { rows: NonNullable<CaseView['service']> }) {
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="service-title" class="service">
      <h2 id="service-title">文书送达</h2>
      <table class="plain service stacked">
        <thead>
          <tr>
            {['文书', '受送达人', '方式', '发出', '签收', '凭证', '尚缺', '送达回证'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.letter + row.to} data-service={row.letter}>
              <th scope="row">
                {row.title}
                {row.number && <small class="figure"> {row.number}</small>}
              </th>
              <td data-label="受送达人">{row.to}</td>
              <td data-label="方式">{row.how ?? '—'}</td>
              <td class="figure" data-label="发出">
                {row.sentOn ? inChinese(row.sentOn) : '—'}
              </td>
              <td class="figure" data-label="签收">
                {row.receivedOn ? inChinese(row.receivedOn) : '—'}
              </td>
              <td data-label="凭证">{[row.tracking, row.proof].filter(Boolean).join('；') || '—'}</td>
              <td data-label="尚缺">
                <Missing row={row} />
                {row.remedy && <p class="hint">{remedyInWords(row.remedy)}</p>}
              </td>
              <td data-label="送达回证">
                <a href={row.record} aria-label={`PDF 送达回证：${row.title}，${row.to}`}>
                  PDF
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Missing({ row }: { row: NonNullable<CaseView['service']>[number] }) {
  const words = missingInWords(row)
  return words ? <b class="soon">{words}</b> : <>—</>
}
