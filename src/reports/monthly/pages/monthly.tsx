/** The return of one month: its figures, how they agree, what goes with them, and reporting it. */
import { dayNumber, inChinese, inChineseWithWeekday } from '../../../../workflows/statute/days.ts'
import { ErrorSummary } from '../../../web/parts/error-summary.tsx'
import { AreaField, CheckField } from '../../../web/parts/field.tsx'
import { onDayAt } from '../../../web/parts/format.ts'
import { PersonalPlaces } from '../../../web/parts/personal.tsx'
import { History } from '../../pages/history.tsx'
import { brokenInWords, TOLD } from '../checks.ts'
import { controlOf } from '../entered.ts'
import { monthInChinese } from '../months.ts'
import { faultyIn, unfilledIn } from '../reporting.ts'
import type { MonthlyFrame, MonthlyView } from '../show.ts'
import { Agencies } from './agencies.tsx'
import { FieldsTables } from './fields.tsx'
import { at, MonthlyFramed } from './frame.tsx'
import { Pushes } from './pushes.tsx'

type Props = { frame: MonthlyFrame; view: MonthlyView }

export function MonthlyPage({ frame, view }: Props) {
  const { monthly, mayKeep, history, saved, form, pushes, places } = view
  const open = mayKeep && monthly.reported === null
  const labels = Object.fromEntries(monthly.fields.map(({ code, label }) => [controlOf(code), `${code} ${label}`]))
  return (
    <MonthlyFramed frame={frame} path="/reports/monthly" title={`${monthInChinese(frame.month)}月度报表`}>
      <Standing frame={frame} view={view} />
      <PersonalPlaces places={places} before="报送" />
      <ErrorSummary form={form} labels={labels} />
      <Tools frame={frame} view={view} />
      <Checks view={view} />
      {monthly.agencies && <Agencies frame={frame} monthly={monthly} />}
      {open ? (
        <form method="post" action={at('/reports/monthly/entries', frame)} class="stack texts">
          <input type="hidden" name="csrf" value={frame.csrf} />
          <h2 id="fields-title">指标</h2>
          <FieldsTables frame={frame} view={view} open={monthly.agencies === undefined} />
          <AnalysisField view={view} />
          <button class="primary" type="submit">
            保存
          </button>
        </form>
      ) : (
        <>
          <section aria-labelledby="fields-title">
            <h2 id="fields-title">指标</h2>
            <FieldsTables frame={frame} view={view} open={false} />
          </section>
          <section aria-labelledby="analysis-title">
            <h2 id="analysis-title">分析说明</h2>
            {monthly.analysis.text.split('\n').map((line, i) => (
              <p key={`${i} ${line}`}>{line}</p>
            ))}
          </section>
        </>
      )}
      {open && <Reporting frame={frame} view={view} />}
      {mayKeep && monthly.reported && <Reopening frame={frame} view={view} />}
      {pushes && monthly.reported && <Pushes frame={frame} view={view} pushes={pushes} />}
      <History lines={history} title="报送记录" />
      <History lines={saved} title="填写记录" />
    </MonthlyFramed>
  )
}

/** Whether it is reported, by when it is due, and as of when it counts. */
function Standing({ frame, view: { monthly, since, isOver, pushes } }: Props) {
  const { reported, due, status, late, asOf, moved } = monthly
  const left = dayNumber(due) - dayNumber(asOf)
  return (
    <>
      <p class="lead">
        {reported
          ? `${onDayAt(reported.at, inChinese)}报送，统计截至${inChinese(asOf)}。`
          : isOver
            ? `按办理记录统计，截至${inChinese(asOf)}，尚未报送。`
            : `${monthInChinese(frame.month)}还没有结束，按${inChinese(asOf)}的情况统计。`}
      </p>
      {status === 'late' && (
        <p class="overdue" data-due={due}>
          {`应当在${inChineseWithWeekday(due)}以前报送，已经逾期。`}
        </p>
      )}
      {status === 'draft' && left >= 0 && (
        <p class="hint" data-due={due}>
          {`应当在${inChineseWithWeekday(due)}以前报送。`}
          {!since && '没有设定从哪个月起报送，到期不发提醒。'}
        </p>
      )}
      {moved.length > 0 && (
        <details class="fold no-print" data-moved={moved.length}>
          <summary>{`报送以后办理记录有更正，${moved.length}个数字与现在的统计不同`}</summary>
          <ul>
            {moved.map(({ code, label, column, reported, now }) => (
              <li key={`${code} ${column}`}>
                {`${code} ${label}，${column === 'month' ? '本期' : '本年累计'}：报送时${reported}，现在${now}`}
              </li>
            ))}
          </ul>
          <p>需要修改报表的，写明理由重新打开。</p>
        </details>
      )}
      {reported && pushes === undefined && (
        <p class="heed no-print" data-not-pushed>
          本系统没有向上级发送这一份。请下载下面的文件，由本机关按上级的要求提交。
        </p>
      )}
      {reported && (
        <p class="hint">{`${late ? `应报日${inChinese(due)}，逾期报送。` : ''}内容的校验值（SHA-256）：${reported.digest}`}</p>
      )}
    </>
  )
}

