/** The notices that a fact calls for, read before it is recorded: composed without a number, checked, stored nowhere. Pure. */
import type { Effect } from '../../workflows/disclosure/machine.ts'
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import { textOf } from '../documents/index.ts'
import { sha256 } from '../ground/canonical.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import { addressedData } from './addressed.ts'
import type { Addressing } from './decisions.ts'
import { type Checked, findingsIn, withOpenBlanks } from './draft.ts'
import { dataFor } from './make.ts'

/**
 * In the order in which they would be made: to whoever is consulted, then to the applicant.
 * @param file the case as it would stand with the fact
 * @param effects what the fact calls for
 */
export function noticesFor(house: Addressing, file: CaseFile, effects: readonly Effect[], on: Day): Checked[] {
  const inForce = house.templatesFor(file.agency.id, on)
  return effects.flatMap((effect) => {
    if (!('letter' in effect)) return []
    const template = inForce.get(effect.letter)
    if (!template) throw new Error(`The workflow asks for a letter "${effect.letter}"; templates/ has none.`)
    const whole = dataFor(house, file)
    const own = template.kind === 'consultation' ? addressedData(house, file, whole, 'notYet') : whole
    const data = { ...own, letter: { number: '', date: inChinese(on) } }
    const draft = { template, data, ...withOpenBlanks(template, data) }
    return [{ ...draft, findings: findingsIn(house, file, on, draft) }]
  })
}

/** What was read, as one figure: the words of all of them, without number and date, which come with the approval. */
export const digestOfNotices = (notices: readonly Pick<Checked, 'template' | 'data'>[]): string =>
  sha256(
    notices
      .flatMap(({ template, data }) => [
        template.id,
        ...textOf(withOpenBlanks(template, { ...data, letter: { number: '', date: '' } }).letter),
      ])
      .join('\n'),
  )
