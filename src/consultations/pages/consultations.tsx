/** The consultations of a case as its staff see them: whom, how to reach them, what they have done online. */

import { inChinese } from '../../../workflows/statute/days.ts'
import { onDayAt } from '../../web/parts/format.ts'
import { Pairs } from '../../web/parts/pairs.tsx'
import { staff } from '../../web/words/staff.ts'
import type { ConsultationRef, Standing } from '../views.ts'

type Props = { consultations: readonly ConsultationRef[]; csrf: string; idempotencyKey: string }

const STANDING: Record<Standing, string> = {
  open: '等待答复',
  answered: '已答复',
  silent: '逾期未答复',
  ended: '案件已办结，不再等待',
  closed: '已更正，网上答复关闭',
}
const at = (instant: string) => onDayAt(instant, inChinese)
const online = (yes: boolean) => (yes ? '（网上）' : '')

export function Consultations({ consultations, csrf, idempotencyKey }: Props) {
  if (consultations.length === 0) return null
  return (
    <section aria-labelledby="consultations">
      <h2 id="consultations">征求意见情况</h2>
      {consultations.map((one) => (
        <Consultation key={one.consultation} {...{ one, csrf, idempotencyKey }} />
      ))}
    </section>
  )
}

type OneProps = { one: ConsultationRef; csrf: string; idempotencyKey: string }

function Consultation({ one, csrf, idempotencyKey }: OneProps) {
  const { consultation, party, number, code, mailUrl, openedAt, mailedAt, reach } = one
  const lines: [label: string, value: string | undefined][] = [
    ['状态', STANDING[one.standing]],
    ...reach.map(({ label, value }): [string, string] => [label, value]),
    ['发出', inChinese(one.sentOn)],
    ['邮件', mailedAt.map(at).join('、') || undefined],
    ['网上查看', number ? (openedAt ? `${at(openedAt)} 首次查看` : '尚未查看') : undefined],
    ['送达', one.reachedOn ? `${inChinese(one.reachedOn)}${online(one.reachedOnline)}` : '尚无记录'],
    [
      '答复',
      one.answeredOn
        ? `${inChinese(one.answeredOn)}${online(one.answeredOnline)}，${one.consents ? '同意公开' : one.partly ? '部分同意公开' : '不同意公开'}`
        : undefined,
    ],
  ]
  return (
    <div data-consultation={consultation}>
      <h3>{`${consultation}. ${party}`}</h3>
      <Pairs of={lines}>
        {number && (
          <div>
            <dt>{staff.answering.number}</dt>
            <dd class="figure" data-answer-number={number}>
              {number}
            </dd>
          </div>
        )}
        {code && (
          <div>
            <dt>{staff.answering.code}</dt>
            <dd class="figure" data-answer-code={code}>
              {code}
            </dd>
          </div>
        )}
      </Pairs>
      {mailUrl && (
        <form method="post" action={mailUrl} class="no-print">
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <button type="submit">{mailedAt.length > 0 ? '重新寄送邮件' : '寄送邮件'}</button>
        </form>
      )}
    </div>
  )
}
