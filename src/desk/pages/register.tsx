/** 导出台账, below the list: what is exported is said in words before it is fetched, and who wants it unmasked says why. */
import { WAITS } from '../../../workflows/disclosure/next-step.ts'
import { CHANNELS, OUTCOMES, STAGES } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import { hasRole } from '../../people/may.ts'
import type { Viewer } from '../../people/sessions.ts'
import { UNMASKERS } from '../register/unmaskers.ts'
import type { DeskFilter } from '../views.ts'
import { DUES } from './more-filters.tsx'

/** What is listed now, as a person would say it. */
export function listInWords({ stage, due, mine, waiting, waits, q, outcome, aside, ...more }: DeskFilter): string {
  const { agency, unit, handler, channel, on, from, to } = more
  if (aside) return '无效件'
  const parts = [
    stage && `“${STAGES[stage]}”阶段`,
    due && DUES[due],
    mine && '我承办',
    waiting && (waits ? `等我办理（${WAITS[waits]}）` : '等我办理'),
    outcome && `办理结果为“${OUTCOMES[outcome].zh}”`,
    channel && `来件方式为“${CHANNELS[channel]}”`,
    on && `${inChinese(on)}到期`,
    from && `${inChinese(from)}以后来件`,
    to && `${inChinese(to)}以前来件`,
    (agency || unit || handler) && '所选机关、承办机构、承办人',
    q && `含有“${q}”`,
  ].filter(Boolean)
  const isOpenOnly = !stage && !outcome && !q && !waiting
  return `${parts.join('、')}${parts.length > 0 ? '的' : ''}${isOpenOnly ? '未结' : ''}申请件`
}

function queryOf({ mine, act: _act, more: _more, ...words }: DeskFilter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(words)) if (value) query.set(name, String(value))
  if (mine) query.set('mine', 'yes')
  if (!words.stage && !words.outcome && !words.q && !words.waiting && !words.aside) query.set('open', 'yes')
  return query.toString()
}

const address = (ending: string, asked: string) => `/api/v1/cases.${ending}${asked ? `?${asked}` : ''}`

type Props = { viewer: Viewer; filter: DeskFilter; csrf: string }

export function ExportFold({ viewer, filter, csrf }: Props) {
  const query = queryOf(filter)
  return (
    <details class="fold" id="export">
      <summary>导出台账</summary>
      <p>这个列表（{listInWords(filter)}）：</p>
      <Links asked={query} />
      <p>全部台账（您能查看的全部申请件，含已归档）：</p>
      <Links asked="" />
      <p class="hint">
        自然人的姓名、证件号码、电话、邮箱和地址已经遮盖；信息名称和内容描述中的这些内容也已经遮盖，其中提到的其他人的姓名程序认不出来，没有遮盖，对外提供以前请先查看。每次导出都记入审计记录。
      </p>
      {hasRole(viewer, ...UNMASKERS) && (
        <form method="post" class="stack" action={address('xlsx', query)}>
          <input type="hidden" name="csrf" value={csrf} />
          <label for="export-reason">导出含个人信息的台账（这个列表；证件号码仍然遮盖），理由记入审计记录</label>
          <input id="export-reason" name="reason" required minLength={4} maxLength={200} autocomplete="off" />
          <button type="submit">导出 XLSX</button>
        </form>
      )}
    </details>
  )
}

const Links = ({ asked }: { asked: string }) => (
  <ul class="offered">
    {(['xlsx', 'csv'] as const).map((ending) => (
      <li key={ending}>
        <a href={address(ending, asked)} download>
          {ending.toUpperCase()}
        </a>
      </li>
    ))}
  </ul>
)
