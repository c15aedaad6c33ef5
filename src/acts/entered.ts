/**
 * What staff enter from paper, fax or word of mouth: recorded as it came. What Art 29 asks for may lack; what fits nothing is
 * kept apart as it was written, so that nobody mails, calls or looks up by it.
 */
import { z } from 'zod'
import { CHANNELS, DELIVERIES, FORMS, ID_TYPES, ORGANISATION_TYPES } from '../../workflows/disclosure/vocabulary.ts'
import { type FieldError, invalid } from '../ground/errors.ts'
import { choice, day, fileIds, given, mailAddress, messageOf, name, text, yesNo } from '../web/given.ts'
import { sentence } from '../web/words/sentences.ts'
import {
  creditCode,
  idFits,
  idNumber,
  isOneOfThem,
  MOST_TOGETHER,
  optional,
  phone,
  postcode,
  REPRESENTATIVE,
  WISHES,
} from './application.ts'

const own = { name: optional(name(200)) }
const contact = {
  phone: optional(text(200)),
  email: optional(text(200)),
  address: optional(text(300)),
  postcode: optional(text(40)),
}
const identity = {
  idType: optional(choice(ID_TYPES)),
  idNumber: optional(idNumber),
}
const PERSON = z.object({ kind: z.literal('person'), ...own, ...identity, employer: optional(text(200)), ...contact })
const ORGANISATION = z.object({
  kind: z.literal('organisation'),
  ...own,
  organisationType: optional(choice(ORGANISATION_TYPES)),
  creditCode: optional(text(40)),
  representative: optional(name(100)),
  contact: optional(name(100)),
  ...contact,
})

/** Who does not say what they are is a person, unless they give what only an organisation has. */
const ofAKind = (sent: unknown) => {
  if (typeof sent !== 'object' || sent === null || 'kind' in sent) return sent
  const isOrganisation = ['organisationType', 'creditCode', 'representative', 'contact'].some((part) => part in sent)
  return { ...sent, kind: isOrganisation ? 'organisation' : 'person' }
}
const APPLICANT = z.preprocess(
  (sent) => ofAKind(sent ?? {}),
  z.discriminatedUnion('kind', [PERSON, ORGANISATION], { error: '请选择公民或者法人、其他组织' }),
)
const REQUEST = z.object({
  title: optional(text(200)),
  description: optional(text(50_000)),
  documentNumber: optional(text(100)),
  form: optional(choice(FORMS)),
  delivery: optional(choice(DELIVERIES)),
})

/** The application's body with how it came and when; of the rest any part may lack. */
export const ENTERED = z
  .object({
    agency: text(60),
    channel: choice(CHANNELS),
    on: day.optional(),
    evidence: z.union([fileIds, text(2_000)]).optional(),
    /** For paper through the mailroom: who signed for it, and the day the disclosure office had it. */
    handover: z.object({ signedBy: text(100), reachedOn: day }).optional(),
    /** 挂号信、EMS: as it stands on the label. */
    mailNumber: optional(text(60)),
    applicant: APPLICANT,
    coApplicants: optional(
      z
        .array(APPLICANT, { error: '应当是申请人的列表' })
        .max(MOST_TOGETHER, { error: messageOf(sentence('field.mostApplicants', { n: MOST_TOGETHER })) }),
    ),
    representative: optional(REPRESENTATIVE),
    agent: optional(z.object({ name: optional(name(100)), ...identity, phone: optional(text(200)) })),
    request: z.preprocess((sent) => sent ?? {}, REQUEST),
    needsHelp: optional(yesNo),
    ...WISHES,
  })
  .refine(isOneOfThem, { path: ['representative'], message: '代表人应当是申请人之一', when: () => true })
type Entered = z.output<typeof ENTERED>
/** An application as the door of filing takes it: whole from the public, as it came from staff. */
export type AsItCame = Omit<Entered, 'channel' | 'on' | 'evidence' | 'handover' | 'mailNumber'>

/** Of which parts only what fits is used: a mail address that is none must never be mailed to. */
const FITS = { phone, email: mailAddress, postcode, creditCode }

type Party = { idType?: unknown; idNumber?: unknown }

/**
 * Reads what staff entered.
 * @returns the application with what fits, and by field what does not, as it was written
 * @throws Refusal INVALID where a day, a channel or the agency cannot be read, and where there is neither a name nor a request
 */
export function readAsItCame(body: unknown) {
  const { channel, on, evidence, handover, mailNumber, ...application } = given(ENTERED, body)
  requireSomething(application)
  const unfit: Record<string, string> = {}
  const sorted = <T extends object>(party: T, at: string): T => {
    const parts = Object.entries(party).flatMap(([part, value]) => {
      const read = Object.hasOwn(FITS, part) ? FITS[part as keyof typeof FITS].safeParse(value) : undefined
      const fits =
        part === 'idNumber' ? idFits(party as Party) : read === undefined || value === undefined || read.success
      if (!fits) unfit[`${at}.${part}`] = String(value)
      return fits ? [[part, read?.success ? read.data : value]] : []
    })
    return Object.fromEntries(parts) as T
  }
  const { applicant, coApplicants, agent } = application
  const fitting = {
    ...application,
    applicant: sorted(applicant, 'applicant'),
    ...(coApplicants && { coApplicants: coApplicants.map((one, i) => sorted(one, `coApplicants.${i}`)) }),
    agent: undefined,
    ...(agent && Object.keys(agent).length > 0 && { agent: sorted(agent, 'agent') }),
  }
  return { application: fitting as AsItCame, channel, on, evidence, handover, mailNumber, unfit }
}

function requireSomething({ applicant, request }: Pick<Entered, 'applicant' | 'request'>): void {
  const asked = [request.title, request.description, request.documentNumber]
  if (applicant.name || asked.some(Boolean)) return
  const message = '申请人的姓名（名称）和所需信息都没有，无法作为申请录入，请至少填写一项'
  const fault = (field: string): FieldError => ({ field, code: 'MISSING', message })
  throw invalid(fault('applicant.name'), fault('request.title'))
}
