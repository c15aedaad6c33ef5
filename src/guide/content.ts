/** What Art 12 ¶1 asks a guide to say, element by element, and which of them an office has not said. */
import { z } from 'zod'
import { tidyMail } from '../ground/tidy.ts'
import type { AgencyProfile } from '../people/tables.ts'
import { text } from '../web/given.ts'

const LONG = 3_000 // characters
const LINE = 200

/** Elements that stand in the guide alone. */
const OWN = ['categories', 'arrangement', 'obtaining', 'responsible', 'online'] as const
/** Elements that letters say as well: they are kept once, in the agency's profile, and the guide brings them there. */
export const SHARED = ['office', 'address', 'postcode', 'hours', 'phone', 'fax', 'email'] as const

export type GuideContent = Record<(typeof OWN)[number] | (typeof SHARED)[number], string>
export type Element = keyof GuideContent

/** In the order of the law. */
export const ELEMENTS: readonly Element[] = [
  ...(['categories', 'arrangement', 'obtaining', 'office', 'responsible', 'address', 'postcode', 'hours'] as const),
  ...(['phone', 'fax', 'email', 'online'] as const),
]
/** The law names the head of the office nowhere, a page beside the mailbox is a second contact on the internet, a postcode part of the address. */
const WELCOME: readonly Element[] = ['responsible', 'online', 'postcode']
/** Without any of these a guide does not say what Art 12 demands. Who has no fax says so in words. */
export const DEMANDED: readonly Element[] = ELEMENTS.filter((element) => !WELCOME.includes(element))

const demanded = (max: number) => text(max)
const welcome = (max: number) => text(max, 0).default('')

export const GUIDE = z.object({
  categories: demanded(LONG),
  arrangement: demanded(LONG),
  obtaining: demanded(LONG),
  office: demanded(LINE),
  responsible: welcome(LINE),
  address: demanded(LINE),
  postcode: welcome(10).refine((code) => /^\d{0,10}$/.test(code), { error: '邮政编码是数字' }),
  hours: demanded(LINE),
  phone: demanded(LINE).refine((phone) => /\d{3}/.test(phone), { error: '请填写能拨通的电话号码' }),
  fax: demanded(LINE),
  email: demanded(LINE)
    .transform(tidyMail)
    .refine((email) => /^[^\s@]+@[^\s@]+$/.test(email), { error: '请填写一个电子邮箱地址' }),
  online: welcome(LINE).refine((page) => page === '' || /^https?:\/\/[^\s]+$/.test(page), {
    error: '请填写以 http:// 或者 https:// 开头的网址',
  }),
} satisfies Record<Element, z.ZodType>)

/** Which of the demanded elements lack. */
export const lacking = (content: Partial<GuideContent>): Element[] =>
  DEMANDED.filter((element) => !content[element]?.trim())

/** What letters say too, as the profile has it. */
export const sharedOf = (profile: Partial<AgencyProfile>): Pick<GuideContent, (typeof SHARED)[number]> =>
  Object.fromEntries(SHARED.map((name) => [name, profile[name] ?? ''])) as Pick<GuideContent, (typeof SHARED)[number]>

/** The elements whose words differ, in the order of the law. */
export const differing = (one: Partial<GuideContent>, other: Partial<GuideContent>): Element[] =>
  ELEMENTS.filter((element) => (one[element] ?? '') !== (other[element] ?? ''))
