/** Few numbers, each a link to its cases; below, what is over its limit, longest first. */
import { inChineseWithWeekday } from '../../../workflows/statute/days.ts'
import type { SatisfactionNumbers } from '../../citizens/satisfaction.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { AnswersAwaited } from '../../remedies/pages/awaited.tsx'
import type { Awaited } from '../../remedies/waiting.ts'
import type { SpotNumbers } from '../../spot-checks/checked.ts'
import { behindSpotAt } from '../../spot-checks/pages/behind.tsx'
import { urgingsAt } from '../../supervision/pages/urging-list.tsx'
import { AsOf } from '../../web/parts/as-of.tsx'
import { Lines, type Markup, markup } from '../../web/parts/markup.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { Supervised } from '../supervised.ts'
import type { AgencyNumbers } from '../supervision.ts'
import type { DeskRow } from '../views.ts'
import { DeskTable } from './desk-table.tsx'
import { behind } from './supervised.tsx'

type Props = {
  viewer: Viewer
  csrf: string
  today: string
  /** The instant of the figures. */
  now?: string
  agencies: readonly AgencyNumbers[]
  escalated: DeskRow[]
  satisfaction?: readonly SatisfactionNumbers[]
  awaited?: Awaited
  /** Proposals to publish whose day has passed. */
  undecidedReleases?: number
  /** What the spot checks of this year came to, of agencies of which something was drawn. */
  spot?: readonly SpotNumbers[]
  /** How many 督办 nobody has answered, by agency. */
  urgings?: ReadonlyMap<string, number>
  /** Of what is over its limit: which were urged, in words. */
  urged?: ReadonlyMap<string, string>
}

/** In the order of the page. */
const COLUMNS = [
  ['open', '未答复'],
  ['overdue', '超期'],
  ['today', '今天到期'],
  ['soon', '即将到期'],
  ['unconfirmed', '待双方确认'],
  ['provisional', '期限暂定'],
  ['aside', '无效件'],
  ['answered', '本年已答复'],
  ['late', '其中逾期'],
  ['lateCarefully', '从严计算逾期'],
] as const satisfies [Supervised, string][]

const URGED = '督办未答复'

/** Best first, as the query counts them. */
const STEPS = ['很满意', '满意', '一般', '不满意', '很不满意']

/** 12（40%）: of none there is no share. */
const share = (n: number, of: number) => (of === 0 ? String(n) : `${n}（${Math.round((n / of) * 100)}%）`)

export function SupervisionPage(props: Props) {
  const {
    viewer,
    csrf,
    today,
    now,
    agencies,
    escalated,
    satisfaction = [],
    awaited,
    undecidedReleases = 0,
    spot = [],
    urgings = new Map<string, number>(),
    urged = new Map<string, string>(),
  } = props
  const open = agencies.reduce((sum, { agencyId }) => sum + (urgings.get(agencyId) ?? 0), 0)
  return (
    <StaffPage title="监督" viewer={viewer} csrf={csrf}>
      <h1>监督</h1>
      <p class="hint">{inChineseWithWeekday(today)}</p>
      {now && <AsOf at={now} />}
      <AnswersAwaited awaited={awaited} />
      {undecidedReleases > 0 && (
        <p class="note soon" data-undecided={undecidedReleases}>
          {`转主动公开的提议超过期限没有决定的 ${undecidedReleases} 件。`}
          <a href="/releases/proposals?group=open">查看</a>
        </p>
      )}
      <section aria-labelledby="numbers-title">
        <h2 id="numbers-title">各机关</h2>
        <table class="plain stacked in-line">
          <caption class="unseen">各机关办理情况</caption>
          <TableHead names={['机关', ...COLUMNS.map(([, label]) => label), URGED]} />
          <Lines
            of={agencies.map((agency) =>
              agencyLine(agency, Number(today.slice(0, 4)), urgings.get(agency.agencyId) ?? 0),
            )}
          />
        </table>
        <p class="hint">
          未答复：收到而没有答复、撤回或者以其他方式办结的，待双方确认的在内。超期、今天到期、即将到期按从严的期限；已答复尚未归档的不在其中，办件台“未归档”的在内。
        </p>
        <p class="offered">
          <a href="/supervision/course">办理用时和法制审核</a> <a href="/urgings">{`没有答复的督办 ${open}件`}</a>
          {agencies.length > 1 && (
            <>
              {' '}
              <a href="/supervision/ranking">各机关排名</a>
            </>
          )}
        </p>
      </section>
      <section aria-labelledby="escalated-title">
        <h2 id="escalated-title">超过法定期限，须督办</h2>
        {escalated.length > 0 ? (
          <DeskTable rows={escalated} today={today} urged={urged} isOfSeveral />
        ) : (
          <p class="hint">没有超期的申请。</p>
        )}
      </section>
      {spot.length > 0 && <SpotChecks numbers={spot} agencies={agencies} />}
      {satisfaction.some(({ answers }) => answers > 0) && <Satisfaction numbers={satisfaction} />}
    </StaffPage>
  )
}

