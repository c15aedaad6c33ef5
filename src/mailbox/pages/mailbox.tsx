/** 邮箱: how the mailbox stands, what waits for a person, and what became of each mail. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { onDayAt, size } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import { HEAPS, type Heap, type MailView, type Standing } from '../list.ts'
import { stateOf, WHYS } from './says.ts'

type Props = {
  viewer: Viewer
  csrf: string
  /** Whether a mailbox is set. */
  isSet: boolean
  /** Administrators see how it stands, and no mail. */
  isRegistrar: boolean
  standing?: Standing | undefined
  heap: Heap
  heaps: { failed: number; proposed: number }
  mails: readonly MailView[]
  next?: string | undefined
  done?: string | undefined
}

const NAMES: Record<Heap, string> = { open: '需要处理', all: '全部来件' }
const DONE: Record<string, string> = {
  file: '已经另立一件，请在办件台确认、登记。',
  attach: '已经附入申请件。',
  aside: '已经列为不是申请。',
  again: '已经列入，马上再次识别。',
}
const instant = (at: string) => onDayAt(at, inChinese)

export function MailboxPage(props: Props) {
  const { viewer, csrf, isSet, isRegistrar, standing, heaps, done, mails } = props
  // Mails that came while one was set are still there to be decided on.
  const isEmpty = !isSet && heaps.failed + heaps.proposed + mails.length === 0
  return (
    <StaffPage title="邮箱" viewer={viewer} csrf={csrf}>
      <h1>邮箱</h1>
      {!isEmpty && (
        <p class="lead">
          发到公布的电子邮箱的申请，到达即收入本系统，成为待登记的申请件，邮件原文和附件都附卷；对本系统邮件的答复附入原申请件。
        </p>
      )}
      {done && DONE[done] && (
        <p class="note done" role="status" data-done={done}>
          {DONE[done]}
        </p>
      )}
      <StandingNote isSet={isSet} standing={standing} />
      {heaps.failed > 0 && (
        <form method="post" action="/mailbox/again" class="note" data-failed={heaps.failed}>
          <input type="hidden" name="csrf" value={csrf} />
          <p>{`有${heaps.failed}封邮件没有识别成功，邮件已经保存，没有丢失。系统会再试几次；查明原因以后也可以马上重试。`}</p>
          <button type="submit">全部重试</button>
        </form>
      )}
      {isEmpty ? null : isRegistrar ? (
        <Mails {...props} />
      ) : (
        <p>{`等待工作人员确认的${heaps.proposed}封。邮件的内容由登记人员查看。`}</p>
      )}
    </StaffPage>
  )
}

function StandingNote({ isSet, standing }: Pick<Props, 'isSet' | 'standing'>) {
  if (!isSet)
    return (
      <p class="note" data-set="no">
        没有设置邮箱，不收取邮件。需要收取的，请维护人员在运行设置中写明 <code>IMAP_URL</code>（
        <code>imaps://用户名:密码@主机/文件夹</code>），重新启动以后开始收取，并在公开指南中公布邮箱的地址。
      </p>
    )
  if (standing?.fault)
    return (
      <p class="note soon" data-fault="yes">
        {`${instant(new Date(standing.faultAt!).toISOString())}邮箱没有接通：${standing.fault}。系统继续重试，邮件留在邮箱中，不会丢失。`}
        {standing.lookedAt && `上一次收取：${instant(new Date(standing.lookedAt).toISOString())}。`}
      </p>
    )
  return (
    <p data-looked={standing?.lookedAt ? 'yes' : 'no'}>
      {standing?.lookedAt
        ? `邮箱连接正常，最近一次收取：${instant(new Date(standing.lookedAt).toISOString())}。`
        : '还没有收取过，请确认后台（worker）正在运行。'}
    </p>
  )
}

function Mails({ heap, heaps, mails, next }: Props) {
  const counts: Record<Heap, string> = { open: ` ${heaps.failed + heaps.proposed}`, all: '' }
  return (
    <>
      <nav class="filters" aria-label="来件">
        <ul>
          {HEAPS.map((one) => (
            <li key={one}>
              <a href={`/mailbox?heap=${one}`} aria-current={one === heap ? 'page' : undefined}>
                {`${NAMES[one]}${counts[one]}`}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {mails.length === 0 ? (
        <p>没有。</p>
      ) : (
        <table class="plain stacked in-line">
          <caption class="unseen">{NAMES[heap]}</caption>
          <TableHead names={['发件人和主题', '到达时间', '情况', '操作']} />
          <tbody>
            {mails.map((mail) => (
              <MailLine key={mail.id} mail={mail} />
            ))}
          </tbody>
        </table>
      )}
      {next && (
        <p>
          <a class="offered" href={`/mailbox?heap=${heap}&before=${next}`}>
            更早的来件
          </a>
        </p>
      )}
    </>
  )
}

function MailLine({ mail }: { mail: MailView }) {
  const { id, said, agency, isHere, arrivedAt, state, why, fault, tries } = mail
  return (
    <tr data-state={state} data-why={why ?? undefined}>
      <th scope="row">
        {said ? said.subject || '（没有主题）' : isHere ? '（无法读出的邮件）' : '（内容不在本系统）'}
        <br />
        {said && (said.name ? `${said.name} ${said.from}` : said.from)}
        <br />
        {`${agency}　${size(mail.size)}`}
      </th>
      <td data-label="到达时间">{instant(arrivedAt)}</td>
      <td data-label="情况">
        {stateOf(mail)}
        {why && `：${WHYS[why]}`}
        {fault && `（试过${tries}次：${fault}）`}
        {mail.case && (
          <>
            <br />
            <a class="offered" href={`/cases/${mail.case.id}`}>
              {mail.case.number ?? mail.case.receipt}
            </a>
          </>
        )}
      </td>
      <td data-label="操作">
        {isHere && (
          <a class="offered" href={`/mailbox/${id}`} aria-label={`查看邮件：${said?.subject || '没有主题'}`}>
            查看
          </a>
        )}
      </td>
    </tr>
  )
}