const FILES = { xlsx: 'XLSX', csv: 'CSV' } as const

function Tools({ frame, view: { monthly, mayKeep } }: Props) {
  return (
    <nav class="report-tools no-print" aria-label="导出和设置">
      <dl>
        <div>
          <dt>{monthly.reported ? '导出' : '导出（草稿）'}</dt>
          <dd>
            {Object.entries(FILES).map(([ending, label]) => (
              <a key={ending} href={at(`/api/v1/reports/monthly.${ending}`, frame)} download>
                {label}
              </a>
            ))}
            {monthly.reported && (
              <a href={at('/api/v1/reports/monthly.json', frame)} download>
                JSON
              </a>
            )}
          </dd>
        </div>
        {mayKeep && (
          <div>
            <dt>设置</dt>
            <dd>
              <a href={at('/reports/monthly/fields', frame)}>指标、应报日和提醒</a>
            </dd>
          </div>
        )}
      </dl>
    </nav>
  )
}

function Checks({ view: { monthly } }: { view: MonthlyView }) {
  const { checks, broken, fields } = monthly
  if (checks.length === 0) return null
  const fails = checks.filter(({ holds }) => !holds)
  return (
    <section aria-labelledby="checks-title" class="no-print">
      <h2 id="checks-title">勾稽关系</h2>
      {fails.length === 0 ? (
        <p data-holds={checks.length}>{`${checks.length}项勾稽关系全部成立。`}</p>
      ) : (
        <ul class="plain-list">
          {fails.map(({ rule, text }) => (
            <li key={`${rule} ${text}`} data-rule={rule} data-holds="false">
              {TOLD.includes(rule) ? '请核对　' : <strong class="overdue">不成立　</strong>}
              {text}
              {TOLD.includes(rule) && '：报送以后办理记录有更正的，可以重新打开上月的报表，也可以照此报送。'}
              <ul>
                {broken
                  .filter((one) => one.rule === rule && one.text === text)
                  .map((one) => (
                    <li key={`${one.code} ${one.column}`}>{brokenInWords(one, fields)}</li>
                  ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function AnalysisField({ view }: { view: MonthlyView }) {
  const { analysis } = view.monthly
  const values = { analysis: analysis.source === 'entered' ? analysis.text : '', ...view.form.values }
  return (
    <>
      <AreaField
        {...{ name: 'analysis', label: '分析说明', form: { ...view.form, values }, optional: '（选填）' }}
        rows={6}
        help={
          analysis.source === 'entered'
            ? '清空后恢复为系统按数字拟写的说明。'
            : '不填写的，报送时用下面由系统按数字拟写的说明；可以复制后修改。'
        }
      />
      {analysis.source === 'drafted' && (
        <div class="note" data-drafted>
          {analysis.text.split('\n').map((line, i) => (
            <p key={`${i} ${line}`}>{line}</p>
          ))}
        </div>
      )}
    </>
  )
}

/** Reported only where nothing stands in the way; else what does. */
function Reporting({ frame, view: { monthly, isOver, pushes, form } }: Props) {
  const lacking = [
    ...faultyIn(monthly).map((one) => `勾稽关系不成立：${brokenInWords(one, monthly.fields)}`),
    ...unfilledIn(monthly).map(({ code, label }) => `${code} ${label}：尚未填写`),
  ]
  const open = monthly.agencies?.filter(({ status }) => status !== 'reported') ?? []
  return (
    <form method="post" action={at('/reports/monthly/reported', frame)} class="stack no-print" id="report">
      <h2>报送</h2>
      <input type="hidden" name="csrf" value={frame.csrf} />
      {!isOver ? (
        <p class="hint">{`${monthInChinese(frame.month)}结束以后才能报送。`}</p>
      ) : lacking.length > 0 ? (
        <details class="fold">
          <summary>{`还不能报送：${lacking.length}项`}</summary>
          <ul>
            {lacking.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </details>
      ) : (
        <>
          <p class="hint">
            {open.length > 0 &&
              `还有${open.length}个机关未报送，合计中这些机关的数字按现在的办理记录统计，由人填写的没有计入。`}
            报送后数字和说明不再变动；需要修改的，写明理由重新打开，已经报送的一份保留。请先保存填写的内容。
          </p>
          {pushes === undefined && (
            <>
              <p class="heed">
                没有设置上级平台的地址：本系统不向上级发送，报送后只在本系统中冻结。请下载文件，由本机关按上级的要求另行提交。
              </p>
              <CheckField {...{ name: 'handedIn', label: '已知道须另行提交文件', form }} />
            </>
          )}
          <button class="primary" type="submit">
            报送
          </button>
        </>
      )}
    </form>
  )
}

function Reopening({ frame, view: { form } }: Props) {
  return (
    <form method="post" action={at('/reports/monthly/reopened', frame)} class="stack no-print" id="reopen">
      <h2>重新打开</h2>
      <input type="hidden" name="csrf" value={frame.csrf} />
      <AreaField {...{ name: 'why', label: '重新打开的理由', form }} rows={2} help="已经报送的一份保留，校验值不变。" />
      <button type="submit">重新打开</button>
    </form>
  )
}
