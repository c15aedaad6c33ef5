/** What the mailroom of 云溪区 does with letters that no portal delivers: posted as they are made, signed for some days later. */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import { addresseesOf, sentTo, toReceive, toSend } from '../../workflows/disclosure/service.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'

const ON_ITS_WAY = 3

/** Every letter that nobody sent yet goes to the post office on this day. */
export const posted = (context: CaseContext, on: Day): FactOf<'sent'>[] =>
  context.letters.flatMap((letter) =>
    toSend(context, letter).map(() => ({
      type: 'sent',
      on,
      letter: letter.id,
      how: 'post',
      trackingNumber: 'XA00000000000',
    })),
  )

/** Every letter that was signed for by this day, as the post office's own record shows. */
export const signedFor = (context: CaseContext, calendar: Calendar, until: Day): FactOf<'received'>[] =>
  context.letters
    .filter((letter) => toReceive(context, letter).length > 0)
    .map((letter): FactOf<'received'> => {
      const [to] = addresseesOf(context, letter)
      const { on } = calendar.plus(sentTo(letter, to!)!, ON_ITS_WAY)
      return { type: 'received', on, letter: letter.id, evidence: '邮政查询结果：本人签收。' }
    })
    .filter(({ on }) => on <= until)
