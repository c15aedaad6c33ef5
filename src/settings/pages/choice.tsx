/** One open point of law: what holds, what each alternative means, what waits for a second person, a proposal, the history. */
import { APPROVING_ROLES, chainOf, chainToWrite, MOST_STEPS, REPLY_KINDS } from '../../../workflows/statute/chain.ts'
import {
  type ChoiceName,
  type ChoiceValue,
  choiceInWords,
  DEFAULT_CHOICES,
} from '../../../workflows/statute/choices.ts'
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import type { Moved } from '../../law/recount.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, CheckField, RadioField, TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { ChoiceView, Frame, ProposalView } from '../views.ts'
import { at } from './links.ts'

type Props = Frame & {
  choice: ChoiceView
  mayPropose: boolean
  form: FormState
  /** Which form came back. */
  about?: 'proposal' | 'approval' | 'refusal' | undefined
  /** What the proposal would move, before it is made. */
  preview?: { value: ChoiceValue; from: Day; why: string; moves: readonly Moved[] } | undefined
  decided?: { approved: boolean; moved: number } | undefined
}

export function ChoicePage(props: Props) {
  const { viewer, csrf, agency, choice, mayPropose, preview, decided } = props
  const waiting = choice.proposals.filter(({ decision }) => decision === null)
  return (
    <StaffPage title={choice.question} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={at('/settings', agency.id)}>设置</a>
        <span>{agency.name}</span>
      </p>
      <h1>{choice.question}</h1>
      <p class="lead">{`依据：${choice.article}。以${choice.judgedOn}有效的选择为准。`}</p>
      {decided && (
        <p class="note done" role="status" data-decided={String(decided.approved)}>
          {decided.approved
            ? `已经批准，${decided.moved} 件申请的期限已经调整并逐件记录。`
            : '已经退回，现在的选择没有变。'}
        </p>
      )}
      {choice.stuck && <p class="note late">{`现在的环节走不通：${choice.stuck}。`}</p>}
      <Alternatives choice={choice} />
      {waiting.map((proposal) => (
        <Waiting key={proposal.position} {...props} proposal={proposal} />
      ))}
      {mayPropose &&
        waiting.length === 0 &&
        (preview ? <Preview {...props} preview={preview} /> : <Propose {...props} />)}
      <History proposals={choice.proposals.filter(({ decision }) => decision !== null)} />
    </StaffPage>
  )
}

