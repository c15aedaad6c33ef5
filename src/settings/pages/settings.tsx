/** What an office sets for itself, and how the points are read that the law leaves open. */
import type { ComponentChildren } from 'preact'
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Site } from '../../ground/site.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { AgencyProfile } from '../../people/tables.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { ChoiceView, Frame, NumberFormatView } from '../views.ts'
import { Handlers } from './handlers.tsx'
import { at } from './links.ts'
import { SiteSection } from './site.tsx'

type Props = Frame & {
  /** What the administrator sets of this agency; empty for others. */
  set: readonly {
    id: string
    name: string
    remindBefore: readonly number[]
    profile: AgencyProfile
    showsHandler: boolean
  }[]
  /** By agency, for those that are set. */
  numbers: ReadonlyMap<string, readonly NumberFormatView[]>
  choices: readonly ChoiceView[]
  /** Where this agency speaks for the site. */
  site?: Site | undefined
  form: FormState
  /** The form, and its agency, that came back or was saved. */
  about?: string | undefined
  saved?: boolean
}

export function SettingsPage(props: Props) {
  const { viewer, csrf, set, saved } = props
  return (
    <StaffPage title="设置" viewer={viewer} csrf={csrf}>
      <h1>设置</h1>
      {saved && (
        <p class="note done" role="status">
          已保存。
        </p>
      )}
      <Agencies {...props} />
      {set.length > 0 && <Contents site={props.site !== undefined} />}
      <Choices {...props} />
      {set.length > 0 && <Reminders {...props} />}
      {set.length > 0 && <Payment {...props} />}
      {set.length > 0 && <Handlers csrf={csrf} set={set} />}
      {set.length > 0 && <Numbers {...props} />}
      {props.site && (
        <SiteSection
          {...{ csrf, site: props.site, form: props.form }}
          agency={props.agency.id}
          open={props.about === 'site'}
        />
      )}
    </StaffPage>
  )
}

const SECTIONS = {
  choices: '法律没有规定明确的事项',
  reminders: '期限提醒',
  payment: '信息处理费的缴纳',
  numbers: '编号的格式',
  site: '网站',
} as const

/** @param site this agency speaks for the site */
const Contents = ({ site }: { site: boolean }) => (
  <nav class="contents" aria-label="本页内容">
    <ul>
      {Object.entries(SECTIONS)
        .filter(([id]) => site || id !== 'site')
        .map(([id, name]) => (
          <li key={id}>
            <a href={`#${id}-title`}>{name}</a>
          </li>
        ))}
    </ul>
  </nav>
)

