/** One item as staff see it: what the public reads, putting it right, withdrawing it, and all that was done. */
import type { ComponentChildren } from 'preact'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { SeveralField } from '../../web/parts/several-field.tsx'
import type { FormState } from '../../web/shapes.ts'
import { zh } from '../../web/words/zh.ts'
import type { ActLine, Item } from '../views.ts'
import { Done, Unprinted } from './done.tsx'
import { Fields, LABELS, OPTIONAL } from './fields.tsx'

type Kind = 'correction' | 'restoration' | 'withdrawal'
type Props = {
  viewer: Viewer
  csrf: string
  idempotencyKey: string
  item: Item
  caseId: string | null
  history: readonly ActLine[]
  /** How many of its files were taken off because they are state secrets. */
  stopped: number
  /** A change of it that waits to be read. */
  change: string | undefined
  /** Its agency asks three readings of what it publishes. */
  inThree: boolean
  /** What was just done, and what comes next. */
  done?: string | undefined
  /** Characters of the words that no font of the office has. */
  unprinted?: string | undefined
  /** A form that was refused. */
  back?: { kind: Kind; form: FormState } | undefined
}

const ACTS: Record<string, string> = { published: '发布', corrected: '更正', withdrawn: '撤回', restored: '恢复公开' }

export function ReleasePage({
  viewer,
  csrf,
  idempotencyKey,
  item,
  caseId,
  history,
  stopped,
  change,
  inThree,
  done,
  unprinted,
  back,
}: Props) {
  const hidden = (
    <>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
    </>
  )
  const formOf = (kind: Kind) => (back?.kind === kind ? back.form : { values: valuesOf(item), errors: [] })
  const revision: Kind = item.withdrawnOn ? 'restoration' : 'correction'
  // Somebody else was quicker: the form that was sent is not here any more.
  const overtaken = back && back.kind !== revision && (back.kind !== 'withdrawal' || item.withdrawnOn)
  return (
    <StaffPage title={item.title} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/releases">已公开信息</a>
        <span>{item.id}</span>
      </p>
      <h1>{item.title}</h1>
      <Done says={done} />
      <Unprinted what={unprinted} />
      {overtaken && <ErrorSummary form={{ values: {}, errors: back.form.errors }} />}
      {item.withdrawnOn && (
        <p class="note soon" data-withdrawn>{`已于${zh.day(item.withdrawnOn)}撤回：${item.withdrawnWhy}`}</p>
      )}
      {stopped > 0 && (
        <p class="note fault" data-stopped>
          {`所附${stopped}个文件标注为国家秘密，已经停止公开。${item.withdrawnOn ? '' : '请核对题名、摘要，需要的，撤回这一信息；'}依照《中华人民共和国保守国家秘密法》采取补救措施并报告。`}
        </p>
      )}
      {change && (
        <p class="note" data-change={change}>
          已有一项改动等待审核：<a href={`/releases/changes/${change}`}>公布审核</a>
        </p>
      )}
      <p class="bits">
        <a href={`/released/${item.id}`}>看公众所见</a>
        {caseId && <a href={`/cases/${caseId}`}>办件</a>}
      </p>
      <div class="with-aside">
        <div class="stack">
          <section class="panel" aria-labelledby="revise">
            <h2 id="revise">{item.withdrawnOn ? '恢复公开' : '更正'}</h2>
            <ErrorSummary
              form={formOf(revision)}
              labels={LABELS}
              advice="已经收下的文件不必重新选择，其余内容都已保留。"
            />
            <form method="post" action={`/releases/${item.id}/${revision}`} enctype="multipart/form-data" class="stack">
              {hidden}
              <Fields form={formOf(revision)} withoutFiles={revision === 'restoration'} />
              {item.files.length > 0 && (
                <SeveralField
                  {...{ name: 'takeOff', label: LABELS.takeOff, form: formOf(revision), optional: OPTIONAL }}
                  help="选中的不再提供下载，记录保留。"
                  choices={Object.fromEntries(item.files.map(({ id, name }) => [id, name]))}
                />
              )}
              <TextField
                {...{ name: 'why', label: LABELS.why, form: formOf(revision), help: '只在办公页面留痕，不对外显示。' }}
                autocomplete="off"
              />
              {inThree && (
                <p class="hint">
                  本机关实行三审：提交后经三人审核同意，才按改动公布，审核以前仍是现在的内容。只撤下文件、不改其他内容的，立即办理。
                </p>
              )}
              <button type="submit">{inThree ? '提交审核' : item.withdrawnOn ? '恢复公开' : '保存更正'}</button>
            </form>
          </section>
          {!item.withdrawnOn && (
            <Withdrawal {...{ item, hidden, form: formOf('withdrawal'), open: back?.kind === 'withdrawal' }} />
          )}
        </div>
        <History history={history} />
      </div>
    </StaffPage>
  )
}

const valuesOf = ({ title, documentNumber, summary, topic, basis, madeOn }: Item) => ({
  ...{ title, summary, topic, documentNumber: documentNumber ?? '', basis: basis ?? '', madeOn: madeOn ?? '' },
})

type WithdrawalProps = { item: Item; hidden: ComponentChildren; form: FormState; open: boolean }

function Withdrawal({ item, hidden, form, open }: WithdrawalProps) {
  const shown = open ? form : { values: {}, errors: [] }
  return (
    <section class="panel" aria-labelledby="withdraw">
      <h2 id="withdraw">撤回</h2>
      <p class="hint">撤回后查不到、不能下载；原地址显示已经撤回和下面的理由。</p>
      <ErrorSummary form={shown} prefix="withdraw-" labels={{ why: '对外公布的理由' }} />
      <form method="post" action={`/releases/${item.id}/withdrawal`} class="stack">
        {hidden}
        <TextField
          {...{
            name: 'why',
            label: '对外公布的理由',
            form: shown,
            prefix: 'withdraw-',
            help: '公众能够看到，不得含有个人信息。',
          }}
          autocomplete="off"
        />
        <button type="submit">撤回</button>
      </form>
    </section>
  )
}

function History({ history }: { history: readonly ActLine[] }) {
  return (
    <section class="aside" aria-labelledby="history">
      <h2 id="history">办理记录</h2>
      <ol class="plain-list">
        {history.map(({ version, act, why, title, by, at, found }) => (
          <li key={version} data-act={act}>
            <b>{`第${version}版 ${ACTS[act] ?? act}`}</b>
            <p class="hint">{`${onDayAt(at, zh.day)} ${by}`}</p>
            <p>{title}</p>
            {why && <p class="hint">{`理由：${why}`}</p>}
            {found.map(({ says, why }) => (
              <p key={says} class="hint">{`${says}；仍可公布：${why}`}</p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
