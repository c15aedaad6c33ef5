/** Who asks for what in 云溪区. Nobody and nothing of this exists. */
import type { Applicant, Request } from '../../workflows/disclosure/vocabulary.ts'
import { checkOfCreditCode } from '../acts/credit-code.ts'

/** The words of a request: its title and its description. */
export type Asked = readonly [title: string, description: string]

const PEOPLE = [
  '张三',
  '李四',
  '王五',
  '赵六',
  '孙七',
  '周八',
  '吴九',
  '郑十',
  '冯十一',
  '陈十二',
  '褚𬭎十三',
  '卫喆十四',
]
const ORGANISATIONS = [
  ['business', '示例建筑工程有限公司'],
  ['legal', '示例律师事务所'],
  ['research', '示例大学社会调查中心'],
  ['welfare', '示例社区公益服务中心'],
  ['other', '示例花园业主委员会'],
] as const

/** A number of a region that does not exist (99), with a right check digit. */
function residentNumber(i: number): string {
  const digits = `990000198${i % 10}0${(i % 9) + 1}1${i % 9}${String(100 + i).slice(-3)}`
  const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return digits + '10X98765432'[sum % 11]
}

/** A code of a region that does not exist (990000), with a right check character. */
function creditNumber(i: number): string {
  const first = `91990000MA0000${String(i).padStart(3, '0')}`
  return first + checkOfCreditCode(first)
}

/** The ith applicant: every fifth an organisation, the others persons. The same for the same `i`. */
export function applicantNumber(i: number): Applicant {
  const contact = {
    phone: `0000-1000${String(i).padStart(3, '0')}`,
    address: `示例省示例市云溪区示例路${i + 1}号`,
    ...(i % 4 === 0 && { email: `applicant${i}@example.com` }),
  }
  const organisation = i % 5 === 3 ? ORGANISATIONS[Math.floor(i / 5) % ORGANISATIONS.length] : undefined
  return organisation
    ? {
        kind: 'organisation',
        organisationType: organisation[0],
        name: organisation[1],
        creditCode: creditNumber(i),
        representative: '示例负责人',
        contact: '示例联系人',
        ...contact,
      }
    : {
        kind: 'person',
        name: PEOPLE[i % PEOPLE.length]!,
        idType: 'residentId',
        idNumber: residentNumber(i),
        ...contact,
      }
}

/** What is asked, in the form that the ith applicant wishes: every third on paper by post, the others on the portal. */
export function requestNumber(i: number, [title, description]: Asked): Request {
  return { title, description, form: i % 3 === 0 ? 'paper' : 'electronic', delivery: i % 3 === 0 ? 'post' : 'portal' }
}
