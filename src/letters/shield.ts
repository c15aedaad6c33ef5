/** Who asked is nobody's business but the agency's (个人信息保护法第六条): those who are consulted never read of it. */
import type { Applicant, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { type PersonalKind, replacePersonal } from '../ground/personal.ts'
import { writtenAs } from '../ground/tidy.ts'
import { allApplicants } from '../ledger/applicants.ts'

type Submitted = FactOf<'submitted'>

/** What stands in the place of a name. It tells nothing, not even that it was the applicant's. */
export const STRUCK = '×××'
/** One or two characters occur in every text; as a number or a name they would strike half of it. */
const SHORTEST_NUMBER = 5
const SHORTEST_NAME = 2
/** Numbers of people, whosever they are. A landline and a mail address may be the agency's own, and are struck where they are known. */
const OF_PEOPLE: readonly PersonalKind[] = ['number', 'dashed', 'mobile', 'passport']
/** What people put between the characters of a name or a number. */
const BETWEEN = '[\\s\\p{Cf}·•\\-－–—（）()]'

function ofOne(applicant: Applicant) {
  const { phone, email, address } = applicant
  return applicant.kind === 'person'
    ? { names: [applicant.name], numbers: [applicant.idNumber, ...writtenAs(phone), email, address] }
    : {
        names: [applicant.name, applicant.representative, applicant.contact],
        numbers: [applicant.creditCode, ...writtenAs(phone), email, address],
      }
}

type Texts = readonly (string | undefined)[]

/** The names of those who apply and who stands for them; their numbers, telephones and addresses. */
export function namedIn(submitted: Submitted): { names: Texts; numbers: Texts } {
  const { agent } = submitted
  const all = allApplicants(submitted).map(ofOne)
  return {
    names: [...all.flatMap((one) => one.names), agent?.name],
    numbers: [...all.flatMap((one) => one.numbers), ...writtenAs(agent?.phone), agent?.idNumber],
  }
}

/** Everything that names an applicant or leads to one. */
function identifying(submitted: Submitted): RegExp[] {
  const { names, numbers } = namedIn(submitted)
  return patternsOf(names, numbers)
}

/** Longest first, so that no rest of a longer one stays. */
function patternsOf(names: Texts, numbers: Texts): RegExp[] {
  return [
    ...names.map((name) => charactersOf(name)).filter((characters) => characters.length >= SHORTEST_NAME),
    ...numbers.map((number) => charactersOf(number)).filter((characters) => characters.length >= SHORTEST_NUMBER),
  ]
    .toSorted((a, b) => b.length - a.length)
    .map((characters) => new RegExp(characters.map(alike).join(`${BETWEEN}*`), 'giu'))
}

const charactersOf = (text = '') => [...text.normalize('NFKC').replace(new RegExp(BETWEEN, 'gu'), '')]

/** As it may be written: plain or full-width. Blanks, dots and dashes between the characters are met where they are joined. */
function alike(character: string): string {
  const plain = character.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  return /[!-~]/.test(character) ? `(?:${plain}|${String.fromCharCode(character.charCodeAt(0) + 0xfee0)})` : plain
}

/** What strikes out these names, and these numbers and addresses, however they are written. */
export function striking(names: Texts, numbers: Texts): (text: string) => string {
  const patterns = patternsOf(names, numbers)
  return (text) => patterns.reduce((shown, pattern) => shown.replace(pattern, STRUCK), text)
}

/** The text with everything struck out that names the applicant, and with the numbers of whoever else. */
export const shielded = (text: string, submitted: Submitted): string =>
  replacePersonal(
    identifying(submitted).reduce((shown, pattern) => shown.replace(pattern, STRUCK), text),
    (found, kind) => (OF_PEOPLE.includes(kind) ? STRUCK : found),
  )

/** Whether the text holds anything that names the applicant, a co-applicant or the agent, however it is written. */
export const namesApplicant = (text: string, submitted: Submitted): boolean =>
  identifying(submitted).some((pattern) => pattern.test(text))

/** An identity number is kept with stars in its middle: whoever writes it out means the same. */
const [HIDDEN, ANY] = ['(?:\\*|＊)', '[0-9０-９*＊]']

/** Whether a text holds one of these names, or of these numbers and addresses, however it is written. */
export function mentioning(names: Texts, numbers: Texts): (text: string) => boolean {
  // Without `g`, for a pattern that remembers where it was would miss every second one.
  const patterns = patternsOf(names, numbers).map(({ source }) => new RegExp(source.replaceAll(HIDDEN, ANY), 'iu'))
  return (text) => patterns.some((pattern) => pattern.test(text))
}
