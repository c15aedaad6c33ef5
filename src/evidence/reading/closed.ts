/** 申请不公开质证: what touches business secrets or privacy of somebody who was asked is shown in no open hearing. */
import { CLOSED_KINDS, type ClosedKind, type Fact, INTERESTS } from '../../../workflows/disclosure/vocabulary.ts'
import { closedIn, telling } from '../../ledger/closed-files.ts'
import { CLOSED_UNDER } from '../audience/slips.ts'
import { consultationOf, type OnFile } from './on-file.ts'

/** Ends the summary of what somebody said against disclosure; empty for all else: what was found of it, the reply tells. */
export function closedTo({ told, file }: OnFile, fact: Fact): string {
  if (fact.type !== 'thirdPartyAnswered') return ''
  const all = file.row.context.consultations
  const about = consultationOf(fact, all)
  const said = told.flatMap(({ fact: each }) => {
    if (each.type === 'thirdPartyAssessed' && consultationOf(each, all) === about) return each.interest ?? []
    return each.type === 'thirdPartyConsulted' && (!about || each.party === about.party) ? (each.interest ?? []) : []
  })
  const closed = [...new Set(said)].filter((interest) => interest !== 'other').map((interest) => INTERESTS[interest])
  return closed.length > 0 ? `涉及${closed.join('、')}，申请不公开质证（${CLOSED_UNDER}）。` : ''
}

/** Why each file is not shown in an open hearing, by the marks that stand; undefined for all that are. */
export function closedFiles({ file }: Pick<OnFile, 'file'>): (of: Content) => ClosedKind | undefined {
  const closed = closedIn(file.facts.map(telling))
  return (of) => closed(of)?.kind as ClosedKind | undefined
}
type Content = { id: string; sha256: string }

/** Ends the summary of such a file; empty for all others. */
export const closedMark = (kind: ClosedKind | undefined): string =>
  kind ? `涉及${CLOSED_KINDS[kind]}，列入不公开质证的附册（${CLOSED_UNDER}）。` : ''
