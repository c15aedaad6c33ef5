/** Facts and applications in words that people read. */

import { type Answer, answersOf } from '../../workflows/disclosure/answers.ts'
import { TO_REVIEW } from '../../workflows/disclosure/chained.ts'
import {
  type Agent,
  type Applicant,
  CHANNELS,
  CONTACT_WAYS,
  DELIVERIES,
  FACTS,
  type Fact,
  type FactOf,
  type FactType,
  FORMS,
  ID_TYPES,
  isNotice,
  type NoticeType,
  ORGANISATION_TYPES,
  OUTCOMES,
} from '../../workflows/disclosure/vocabulary.ts'
import { type ChainStep, chainInWords } from '../../workflows/statute/chain.ts'
import { type Day, inChinese, isDay } from '../../workflows/statute/days.ts'
import { labelsOf } from '../acts/catalogue.ts'
import { allApplicants, titleOf, UNSIGNED } from '../ledger/applicants.ts'
import { zhOf } from '../ledger/limits.ts'
import type { FactRow } from '../ledger/queries.ts'
import { RULES } from '../letters/check/index.ts'
import type { FileRef } from '../web/shapes.ts'

/** One fact as a line of the timeline. */
export type FactLine = {
  position: number
  type: FactType
  zh: string
  article: string
  on: Day
  /** Instant of recording, RFC 3339. */
  at: string
  by: string
  hash: string
  /** Label and value in Chinese, in the order to read. */
  details: { label: string; value: string }[]
  files: FileRef[]
  /** Position of the fact that rectified this one; then it no longer counts. */
  rectifiedBy?: number
}

/** Who asks, and what for, in words. */
export type ApplicantInWords = { kind: 'person' | 'organisation'; name: string; details: Pair[] }
export type RequestInWords = { title: string; description: string; details: Pair[] }

type Pair = { label: string; value: string }
export type Names = Record<'people' | 'units' | 'handlers' | 'letters' | 'asks', Map<string, string>>

/** `rectifiedBy`: the position of the fact that rectified this one. */
export function factLine(row: FactRow, names: Names, files: readonly FileRef[], rectifiedBy?: number): FactLine {
  const { fact, position, at, by, hash } = row
  const { zh, article } = FACTS[fact.type]
  const ids = [...('files' in fact ? (fact.files ?? []) : []), ...(Array.isArray(fact.evidence) ? fact.evidence : [])]
  return {
    position,
    type: fact.type,
    zh,
    // In the form that was asked for goes what is given (Art 40); any other mail tells of a step, and is on record (Art 45).
    article: fact.type === 'mailSent' && fact.brings ? '条例第四十条' : article,
    on: fact.on,
    at,
    by: inNameOf(by, fact.actingFor, names.people),
    hash,
    details: fact.type === 'submitted' ? submittedDetails(fact) : details(fact, names),
    files: files.filter((file) => ids.includes(file.id)),
    ...(rectifiedBy && { rectifiedBy }),
  }
}

/** 代: whoever records for a colleague is named with that colleague. */
function inNameOf(by: string, actingFor: string | undefined, people: ReadonlyMap<string, string>): string {
  const name = people.get(by) ?? by
  return actingFor ? `${name}（代${people.get(`staff:${actingFor}`) ?? actingFor}）` : name
}

function details(fact: Fact, names: Names): Pair[] {
  const labels = labelsOf(fact.type)
  const pairs = flat(fact)
    .filter(
      ([name, value]) =>
        labels[name] && !['files', 'several'].includes(labels[name].kind) && value !== undefined && value !== '',
    )
    .map(([name, value]) => ({
      label: labels[name]!.label,
      value: isLimit(fact, name) ? zhOf(String(value)) : inWords(name, value, labels[name]!, names),
    }))
  const reason = typeof fact.evidence === 'string' ? [{ label: '依据', value: fact.evidence }] : []
  const fields = fact.type === 'replyDrafted' ? answersOf(fact).flatMap((answer, i) => said(answer, i + 1, names)) : []
  const chain = fact.type === 'replyDrafted' && fact.chain ? [chainDetail(fact.chain, names)] : []
  const letter =
    fact.type === 'letterMade'
      ? [{ label: '文书', value: `《${names.letters.get(fact.letter) ?? fact.template}》` }]
      : []
  const overridden = fact.type === 'replySigned' || isNotice(fact) ? overrideDetails(fact) : []
  return [
    ...letter,
    ...pairs,
    ...fields,
    ...chain,
    ...overridden,
    ...givenDetails(fact),
    ...erasureDetails(fact, names),
    ...releaseDetails(fact),
    ...reason,
  ]
}

