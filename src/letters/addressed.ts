/** What a letter to those who are consulted says: which information, how to answer online, and nothing of who asked. */
import { answersOf } from '../../workflows/disclosure/answers.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { LetterData } from '../documents/index.ts'
import type { House } from '../house.ts'
import { titleOf } from '../ledger/applicants.ts'
import { type CaseFile, draftIn } from '../ledger/case-file.ts'
import { countingFacts } from '../ledger/queries.ts'
import { type Access, answerCode, type Consulted, isConsulted } from './access.ts'
import { answerPlace } from './answer-place.ts'
import { contentFor, harmTo, reasonsFor } from './found.ts'
import { shielded } from './shield.ts'

/** The information as those who are consulted read of it. */
export type Information = { title: string; documentNumber?: string; about?: string }

/** The title names the information, it is not the applicant's story; the agency's own words stand as they are. */
export function informationOf(submitted: FactOf<'submitted'>, { about }: Consulted): Information {
  const { documentNumber } = submitted.request
  return {
    title: shielded(titleOf(submitted.request), submitted),
    ...(documentNumber && { documentNumber: shielded(documentNumber, submitted) }),
    ...(about && { about }),
  }
}

/**
 * The blanks of a letter of kind `consultation`. Of the application only number and information are left in them: what
 * a template of an agency asks for besides stays empty, and the letter cannot be made. Pure.
 * @param accesses those of the case; `notYet` where the letter is only read, so that nobody was given a number
 * @param consultation where the letter does not go to the party consulted last
 */
export function addressedData(
  house: Pick<House, 'config' | 'keys'>,
  file: CaseFile,
  data: LetterData,
  accesses: readonly Access[] | 'notYet',
  consultation: string | null = null,
): LetterData {
  const facts = countingFacts(file.facts)
  const submitted = facts[0] as Heard & FactOf<'submitted'>
  const asked = facts.findLast(
    (fact): fact is Heard & Consulted =>
      isConsulted(fact) && (consultation === null || fact.consultation === consultation),
  )
  const ask = Object.entries(data.ask ?? {}).map(([name, said]) => [name, said && shielded(said, submitted)])
  const { number, dueOn } = data.case ?? {}
  const title = shielded(titleOf(submitted.request), submitted)
  const ours = { agency: data.agency, remedy: data.remedy, ask: Object.fromEntries(ask) } as LetterData
  if (!asked) return { ...ours, case: { number, dueOn, title, request: title } }
  const { about, documentNumber } = informationOf(submitted, asked)
  const reasons = reasonsFor(facts, asked.consultation ?? '')
  const meant = file.row.context.consultations.find(({ id }) => id === asked.consultation)
  const draft = draftIn(file.facts)
  const content = draft && meant && contentFor(answersOf(draft), meant)
  const access = accesses === 'notYet' ? accesses : accesses.find((each) => each.consultation === asked.consultation)
  return {
    ...ours,
    case: { number, dueOn, title, documentNumber, request: about ?? title },
    consultation: {
      id: asked.consultation,
      party: asked.party,
      about: about && `征求意见的范围和内容：${about}`,
      harm: asked.type === 'thirdPartyConsulted' ? harmTo(asked.interest) : undefined,
      answer: meant?.partly ? '只同意部分公开' : '不同意公开',
      ...(access && answerBlanks(house, access)),
    },
    decided: { content: content && shielded(content, submitted), reasons: reasons && shielded(reasons, submitted) },
  }
}

/** What stands where number and code will be. */
const LATER = '〔发出时编定〕'

const answerBlanks = (house: Pick<House, 'config' | 'keys'>, access: Access | 'notYet') => ({
  answerAddress: answerPlace(house),
  answerNumber: access === 'notYet' ? LATER : access.number,
  answerCode: access === 'notYet' ? LATER : answerCode(house.keys, access),
})
