/** 协同办理 of a case: 协办, 会商, moves and 内部沟通, each with its forms. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { Cooperation } from '../read.ts'
import type { Back } from './act.tsx'
import { Assistances } from './assistances.tsx'
import { Conferences } from './conferences.tsx'
import { Moves } from './moves.tsx'
import { Remarks } from './remarks.tsx'

type Props = { viewer: Viewer; csrf: string; view: Cooperation; key_: string; back?: Back | undefined }

export function CooperationPage({ viewer, csrf, view, key_, back }: Props) {
  const posting = { csrf, key: key_, back }
  const { id, number, title } = view
  return (
    <StaffPage title={`协同办理 ${number}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/cooperation">协同办理</a>
        <span class="figure">{number}</span>
      </p>
      <h1>{title}</h1>
      <p class="lead">
        <a href={`/cases/${id}`}>返回申请件</a>
      </p>
      {back &&
        !isThere(view, back.act) &&
        back.form.errors.map(({ message }) => (
          <p key={message} class="note" role="alert">
            {message}
          </p>
        ))}
      <Assistances view={view} posting={posting} />
      <Conferences view={view} posting={posting} />
      <Moves view={view} posting={posting} />
      <Remarks view={view} posting={posting} />
    </StaffPage>
  )
}

/** Whether the form that came back is still on the page: somebody may have been faster. */
function isThere({ may, assistances, conferences }: Cooperation, act: string): boolean {
  const at = Number(act.split('/')[1])
  if (act === 'assistances') return may.ask
  if (act.endsWith('/decision'))
    return assistances.some((one) => one.position === at && one.mayDecide && one.askedUntil !== null)
  if (act === 'hand-back/withdrawal') return may.keep
  if (act.endsWith('/withdrawal')) return assistances.some((one) => one.position === at && one.mayDecide)
  if (act.endsWith('/conclusion')) return conferences.some((one) => one.n === at && one.mayConclude)
  const forms: Record<string, boolean> = {
    ...{ conferences: may.convene, 'hand-back': may.handBack, reassignment: may.reassign },
    ...{ transfer: may.transfer, 'transfer-return': may.sendBack, remarks: may.remark },
  }
  return forms[act] ?? false
}
