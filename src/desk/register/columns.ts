/**
 * The columns of the register (台账): what Art 45 asks to be kept of each application, in the words that inspectors look for,
 * each filled from the facts of the case. Personal data is masked unless it was asked for with a reason, in what applicants wrote, too.
 */

import type { Applicant, Organisation, Person } from '../../../workflows/disclosure/vocabulary.ts'
import {
  DELIVERIES,
  type FactOf,
  FORMS,
  ID_TYPES,
  OUTCOMES,
  REMEDY_KINDS,
  STAGES,
} from '../../../workflows/disclosure/vocabulary.ts'
import { CHANNELS } from '../../../workflows/words.ts'
import { allApplicants, titleOf, UNSIGNED } from '../../ledger/applicants.ts'
import type { RowCell } from '../../workbooks/row-book.ts'
import { maskedAddress, maskedEmail, maskedName, maskedPhone } from './masked.ts'
import { maskedText } from './masked-text.ts'
import type { RegisterRow } from './rows.ts'

type Column = { head: string; width: number; of(row: RegisterRow, isOpen: boolean): RowCell }

/** By the columns of table 3. */
const KINDS: Record<string, string> = {
  person: '自然人',
  business: '商业企业',
  research: '科研机构',
  welfare: '社会公益组织',
  legal: '法律服务机构',
  other: '其他',
}

const joined = (texts: readonly (string | undefined)[]) => texts.filter(Boolean).join('、')
const every = ({ submitted }: RegisterRow) => allApplicants(submitted)
const first = ({ submitted }: RegisterRow): Applicant => submitted.applicant
const isPerson = (one: Applicant): one is Person => one.kind === 'person'
const organisation = (row: RegisterRow): Partial<Organisation> => {
  const one = first(row)
  return isPerson(one) ? {} : one
}
const said = (text: string | undefined, mask: (text: string) => string, isOpen: boolean) =>
  text ? (isOpen ? text : mask(text)) : ''
/** In the stage of replies by the machine, but closed: a reader would look for a reply. */
const WITHDRAWN = '已办结（撤回）'
const yes = (holds: boolean) => (holds ? '是' : '否')
const request = ({ submitted }: RegisterRow): FactOf<'submitted'>['request'] => submitted.request

/** What applicants wrote, without what the other columns mask of them. */
const written = (text: string | undefined, row: RegisterRow, isOpen: boolean): string => {
  if (!text || isOpen) return text ?? ''
  const all = every(row)
  const { agent } = row.submitted
  const behind = (one: Applicant) => (isPerson(one) ? [one.name] : [one.representative, one.contact])
  return maskedText(text, {
    names: [...all.flatMap(behind), agent?.name],
    phones: [...all.map(({ phone }) => phone), agent?.phone],
    addresses: all.map(({ address }) => address),
  })
}

const asked = ({ moves }: RegisterRow) =>
  joined([
    moves.includes('thirdPartyConsulted') ? '第三方' : undefined,
    moves.includes('agencyConsulted') ? '其他机关' : undefined,
  ])

/** An organisation's name stays; a person's is masked. */
const nameOf = (one: Applicant, isOpen: boolean) =>
  one.name === undefined ? UNSIGNED : isPerson(one) ? said(one.name, maskedName, isOpen) : one.name

