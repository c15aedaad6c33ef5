/** Who asked is nobody's business but the agency's (个人信息保护法第六条): those who are consulted never read of it. */
import type { Applicant, FactOf } from '../../workflows/disclosure/vocabulary.ts'

type Submitted = FactOf<'submitted'>

/** What stands in the place of a name. It tells nothing, not even that it was the applicant's. */
const STRUCK = '×××'
/** A sign or two stand in every text; as a number or a name they would strike half of it. */
const SHORTEST_NUMBER = 5
const SHORTEST_NAME = 2
/** Resident identity numbers and mobile telephones, whosever they are. */
const NUMBERS = /(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)/g

function ofOne(applicant: Applicant) {
  const { phone, email, address } = applicant
  return applicant.kind === 'person'
    ? { names: [applicant.name], numbers: [applicant.idNumber, phone, email, address] }
    : {
        names: [applicant.name, applicant.representative, applicant.contact],
        numbers: [applicant.creditCode, phone, email, address],
      }
}

/** Everything that names an applicant or leads to one, longest first, so that no rest of a longer one stays. */
function identifying(submitted: Submitted): RegExp[] {
  const { applicant, agent } = submitted
  const together = (submitted as { coApplicants?: readonly Applicant[] }).coApplicants ?? []
  const all = [applicant, ...together].map(ofOne)
  const names = [...all.flatMap((one) => one.names), agent?.name]
  const numbers = [...all.flatMap((one) => one.numbers), agent?.phone, agent?.idNumber]
  return [
    ...names.map((name) => signsOf(name)).filter((signs) => signs.length >= SHORTEST_NAME),
    ...numbers.map((number) => signsOf(number)).filter((signs) => signs.length >= SHORTEST_NUMBER),
  ]
    .toSorted((a, b) => b.length - a.length)
    .map((signs) => new RegExp(signs.map(alike).join('[\\s·•-]*'), 'giu'))
}

const signsOf = (text = '') => [...text.normalize('NFKC').replace(/[\s·•-]/gu, '')]

/** As it may be written: plain or full-width. Blanks, dots and dashes between the signs are met where they are joined. */
function alike(sign: string): string {
  const plain = sign.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  return /[!-~]/.test(sign) ? `(?:${plain}|${String.fromCharCode(sign.charCodeAt(0) + 0xfee0)})` : plain
}

/** The text with everything struck out that names the applicant. */
export const shielded = (text: string, submitted: Submitted): string =>
  identifying(submitted)
    .reduce((shown, pattern) => shown.replace(pattern, STRUCK), text)
    .replace(NUMBERS, STRUCK)

export const namesApplicant = (text: string, submitted: Submitted): boolean =>
  identifying(submitted).some((pattern) => pattern.test(text))
