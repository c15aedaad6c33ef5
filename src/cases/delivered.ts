/** What the system itself did with letters, as facts: put on the portal, opened there, sent by mail. */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import {
  addresseesOf,
  electronicService,
  isReply,
  letterIn,
  receivedBy,
  sentTo,
  toSend,
} from '../../workflows/disclosure/service.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Choices } from '../../workflows/statute/choices.ts'
import type { Day } from '../../workflows/statute/days.ts'

type ServiceFact = FactOf<'sent'> | FactOf<'received'>

/** The letters that stand on the tracking page of whoever chose it, and are not on record as delivered there. */
export const onThePortal = (context: CaseContext, choices: Choices, on: Day): ServiceFact[] =>
  electronicService(
    context,
    choices,
    'portal',
    on,
    () => true,
    () => '系统记录：文书进入网上查收系统，可以查收。',
  )

/** The letters that a mail brought to whoever chose it, or to whoever is consulted. @param evidence what became of the mail, in the words of the record */
export const byMail = (
  context: CaseContext,
  choices: Choices,
  on: Day,
  letters: readonly string[],
  evidence: string,
): ServiceFact[] => {
  const isIn = ({ id }: { id: string }) => letters.includes(id)
  const toParties = context.letters.filter(
    (letter) => letter.toParty && isIn(letter) && toSend(context, letter).length > 0,
  )
  return [
    ...electronicService(context, choices, 'email', on, isIn, () => evidence),
    ...toParties.map(({ id }) => ({ type: 'sent' as const, on, letter: id, how: 'email' as const, evidence })),
  ]
}

/** The first time that the applicant opens a letter proves that it has arrived; nothing where that is proven already. */
export function opened(context: CaseContext, id: string, on: Day): ServiceFact[] {
  const letter = letterIn(context, id)
  const [to] = context.reach.served
  if (!letter || letter.toParty || !to || receivedBy(letter, to) !== null) return []
  if (!addresseesOf(context, letter).includes(to)) return []
  const evidence = '系统记录：申请人凭查询码打开文书。'
  const addressee = context.reach.served.length > 1 ? { addressee: to } : {}
  const received: FactOf<'received'> = { type: 'received', on, letter: id, ...addressee, evidence }
  if (sentTo(letter, to) !== null) return [received]
  if (isReply(letter)) return []
  return [{ type: 'sent', on, letter: id, how: 'portal', ...addressee, evidence }, received]
}