/** Whose settings are shown. */
function Agencies({ agency, agencies }: Props) {
  if (agencies.length < 2) return null
  return (
    <nav class="filters" aria-label="机关">
      <ul>
        {agencies.map(({ id, name }) => (
          <li key={id}>
            <a href={at('/settings', id)} aria-current={id === agency.id ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Choices({ agency, choices }: Props) {
  return (
    <section aria-labelledby="choices-title">
      <h2 id="choices-title">{SECTIONS.choices}</h2>
      <p class="hint">
        {`${agency.name}的选择。管理员提议，由另一人批准，自批准时写明的日期起施行；已经发生的事，按当时的选择办理。`}
      </p>
      <table class="plain points">
        <caption class="unseen">各事项的选择和依据</caption>
        <TableHead names={['事项', '现在的选择', '自何日起', '依据']} />
        <tbody>
          {choices.map(({ name, question, now, next, waiting, article }) => (
            <tr key={name}>
              <th scope="row">
                <a href={at(`/settings/choices/${name}`, agency.id)}>{question}</a>
              </th>
              <td>
                <b>{now.zh}</b>
                {next.map(({ zh, from }) => (
                  <small key={from}>{`（自${inChinese(from)}起：${zh}）`}</small>
                ))}
                {waiting && <small>（有提议等待批准）</small>}
              </td>
              <td class="basis">{now.since ? inChinese(now.since) : '默认'}</td>
              <td class="basis">{article}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The form of this agency as it came back, or with what is set. */
const formFor = ({ about, saved, form }: Props, id: string, values: Record<string, string>): FormState =>
  about === id && !saved ? form : { values, errors: [] }

type Folded = { name: string; now: string; open: boolean; children: ComponentChildren }

/** One agency's form under what is set now. */
const OfAgency = ({ name, now, open, children }: Folded) => (
  <details class="fold setting" open={open}>
    <summary>
      <b>{name}</b> <span class="hint">{now}</span>
    </summary>
    {children}
  </details>
)

function Reminders(props: Props) {
  const { csrf, set } = props
  return (
    <section aria-labelledby="reminders-title">
      <h2 id="reminders-title">{SECTIONS.reminders}</h2>
      <p class="hint">在期限届满以前的这些工作日提醒承办人、公开机构负责人和登记员；超期以后每个工作日提醒。</p>
      {set.map(({ id, name, remindBefore }) => {
        const form = formFor(props, `reminders-${id}`, { days: remindBefore.join('、') })
        return (
          <OfAgency
            key={id}
            name={name}
            now={`提前${remindBefore.join('、')}个工作日`}
            open={props.about === `reminders-${id}`}
          >
            <form method="post" action="/settings/reminders" class="stack" data-agency={id}>
              <ErrorSummary form={form} prefix={`${id}-`} />
              <input type="hidden" name="csrf" value={csrf} />
              <input type="hidden" name="agency" value={id} />
              <TextField
                {...{ name: 'days', label: '提前的工作日数', form, prefix: `${id}-`, width: 'middle' }}
                help="例如：5、3、1"
              />
              <button type="submit">保存</button>
            </form>
          </OfAgency>
        )
      })}
    </section>
  )
}

function Payment(props: Props) {
  const { csrf, set } = props
  return (
    <section aria-labelledby="payment-title">
      <h2 id="payment-title">{SECTIONS.payment}</h2>
      <p class="hint">
        印在收费通知书上（国办函〔2020〕109号）。不填写的，通知书告知到本机关政府信息公开工作机构领取缴款凭证。
      </p>
      {set.map(({ id, name, profile }) => {
        const { feePayee = '', feeAccount = '', feePlace = '' } = profile
        const form = formFor(props, `payment-${id}`, { feePayee, feeAccount, feePlace })
        const ground = { form, prefix: `payment-${id}-`, optional: '（选填）' }
        return (
          <OfAgency
            key={id}
            name={name}
            now={feePayee || feePlace || '没有填写'}
            open={props.about === `payment-${id}`}
          >
            <form method="post" action="/settings/payment" class="stack" data-payment={id}>
              <ErrorSummary form={form} prefix={`payment-${id}-`} />
              <input type="hidden" name="csrf" value={csrf} />
              <input type="hidden" name="agency" value={id} />
              <TextField {...ground} name="feePayee" label="收款单位" help="例如：某某区财政局非税收入专户" />
              <TextField {...ground} name="feeAccount" label="开户行和账号" />
              <TextField {...ground} name="feePlace" label="现场缴纳的地点和时间" />
              <button type="submit">保存</button>
            </form>
          </OfAgency>
        )
      })}
    </section>
  )
}

function Numbers(props: Props) {
  const { set, numbers } = props
  return (
    <section aria-labelledby="numbers-title">
      <h2 id="numbers-title">{SECTIONS.numbers}</h2>
      <p class="hint">
        自施行日起，新的编号照新的格式书写，序号接着编；已经编定的不变。空白写在花括号里：{'{机关代字}'}、{'{年}'}、
        {'{序号}'}，{'{序号4}'}表示编到4位、前面补零。文号的六角括号和不编虚位，依GB/T
        9704第7.2.5条。有没有缺号、重号，由登记员等在文号簿核对。
      </p>
      {set.map(({ id, name }) =>
        numbers.get(id)!.map((each) => <NumberFormat key={`${id} ${each.kind}`} {...{ props, id, name, each }} />),
      )}
    </section>
  )
}

type OfKind = { props: Props; id: string; name: string; each: NumberFormatView }

function NumberFormat({ props, id, name, each }: OfKind) {
  const { csrf, today } = props
  const about = `numbers-${id}-${each.kind}`
  const form = formFor(props, about, { format: each.format, from: today, why: '' })
  const ground = { form, prefix: `${about}-` }
  return (
    <OfAgency name={`${name}：${each.name}`} now={`下一个是 ${each.next}`} open={props.about === about}>
      {each.changes.length > 0 && (
        <ul class="plain-list" data-changes={each.changes.length}>
          {each.changes.map(({ format, from, by, at: when, why }) => (
            <li key={when}>
              {`自${inChinese(from)}起：${format}。${why} `}
              <small>{`${by.replace(/^staff:/, '')}，${onDayAt(when, inChinese)}`}</small>
            </li>
          ))}
        </ul>
      )}
      <form method="post" action="/settings/numbers" class="stack" data-numbers={`${id} ${each.kind}`}>
        <ErrorSummary form={form} prefix={`${about}-`} />
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="agency" value={id} />
        <input type="hidden" name="kind" value={each.kind} />
        <TextField {...ground} name="format" label="格式" />
        <TextField {...ground} name="from" label="施行日" type="date" width="middle" />
        <TextField {...ground} name="why" label="理由" />
        <button type="submit">保存</button>
      </form>
    </OfAgency>
  )
}
