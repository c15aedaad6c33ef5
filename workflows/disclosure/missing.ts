/**
 * What an application lacks of the content that Art 29 ¶2 asks for. Whatever came is recorded; what is missing is named, and
 * asked for by a correction (Art 30), or by a call where somebody can be reached.
 */
import type { Applicant, Fact, FactOf } from './vocabulary.ts'

export type Missing = {
  /** As the application's body names it: `applicant.idNumber`, `coApplicants.0.phone`, `request.title`. */
  field: string
  /** 中文名称. */
  name: string
  article: string
  /** What stands on the paper instead, where it fits nothing. */
  written?: string
  /** May a correction ask for it? Where somebody can be reached some other way, it is asked for by a call. */
  toCorrect: boolean
}

const IDENTITY = '条例第二十九条第二款第一项'
const INFORMATION = '条例第二十九条第二款第二项'
const FORM = '条例第二十九条第二款第三项'

/** What the parts of an application are called. */
const REACHED_BY = { phone: '联系电话', email: '电子邮箱', address: '通信地址', postcode: '邮政编码' }
const PERSON: Record<string, string> = {
  name: '姓名',
  idType: '身份证件名称',
  idNumber: '身份证件号码',
  ...REACHED_BY,
}
const ORGANISATION: Record<string, string> = {
  name: '名称',
  creditCode: '统一社会信用代码',
  representative: '法定代表人或者负责人的姓名',
  contact: '联系人的姓名',
  ...REACHED_BY,
}

type Submitted = FactOf<'submitted'>
type Found = Omit<Missing, 'written'>

/** Fewer characters describe nothing; a title or a 文号 beside them may. */
const TOO_SHORT = 6
const charactersIn = (text = '') => [...text.replace(/\s/g, '')].length

/** What an application lacks as it came. Pure. */
export function missingIn({ applicant, coApplicants = [], agent, request, unfit = {} }: Submitted): Missing[] {
  const found = [
    ...ofOne(applicant, 'applicant', '申请人', request.delivery),
    ...coApplicants.flatMap((one, i) => ofOne(one, `coApplicants.${i}`, `共同申请人${i + 1}`, undefined)),
    ...(agent && !agent.name
      ? [{ field: 'agent.name', name: '代理人的姓名', article: '民法典第一百六十五条', toCorrect: false }]
      : []),
    ...ofRequest(request),
  ]
  const named = new Set(found.map(({ field }) => field))
  const misread = Object.keys(unfit).filter((field) => !named.has(field))
  return [
    ...found,
    ...misread.map((field) => ({ field, name: nameOf(field), article: IDENTITY, toCorrect: false })),
  ].map((one) => (unfit[one.field] ? { ...one, written: unfit[one.field]! } : one))
}

/**
 * The same as the case stands: contact data that came since count, and a correction that came answers what it was asked
 * for; whether it does so is for whoever reads it.
 * @param submitted with the contact data that hold now
 */
export function missingNow(submitted: Submitted, facts: readonly Fact[]): Missing[] {
  const isCorrected = facts.some(({ type }) => type === 'corrected')
  return missingIn(submitted).filter(({ field }) => !isCorrected || CONTACT.test(field))
}

const CONTACT = /\.(?:phone|email|address)$/

function ofOne(one: Applicant, at: string, whose: string, delivery: Submitted['request']['delivery']): Found[] {
  const names: Record<string, string> = one.kind === 'person' ? PERSON : ORGANISATION
  const isReached = Boolean(one.phone || one.email || one.address)
  const lacks = (part: string, article: string, toCorrect = true): Found => ({
    field: `${at}.${part}`,
    name: `${whose}的${names[part]}`,
    article,
    toCorrect,
  })
  const identity =
    one.kind === 'person' ? (['idType', 'idNumber'] as const) : (['creditCode', 'representative'] as const)
  return [
    ...(one.name ? [] : [lacks('name', IDENTITY)]),
    ...identity.filter((part) => !(one as Record<string, unknown>)[part]).map((part) => lacks(part, IDENTITY)),
    ...(one.phone ? [] : [lacks('phone', IDENTITY, !isReached)]),
    ...(delivery === 'email' && !one.email ? [lacks('email', FORM)] : []),
    ...(!one.address && (delivery === 'post' || !isReached)
      ? [lacks('address', delivery === 'post' ? FORM : IDENTITY)]
      : []),
  ]
}

function ofRequest({ title, description, documentNumber, form, delivery }: Submitted['request']): Found[] {
  // 名称、文号或者其他特征性描述: one of them is enough to search by; the rest is asked of whoever calls.
  const isNamed = Boolean(documentNumber) || charactersIn(title) >= TOO_SHORT
  const isDescribed = charactersIn(description) >= TOO_SHORT
  const lacks = (part: keyof typeof REQUEST, article: string, toCorrect: boolean): Found => ({
    field: `request.${part}`,
    name: REQUEST[part],
    article,
    toCorrect,
  })
  return [
    ...(title ? [] : [lacks('title', INFORMATION, !isDescribed && !documentNumber)]),
    ...(isDescribed ? [] : [lacks('description', INFORMATION, !isNamed)]),
    ...(form ? [] : [lacks('form', FORM, true)]),
    ...(delivery ? [] : [lacks('delivery', FORM, true)]),
  ]
}

const REQUEST = {
  title: '所需政府信息的名称',
  description: '所需政府信息的描述',
  form: '获取信息的形式',
  delivery: '获取信息的途径',
} as const

function nameOf(field: string): string {
  const [head = '', ...rest] = field.split('.')
  const part = rest.at(-1) ?? ''
  const whose = head === 'coApplicants' ? `共同申请人${Number(rest[0]) + 1}` : head === 'agent' ? '代理人' : '申请人'
  return `${whose}的${{ ...ORGANISATION, ...PERSON }[part] ?? part}`
}

/** The matters of a correction notice that asks for what is missing: one for each point of Art 29 ¶2, ready to be edited. */
export function toBeCorrected(missing: readonly Missing[]): string[] {
  const asked = missing.filter(({ toCorrect }) => toCorrect)
  const told = (one: Missing) => (one.written ? `${one.name}（来件所写“${one.written}”无法识别）` : one.name)
  const of = (article: string) => asked.filter((one) => one.article === article).map(told)
  const [identity, information, form] = [of(IDENTITY), of(INFORMATION), of(FORM)]
  return [
    ...(identity.length > 0 ? [`请补充${identity.join('、')}，并附身份证明。`] : []),
    ...(information.length > 0
      ? ['请写明所需政府信息的名称、文号，或者便于行政机关查询的其他特征，例如制作机关、形成时间、主要内容。']
      : []),
    ...(form.length > 0 ? [`请写明${form.join('、')}。`] : []),
  ]
}
