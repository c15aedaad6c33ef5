/** What is to be done about a version of letters or messages: submitted, approved by another, returned, withdrawn. */
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, CheckField, TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import { ACTS, type ActName, holding, type VersionAct } from '../standing.ts'
import type { Frame, HistoryLine, Said } from '../views.ts'
import { at, named } from './links.ts'
import { Findings, when } from './parts.tsx'

export type NextProps = Frame & {
  line: HistoryLine
  acts: VersionAct[]
  /** The day that the source proposes, not before today. */
  proposed: Day
  may: ActName[]
  findings: readonly Said[]
  form: FormState
  open: ActName | undefined
}

/** What happened to a version, in its order. */
export function Story({ line: { by, at: instant, why, acts, basedOn } }: { line: HistoryLine }) {
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

/** How a version stands, and the forms of what this person may do with it. @param props.base its address; `noun`: what it is the words of */
export function Next(props: NextProps & { base: string; noun?: string }) {
  const { viewer, csrf, scope, today, line, acts, proposed, may, findings, form, open, base, noun = '文书' } = props
  const { version, standing } = line
  const approved = line.acts.find(({ act }) => act === 'approved')?.day
  const isWaiting = standing === 'submitted'
  const said: Record<HistoryLine['standing'], string> = {
    shipped: `随系统提供。本机关没有另写的版本在施行时，${noun}用它。`,
    draft: '还在起草。提交以后，由另一位法制审核员或者公开机构负责人批准。',
    submitted: may.includes('approved')
      ? '等待您审核：通读改动和样例，批准或者退回。'
      : '等待另一人审核。起草人和提交人不能审核自己的版本。',
    returned: '已经退回。请据退回理由另写一版。',
    coming: `已经批准，自${approved ? inChinese(approved) : ''}起施行；在那以前的${noun}仍用${named(holding(acts, today))}。`,
    inForce: `自${approved ? inChinese(approved) : ''}起施行，现在的${noun}用它。`,
    replaced:
      noun === '文书'
        ? '已经由后来批准的版本取代。用它制作的文书不受影响，随时可以重做。'
        : '已经由后来批准的版本取代。',
    withdrawn: `已经撤回，不再使用。用它制作的${noun}不受影响。`,
  }
  const stopped = findings.some(({ severity }) => severity === 'error')
  // What the door refuses is not offered.
  const offered = may.filter((act) => !stopped || (act !== 'submitted' && act !== 'approved'))
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
              {...{ act, csrf, base, scope, proposed, line, noun }}
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

type ActProps = Pick<NextProps, 'csrf' | 'scope' | 'proposed' | 'line' | 'form'> & {
  act: ActName
  base: string
  noun: string
  primary: boolean
  afterwards: string
  isInForce: boolean
  open: boolean
}

function Act({ act, csrf, base, noun, scope, proposed, line, primary, afterwards, isInForce, form, open }: ActProps) {
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
            help={`自这一天起的${noun}用它。不能早于今天。`}
            form={shown({ day: proposed })}
          />
        )}
        {act === 'returned' && <p class="hint">退回的版本不再改动；起草人据理由另写一版，两版都留存。</p>}
        {(act === 'approved' || act === 'withdrawn') && (
          <div class="warning">
            <p>
              {act === 'approved'
                ? '批准后文字固定，到施行日自动启用；要再改，须另写一版。'
                : `撤回不能恢复。${isInForce ? `自今天起，${noun}改用${afterwards}；` : ''}已经发出的${noun}不受影响。`}
            </p>
            <CheckField
              {...{ name: 'confirm', prefix, form }}
              label={
                act === 'withdrawn'
                  ? '我确认撤回'
                  : noun === '文书'
                    ? '我已通读全文和样例，核对了依据和救济途径'
                    : '我已通读全文和样例'
              }
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