/** A limit is kept by its kind, with the number of the consultation or the remedy. */
const isLimit = (fact: Fact, name: string) => fact.type === 'lapseNoticed' && name === 'limit'

/** What a draft says; of several matters under the number of each. */
function said({ matter, outcome, fields }: Answer, n: number, { asks }: Names): Pair[] {
  const all = Object.entries(fields).flatMap(([name, value]) =>
    value ? [{ label: asks.get(name) ?? name, value }] : [],
  )
  if (matter === null) return all
  return [
    { label: `第${n}项`, value: `${matter}：${OUTCOMES[outcome].zh}` },
    ...all.map(({ label, value }) => ({ label: `第${n}项，${label}`, value })),
  ]
}

/** Who approves it before the signature, as the draft has it. */
const chainDetail = (chain: readonly ChainStep[], { people }: Names): Pair => ({
  label: '审批环节',
  value: chainInWords(chain, (username) => people.get(`staff:${username}`) ?? username),
})

/** Each field with its value, those of an object by `object.field`. */
const flat = (fact: Fact): [string, unknown][] =>
  Object.entries(fact).flatMap(([name, value]): [string, unknown][] =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value).map(([part, inside]) => [`${name}.${part}`, inside])
      : [[name, value]],
  )

/** Signed or sent in spite of the checker: who answers for it, why, and which rules were not kept. */
function overrideDetails({ type, override, overridden = [] }: FactOf<'replySigned' | NoticeType>): Pair[] {
  const act = type === 'replySigned' ? '签发' : '发出'
  const rules = overridden.map((id) => RULES.find((rule) => rule.id === id)?.zh ?? id)
  return present([
    [`照此${act}的批准人`, override?.approvedBy],
    [`照此${act}的理由`, override?.reason],
    ['未通过的校验', rules.join('；')],
  ])
}

/** How much was found in the files that are published, and why it may stand. */
function releaseDetails(fact: Fact): Pair[] {
  if (fact.type !== 'releaseDecided') return []
  const { looked = [], confirmed = {}, advice } = fact
  const found = looked.reduce((n, one) => n + one.found, 0)
  return present([
    ['效力', advice && '初审意见，是否公开另行决定'],
    ['公布前检索', looked.length === 0 ? undefined : `${looked.length}个文件，查出${found}项`],
    ['查出后仍公布的理由', [...new Set(Object.values(confirmed))].join('；')],
  ])
}

/** By which list content was destroyed, who approved it, and how much is gone. */
function erasureDetails(fact: Fact, { people }: Names): Pair[] {
  if (fact.type !== 'wordsErased') return []
  const { decision, positions, hashes } = fact
  return present([
    ['依据', `第${decision.list}号销毁清册（${decision.digest}）`],
    ['批准人', decision.approvedBy.map((by) => people.get(by) ?? by).join('、')],
    ['销毁的内容', `${positions.length}条记录的文字，${hashes.length}个文件、文书和封存的证据卷`],
  ])
}

/** The files that are given: how many were opened before, who answers for what they carry, and which mail brought them. */
function givenDetails(fact: Fact): Pair[] {
  if (fact.type === 'mailSent') return present([['随附提供的文件', fact.brings && `${fact.brings.length}件`]])
  if (fact.type !== 'replyReviewed' && fact.type !== 'replyApproved' && fact.type !== 'replySigned') return []
  const { opened } = fact
  return present([
    ['提供的文件', opened && `共${opened.files}件，本人打开过${opened.opened}件`],
    ['不能去除的内容', fact.type === 'replyReviewed' && fact.acknowledged ? '已逐项核对，照此提供' : undefined],
  ])
}

function inWords(
  name: string,
  value: unknown,
  label: { choices?: { value: string; label: string }[] },
  names: Names,
): string {
  if (name === 'unit') return names.units.get(String(value)) ?? String(value)
  if (name === 'preparedBy') return names.people.get(String(value)) ?? String(value)
  if (name === 'handler') return names.handlers.get(String(value)) ?? String(value)
  if (name === 'draft') return `第${value}条记录`
  if (name === 'letter') return `《${names.letters.get(String(value)) ?? value}》`
  if (name === 'returnTo') return value === TO_REVIEW ? FACTS.replyReviewed.zh : String(value)
  if (name === 'claimant') return claimantInWords(String(value))
  if (name === 'addressee') return value === 'applicant' ? '申请人' : `共同申请人${String(value).split(':')[1]}`
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.join('；')
  if (isDay(value)) return inChinese(value)
  return label.choices?.find((choice) => choice.value === value)?.label ?? String(value)
}