function Alternatives({ choice: { name, alternatives, now, next } }: { choice: ChoiceView }) {
  return (
    <section aria-labelledby="alternatives-title">
      <h2 id="alternatives-title">可选方案</h2>
      <p>
        {`现在：${now.zh}，${now.since ? `自${inChinese(now.since)}起` : '为默认'}。`}
        {next.map(({ zh, from }) => `自${inChinese(from)}起改为：${zh}。`).join('')}
      </p>
      <table class="plain">
        <caption class="unseen">各种选择和后果</caption>
        <TableHead names={['选择', '后果']} />
        <tbody>
          {alternatives.map(({ value, zh, consequence, isDefault, holds }) => (
            <tr key={zh}>
              <th scope="row">
                {holds && <span aria-hidden="true">● </span>}
                {zh}
                {holds && <small>（现在）</small>}
                {isDefault && <small>（默认）</small>}
                {value === null && <small>{`（默认${choiceInWords(name, DEFAULT_CHOICES[name])}）`}</small>}
              </th>
              <td>{consequence}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Of what a letter says, who decides and what a fee is reckoned by: no day depends on them, and none is looked for. */
const MOVES_NO_DATE: readonly ChoiceName[] = [
  ...([
    'contactWithin',
    'leastToAnswer',
    'partlyDisclosedFirst',
    'suitRefusedByCourt',
    'feeMonth',
    'withdrawnCountsForFee',
  ] as const),
  ...([
    'noticesApproved',
    'replyChain',
    'releaseReadings',
    'mailMegabytes',
    'sensitiveKinds',
    'sensitiveConference',
  ] as const),
]

/** Before the approval, too: what it moves. */
function Moves({ moves }: { moves: readonly Moved[] }) {
  if (moves.length === 0) return <p>没有未结申请的答复期限会因此变化。</p>
  return (
    <table class="plain" data-moved={moves.length}>
      <caption>{`将有 ${moves.length} 件未结申请的答复期限变化`}</caption>
      <TableHead names={['编号', '现在', '变更以后']} />
      <tbody>
        {moves.map(({ receipt, number, dueBefore, dueAfter, provisionalAfter }) => (
          <tr key={receipt}>
            <td class="figure">{number ?? receipt}</td>
            <td>{dueBefore ? inChinese(dueBefore) : '尚未起算'}</td>
            <td>
              {dueAfter ? inChinese(dueAfter) : '尚未起算'}
              {provisionalAfter && '（暂定）'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Waiting({ csrf, agency, choice, form, about, proposal }: Props & { proposal: ProposalView }) {
  const { position, zh, from, by, at: then, why, forYou, moves } = proposal
  const path = `/settings/choices/${choice.name}/proposals/${position}`
  const mine = (which: 'approval' | 'refusal') => (about === which ? form : NOTHING)
  return (
    <section aria-labelledby={`proposal-${position}`} data-proposal={position}>
      <h2 id={`proposal-${position}`}>等待批准</h2>
      <p>{`提议：自${inChinese(from)}起，${zh}。${why}`}</p>
      <p class="hint">{`${by}，${instant(then)}`}</p>
      {!MOVES_NO_DATE.includes(choice.name) && <Moves moves={moves} />}
      {!forYou && <p class="note">由提议人以外的一人批准：另一位管理员、公开机构负责人或者安全管理员。</p>}
      {forYou && (
        <>
          <form method="post" action={at(`${path}/approval`, agency.id)} class="stack" data-act="approval">
            <ErrorSummary form={mine('approval')} prefix="approval-" />
            <input type="hidden" name="csrf" value={csrf} />
            <AreaField
              {...{ name: 'why', label: '批准的理由', form: mine('approval'), prefix: 'approval-' }}
              rows={2}
            />
            <CheckField
              {...{ name: 'confirm', form: mine('approval'), prefix: 'approval-' }}
              label={MOVES_NO_DATE.includes(choice.name) ? '已核对依据和后果' : '已核对依据、后果和期限会变的申请'}
            />
            <button class="primary" type="submit">
              批准
            </button>
          </form>
          <form method="post" action={at(`${path}/refusal`, agency.id)} class="stack" data-act="refusal">
            <ErrorSummary form={mine('refusal')} prefix="refusal-" />
            <input type="hidden" name="csrf" value={csrf} />
            <AreaField {...{ name: 'why', label: '退回的理由', form: mine('refusal'), prefix: 'refusal-' }} rows={2} />
            <button type="submit">退回</button>
          </form>
        </>
      )}
    </section>
  )
}

const NOTHING: FormState = { values: {}, errors: [] }
const instant = (at: string) => onDayAt(at, inChinese)

function Propose({ csrf, agency, today, choice, form, about }: Props) {
  const mine = about === undefined || about === 'proposal' ? form : NOTHING
  const options = choice.alternatives.flatMap(({ value, zh }) => (value === null ? [] : [[String(value), zh]]))
  const label = '改为'
  return (
    <section aria-labelledby="propose-title">
      <h2 id="propose-title">提议变更</h2>
      <ErrorSummary form={mine} />
      <form
        method="post"
        action={at(`/settings/choices/${choice.name}/preview`, agency.id)}
        class="stack"
        id="choice-propose"
      >
        <input type="hidden" name="csrf" value={csrf} />
        {choice.approvers ? (
          <Steps choice={choice} form={mine} approvers={choice.approvers} />
        ) : choice.name === 'sensitiveKinds' ? (
          <AreaField
            {...{ name: 'value', label: '敏感事项', rows: 6, optional: '（不填写的，没有敏感事项）' }}
            form={{ ...mine, values: { value: String(choice.now.value), ...mine.values } }}
            help="一行一类，写作“名称：词语、词语”，最多30类；词语每个至少2个字，没有词语的只由人标记。"
          />
        ) : options.length > 0 ? (
          <RadioField
            {...{
              name: 'value',
              label,
              form: mine,
              choices: Object.fromEntries(options),
              initial: String(choice.now.value),
            }}
          />
        ) : (
          <TextField
            {...{ name: 'value', label, form: mine, type: 'number', width: 'short' }}
            help={choice.alternatives[0]?.zh}
          />
        )}
        <TextField
          {...{ name: 'from', label: '自何日起', type: 'date', width: 'middle', min: today }}
          form={{ ...mine, values: { from: today, ...mine.values } }}
          help="今天或者以后。已经发生的事，按当时的选择办理。"
        />
        <AreaField {...{ name: 'why', label: '理由', form: mine }} rows={3} />
        <button class="primary" type="submit">
          {MOVES_NO_DATE.includes(choice.name) ? '先核对再提议' : '先看哪些期限会变'}
        </button>
      </form>
    </section>
  )
}

/** One line a step; whom it can ask stands below, by the name that is written. */
function Steps({
  choice,
  form,
  approvers,
}: Pick<Props, 'choice' | 'form'> & { approvers: NonNullable<ChoiceView['approvers']> }) {
  const now = chainToWrite(chainOf(String(choice.now.value)))
  return (
    <>
      <AreaField
        {...{ name: 'value', label: '审批环节', rows: 4, optional: '（不填写的，没有审批环节）' }}
        form={{ ...form, values: { value: now, ...form.values } }}
        help={`一行一步，依次审批，最多${MOST_STEPS}步，写作“名称：审批人”。审批人写岗位（${Object.values(APPROVING_ROLES).join('、')}），或者写指定的人员（@用户名，几个人用顿号隔开，其中一人审批即可）。指定的承办人只审批本承办机构的申请：各机构的负责人写在同一步，各审各的。只审某几种答复的，在名称后写明，如“主要领导审批（仅不予公开、部分公开）”；种类有${Object.values(
          REPLY_KINDS,
        )
          .map(({ zh }) => zh)
          .join('、')}，没有写明的审全部答复。`}
      />
      <details class="fold">
        <summary>{`可以指定的人员（${approvers.length}人）`}</summary>
        <table class="plain">
          <caption class="unseen">可以指定的人员</caption>
          <TableHead names={['写作', '姓名', '岗位', '承办机构']} />
          <tbody>
            {approvers.map(({ username, name, roles, units }) => (
              <tr key={username}>
                <th scope="row">{`@${username}`}</th>
                <td>{name}</td>
                <td>{roles.map((role) => APPROVING_ROLES[role]).join('、')}</td>
                <td>{units.map((unit) => unit.name).join('、') || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}

function Preview({ csrf, agency, choice, preview }: Props & { preview: NonNullable<Props['preview']> }) {
  const { value, from, why, moves } = preview
  return (
    <section aria-labelledby="preview-title">
      <h2 id="preview-title">{`自${inChinese(from)}起，${choiceInWords(choice.name, value, (username) => choice.approvers?.find((one) => one.username === username)?.name ?? username)}`}</h2>
      <p>{why}</p>
      <Moves moves={moves} />
      <form
        method="post"
        action={at(`/settings/choices/${choice.name}/proposals`, agency.id)}
        class="stack"
        id="choice-proposal"
      >
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="value" value={String(value)} />
        <input type="hidden" name="from" value={from} />
        <input type="hidden" name="why" value={why} />
        <p class="hint">提议以后由另一人批准，批准以前什么也不变。</p>
        <button class="primary" type="submit">
          提议
        </button>{' '}
        <a href={at(`/settings/choices/${choice.name}`, agency.id)}>取消</a>
      </form>
    </section>
  )
}

function History({ proposals }: { proposals: readonly ProposalView[] }) {
  return (
    <section aria-labelledby="history-title">
      <h2 id="history-title">历次变更</h2>
      {proposals.length === 0 && <p>没有变更过。</p>}
      <ol class="timeline story">
        {proposals.map(({ position, zh, from, by, at: then, why, decision }) => (
          <li key={position}>
            <b>{decision!.approved ? `自${inChinese(from)}起：${zh}` : `没有批准：${zh}`}</b>
            {decision!.approved && <span>{`（此前：${decision!.before}）`}</span>}
            <p class="hint">{`${by}提议，${instant(then)}：${why}`}</p>
            <p class="hint">
              {`${decision!.by}${decision!.approved ? '批准' : '退回'}，${instant(decision!.at)}：${decision!.why}`}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
