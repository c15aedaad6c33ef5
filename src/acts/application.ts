/** The application as the public may send it: the content that Art 29 asks for, no more. */
import { z } from 'zod'
import {
  type Addressee,
  CONTACT_WAYS,
  DELIVERIES,
  FORMS,
  ID_TYPES,
  ORGANISATION_TYPES,
} from '../../workflows/disclosure/vocabulary.ts'
import { isDay } from '../../workflows/statute/days.ts'
import { dialable, isBlank, tidyNumber, tidyPhone } from '../ground/tidy.ts'
import { choice, mailAddress, messageOf, name, shaped, text, yesNo } from '../web/given.ts'
import { sentence } from '../web/words/sentences.ts'

/** GB 11643: 17 digits weighted, remainder by 11; the day of birth must exist. Form, date and checksum alone. */
export function isResidentId(number: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return false
  if (!isDay(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`)) return false
  const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0)
  return '10X98765432'[sum % 11] === number[17]
}

/** A blank field is no field. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (isNone(value) ? undefined : value), schema.optional()).optional()
const isNone = (value: unknown) => value === null || (typeof value === 'string' && isBlank(value))

/** As it was typed; with at least one number that people can be called at. */
export const phone = shaped(60, tidyPhone).refine((value) => dialable(value).length > 0, {
  error: '不是有效的电话号码，请填写能够联系到您的电话',
})
/** A postcode of any country. */
export const postcode = shaped(20, tidyNumber).refine((value) => /^[0-9A-Z]{4,10}$/.test(value), {
  error: '不是有效的邮政编码',
})
const contact = {
  phone,
  email: optional(mailAddress),
  address: optional(text(300)),
  postcode: optional(postcode),
}
export const idNumber = shaped(40, tidyNumber)

/** A rule over several fields, asked beside the rules of each: whoever has two things wrong hears of both. */
const overall = (field: string[], message: string) => ({ path: field, message, when: () => true })

/** The number fits its kind: a resident identity number is checked by form, date and checksum. */
export const idFits = ({ idType, idNumber }: { idType?: unknown; idNumber?: unknown }) =>
  idType !== 'residentId' || typeof idNumber !== 'string' || idNumber === '' || isResidentId(idNumber)
const ID_WRONG = overall(['idNumber'], '身份证号码有误（位数、出生日期或者校验码不符），请核对')

const person = z
  .object({
    kind: z.literal('person'),
    name: name(100),
    idType: choice(ID_TYPES),
    idNumber,
    employer: optional(text(200)),
    ...contact,
  })
  .refine(idFits, ID_WRONG)

/** Letters that no unified social credit code has (GB 32100): they would be read as digits. */
const UNCODED = /[IOSVZ]/
/** A unified social credit code, or an older number of another length. */
export const creditCode = shaped(40, tidyNumber).refine(
  (value) => /^[0-9A-Z]{8,20}$/.test(value) && !(value.length === 18 && UNCODED.test(value)),
  {
    error: '不是有效的统一社会信用代码',
  },
)

const organisation = z.object({
  kind: z.literal('organisation'),
  organisationType: choice(ORGANISATION_TYPES),
  name: name(200),
  creditCode,
  representative: name(100),
  contact: name(100),
  ...contact,
})

export const APPLICANT = z.discriminatedUnion('kind', [person, organisation], { error: '请选择公民或者法人、其他组织' })
export const AGENT = z
  .object({ name: name(100), idType: choice(ID_TYPES), idNumber, phone }, { error: '请填写' })
  .refine(idFits, ID_WRONG)

export const REQUEST = z.object(
  {
    title: text(200),
    description: text(50_000),
    documentNumber: optional(text(100)),
    form: choice(FORMS),
    delivery: choice(DELIVERIES),
  },
  { error: '请填写' },
)

/** What an applicant may say besides: which help (Art 43), how and when to be reached. */
export const WISHES = {
  helpWanted: optional(text(300)),
  contactWay: optional(choice(CONTACT_WAYS)),
  contactTimes: optional(text(100)),
}

type Loose = Record<string, unknown>

/** Those who apply, and the one among them who receives for all. Read before the parts are known to be whole. */
function readLoosely(of: unknown) {
  const { applicant, coApplicants, representative, request } = of as Loose
  const all = [applicant, ...(Array.isArray(coApplicants) ? coApplicants : [])] as (Loose | undefined)[]
  const named = typeof representative === 'string' || typeof representative === 'number'
  const who = named ? representativeAmong(all, representative) : 'applicant'
  return { all, who, receives: who && all[placeOf(who)], delivery: (request as Loose | undefined)?.delivery }
}

/** The way that was chosen needs this of whoever receives: the first, or of joint applicants the one who receives for all. */
const needed = (delivery: string, field: string, whose: 'applicant' | 'representative') => (of: unknown) => {
  const { who, receives, delivery: chosen } = readLoosely(of)
  const isFirst = who === 'applicant'
  return chosen !== delivery || !receives || isFirst !== (whose === 'applicant') || Boolean(receives[field])
}

/** Is whoever receives for all one of those who apply? */
export const isOneOfThem = (of: unknown): boolean => readLoosely(of).who !== undefined

/** 共同申请: so many beside the first. */
export const MOST_TOGETHER = 20

/** Of joint applicants the one who receives for all: by name, by number (0 is the first), or as facts name them. */
export const REPRESENTATIVE = z.union([z.number().int().min(0).max(MOST_TOGETHER), text(200)], {
  error: '请写明代表人的姓名（名称），或者是第几位申请人（0为第一位）',
})

/** Who is meant; undefined where it is none of them. */
export function representativeAmong(
  applicants: readonly ({ name?: unknown } | undefined)[],
  given: z.output<typeof REPRESENTATIVE>,
): Addressee | undefined {
  const named = (i: number): Addressee => (i === 0 ? 'applicant' : `coApplicant:${i}`)
  const text = String(given).trim()
  const at = applicants.findIndex((one, i) => text === String(i) || text === named(i) || text === one?.name)
  return at < 0 ? undefined : named(at)
}

/** Where one of those who apply stands among all of them, from 0. */
export const placeOf = (who: Addressee): number => (who === 'applicant' ? 0 : Number(who.split(':')[1]))

const body = {
  agency: text(60),
  applicant: APPLICANT,
  coApplicants: optional(
    z
      .array(APPLICANT, { error: '应当是申请人的列表' })
      .max(MOST_TOGETHER, { error: messageOf(sentence('field.mostApplicants', { n: MOST_TOGETHER })) }),
  ),
  representative: optional(REPRESENTATIVE),
  agent: optional(AGENT),
  request: REQUEST,
  needsHelp: optional(yesNo),
  ...WISHES,
}
export const APPLICATION = z
  .object(body)
  .refine(
    needed('email', 'email', 'applicant'),
    overall(['applicant', 'email'], '选择以电子邮件提供的，请填写电子邮箱'),
  )
  .refine(
    needed('email', 'email', 'representative'),
    overall(['representative'], '选择以电子邮件提供的，请填写代表人的电子邮箱'),
  )
  .refine(needed('post', 'address', 'applicant'), overall(['applicant', 'address'], '选择邮寄的，请填写通信地址'))
  .refine(
    needed('post', 'address', 'representative'),
    overall(['representative'], '选择邮寄的，请填写代表人的通信地址'),
  )
  .refine(isOneOfThem, overall(['representative'], '代表人应当是申请人之一'))
export type Application = z.output<typeof APPLICATION>
