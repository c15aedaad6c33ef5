/** One version: what to do about it first, then what it changes, then the real page with the sample or a case. */
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, CheckField, TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { DiffLine } from '../diff.ts'
import { ACTS, type ActName, holding, type VersionAct } from '../standing.ts'
import type { About, Frame, HistoryLine, Preview, Said } from '../views.ts'
import { at, named, word } from './links.ts'
import { Changes, Findings, KINDS, PageFrame, SampleText, State, Whose, when } from './parts.tsx'

type Props = Frame & {
  about: About
  line: HistoryLine
  acts: VersionAct[]
  lines: DiffLine[]
  /** The day that the source proposes, not before today. */
  proposed: Day
  may: ActName[]
  mayEdit: boolean
  findings: readonly Said[]
  preview: Preview
  form: FormState
  open: ActName | undefined
}

export function VersionPage(props: Props) {
  const { viewer, csrf, scope, about, line, lines, mayEdit, preview } = props
  const { id, title, kind } = about
  const { version, standing } = line
  return (
    <StaffPage title={`${title} ${named(version)}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={at('/templates', scope)}>文书模板</a>
        <a href={at(`/templates/${id}`, scope)}>{title}</a>
        <span>{KINDS[kind]}</span>
        <Whose scope={scope} />
      </p>
      <h1>
        {named(version)} <State standing={standing} />
      </h1>
      <Next {...props} />
      {version !== null && <Story line={line} />}
      {version !== null && (
        <section aria-labelledby="changes-title" class="band-top">
          <h2 id="changes-title">{`比${named(line.basedOn)}改了什么`}</h2>
          <Changes lines={lines} around={2} />
          <p class="hint">
            <a href={at(`/templates/${id}/compare`, scope, { from: word(line.basedOn), to: word(version) })}>
              对照全文
            </a>
            {mayEdit && (
              <>
                {' · '}
                <a href={at(`/templates/${id}/edit`, scope, { from: word(version) })}>据此另写一版</a>
              </>
            )}
          </p>
        </section>
      )}
      <Shown {...{ scope, id, line, preview }} />
    </StaffPage>
  )
}

function Story({ line: { by, at: instant, why, acts, basedOn } }: { line: HistoryLine }) {
  return (
    <ol class="timeline story">
      <li>
        <b>起草</b> {why}
        <p class="hint">{`${by}，${when(instant)}，据${named(basedOn)}`}</p>
      </li>
      {acts.map(({ act, by: who, at: then, why: reason, day }) => (
        <li key={act}>
          <b>{ACTS[act]}</b> {reason}
          <p class="hint">{`${who}，${when(then)}${act === 'approved' ? `，自${inChinese(day)}起施行` : ''}`}</p>
        </li>
      ))}
    </ol>
  )
}

function Next({ viewer, csrf, scope, today, about, line, acts, proposed, may, findings, form, open }: Props) {
  const { version, standing } = line
  const approved = line.acts.find(({ act }) => act === 'approved')?.day
  const isWaiting = standing === 'submitted'
  const said: Record<HistoryLine['standing'], string> = {
    shipped: '随系统提供。本机关没有另写的版本在施行时，文书用它。',
    draft: '还在起草。提交以后，由另一位法制审核员或者公开机构负责人批准。',
    submitted: may.includes('approved')
      ? '等待您审核：通读改动和样例，批准或者退回。'
      : '等待另一人审核。起草人和提交人不能审核自己的版本。',
    returned: '已经退回。请据退回理由另写一版。',
    coming: `已经批准，自${approved ? inChinese(approved) : ''}起施行；在那以前的文书仍用${named(holding(acts, today))}。`,
    inForce: `自${approved ? inChinese(approved) : ''}起施行，现在的文书用它。`,
    replaced: '已经由后来批准的版本取代。用它制作的文书不受影响，随时可以重做。',
    withdrawn: '已经撤回，不再使用。用它制作的文书不受影响。',
  }
  const stopped = findings.some(({ severity }) => severity === 'error')
  // What the door refuses is not offered.
  const offered = may.filter((act) => !stopped || (act !== 'submitted' && act !== 'approved'))
  const base = `/templates/${about.id}/versions/${word(version)}`
  return (
    <section class="next" aria-labelledby="next-title">
      <h2 id="next-title" class="unseen">
        接下来
      </h2>
      <p class="next-step">{said[standing]}</p>
      {may.length > 0 && findings.length > 0 && (
        <>
          <p class="hint">
            {stopped ? '校验发现必须改正的问题：改正以前不能提交，也不能批准。请另写一版。' : '校验请您核对：'}
          </p>
          <Findings findings={findings} />
        </>
      )}
      {form.errors.length > 0 && !open && <ErrorSummary form={form} />}
      {offered.length > 0 && (
        <div class="acts">
          {offered.map((act) => (
            <Act
              key={act}
              {...{ act, csrf, base, scope, proposed, line }}
              primary={act === 'submitted' || act === 'approved'}
              afterwards={named(
                holding(
                  acts.filter((each) => each.version !== version),
                  today,
                ),
              )}
              isInForce={standing === 'inForce'}
              form={open === act ? form : { values: {}, errors: [] }}
              open={open === act}
            />
          ))}
        </div>
      )}
      {isWaiting && may.length === 0 && <p class="hint">{`您是${viewer.name}，没有审核这一版本的权限。`}</p>}
      {open && !offered.includes(open) && <ErrorSummary form={form} />}
    </section>
  )
}

const NOUNS: Record<ActName, string> = {
  submitted: 'submission',
  approved: 'approval',
  returned: 'return',
  withdrawn: 'withdrawal',
}
const BUTTONS: Record<ActName, string> = {
  submitted: '提交审核',
  approved: '批准施行',
  returned: '退回',
  withdrawn: '撤回',
}
const REASONS: Record<ActName, [label: string, help: string]> = {
  submitted: ['说明', '改了什么，依据是什么，供审核人判断。'],
  approved: ['审核意见', '核对了哪些方面，记入历次版本。'],
  returned: ['退回理由', '哪一处要改，怎样改。'],
  withdrawn: ['撤回理由', '记入历次版本，各岗位可见。'],
}

type ActProps = Pick<Props, 'csrf' | 'scope' | 'proposed' | 'line' | 'form'> & {
  act: ActName
  base: string
  primary: boolean
  afterwards: string
  isInForce: boolean
  open: boolean
}

function Act({ act, csrf, base, scope, proposed, line, primary, afterwards, isInForce, form, open }: ActProps) {
  const prefix = `${act}-`
  const [label, help] = REASONS[act]
  const shown = (values: Record<string, string>): FormState => ({ ...form, values: { ...values, ...form.values } })
  return (
    <details class={primary ? 'act primary' : 'act'} id={`act-${act}`} open={open}>
      <summary>{BUTTONS[act]}</summary>
      <form method="post" action={at(`${base}/${NOUNS[act]}`, scope)} class="stack" data-act={act} novalidate>
        <input type="hidden" name="csrf" value={csrf} />
        <ErrorSummary form={form} prefix={prefix} labels={{ why: label, day: '施行日', confirm: '确认' }} />
        <AreaField
          {...{ name: 'why', label, help, prefix, rows: 3 }}
          form={shown(act === 'submitted' ? { why: line.why } : {})}
        />
        {act === 'approved' && (
          <TextField
            {...{ name: 'day', label: '施行日', prefix, type: 'date' as const, width: 'middle' as const }}
            help="自这一天起成文的文书用它。不能早于今天。"
            form={shown({ day: proposed })}
          />
        )}
        {act === 'returned' && <p class="hint">退回的版本不再改动；起草人据理由另写一版，两版都留存。</p>}
        {(act === 'approved' || act === 'withdrawn') && (
          <div class="warning">
            <p>
              {act === 'approved'
                ? '批准后文字固定，到施行日自动启用；要再改，须另写一版。'
                : `撤回不能恢复。${isInForce ? `自今天起，文书改用${afterwards}；` : ''}已经发出的文书不受影响。`}
            </p>
            <CheckField
              {...{ name: 'confirm', prefix, form }}
              label={act === 'approved' ? '我已通读全文和样例，核对了依据和救济途径' : '我确认撤回'}
            />
          </div>
        )}
        <button type="submit" class={primary ? 'primary' : undefined}>
          {BUTTONS[act]}
        </button>
      </form>
    </details>
  )
}

function Shown({ scope, id, line, preview }: Pick<Props, 'scope' | 'line' | 'preview'> & { id: string }) {
  const { asked, found, missing, pdfUrl, text } = preview
  return (
    <section aria-labelledby="preview-title" class="band-top" id="preview">
      <h2 id="preview-title">{found ? `用${found.number}预览` : '用样例预览'}</h2>
      <form method="get" action={`/templates/${id}/versions/${word(line.version)}#preview`} class="compare">
        {!scope.own && <input type="hidden" name="agency" value={scope.agency.id} />}
        <label>
          登记编号或者受理编号
          <input id="case" name="case" value={asked} autocomplete="off" class="middle" />
        </label>
        <button type="submit">用这件预览</button>
        {found && <a href={at(`/templates/${id}/versions/${word(line.version)}`, scope)}>回到样例</a>}
      </form>
      {asked && !found && (
        <p class="note soon" role="alert">
          {`没有编号为“${asked}”的申请，下面是样例。请核对登记编号（如 2026-001）或者受理编号。`}
        </p>
      )}
      {found && (
        <p>
          <a href={`/cases/${found.id}`}>{found.number}</a> {found.title}
        </p>
      )}
      {missing.length > 0 && (
        <p class="note soon">
          {`这一件还没有：${missing.join('、')}。预览中写成〔 〕；正式制作时，缺一项也不能成文。`}
        </p>
      )}
      <div class="draft">
        <SampleText lines={text} />
        <PageFrame url={pdfUrl} title={found ? `用${found.number}预览的版式` : '样例的版式'} />
      </div>
    </section>
  )
}