export const COLUMNS: readonly Column[] = [
  { head: '登记编号', width: 18, of: ({ number }) => number },
  { head: '受理编号', width: 18, of: ({ receipt }) => receipt },
  { head: '受理机关', width: 24, of: ({ agency }) => agency },
  { head: '申请人类型', width: 14, of: ({ applicantColumn }) => KINDS[applicantColumn] ?? applicantColumn },
  { head: '申请人', width: 20, of: (row, isOpen) => joined(every(row).map((one) => nameOf(one, isOpen))) },
  {
    head: '证件名称',
    width: 14,
    of: (row) => joined(every(row).map((one) => (isPerson(one) && one.idType ? ID_TYPES[one.idType] : undefined))),
  },
  {
    head: '证件号码',
    width: 22,
    of: (row) => joined(every(row).map((one) => (isPerson(one) ? one.idNumber : undefined))),
  },
  { head: '统一社会信用代码', width: 22, of: (row) => organisation(row).creditCode ?? '' },
  { head: '法定代表人', width: 12, of: (row, isOpen) => said(organisation(row).representative, maskedName, isOpen) },
  { head: '联系人', width: 12, of: (row, isOpen) => said(organisation(row).contact, maskedName, isOpen) },
  { head: '代理人', width: 12, of: ({ submitted }, isOpen) => said(submitted.agent?.name, maskedName, isOpen) },
  { head: '联系电话', width: 16, of: (row, isOpen) => said(first(row).phone, maskedPhone, isOpen) },
  { head: '电子邮箱', width: 22, of: (row, isOpen) => said(first(row).email, maskedEmail, isOpen) },
  { head: '通信地址', width: 30, of: (row, isOpen) => said(first(row).address, maskedAddress, isOpen) },
  { head: '邮政编码', width: 10, of: (row) => first(row).postcode ?? '' },
  { head: '所需信息名称', width: 40, of: (row, isOpen) => written(titleOf(request(row)), row, isOpen) },
  { head: '所需信息内容描述', width: 60, of: (row, isOpen) => written(request(row).description, row, isOpen) },
  { head: '所需信息文号', width: 20, of: (row, isOpen) => written(request(row).documentNumber, row, isOpen) },
  { head: '信息载体形式', width: 12, of: (row) => (request(row).form ? FORMS[request(row).form!] : '') },
  { head: '获取信息方式', width: 14, of: (row) => (request(row).delivery ? DELIVERIES[request(row).delivery!] : '') },
  { head: '申请方式', width: 14, of: ({ channel }) => CHANNELS[channel] },
  { head: '申请日期', width: 12, of: ({ submittedOn }) => submittedOn },
  { head: '收到日期', width: 12, of: ({ receivedOn }) => receivedOn },
  { head: '登记日期', width: 12, of: ({ registeredOn }) => registeredOn },
  { head: '承办机构', width: 18, of: ({ unit }) => unit },
  { head: '承办人', width: 12, of: ({ handler }) => handler },
  { head: '办理状态', width: 12, of: ({ stage, isWithdrawn }) => (isWithdrawn ? WITHDRAWN : STAGES[stage]) },
  { head: '答复期限', width: 12, of: ({ dueOn }) => dueOn },
  { head: '是否补正', width: 10, of: ({ moves }) => yes(moves.includes('correctionRequested')) },
  { head: '是否延期', width: 10, of: ({ moves }) => yes(moves.includes('extended')) },
  { head: '征求意见', width: 14, of: asked },
  { head: '收费金额（元）', width: 12, of: ({ fee }) => fee },
  { head: '办理结果', width: 24, of: ({ outcome }) => (outcome ? OUTCOMES[outcome].zh : '') },
  { head: '年度报告表三行次', width: 12, of: ({ outcome }) => (outcome ? OUTCOMES[outcome].row : '') },
  { head: '答复文号', width: 22, of: ({ replyNumber }) => replyNumber },
  { head: '签发日期', width: 12, of: ({ signedOn }) => signedOn },
  { head: '答复日期', width: 12, of: ({ settledOn }) => settledOn },
  { head: '送达日期', width: 12, of: ({ servedOn }) => servedOn },
  { head: '是否超期', width: 10, of: ({ isLate }) => yes(isLate) },
  { head: '复议诉讼', width: 24, of: ({ remedies }) => joined(remedies.map((kind) => REMEDY_KINDS[kind])) },
  { head: '是否转为主动公开', width: 12, of: ({ released }) => yes(released) },
  { head: '上级平台编号', width: 26, of: ({ platformNumber }) => platformNumber },
]
