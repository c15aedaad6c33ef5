/** One drill: the days with what was recorded and refused, the letter with its findings, and where the case went wrong. */
import { inChinese, inChineseWithWeekday } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { stepDays } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import { zh } from '../../web/words/zh.ts'
import { WAYS } from '../losses.ts'
import type { DayView, DrillView, Said } from '../views.ts'
import { Fictitious } from './list.tsx'

type Props = { viewer: Viewer; csrf: string; view: DrillView }

export function DrillPage({ viewer, csrf, view }: Props) {
  const { id, title, group, channel, way, days, letter, wrong, steps } = view
  return (
    <StaffPage title={`演练 ${id}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/drills">演练</a>
        {`　${group}　${id}`}
      </p>
      <h1>{title}</h1>
      <p class="lead">
        {`申请渠道：${channel}。本系统当日：${WAYS[way]}。 `}
        <a class="offered no-print" href={`/drills/${id}.pdf`}>
          打印本（PDF）
        </a>
      </p>
      <Fictitious />
      <section aria-labelledby="wrong-title" data-wrong={wrong.on}>
        <h2 id="wrong-title">{`错在${inChinese(wrong.on)}`}</h2>
        <p>{wrong.what}</p>
        <h3>本系统当日的说明</h3>
        <ul>
          {wrong.remedy.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <h3>怎样认定的</h3>
        <p>{`${view.held}（${view.article}）`}</p>
        <p class="hint">{`参照：${view.source}。依据的可靠程度：${view.mark}。`}</p>
      </section>
      <Days days={days} />
      {letter && <LetterPart letter={letter} />}
      <Steps steps={steps} />
    </StaffPage>
  )
}

/** What happened and fell due, a row each day. */
export const Days = ({ days }: { days: readonly DayView[] }) => (
  <section aria-labelledby="days-title">
    <h2 id="days-title">逐日</h2>
    <table class="plain stacked register">
      <caption class="unseen">有事情发生或者期限届满的各日</caption>
      <TableHead names={['日期', '发生的事情', '当日的期限']} />
      <tbody>
        {days.map((day) => (
          <DayRow key={day.on} day={day} />
        ))}
      </tbody>
    </table>
  </section>
)

/** How the dates were counted in the end. */
export const Steps = ({ steps }: { steps: DrillView['steps'] }) =>
  steps.length === 0 ? null : (
    <section aria-labelledby="steps-title">
      <h2 id="steps-title">期限怎样算出</h2>
      <ol class="clock-steps">
        {steps.map((step) => (
          <li key={step.on + step.text}>
            <p class="when">{stepDays(step.on, zh)}</p>
            <p>{step.text}</p>
            <p class="article">{step.article}</p>
          </li>
        ))}
      </ol>
    </section>
  )

function DayRow({ day: { on, facts, due, dates, late, warnings } }: { day: DayView }) {
  return (
    <tr data-day={on}>
      <th scope="row" class="figure">
        {inChineseWithWeekday(on)}
      </th>
      <td data-label="发生的事情">
        {facts.length === 0 && due.length === 0 && <p>没有新的记录。</p>}
        {facts.map(({ name, details, letters, refused }) => (
          <div key={name + details.join()}>
            <p>
              <b>{name}</b>
              {letters.map((letter) => `　生成《${letter}》`)}
            </p>
            {details.length > 0 && <p class="hint">{details.join('；')}</p>}
            {refused && <SaidPart said={refused} what="不予记录" />}
          </div>
        ))}
        {due.map((text) => (
          <p key={text}>{`◷ ${text}`}</p>
        ))}
      </td>
      <td data-label="当日的期限">
        {late && <p class="heed">▲ 逾期</p>}
        {dates.map((text) => (
          <p key={text}>{text}</p>
        ))}
        {warnings.map((said) => (
          <SaidPart key={said.code + said.text} said={said} what="提示" />
        ))}
      </td>
    </tr>
  )
}

const SaidPart = ({ said: { code, article, text }, what }: { said: Said; what: string }) => (
  <p class="heed" data-said={code}>
    <span aria-hidden="true">◇ </span>
    {`${what}：${text}（${article}）`}
  </p>
)

export const SEVERITIES = { error: '不能签发', warning: '提示', hint: '建议' } as const

function LetterPart({ letter: { title, lines, findings } }: { letter: NonNullable<DrillView['letter']> }) {
  return (
    <section aria-labelledby="letter-title">
      <h2 id="letter-title">{`出错的文书：《${title}》`}</h2>
      <ul>
        {findings.map(({ rule, severity, article, says, remedy, line }) => (
          <li key={rule + says} data-finding={rule}>
            <p>
              <b>{SEVERITIES[severity]}</b>
              {`　${says}（${article}）`}
            </p>
            {line && <p class="hint">{`所在的一行：${line}`}</p>}
            <p>{remedy}</p>
          </li>
        ))}
      </ul>
      <details class="fold">
        <summary>文书全文</summary>
        {lines.map((text, i) => (
          <p key={i}>{text}</p>
        ))}
      </details>
    </section>
  )
}
