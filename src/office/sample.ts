/** What an agency's own values do to its letters: the lines of a sample in which they stand. */
import { inChinese } from '../../workflows/statute/days.ts'
import { type LetterData, textOf } from '../documents/index.ts'
import type { House } from '../house.ts'
import { withOpenBlanks } from '../letters/draft.ts'
import { paymentInWords } from '../letters/fee-notice.ts'
import { sampleFor } from '../letters/templates/shipped.ts'
import type { Agency } from '../people/queries.ts'

export type Sample = { number: string; remedies: string[]; contact: string[]; payment: string[] }

const REPLY = 'disclosed'
const FEE = 'fee'

/** The lines of a reply and of a fee notice as this agency would send them today; what is not set shows as 〔…〕. */
export function sampleOf(
  { templatesFor, time }: Pick<House, 'templatesFor' | 'time'>,
  { id, name, profile }: Agency,
): Sample {
  const today = time.today()
  const inForce = templatesFor(id, today)
  const number = `${profile.mark || '〔机关代字〕'}复〔${today.slice(0, 4)}〕1号`
  const linesOf = (which: string, more: LetterData): string[] => {
    const template = inForce.get(which)
    if (!template) return []
    const sample = sampleFor(template)
    const agency = { ...profile, name }
    const data = { ...sample, ...more, agency, letter: { number, date: inChinese(today) } } as LetterData
    return textOf(withOpenBlanks(template, data).letter)
  }
  const { reconsiderationBody: body, court, reconsiderationOnline: online } = profile
  const remedy = { body, court, online: online && `行政复议申请的互联网渠道：${online}。` }
  const reply = linesOf(REPLY, { remedy })
  const payment = paymentInWords(profile)
  return {
    number,
    remedies: reply.filter((line) => /申请行政复议|互联网渠道/.test(line)),
    contact: reply.filter((line) => line.startsWith('（联系单位')),
    payment: linesOf(FEE, { fee: { ...sampleFee(inForce.get(FEE)), payment } }).filter((line) =>
      line.includes(payment),
    ),
  }
}

const sampleFee = (template: Parameters<typeof sampleFor>[0] | undefined) => (template ? sampleFor(template).fee : {})
