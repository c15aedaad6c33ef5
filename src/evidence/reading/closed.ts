/** 申请不公开质证: what touches business secrets or privacy of somebody who was asked is shown in no open hearing. */
import { type Fact, INTERESTS } from '../../../workflows/disclosure/vocabulary.ts'
import { consultationOf, type OnFile } from './on-file.ts'

/** The articles by which it is asked for. */
export const CLOSED_UNDER = '行政诉讼法第四十三条、法释〔2002〕21号第三十七条'

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