function agencyLine(agency: AgencyNumbers, year: number, urgings: number): Markup {
  const { agencyId, name } = agency
  const figures = COLUMNS.map(([key, label]) => linked(label, agency[key], behind(key, agencyId, year)))
  return markup`<tr data-agency="${agencyId}"><th scope="row">${name}</th>${figures}${linked(URGED, urgings, urgingsAt('open', agencyId))}</tr>`
}

const linked = (label: string, value: number, address: string) =>
  markup`<td class="figure" data-label="${label}"><a href="${address}">${value}</a></td>`

const figure = (label: string, value: number | string) => markup`<td class="figure" data-label="${label}">${value}</td>`

function satisfactionLine({ agencyId, name, answers, steps }: SatisfactionNumbers): Markup {
  const shares = STEPS.map((step, i) => figure(step, share(steps[i] ?? 0, answers)))
  return markup`<tr data-satisfaction="${agencyId}"><th scope="row">${name}</th>${figure('评价', answers)}${shares}</tr>`
}

/** What was drawn this year, and what came of it. */
function SpotChecks({ numbers, agencies }: { numbers: readonly SpotNumbers[]; agencies: Props['agencies'] }) {
  const names = new Map(agencies.map(({ agencyId, name }) => [agencyId, name]))
  const lines = numbers.map(({ agencyId, drawn, scored, share, found, open, overdue }) => {
    const cells = [
      linked('抽中', drawn, behindSpotAt('drawn', agencyId)),
      linked('已评', scored, behindSpotAt('scored', agencyId)),
      figure('平均得分', share === null ? '—' : `${share}%`),
      linked('问题', found, behindSpotAt('found', agencyId)),
      linked('没有了结', open, behindSpotAt('open', agencyId)),
      linked('逾期未答复', overdue, behindSpotAt('overdue', agencyId)),
    ]
    return markup`<tr data-spot="${agencyId}"><th scope="row">${names.get(agencyId) ?? agencyId}</th>${cells}</tr>`
  })
  return (
    <section aria-labelledby="spot-title">
      <h2 id="spot-title">本年抽查</h2>
      <table class="plain stacked in-line">
        <caption class="unseen">各机关抽查的结果</caption>
        <TableHead names={['机关', '抽中', '已评', '平均得分', '问题', '没有了结', '逾期未答复']} />
        <Lines of={lines} />
      </table>
      <p class="offered">
        <a href="/spot-checks">查看抽查</a>
      </p>
    </section>
  )
}

/** Counts and shares alone: who answered, and in which words, stands on no page. */
function Satisfaction({ numbers }: { numbers: readonly SatisfactionNumbers[] }) {
  return (
    <section aria-labelledby="satisfaction-title">
      <h2 id="satisfaction-title">申请人评价</h2>
      <table class="plain stacked in-line">
        <caption class="unseen">各机关收到的评价，件数和所占比例</caption>
        <thead>
          <tr>
            <th scope="col">机关</th>
            <th scope="col">评价</th>
            {STEPS.map((step) => (
              <th key={step} scope="col">
                {step}
              </th>
            ))}
          </tr>
        </thead>
        <Lines of={numbers.map(satisfactionLine)} />
      </table>
    </section>
  )
}
