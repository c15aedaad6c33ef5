/** 收发交接清单, to be printed and signed by who hands over and who takes over. */
import { CHANNELS } from '../../../workflows/disclosure/vocabulary.ts'
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { TextField } from '../../web/parts/field.tsx'
import { monthDay } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import { type HandedOver, MOST_DAYS, MOST_LETTERS } from '../handover.ts'

type Props = {
  viewer: Viewer
  csrf: string
  today: Day
  from: Day
  to: Day
  cutFrom?: Day
  letters: readonly HandedOver[]
}

const HEADS = ['序号', '邮件号码', '方式', '签收日期', '签收人', '转到日期', '接收人', '受理编号', '申请人', '所需信息']

export function HandoverPage({ viewer, csrf, today, from, to, cutFrom, letters }: Props) {
  // The last letters and the signatures are one piece: no page has signatures alone.
  const kept = Math.max(0, letters.length - KEPT)
  const form = { values: { from, to }, errors: [] }
  return (
    <StaffPage title="收发交接清单" viewer={viewer} csrf={csrf}>
      <p class="kicker no-print">
        <a href="/desk">办件台</a>
        <a href="/cases/new">录入申请</a>
      </p>
      <h1>收发交接清单</h1>
      <p class="lead">{`${viewer.agency.name}　${inChinese(from)}至${inChinese(to)}收到的邮寄、平信申请`}</p>
      <form method="get" action="/desk/handover" class="panel filter-form no-print" aria-label="日期">
        <div class="filter-fields">
          <TextField {...{ name: 'from', label: '签收日期自', form, type: 'date', max: today }} />
          <TextField {...{ name: 'to', label: '签收日期至', form, type: 'date', max: today }} />
        </div>
        <p class="buttons">
          <button type="submit">查看</button>
          <button type="button" class="primary" data-print hidden>
            打印
          </button>
        </p>
      </form>
      {cutFrom && (
        <p class="note soon no-print" role="status" data-cut-from={cutFrom}>
          {`一次最多列${MOST_DAYS}天：要求自${inChinese(cutFrom)}起，现在列出的自${inChinese(from)}起，更早的请另行查看、打印。`}
        </p>
      )}
      {letters.length === MOST_LETTERS && <p class="note soon">{`只列前${MOST_LETTERS}件，请缩短日期分开打印。`}</p>}
      {letters.length === 0 ? (
        <p class="empty">这些日子没有录入邮寄、平信申请。</p>
      ) : (
        <table class="plain stacked handover">
          <caption class="unseen">收到的信件</caption>
          <TableHead names={HEADS} />
          <tbody>{letters.slice(0, kept).map((letter, i) => line(letter, i + 1))}</tbody>
          <tbody class="together">
            {letters.slice(kept).map((letter, i) => line(letter, kept + i + 1))}
            <tr>
              <td class="signed" colspan={HEADS.length}>
                <p>{`共${letters.length}件。邮寄的，以本机关签收之日为收到申请之日（条例第三十一条第二项）；平信以双方确认之日为收到之日。`}</p>
                <p class="by-hand">
                  {['移交人（收发室）', '接收人', '日期'].map((who) => (
                    <span key={who}>{`${who}：＿＿＿＿＿＿`}</span>
                  ))}
                </p>
              </td>
            </tr>
          </tbody>
        </table>
      )}
    </StaffPage>
  )
}

/** So many letters stay with the signatures. */
const KEPT = 2
const RECEIPT = HEADS.indexOf('受理编号')
/** What is read off as one word. */
const WHOLE = ['邮件号码', '方式', '签收日期', '转到日期', '受理编号']
/** A name stands on one line, unless it is so long that the table would leave the sheet. */
const NAMES = ['签收人', '接收人', '申请人']
const LONG = 8
const isWhole = (head: string, cell: string) => WHOLE.includes(head) || (NAMES.includes(head) && cell.length <= LONG)

const line = (letter: HandedOver, n: number) => (
  <tr key={letter.id} data-letter={letter.id}>
    {cells(letter, n).map((cell, at) => (
      <td key={HEADS[at]} data-label={HEADS[at]} class={isWhole(HEADS[at]!, cell) ? 'whole' : undefined}>
        {at === RECEIPT ? <a href={`/cases/${encodeURIComponent(letter.id)}`}>{cell}</a> : cell}
      </td>
    ))}
  </tr>
)

const cells = (letter: HandedOver, n: number): string[] => [
  String(n),
  letter.mailNumber ?? '—',
  CHANNELS[letter.channel],
  monthDay(letter.on),
  letter.signedBy ?? '—',
  letter.reachedOn ? monthDay(letter.reachedOn) : '—',
  letter.enteredBy,
  letter.number ?? letter.receipt,
  letter.applicantName,
  letter.title,
]
