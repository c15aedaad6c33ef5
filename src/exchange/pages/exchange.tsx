/** The exchange with the platform above: what stands still, what is tried again, what waits; what was not taken in; a day compared. */
import { FACTS } from '../../../workflows/disclosure/vocabulary.ts'
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { Compared } from '../compare.ts'
import { HEAPS, type Heap, type MessageView, type RefusedView, SHOWN, type TryView } from '../list.ts'
import type { MessageState } from '../tables.ts'

type Props = {
  viewer: Viewer
  csrf: string
  today: Day
  /** Whether a platform is set. */
  isSet: boolean
  heap: Heap
  counts: Record<Heap, number>
  messages: readonly MessageView[]
  tries: readonly TryView[]
  refused: readonly RefusedView[]
  compared?: Compared
  done?: string | undefined
}

const NAMES: Record<Heap, string> = { stopped: '需要处理', failed: '没有送到', waiting: '待发' }
const EXPLAINED: Record<Heap, string> = {
  stopped: '平台拒绝接收，或者平台的答复与本机的记录不符。本件以后的各步等它送到以后才发。查明原因以后，再次发送。',
  failed: '平台没有接通，或者暂时不能接收。系统会继续重试，间隔逐次延长，最长6小时。',
  waiting: '新的办理记录在10分钟内列入，随即发送；同一件按先后顺序，前一步送到以后才发下一步。',
}
const STATES: Record<MessageState, string> = {
  waiting: '待发',
  taken: '已送达',
  refused: '平台拒绝',
  conflict: '编号不符',
  gone: '内容已销毁，不发',
}
const OUTCOMES: Record<TryView['outcome'], string> = {
  taken: '已送达',
  refused: '平台拒绝',
  failed: '没有送到',
  conflict: '编号不符',
}
const instant = (at: string) => onDayAt(at, inChinese)

export function ExchangePage(props: Props) {
  const { viewer, csrf, isSet, counts, refused, done } = props
  const isEmpty = !isSet && HEAPS.every((one) => counts[one] === 0) && refused.length === 0
  return (
    <StaffPage title="逐件交换" viewer={viewer} csrf={csrf}>
      <h1>逐件交换</h1>
      <p class="lead">
        申请件和办理的各步逐件报送上级平台，平台交来的申请和申请人的补正、撤回等收入本系统。这里只有编号和状态，没有申请的内容。
      </p>
      {!isSet && (
        <p class="note" data-set="no">
          没有设置上级平台，不报送，也不接收。需要交换的，请维护人员在运行设置中写明平台的地址和约定的口令。
        </p>
      )}
      {done === 'again' && (
        <p class="note done" role="status" data-done="again">
          已经列入，马上再次发送。
        </p>
      )}
      {!isEmpty && <Exchanged {...props} />}
    </StaffPage>
  )
}