/** A third party is told by the number of its consultation, as the lists of consultations have it. */
function claimantInWords(claimant: string): string {
  const [who, n] = claimant.split(':')
  if (who === 'consultation') return `第三方（征求意见${n}）`
  return who === 'coApplicant' ? `共同申请人${n}` : '申请人'
}

const submittedDetails = (fact: FactOf<'submitted'>): Pair[] => [
  { label: '渠道', value: CHANNELS[fact.channel] },
  {
    label: '申请人',
    value: allApplicants(fact)
      .map(({ name = UNSIGNED }) => name)
      .join('、'),
  },
  { label: '所需信息', value: titleOf(fact.request) },
  ...(fact.mailNumber ? [{ label: '邮件号码', value: fact.mailNumber }] : []),
  ...(fact.handover
    ? [
        { label: '签收', value: fact.handover.signedBy },
        { label: '送达公开工作机构', value: inChinese(fact.handover.reachedOn) },
      ]
    : []),
]

const present = (pairs: [string, string | undefined][]): Pair[] =>
  pairs.flatMap(([label, value]) => (value ? [{ label, value }] : []))

const who = (applicant: Applicant): [string, string | undefined][] =>
  applicant.kind === 'person'
    ? [
        ['证件名称', applicant.idType && ID_TYPES[applicant.idType]],
        ['证件号码', applicant.idNumber],
        ['工作单位', applicant.employer],
      ]
    : [
        ['类型', applicant.organisationType && ORGANISATION_TYPES[applicant.organisationType]],
        ['统一社会信用代码', applicant.creditCode],
        ['法定代表人', applicant.representative],
        ['联系人', applicant.contact],
      ]

/** One of those who apply together, in one line. */
const inOneLine = (applicant: Applicant) =>
  [
    applicant.name ?? UNSIGNED,
    ...present([...who(applicant), ['电话', applicant.phone]]).map(({ label, value }) => `${label} ${value}`),
  ].join('，')

function agentInOneLine({ name = UNSIGNED, idType, idNumber, phone }: Agent): string {
  const identity = [idType && ID_TYPES[idType], idNumber].filter(Boolean).join(' ')
  const more = [identity, phone && `电话 ${phone}`].filter(Boolean).join('，')
  return more ? `${name}（${more}）` : name
}

/** Who applied, line by line as staff read it, with co-applicants and agent. Identity numbers are masked already. */
export function applicantInWords({ applicant, coApplicants = [], agent }: FactOf<'submitted'>): ApplicantInWords {
  return {
    kind: applicant.kind,
    name: applicant.name ?? UNSIGNED,
    details: present([
      ...who(applicant),
      ['联系电话', applicant.phone],
      ['电子邮箱', applicant.email],
      ['通信地址', applicant.address],
      ['邮政编码', applicant.postcode],
      ...coApplicants.map((one, i): [string, string] => [`共同申请人${i + 1}`, inOneLine(one)]),
      ['代理人', agent && agentInOneLine(agent)],
    ]),
  }
}

/** What they said besides, each with its label: which help (Art 43), how and when to be reached. */
export const wishesInWords = ({ helpWanted, contactWay, contactTimes }: FactOf<'submitted'>) =>
  [
    { label: '需要的协助', value: helpWanted },
    { label: '希望的联系方式', value: contactWay && CONTACT_WAYS[contactWay] },
    { label: '方便联系的时间', value: contactTimes },
  ].flatMap(({ label, value }) => (value ? [{ label, value }] : []))

/** What is asked for, line by line as staff read it (Art. 29). */
export const requestInWords = ({ request, channel }: FactOf<'submitted'>): RequestInWords => ({
  title: titleOf(request),
  description: request.description ?? '',
  details: present([
    ['文号', request.documentNumber],
    ['获取信息的形式', request.form && FORMS[request.form]],
    ['获取信息的方式', request.delivery && DELIVERIES[request.delivery]],
    ['申请渠道', CHANNELS[channel]],
  ]),
})
