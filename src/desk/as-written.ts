/**
 * What is asked back before a paper is recorded: what fits nothing, and what only looks mistyped. A submission is not typed
 * twice, and whoever finds it so on the paper records it so.
 */
import type { AsItCame } from '../acts/entered.ts'
import { type FieldError, invalid, type Message } from '../ground/errors.ts'
import { tidyNumber, tidyPhone } from '../ground/tidy.ts'

const AS_WRITTEN = '请与来件核对；来件就是这样写的，在表末勾选“照录”'
const SAYS = {
  unfit: '不是有效的号码或者地址',
  mailDigits: '邮件号码两端是字母的，中间应当是九位数字',
  mailCheck: '邮件号码的校验位（第九位数字）不符，可能录错',
  mailChannel: '邮件号码只有邮寄的才有，来件方式不是邮寄',
  shortPhone: '电话只有六位，可能缺少数字',
} as const

/** Is it one of the questions that the box “照录” answers? */
export const isAskedBack = (message: Message): boolean => String(message).endsWith(AS_WRITTEN)

type Read = { unfit: Record<string, string>; channel: string; mailNumber?: string | undefined; application: AsItCame }

/** @throws Refusal INVALID with each question at its field */
export function requireRead({ unfit, channel, mailNumber, application }: Read): void {
  const mail = mailNumber && mailFault(mailNumber, channel)
  const asked: [string, keyof typeof SAYS][] = [
    ...Object.keys(unfit).map((field): [string, 'unfit'] => [field, 'unfit']),
    ...(mail ? [['mailNumber', mail] as [string, keyof typeof SAYS]] : []),
  ]
  if (asked.length === 0) return
  // Six digits may be a number of a small exchange: named where the paper is looked at again in any case.
  const people = [application.applicant, ...(application.coApplicants ?? [])]
  for (const [i, { phone }] of people.entries())
    if (phone && /^\d{6}$/.test(tidyPhone(phone).replace(/[ -]/g, '')))
      asked.push([i === 0 ? 'applicant.phone' : `coApplicants.${i - 1}.phone`, 'shortPhone'])
  throw invalid(
    ...asked.map(([field, says]): FieldError => ({ field, code: 'UNFIT', message: `${SAYS[says]}，${AS_WRITTEN}` })),
  )
}

/** Of a number as UPU S10 has it (two letters, eight digits and one that checks them, two letters); others have no check that we know. */
function mailFault(written: string, channel: string): 'mailDigits' | 'mailCheck' | 'mailChannel' | undefined {
  if (channel !== 'post') return 'mailChannel'
  const digits = /^[A-Z]{2}(\d{4,14})[A-Z]{2}$/.exec(tidyNumber(written))?.[1]
  if (digits === undefined) return undefined
  if (digits.length !== 9) return 'mailDigits'
  return Number(digits[8]) === checkDigit(digits) ? undefined : 'mailCheck'
}

const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7]

/** UPU S10, section 5: 11 less the remainder of the weighed sum by 11; 0 for 10, 5 for 11. */
function checkDigit(digits: string): number {
  const rest = 11 - (WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11)
  return rest === 10 ? 0 : rest === 11 ? 5 : rest
}