/** What went over and came, and what did not. */
function Exchanged(props: Props) {
  const { csrf, isSet, heap, counts, messages } = props
  return (
    <>
      <nav class="filters" aria-label="报送">
        <ul>
          {HEAPS.map((one) => (
            <li key={one}>
              <a href={`/exchange?heap=${one}`} aria-current={one === heap ? 'page' : undefined}>
                {`${NAMES[one]} ${counts[one]}`}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <section aria-labelledby="heap-title">
        <h2 id="heap-title">{NAMES[heap]}</h2>
        <p class="hint">{EXPLAINED[heap]}</p>
        {messages.length === 0 ? <p>没有。</p> : <Messages {...props} />}
        {counts[heap] > SHOWN && <p class="hint">{`只列出前${SHOWN}条，共${counts[heap]}条。`}</p>}
        {isSet && heap !== 'waiting' && counts[heap] > 0 && (
          <form method="post" action="/exchange/again">
            <input type="hidden" name="csrf" value={csrf} />
            <input type="hidden" name="heap" value={heap} />
            <button type="submit">全部再次发送</button>
          </form>
        )}
      </section>
      <Refused refused={props.refused} />
      <Comparison {...props} />
    </>
  )
}

function Messages({ csrf, isSet, heap, messages, tries }: Props) {
  return (
    <table class="plain stacked in-line">
      <caption class="unseen">{NAMES[heap]}</caption>
      <TableHead names={['申请件', '第几步', '状态', '平台的答复', '操作']} />
      <tbody>
        {messages.map((one) => (
          <tr key={`${one.caseId} ${one.n}`} data-state={one.state} data-n={one.n}>
            <th scope="row">
              <span class="figure">{one.number ?? one.receipt}</span>
              <br />
              {one.agency}
              {one.platformNumber && (
                <>
                  <br />
                  <span class="figure">{`平台编号 ${one.platformNumber}`}</span>
                </>
              )}
            </th>
            <td data-label="第几步">{`${one.n}　${FACTS[one.type].zh}`}</td>
            <td data-label="状态">
              {STATES[one.state]}
              {one.tries > 0 && `，发过${one.tries}次`}
              {one.state === 'waiting' && one.tries > 0 && (
                <>
                  <br />
                  {`${instant(one.nextAt)}以后再试`}
                </>
              )}
            </td>
            <td data-label="平台的答复">
              {one.answer ?? '—'}
              <Tries tries={tries.filter(({ caseId, n }) => caseId === one.caseId && n === one.n)} />
            </td>
            <td data-label="操作">
              {isSet && (
                <form method="post" action="/exchange/again">
                  <input type="hidden" name="csrf" value={csrf} />
                  <input type="hidden" name="heap" value={heap} />
                  <input type="hidden" name="case" value={one.caseId} />
                  <input type="hidden" name="n" value={String(one.n)} />
                  <button type="submit" aria-label={`再次发送${one.number ?? one.receipt}第${one.n}步`}>
                    再次发送
                  </button>
                </form>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Tries({ tries }: { tries: readonly TryView[] }) {
  if (tries.length < 2) return null
  return (
    <details>
      <summary>最近几次</summary>
      <ul>
        {tries.map(({ attempt, outcome, answer, at }) => (
          <li key={attempt}>{`第${attempt}次，${instant(at)}，${OUTCOMES[outcome]}：${answer}`}</li>
        ))}
      </ul>
    </details>
  )
}

function Refused({ refused }: { refused: readonly RefusedView[] }) {
  return (
    <section aria-labelledby="refused-title">
      <h2 id="refused-title">平台交来、没有收入的</h2>
      <p class="hint">每一种原因列一行，重复交来的只计次数。平台改正以后重新交来即可。</p>
      {refused.length === 0 ? (
        <p>没有。</p>
      ) : (
        <table class="plain stacked in-line">
          <caption class="unseen">平台交来、没有收入的，最近的在前</caption>
          <TableHead names={['平台编号', '第几步', '原因', '次数', '最近一次']} />
          <tbody>
            {refused.map(({ number, n, code, times, message, at }) => (
              <tr key={`${number} ${n} ${code}`} data-code={code}>
                <th scope="row" class="figure">
                  {number || '没有编号'}
                </th>
                <td data-label="第几步">{n === 0 ? '申请' : n}</td>
                <td data-label="原因">{message}</td>
                <td data-label="次数">{times}</td>
                <td data-label="最近一次">{instant(at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const same = (one: number, other: number | undefined) => (other === undefined ? '—' : one === other ? '相符' : '不符')

function Comparison({ isSet, today, compared }: Props) {
  if (!isSet) return null
  const rows = compared && [
    ['报送的申请', compared.ours.sent.applications, compared.theirs?.received.applications] as const,
    ['报送的各步', compared.ours.sent.steps, compared.theirs?.received.steps] as const,
    ['收到的申请', compared.ours.received.applications, compared.theirs?.sent.applications] as const,
    ['收到的各步', compared.ours.received.steps, compared.theirs?.sent.steps] as const,
  ]
  return (
    <section aria-labelledby="day-title">
      <h2 id="day-title">对账</h2>
      <form method="get" action="/exchange" class="stack">
        <label for="day">日期</label>
        <input id="day" class="short" name="day" type="date" max={today} value={compared?.day ?? today} required />
        <button type="submit">与平台核对</button>
      </form>
      {compared && !compared.theirs && (
        <p class="note" data-theirs="no">
          没有取得平台的数字，只列出本系统的。
        </p>
      )}
      {rows && (
        <table class="plain" data-compared={compared.day}>
          <caption>{`${inChinese(compared.day)}，本系统全部机关合计`}</caption>
          <TableHead names={['项目', '本系统', '平台', '核对']} />
          <tbody>
            {rows.map(([name, ours, theirs]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="figure">{ours}</td>
                <td class="figure">{theirs ?? '—'}</td>
                <td data-same={same(ours, theirs)}>{same(ours, theirs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
