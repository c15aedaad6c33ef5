/** Art 32: what each third party whose refusal is not followed would be told, read before the signature: without a number, stored nowhere. Pure. */
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import type { House } from '../house.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import { addressedData } from './addressed.ts'
import type { Finding } from './check/index.ts'
import { decisionFor } from './choose.ts'
import { type Checked, findingsIn, withOpenBlanks } from './draft.ts'
import { dataFor, type Worded } from './make.ts'
import { addressees } from './party-letters.ts'

/** What a letter to those who are consulted is read with. */
export type Addressing = Worded & Pick<House, 'config' | 'keys'>

/** In the order in which they would be made with the reply; none where nobody is overridden. */
export function decisionsFor(house: Addressing, file: CaseFile, on: Day): Checked[] {
  const { context } = file.row
  const inForce = house.templatesFor(file.agency.id, on)
  return addressees('thirdPartyDecision', context).map((consultation) => {
    const id = decisionFor(context, consultation)
    const template = inForce.get(id)
    if (!template) throw new Error(`The workflow asks for a letter "${id}"; templates/ has none.`)
    const own = addressedData(house, file, dataFor(house, file), 'notYet', consultation)
    const data = { ...own, letter: { number: '', date: inChinese(on) } }
    const draft = { template, data, ...withOpenBlanks(template, data) }
    return { ...draft, findings: findingsIn(house, file, on, draft) }
  })
}

/** What was found in them, as it is read beside the reply: each names its letter, and points to no line of another. */
export const findingsOfDecisions = (decisions: readonly Checked[]): Finding[] =>
  decisions.flatMap(({ template, data, findings }) =>
    findings.map(({ line: _, says, ...finding }) => ({
      ...finding,
      says: `《${template.title}》（${data.consultation?.party ?? ''}）：${says}`,
    })),
  )
