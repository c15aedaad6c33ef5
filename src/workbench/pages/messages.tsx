/** Every mail and text message, by whom it is read, with the version that holds and what waits. */

import { MESSAGE_KINDS, type MessageFolder } from '../../letters/templates/messages.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { type MessageRow, waitingForYou } from '../message-show.ts'
import type { Frame } from '../views.ts'
import { at, named } from './links.ts'
import { State, Whose } from './parts.tsx'

type Props = Frame & { rows: readonly MessageRow[]; mayEdit: boolean }

export function MessagesPage({ viewer, csrf, scope, rows, mayEdit }: Props) {
  const waiting = waitingForYou(rows)
  return (
    <StaffPage title="邮件和短信" viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={at('/templates', scope)}>文书模板</a>
        <Whose scope={scope} />
      </p>
      <h1>邮件和短信</h1>
      <p class="lead">
        {`${scope.agency.name}发出的邮件和短信，都用这里的文字。没有另写的，用系统随附的版本；另写的版本由第二人批准，到施行日启用。`}
        {mayEdit ? '' : '您可以查阅，不能修改。'}
      </p>
      {waiting > 0 && <p class="note soon">{`有${waiting}个版本等待您审核，在下面标有“待审核”。`}</p>}
      {scope.others.length > 1 && (
        <nav class="filters" aria-label="机关">
          <ul>
            {scope.others.map(({ id, name }) => (
              <li key={id}>
                <a href={`/messages?agency=${id}`} aria-current={id === scope.agency.id ? 'page' : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {(Object.keys(MESSAGE_KINDS) as MessageFolder[]).map((folder) => (
        <Kind key={folder} folder={folder} rows={rows.filter((row) => row.folder === folder)} scope={scope} />
      ))}
    </StaffPage>
  )
}

function Kind({ folder, rows, scope }: { folder: MessageFolder; rows: readonly MessageRow[] } & Pick<Props, 'scope'>) {
  const name = MESSAGE_KINDS[folder]
  return (
    <section aria-labelledby={`of-${folder}`}>
      <h2 id={`of-${folder}`}>{name}</h2>
      <table class="plain">
        <caption class="unseen">{name}</caption>
        <TableHead names={['事项', '在用', '在途的版本']} />
        <tbody>
          {rows.map(({ id, title, statutory, isOwn, version, pending }) => (
            <tr key={id} data-message={id}>
              <th scope="row">
                <a href={at(`/messages/${id}`, scope)}>{title}</a>
                {statutory && <small>（法律要求告知，一定发送）</small>}
              </th>
              <td>{named(isOwn ? version : null)}</td>
              <td>
                {pending.length === 0 && '无'}
                {pending.map((one) => (
                  <p key={one.version}>
                    <a href={at(`/messages/${id}/versions/${one.version}`, scope)}>{named(one.version)}</a>{' '}
                    <State standing={one.standing} />
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
