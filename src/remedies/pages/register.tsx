/** 复议诉讼台账: table 4 of this year, then each reconsideration and suit with its limit, its answer and its result. */
import { REMEDY_KINDS, type RemedyKind } from '../../../workflows/disclosure/vocabulary.ts'
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { type RegisterLine, type RegisterView, STATES } from '../views.ts'

type Props = { viewer: Viewer; csrf: string; view: RegisterView }

const COLUMNS = { upheld: '维持', corrected: '纠正', other: '其他', pending: '尚未审结', total: '合计' } as const

export function RemediesPage({ viewer, csrf, view }: Props) {
  const { ask, agencies, lines, next } = view
  return (
    <StaffPage title="复议诉讼台账" viewer={viewer} csrf={csrf}>
      <h1>复议诉讼台账</h1>
      <p class="lead">
        不服政府信息公开答复的行政复议、行政诉讼，期限自收到副本的次日起计算。
        <a href="/remedies/lessons">经验教训</a>
      </p>
      <nav class="filters" aria-label="筛选">
        <Filter view={view} name="kind" of={REMEDY_KINDS} all="全部类型" />
        <Filter view={view} name="state" of={STATES} all="全部状态" />
        {agencies.length > 1 && (
          <Filter
            view={view}
            name="agency"
            of={Object.fromEntries(agencies.map(({ id, name }) => [id, name]))}
            all="全部机关"
          />
        )}
      </nav>
      <Table4 view={view} />
      {lines.length > 0 ? (
        <Lines lines={lines} manyAgencies={agencies.length > 1} />
      ) : (
        <p class="empty">没有符合条件的复议、诉讼。在申请件页面记录“复议、诉讼”后列在这里。</p>
      )}
      {next && (
        <p class="no-print">
          <a href={at(ask, { cursor: next })}>更早的</a>
        </p>
      )}
    </StaffPage>
  )
}

/** The same question, with what is changed; what is empty is left out. */
function at(ask: RegisterView['ask'], change: Record<string, string | undefined>): string {
  const { cursor: _, ...kept } = ask
  const query = Object.entries({ ...kept, ...change }).filter((one): one is [string, string] => !!one[1])
  return query.length > 0 ? `/remedies?${new URLSearchParams(query)}` : '/remedies'
}

type FilterProps = { view: RegisterView; name: 'kind' | 'state' | 'agency'; of: Record<string, string>; all: string }

function Filter({ view: { ask }, name, of, all }: FilterProps) {
  return (
    <ul>
      {[['', all] as const, ...Object.entries(of)].map(([value, label]) => (
        <li key={value}>
          <a
            href={at(ask, { [name]: value || undefined })}
            aria-current={(ask[name] ?? '') === value ? 'page' : undefined}
          >
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Table4({ view: { table4, year } }: Pick<Props, 'view'>) {
  return (
    <section aria-labelledby="table4-title">
      <h2 id="table4-title">{`${year}年结果`}</h2>
      <table class="plain stacked in-line">
        <caption class="unseen">年度报告表四的口径：一审、二审为一件，以最后的结果为准</caption>
        <TableHead names={['类型', ...Object.values(COLUMNS)]} />
        <tbody>
          {(Object.keys(REMEDY_KINDS) as RemedyKind[]).map((kind) => (
            <tr key={kind} data-kind={kind}>
              <th scope="row">{REMEDY_KINDS[kind]}</th>
              {Object.entries(COLUMNS).map(([key, label]) => (
                <td key={key} class="figure" data-label={label}>
                  {table4[kind][key as keyof typeof COLUMNS]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Lines({ lines, manyAgencies }: { lines: readonly RegisterLine[]; manyAgencies: boolean }) {
  return (
    <table class="plain stacked in-line register">
      <caption class="unseen">复议、诉讼，最近的在前</caption>
      <TableHead names={['申请', '类型', '受理机关和案号', '收到副本', '提交期限', '提交', '结果']} />
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.caseId} ${line.n}`} data-remedy={line.n}>
            <th scope="row">
              <a href={`/cases/${encodeURIComponent(line.caseId)}/remedies`}>{line.case}</a>
              <p class="hint">{manyAgencies ? `${line.agency}　${line.title}` : line.title}</p>
            </th>
            <td data-label="类型">
              {line.kindZh}
              {line.claimant && <p class="hint">{`提起人：${line.claimantZh}`}</p>}
              {line.heed && <p class="heed">未经复议前置</p>}
            </td>
            <td data-label="受理机关和案号">{[line.body ?? '—', line.number].filter(Boolean).join('　')}</td>
            <td data-label="收到副本" class="figure">
              {inChinese(line.receivedOn ?? line.soughtOn)}
            </td>
            <td data-label="提交期限" class="figure">
              {line.answer ? inChinese(line.answer.dueOn) : '不需提交'}
            </td>
            <td data-label="提交" class="figure">
              <Answered line={line} />
            </td>
            <td data-label="结果">
              {line.resultZh ? `${line.resultZh}（${day(line.decidedOn)}）` : '尚未审结'}
              {line.ordered && <p class="heed">{`最迟${inChinese(line.ordered.dueOn)}履行`}</p>}
              {line.performedOn && <p class="hint">{`${inChinese(line.performedOn)}已经履行`}</p>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const day = (on: Day | undefined) => (on ? inChinese(on) : '—')

/** Late is said in words, not in colour alone. */
function Answered({ line: { answeredOn, late, answer, decidedOn } }: { line: RegisterLine }) {
  if (answeredOn) return <>{`${inChinese(answeredOn)}${late ? '（逾期）' : ''}`}</>
  if (late) return <strong class="overdue">逾期未提交</strong>
  return <>{answer && !decidedOn ? '待提交' : '—'}</>
}
