/** 文书送达 in the case: each letter, to whom, how, sent, received, proof, and what is missing. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { ServiceRow } from '../service.ts'

export function Service({ rows }: { rows: readonly ServiceRow[] }) {
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="service-title" class="service">
      <h2 id="service-title">文书送达</h2>
      <table class="plain service">
        <thead>
          <tr>
            {['文书', '受送达人', '方式', '发出', '签收', '凭证', '尚缺'].map((head) => (
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
              <td>{row.to}</td>
              <td>{row.how ?? '—'}</td>
              <td>{row.sentOn ? inChinese(row.sentOn) : '—'}</td>
              <td>{row.receivedOn ? inChinese(row.receivedOn) : '—'}</td>
              <td>{row.proof ?? '—'}</td>
              <td>
                {row.missing ? <b class="soon">{row.missing}</b> : '—'}
                {row.remedy && <Remedy {...row.remedy} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Counted from the day on which this applicant received the reply. */
const Remedy = ({ reconsiderBy, sueBy }: NonNullable<ServiceRow['remedy']>) => (
  <p class="hint">
    复议最迟{inChinese(reconsiderBy)}
    {sueBy && `，起诉最迟${inChinese(sueBy)}`}
  </p>
)
