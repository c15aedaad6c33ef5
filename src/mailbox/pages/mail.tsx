/** One mail: who, when by our server and when by itself, its words as text, what lay in it, and what may be decided of it. */
import type { ComponentChildren } from 'preact'
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { onDayAt, size } from '../../web/parts/format.ts'
import type { Act } from '../act.ts'
import type { MailView } from '../list.ts'
import { stateOf, WHYS } from './says.ts'

type Props = {
  viewer: Viewer
  csrf: string
  view: MailView
  /** Null where nobody could read it. */
  shown: { text: string; isCut: boolean; pieces: readonly { name: string; size: number }[]; more: number } | null
}

const OFFERED: Record<Act, string> = { attach: '附入该申请件', file: '另立一件申请', aside: '不是申请' }

const actsOf = ({ state, case: of, fault }: MailView): Act[] => {
  if (state === 'proposed') return of ? ['attach', 'file', 'aside'] : ['file', 'aside']
  return state === 'aside' || (state === 'taken' && fault !== null) ? ['file'] : []
}

export function MailPage({ viewer, csrf, view, shown }: Props) {
  const { text, isCut, pieces, more } = shown ?? { text: null, isCut: false, pieces: [], more: 0 }
  const { said, id, state, why, fault } = view
  const title = said?.subject || '（没有主题）'
  const acts = actsOf(view)
  return (
    <StaffPage title={`邮件：${title}`} viewer={viewer} csrf={csrf}>
      <p>
        <a class="offered" href="/mailbox">
          返回邮箱
        </a>
      </p>
      <h1>{title}</h1>
      <dl class="pairs">
        <Pair name="发件人">{said ? `${said.name} ${said.from}`.trim() || '没有写明' : '无法读出'}</Pair>
        <Pair name="到达时间">{`${onDayAt(view.arrivedAt, inChinese)}（本机关邮件服务器的记录）`}</Pair>
        <Pair name="自称的发送时间">{said?.sentAt || '没有写明'}</Pair>
        <Pair name="情况">
          <span data-state={state}>
            {stateOf(view)}
            {why && `：${WHYS[why]}`}
            {fault && `（${fault}）`}
          </span>
        </Pair>
        {view.case && (
          <Pair name="申请件">
            <a class="offered" href={`/cases/${view.case.id}`}>
              {`${view.case.number ?? view.case.receipt} ${view.case.title}`}
            </a>
          </Pair>
        )}
      </dl>
      {acts.length > 0 && (
        <form method="post" action={`/mailbox/${id}`} class="stack">
          <input type="hidden" name="csrf" value={csrf} />
          {acts.includes('attach') && (
            <p class="hint">
              {why === 'bounce'
                ? '退信可以伪造，确认以前请核对内容。确认以后，申请件上显示相应的邮件没有送达。'
                : '发件地址可以伪造，附入以前请核对内容。附入不引起期限的变动：属于补正、撤回的，由承办人另行记录，日期为到达之日。'}
            </p>
          )}
          <p>
            {acts.map((act) => (
              <button key={act} type="submit" name="act" value={act}>
                {act === 'attach' && why === 'bounce' ? '确认是退信，记在该申请件上' : OFFERED[act]}
              </button>
            ))}
          </p>
        </form>
      )}
      <section aria-labelledby="text-title">
        <h2 id="text-title">正文</h2>
        <p class="hint">只显示文字，不显示图片，不打开链接。</p>
        {text === null ? (
          <p>无法读出，请下载原文。</p>
        ) : (
          (text || '（没有正文）').split('\n').map((line, i) => line && <p key={`${i} ${line}`}>{line}</p>)
        )}
        {isCut && <p class="hint">正文较长，以上只是开头部分，全文请下载原文。</p>}
      </section>
      <section aria-labelledby="pieces-title">
        <h2 id="pieces-title">附件</h2>
        {pieces.length === 0 ? (
          <p>没有。</p>
        ) : (
          <ul>
            {pieces.map((piece, i) => (
              <li key={i}>{`${piece.name}（${size(piece.size)}）`}</li>
            ))}
          </ul>
        )}
        {more > 0 && <p>{`另有${more}个附件没有列出，请下载原文查看。`}</p>}
        <p>
          <a class="offered" href={`/mailbox/${id}/source`} download>
            下载原文（EML）
          </a>
        </p>
      </section>
    </StaffPage>
  )
}

function Pair({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
