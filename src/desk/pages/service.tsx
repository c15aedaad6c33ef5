/** 文书送达 in the case: each letter, to whom, how, sent, received, proof, and what is missing. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { isToGo, missingInWords, remedyInWords } from '../../letters/service.ts'
import type { Act } from '../../web/shapes.ts'
import type { CaseView } from '../views.ts'

type Row = NonNullable<CaseView['service']>[number]
type Props = { rows: readonly Row[]; may: readonly Pick<Act, 'type' | 'zh'>[] }

export function Service({ rows, may }: Props) {
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
                <Missing {...{ row, may }} />
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

/** What is missing, and the form above by which it is put on file, where this person has it. */
function Missing({ row, may }: { row: Row; may: Props['may'] }) {
  const words = missingInWords(row)
  if (!words) return <>—</>
  const acts = isToGo(row) ? ['replyServed', 'sent'] : ['received']
  const act = may.find(({ type }) => row.missing !== null && acts.includes(type))
  return (
    <>
      <b class="soon">{words}</b>
      {act && (
        <a class="offered no-print" href={`#act-${act.type}`}>
          {act.type === 'received' ? '补上凭证' : act.zh}
        </a>
      )}
    </>
  )
}
