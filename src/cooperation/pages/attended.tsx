/** A conference for whoever was invited, who need not see the case. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { Attended } from '../read.ts'
import type { Back } from './act.tsx'
import { ConferenceSaid } from './conferences.tsx'
import { Request } from './help.tsx'

type Props = { viewer: Viewer; csrf: string; view: Omit<Attended, 'row'>; key_: string; back?: Back | undefined }

export function AttendedPage({ viewer, csrf, view, key_, back }: Props) {
  const { id, number, request, conference, seesCase } = view
  const isThere = conference.seats.some(({ n, mayGive }) => mayGive && back?.act === `opinion-${n}`)
  return (
    <StaffPage title={`会商 ${number}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/cooperation">协同办理</a>
        <span class="figure">{number}</span>
        <span>{`第${conference.n}次会商`}</span>
      </p>
      <h1>{request.title || '会商'}</h1>
      {seesCase && (
        <p class="lead">
          <a href={`/cases/${id}/cooperation`}>返回本件的协同办理</a>
        </p>
      )}
      {back &&
        !isThere &&
        back.form.errors.map(({ message }) => (
          <p key={message} class="note" role="alert">
            {message}
          </p>
        ))}
      <Request request={request} />
      <section
        class="stack"
        aria-labelledby="agenda"
        data-conference={conference.concluded === null ? 'open' : 'concluded'}
      >
        <h2 id="agenda">议题和各方意见</h2>
        <ConferenceSaid id={id} one={conference} posting={{ csrf, key: key_, back }} />
      </section>
    </StaffPage>
  )
}
