/** An agency as it is given: what its letters need is asked for, and what cannot be is named with its remedy. */
import { z } from 'zod'
import { inForceOn } from '../../workflows/statute/dated.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { AGENCY_KINDS, unfitBody } from '../../workflows/statute/remedies.ts'
import type { FieldError } from '../ground/errors.ts'
import type { Statute } from '../ground/law.ts'
import { PLACEHOLDER } from '../people/first-administrator.ts'
import type { Agency } from '../people/queries.ts'
import type { AgencyProfile } from '../people/tables.ts'
import { choice, mailAddress, text } from '../web/given.ts'

const LINE = 100
const LONG = 200

/** Short, for addresses and keys: what it is once, it stays. */
export const code = text(60).refine((value) => /^[A-Za-z0-9][\w-]*$/.test(value), {
  error: '只能用字母、数字、连字符和下划线，以字母或者数字开头，例如 yunxi-zjj',
})

const optional = (longest = LINE) => text(longest, 0).optional()
const fitting = (fits: (value: string) => boolean, error: string, longest = LINE) =>
  text(longest, 0)
    .refine((value) => value === '' || fits(value), { error })
    .optional()

/** 机关代字: stands before the year in every number, so it has neither brackets nor digits of its own. */
const mark = text(20).refine((value) => /^[\p{L}]+$/u.test(value), {
  error: '机关代字只写文字，不写年份、序号和括号，例如 云住建依',
})

const isWebAddress = (value: string) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)

/** What an agency may be given, by the names of the import file and of the API. */
export const AGENCY = z.strictObject({
  code,
  name: text(LINE),
  kind: choice(AGENCY_KINDS),
  mark,
  /** Its intake office; without one it takes in for itself. */
  takenInBy: z.union([z.literal(''), code]).optional(),
  address: text(LONG),
  postcode: text(6).refine((value) => /^\d{6}$/.test(value), { error: '邮政编码是6位数字' }),
  phone: text(LINE),
  fax: optional(),
  email: fitting((value) => mailAddress.safeParse(value).success, '不是有效的电子邮箱', LONG),
  hours: text(LONG),
  reconsiderationBody: text(LONG),
  reconsiderationOnline: fitting(isWebAddress, '应当是以 http:// 或者 https:// 开头的网址', LONG),
  court: text(LINE),
  office: optional(),
  shortName: optional(),
  englishName: fitting((value) => !/\p{Script=Han}/u.test(value), '英文名称里不写汉字', LONG),
  feePayee: optional(LONG),
  feeAccount: optional(LONG),
  feePlace: optional(LONG),
})
export type GivenAgency = z.infer<typeof AGENCY>

/** A change names what changes; the code stays. */
export const AGENCY_CHANGE = AGENCY.omit({ code: true }).partial()
export type AgencyChange = z.infer<typeof AGENCY_CHANGE>

export const AGENCY_LABELS: Record<keyof GivenAgency, string> = {
  code: '代码',
  name: '名称',
  kind: '类型',
  mark: '机关代字',
  takenInBy: '由谁统一收件',
  office: '公开工作机构',
  shortName: '简称',
  englishName: '英文名称',
  address: '地址',
  postcode: '邮政编码',
  phone: '电话',
  fax: '传真',
  email: '电子邮箱',
  hours: '办公时间',
  reconsiderationBody: '行政复议机关',
  reconsiderationOnline: '网上申请行政复议的网址',
  court: '管辖法院',
  feePayee: '收款单位',
  feeAccount: '开户行和账号',
  feePlace: '现场缴费的地点和时间',
}

/** The row of an agency as given; what was left out is said as offices usually have it. */
export function agencyFrom({ code, name, kind, takenInBy, ...said }: GivenAgency): Agency {
  const { office, shortName, email, ...rest } = said
  const profile: AgencyProfile = {
    ...(Object.fromEntries(Object.entries(rest).filter(([, value]) => value)) as typeof rest),
    email: email ?? '',
    shortName: shortName || name,
    office: office || `${name}办公室`,
  } as AgencyProfile
  return { id: code, name, kind, takenInBy: takenInBy || code, profile }
}

/** As it was given: for a form, and to compare. */
export function givenOf({ id, name, kind, takenInBy, profile }: Agency): GivenAgency {
  return { code: id, name: name === PLACEHOLDER ? '' : name, kind: kind as GivenAgency['kind'], takenInBy, ...profile }
}

const taken = (field: string, what: string, other: Agency): FieldError => ({
  field,
  code: 'TAKEN',
  message: `${what}与“${other.name}”相同，请改用另一个`,
})

/** A 机关代字 that stands in numbers belongs to the agency that gave them. */
export type MarkUsed = { mark: string; agencyId: string }

/**
 * What cannot be beside the other agencies, and what the law does not give: a mark that another has would give two
 * letters one number.
 * @param others as they will stand, without the agency itself
 * @param used marks in the numbers that were given until now
 */
export function faultsAmong(
  agency: Agency,
  others: readonly Agency[],
  law: Pick<Statute, 'remedies'>,
  on: Day,
  used: readonly MarkUsed[],
): FieldError[] {
  const { id, name, takenInBy, profile } = agency
  const faults: FieldError[] = []
  const [sameName, sameMark] = [
    others.find((other) => other.name === name),
    others.find((other) => other.profile.mark === profile.mark),
  ]
  if (sameName) faults.push(taken('name', '名称', sameName))
  if (sameMark) faults.push(taken('mark', '机关代字', sameMark))
  const former = used.find(({ mark, agencyId }) => mark === profile.mark && agencyId !== id)
  if (former && !sameMark) {
    const whose = others.find((other) => other.id === former.agencyId)?.name ?? former.agencyId
    const message = `“${whose}”已经用这一机关代字编过文号，给其他机关就会重号，请改用另一个`
    faults.push({ field: 'mark', code: 'TAKEN', message })
  }
  if (takenInBy !== id) {
    const office = others.find((other) => other.id === takenInBy)
    if (!office || office.name === PLACEHOLDER)
      faults.push({ field: 'takenInBy', code: 'NO_SUCH_AGENCY', message: '没有这个机关，请先设置统一收件的机关' })
    else if (office.takenInBy !== office.id)
      faults.push({ field: 'takenInBy', code: 'UNFIT', message: `“${office.name}”自己由其他机关收件，不能再代收` })
    const behind = others.find((other) => other.takenInBy === id)
    if (behind)
      faults.push({ field: 'takenInBy', code: 'UNFIT', message: `本机关代“${behind.name}”收件，自己应当由自己收件` })
  }
  const unfit = unfitBody(profile.reconsiderationBody, agency, inForceOn(law.remedies, on, 'rule.remedy'))
  if (unfit)
    faults.push({
      field: 'reconsiderationBody',
      code: 'UNFIT',
      message: `“${unfit.named}”与机关类型不符：应当是${unfit.right}，请写全称，或者核对机关类型`,
    })
  return faults
}
