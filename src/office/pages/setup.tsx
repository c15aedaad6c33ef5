/** The set-up as a checklist: one person goes from top to bottom, and the portal opens by itself. */
import type { ComponentChildren } from 'preact'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import { AGENCY_LABELS } from '../agency.ts'
import type { Sample } from '../sample.ts'
import type { Step } from '../views.ts'
import { AgencyFields, Shows } from './agency-fields.tsx'

type Props = {
  viewer: Viewer
  csrf: string
  open: boolean
  /** Is the address set that stands in mails and letters? */
  isAddressed: boolean
  steps: readonly Step[]
  /** The first agency is still to be named: its form stands in place. */
  form: FormState | undefined
  /** Of the agency; what is not set shows as 〔…〕. */
  sample: Sample
  mail: FormState
  /** What came of the test message. */
  sent?: { done: boolean; message: string } | undefined
}

const STATES = { done: '已完成', needed: '待办', optional: '可选' } as const

export function SetupPage({ viewer, csrf, open, isAddressed, steps, form, sample, mail, sent }: Props) {
  const needed = steps.filter(({ required }) => required)
  const done = needed.filter(({ state }) => state === 'done')
  return (
    <StaffPage title="开通" viewer={viewer} csrf={csrf}>
      <h1>{open ? '网上申请已经开通' : '开通网上申请'}</h1>
      <p class="lead">
        {open
          ? '以下各项随时可以修改；标为“可选”的，不影响申请的提交和办理。'
          : '从上到下逐项设置，一个人大约需要15分钟。机关、人员和岗位齐备后自动开通，在此以前申请人不能在网上提交申请。'}
      </p>
      <p>
        机关和人员较多的，可以<a href="/import">从文件导入</a>。数据库、邮件、字库、磁盘等是否正常，见
        <a href="/doctor">运行检查</a>。
      </p>
      {!isAddressed && (
        <p class="note soon">
          没有设置对外的网址（PUBLIC_URL）：邮件、短信里写的是本机地址，收到的人打不开；收件回执不印查询地址，征求意见书不写网上答复的地址，只写明书面答复和电话。请运维人员设置，再重新启动。
        </p>
      )}
      <p data-progress={`${done.length}/${needed.length}`}>
        <label for="progress">{`必需的 ${needed.length} 项，已完成 ${done.length} 项`}</label>
        <progress id="progress" value={done.length} max={needed.length} />
      </p>
      <ol class="checklist">
        {steps.map((step) => (
          <Item key={step.id} step={step}>
            {step.id === 'agency' && form && <FirstAgency {...{ csrf, form }} />}
            {step.id === 'agency' && (
              <>
                <Shows lines={[sample.number, ...sample.remedies, ...sample.contact]} caption="样例，答复书" />
                <Shows lines={sample.payment} caption="样例，收费通知书" />
              </>
            )}
            {step.id === 'mail' && <TestMail {...{ csrf, mail, sent }} />}
          </Item>
        ))}
      </ol>
    </StaffPage>
  )
}

function Item({ step, children }: { step: Step; children: ComponentChildren }) {
  const { id, title, state, now, why, where, shows } = step
  return (
    <li id={id} data-step={id} data-state={state}>
      <h2>
        {title}
        <span class={`state ${state}`}>{STATES[state]}</span>
      </h2>
      <p>{now}</p>
      <p class="hint">{why}</p>
      {shows && <Shows lines={shows.lines} caption={`样例，${shows.on}`} />}
      {where && (
        <p>
          <a href={where.href}>{where.label}</a>
        </p>
      )}
      {children}
    </li>
  )
}

const FirstAgency = ({ csrf, form }: { csrf: string; form: FormState }) => (
  <>
    <ErrorSummary form={form} labels={AGENCY_LABELS} />
    <form method="post" action="/setup/agency" class="stack wide" id="first-agency">
      <input type="hidden" name="csrf" value={csrf} />
      <AgencyFields form={form} offices={{}} isNew />
      <button class="primary" type="submit">
        设置机关
      </button>
    </form>
  </>
)

const TestMail = ({ csrf, mail, sent }: Pick<Props, 'csrf' | 'mail' | 'sent'>) => (
  <>
    {sent && (
      <p class={sent.done ? 'note done' : 'note late'} role="status" data-sent={sent.done ? 'yes' : 'no'}>
        {sent.message}
      </p>
    )}
    <ErrorSummary form={mail} prefix="mail-" />
    <form method="post" action="/setup/mail" class="stack" id="test-mail">
      <input type="hidden" name="csrf" value={csrf} />
      <TextField
        {...{ name: 'email', label: '试发一封到', form: mail, prefix: 'mail-', type: 'email', autocomplete: 'email' }}
        help="您的电子邮箱；您还没有登记邮箱的，同时登记，用于节假日安排等提醒。"
      />
      <button type="submit">试发邮件</button>
    </form>
  </>
)
