/** A notice before it goes: its letters with what the checker found, beside the page, and below what can be done about it. */
import type { ComponentChildren } from 'preact'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ActForm } from '../../web/parts/act-form.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField } from '../../web/parts/field.tsx'
import type { Act, FormState } from '../../web/shapes.ts'
import { staff } from '../../web/words/staff.ts'
import type { CaseView, PreparedRef } from '../views.ts'
import { countsOf, type DraftLine, LetterBeside } from './letter-preview.tsx'
import { waysOf } from './notice-ways.ts'
import { standingOf } from './prepared.tsx'

export type NoticeLetter = {
  title: string
  lines: DraftLine[]
  /** Labels of the blanks that nothing fills. */
  open: readonly string[]
  /** Characters that no font has. */
  missing: readonly string[]
  /** It says no address at which it can be answered online: PUBLIC_URL is not set. */
  lacksAddress?: boolean
  pdfUrl?: string
}

type Frame = {
  viewer: Viewer
  csrf: string
  idempotencyKey: string
  view: Pick<CaseView, 'id' | 'number' | 'receipt' | 'request'>
  letters: readonly NoticeLetter[]
}

/** What an act would send, above its form. Nothing is kept yet. */
export function NoticePreviewPage(props: Frame & { act: Act; form: FormState }) {
  const { csrf, idempotencyKey, view, letters, act, form } = props
  const approval = act.notice?.approval ?? false
  return (
    <Page {...props} title={act.zh} says={`预览，没有保存，没有编号。${checked(letters)}`} next="修改、发出">
      <ActForm
        {...waysOf(view.id, act, true)}
        {...{ csrf, idempotencyKey, words: staff, form, open: true }}
        act={{
          ...act,
          primary: true,
          note: approval ? '本机关的通知书由另一人批准后发出。' : '发出后文书编号并固定，不能修改。',
        }}
      />
    </Page>
  )
}

type About = 'change' | 'approval' | 'return' | 'withdrawal'
export type NoticeBack = { about: About; form: FormState }

/** One that was prepared: whoever prepared it changes it, another approves it or gives it back. */
export function PreparedPage(
  props: Frame & { notice: PreparedRef; change: Act | undefined; said: FormState; approve: Act; back?: NoticeBack },
) {
  const { csrf, idempotencyKey, view, notice, change, said, approve, back } = props
  const url = `/cases/${encodeURIComponent(view.id)}/notices/${encodeURIComponent(notice.id)}`
  const formOf = (about: About) => (back?.about === about ? back.form : undefined)
  return (
    <Page {...props} title={notice.zh} says={`${notice.preparedBy}拟稿。${standingOf(notice)}`} next="办理">
      {notice.forYou && (
        <ActForm
          {...{ csrf, idempotencyKey, words: staff, act: approve, form: formOf('approval') }}
          action={`${url}/approval`}
          open={back?.about !== 'return'}
        >
          <input type="hidden" name="version" value={notice.version} />
          <input type="hidden" name="digest" value={notice.digest} />
        </ActForm>
      )}
      {notice.forYou && <Return {...{ csrf, form: formOf('return') }} action={`${url}/return`} />}
      {notice.mine && change && (
        <ActForm
          {...{ csrf, idempotencyKey, words: staff, act: change, form: formOf('change') ?? said }}
          action={url}
          label="修改"
          button="修改后送审"
          open={back?.about === 'change' || notice.returned !== null}
        >
          <input type="hidden" name="version" value={notice.version} />
        </ActForm>
      )}
      {notice.mayTakeAway && (
        <form method="post" action={`${url}/withdrawal`} class="stack">
          <ErrorSummary form={formOf('withdrawal')} words={staff} />
          <input type="hidden" name="csrf" value={csrf} />
          <p class="hint">撤下以后这份拟稿不再保留。</p>
          <button type="submit">撤下</button>
        </form>
      )}
    </Page>
  )
}

type ReturnProps = { csrf: string; action: string; form: FormState | undefined }

function Return({ csrf, action, form }: ReturnProps) {
  const state = form ?? { values: {}, errors: [] }
  return (
    <details class="act" open={form !== undefined}>
      <summary>退回</summary>
      <form method="post" action={action} class="stack">
        <input type="hidden" name="csrf" value={csrf} />
        <ErrorSummary form={form} words={staff} prefix="return-" labels={{ opinion: '退回意见' }} />
        <AreaField name="opinion" label="退回意见" prefix="return-" form={state} rows={3} />
        <button type="submit">退回</button>
      </form>
    </details>
  )
}

type PageProps = Frame & { title: string; says: string; next: string; children: ComponentChildren }

function Page({ viewer, csrf, view, letters, title, says, next, children }: PageProps) {
  const { id, number, receipt, request } = view
  const several = letters.length > 1
  return (
    <StaffPage title={`${title} ${number ?? receipt}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={`/cases/${encodeURIComponent(id)}`}>{number ?? receipt}</a>
        <span>{request.title}</span>
      </p>
      <h1>{title}</h1>
      <p>{says}</p>
      {letters.some(({ lacksAddress }) => lacksAddress) && (
        <p class="note soon">
          没有设置对外的网址（PUBLIC_URL），文书没有网上答复的地址，对方只能以书面答复，或者打电话询问网址。可以请运维人员设置后再发出。
        </p>
      )}
      {letters.map(({ title, lines, open, missing, pdfUrl }) => (
        <section key={title} aria-label={`《${title}》`}>
          {several && <h2>{`《${title}》`}</h2>}
          {open.length > 0 && (
            <p class="note soon">{`还没有内容：${open.join('、')}。文中写成〔 〕，缺一项也不能发出。`}</p>
          )}
          <LetterBeside {...{ lines, missing, pdfUrl, title }} />
        </section>
      ))}
      <section class="next" aria-labelledby="notice-next">
        <h2 id="notice-next">{next}</h2>
        <div class="acts">{children}</div>
      </section>
    </StaffPage>
  )
}

function checked(letters: readonly NoticeLetter[]): string {
  const findings = letters.flatMap(({ lines }) => lines.flatMap((line) => line.findings ?? []))
  const stops = findings.filter((finding) => finding.stops).length
  return findings.length ? `校验：${countsOf(stops, findings.length - stops)}。` : '校验没有发现问题。'
}
