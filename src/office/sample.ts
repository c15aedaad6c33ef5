/** What an agency's own values do to its letters: the lines of a sample in which they stand. */
import { inChinese } from '../../workflows/statute/days.ts'
import { type Letter, type LetterData, type Template, textOf } from '../documents/index.ts'
import type { House } from '../house.ts'
import { withOpenBlanks } from '../letters/draft.ts'
import { paymentInWords } from '../letters/fee-notice.ts'
import { draftPdf } from '../letters/preview.ts'
import { sampleFor } from '../letters/templates/shipped.ts'
import { PLACEHOLDER } from '../people/first-administrator.ts'
import type { Agency } from '../people/queries.ts'

export type Sample = { number: string; remedies: string[]; contact: string[]; payment: string[] }

const REPLY = 'disclosed'
const FEE = 'fee'

type Worded = Pick<House, 'templatesFor' | 'time'>

/** The lines of a reply and of a fee notice as this agency would send them today; what is not set shows as 〔…〕. */
export function sampleOf(house: Worded, agency: Agency): Sample {
  const reply = textOf(replyOf(house, agency))
  const payment = paymentInWords(withBlanks(agency.profile))
  const { fee } = sampleFor(templateOf(house, agency, FEE))
  const notice = textOf(letterOf(house, agency, FEE, { fee: { ...fee, payment } }))
  return {
    number: numberOf(house, agency),
    remedies: reply.filter((line) => /申请行政复议|互联网渠道/.test(line)),
    contact: reply.filter((line) => line.startsWith('（联系单位')),
    payment: notice.filter((line) => line.includes(payment)),
  }
}

/** The same reply as a page, marked 草稿. */
export const samplePdf = (house: Worded & Pick<House, 'fonts'>, agency: Agency): Promise<Buffer> =>
  draftPdf(house, replyOf(house, agency))

function replyOf(house: Worded, agency: Agency): Letter {
  const { reconsiderationBody: body, court, reconsiderationOnline: online } = agency.profile
  return letterOf(house, agency, REPLY, {
    remedy: { body, court, online: online && `行政复议申请的互联网渠道：${online}。` },
  })
}

function letterOf(house: Worded, agency: Agency, which: string, more: LetterData): Letter {
  const template = templateOf(house, agency, which)
  const { name, profile } = agency
  const data = {
    ...sampleFor(template),
    ...more,
    agency: { ...profile, name: name === PLACEHOLDER ? '' : name },
    letter: { number: numberOf(house, agency), date: inChinese(house.time.today()) },
  } as LetterData
  return withOpenBlanks(template, data).letter
}

/** The shipped ones stand in for what an agency has not written. */
const templateOf = ({ templatesFor, time }: Worded, { id }: Agency, which: string): Template =>
  templatesFor(id, time.today()).get(which)!

const numberOf = ({ time }: Worded, { profile }: Agency): string =>
  `${profile.mark || '〔机关代字〕'}复〔${time.today().slice(0, 4)}〕1号`

const withBlanks = (profile: Agency['profile']) => ({
  ...profile,
  office: profile.office || '〔公开工作机构〕',
  address: profile.address || '〔办公地址〕',
  phone: profile.phone || '〔联系电话〕',
})
