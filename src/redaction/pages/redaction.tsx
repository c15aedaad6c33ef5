/** One file while it is redacted: its page with the marks, what was found, who does what next; once it is made, before and after beside each other. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { CHECKS } from '../../redacting/verify.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField } from '../../web/parts/field.tsx'
import { STATES } from '../marks.ts'
import { isReturned, MOVES, type Move, RETURNED } from '../redactions.ts'
import { whyNot } from '../source.ts'
import { FoundForm } from './found.tsx'
import { DrawForm, MarkList } from './marks.tsx'
import { PagePicture, PageWays } from './picture.tsx'
import { Tally } from './tally.tsx'
import { addressOf, type RedactionView } from './view.ts'

type Props = { viewer: Viewer; csrf: string; view: RedactionView }

export function RedactionPage({ viewer, csrf, view }: Props) {
  const { id, number, name, redaction, form, mayWrite } = view
  const isOpen = redaction.state === 'open' && mayWrite
  return (
    <StaffPage title={`遮盖 ${name}`} viewer={viewer} csrf={csrf} scripts={['redact.js']}>
      <p class="kicker">
        <span>区分处理</span>
        <span class="figure">{number}</span>
      </p>
      <h1>{name}</h1>
      <p class="lead">
        <a href={`/cases/${encodeURIComponent(id)}/redaction`}>全部文件</a>{' '}
        <a href={`/cases/${encodeURIComponent(id)}`}>返回申请件</a>
      </p>
      <Standing view={view} />
      <ErrorSummary
        form={form}
        labels={{ ground: '理由', left: '左', top: '上', right: '右', bottom: '下', box: '位置', reason: '退回的理由' }}
        prefix="draw-"
      />
      {mayWrite && <Moves view={view} csrf={csrf} by={`staff:${viewer.username}`} />}
      <PageWays view={view} />
      <div class={redaction.result ? 'pair' : undefined}>
        <PagePicture view={view} />
        {redaction.result && redaction.state === 'made' && (
          <figure>
            <figcaption>遮盖以后</figcaption>
            <img
              class="sheet"
              src={`${addressOf(view)}/after/${view.page}`}
              alt={`遮盖以后的第${view.page}页`}
              loading="lazy"
            />
          </figure>
        )}
      </div>
      <MarkList view={view} csrf={csrf} isOpen={isOpen} />
      <Tally view={view} />
      {isOpen && <FoundForm view={view} csrf={csrf} />}
      {isOpen && <DrawForm view={view} csrf={csrf} />}
    </StaffPage>
  )
}

function Standing({ view: { id, redaction, marks, people } }: { view: RedactionView }) {
  const { state, done, pages, why, verdict, askedBy, confirmedBy } = redaction
  const who = (by: string | null) => (by ? (people.get(by) ?? by) : '')
  return (
    <section aria-labelledby="standing" data-state={state}>
      <h2 id="standing">{`${STATES[state]}，共${pages.length}页，标注${marks.length}处`}</h2>
      {state === 'open' && why === RETURNED && (
        <p role="status">
          已经退回，请改动标注后重新提交。理由见<a href={`/cases/${encodeURIComponent(id)}`}>申请件</a>的办理经过。
        </p>
      )}
      {state === 'asked' && <p>{`${who(askedBy)}提交，等待另一位经办人员逐页核对并确认。没有标注过的人才能确认。`}</p>}
      {state === 'making' && (
        <p role="status">
          <progress value={done} max={pages.length} aria-label="生成进度" />{' '}
          {`已经完成${done}页，共${pages.length}页。正在生成并核对，本页每三秒自动更新；离开本页不影响生成。`}
        </p>
      )}
      {state === 'made' && (
        <p>{`${who(confirmedBy)}确认。生成的文件已经附卷，可以在拟稿时选为要提供的文件。原件留在本件，不能提供。`}</p>
      )}
      {state === 'failed' && (
        <p role="alert">
          {why === 'proof'
            ? '生成的文件没有通过核对，没有附卷，不能提供。请按下面没有通过的各项重新标注。'
            : `没有生成：${whyNot(why ?? '')}。`}
        </p>
      )}
      {verdict && (
        <details open={state === 'failed'}>
          <summary>核对的情况</summary>
          <ul>
            {verdict.checks.map(({ name, result, pages }) => (
              <li key={name} data-check={name} data-result={result}>
                {`${CHECKS[name]}：${RESULTS[result]}${pages.length > 0 ? `，第${pages.join('、')}页` : ''}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const RESULTS = { passed: '通过', failed: '没有通过', untried: '没有进行，这台服务器没有安装所需的程序' } as const

const HELP: Record<Move, string> = {
  ask: '标注完毕，请另一位经办人员确认。',
  back: '还要改动的，退回继续标注。',
  confirm: '已经逐页核对：该遮盖的都已标注，不该遮盖的没有标注，理由正确。',
  reopen: '改动标注以后重新确认、生成；原来生成的文件不能再提供。',
  drop: '不遮盖，可以提供原件。标注保留。',
}

function Moves({ view, csrf, by }: { view: RedactionView; csrf: string; by: string }) {
  if (view.moves.length === 0) return null
  return (
    <div class="stack no-print">
      {view.moves.map((move) => (
        <form key={move} method="post" action={`${addressOf(view)}/state`} data-move={move}>
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="step" value={view.redaction.step} />
          <input type="hidden" name="page" value={view.page} />
          {isReturned(move, view.redaction, by) && (
            <AreaField name="reason" label="退回的理由" form={view.form} prefix="draw-" rows={2} />
          )}
          <p>
            <button
              type="submit"
              name="move"
              value={move}
              class={move === 'ask' || move === 'confirm' ? 'primary' : undefined}
            >
              {MOVES[move]}
            </button>{' '}
            <span class="hint">{HELP[move]}</span>
          </p>
        </form>
      ))}
    </div>
  )
}
