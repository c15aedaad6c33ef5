/** Who applies, where several do so together: all are named, the first in the order of the application first. */
import { DELIVERIES, type FactOf, FORMS } from '../../workflows/disclosure/vocabulary.ts'

type Together = Pick<FactOf<'submitted'>, 'applicant' | 'coApplicants'>
type Request = FactOf<'submitted'>['request']

/** On a list, whoever signed nothing; a letter addresses them as what they are. */
export const UNSIGNED = '（未署名）'
const ADDRESSED = '申请人'
const UNNAMED = '（未写明所需信息）'
const TITLE = 30

/** What a case is called on lists: the title, else the beginning of the description. */
export function titleOf({ title, description, documentNumber }: Request): string {
  if (title) return title
  const [line = ''] = description?.split('\n') ?? []
  const beginning = [...line].length > TITLE ? `${[...line].slice(0, TITLE).join('')}……` : line
  return beginning || documentNumber || UNNAMED
}

/** The applicant and those who apply together with them, in the order of the application. */
export const allApplicants = ({ applicant, coApplicants = [] }: Together) => [applicant, ...coApplicants]

/** Characters in a line of a list, and in the first line of a letter, which cuts what is no name any more at 200. */
const IN_A_LIST = 16
const IN_A_LETTER = 180

/** 张三、李四; where there is no room for all, 张三等3人. */
function named(together: Together, room: number, unsigned: string): string {
  const all = allApplicants(together)
  const names = all.map(({ name = unsigned }) => name)
  if (all.length === 1 || names.join('、').length <= room) return names.join('、')
  return `${names[0]}等${all.length}${all.every(({ kind }) => kind === 'person') ? '人' : '位申请人'}`
}

/** The columns of table 3 of the annual report, in their order. */
export const APPLICANT_COLUMNS = ['person', 'business', 'research', 'welfare', 'legal', 'other'] as const
export type ApplicantColumn = (typeof APPLICANT_COLUMNS)[number]

/** The column in which an application counts: that of its first applicant. */
export const columnOf = (first: Together['applicant']): ApplicantColumn =>
  first.kind === 'person' ? 'person' : (first.organisationType ?? 'other')

const NOT_SAID = '（申请没有写明）'

/** What a letter says of a request. What the paper lacks is said to be lacking: nobody is quoted with words of ours. */
export const requestBlanks = ({ title, description, form, delivery }: Request) => ({
  title: title || NOT_SAID,
  request: description || NOT_SAID,
  form: form ? FORMS[form] : NOT_SAID,
  delivery: delivery ? DELIVERIES[delivery] : NOT_SAID,
})

/** Names for a line of a list: all within 16 characters, else 张三等3人. */
export const applicantsInAList = (together: Together) => named(together, IN_A_LIST, UNSIGNED)
/** Names for the first line of a letter: all within 180 characters, else 张三等3人. */
export const applicantsInALetter = (together: Together) => named(together, IN_A_LETTER, ADDRESSED)

/** How letters and mails address them: 您 one person, 贵单位 one organisation, 你们 those who apply together. */
export const youOf = (together: Together): string => {
  const [first, ...others] = allApplicants(together)
  if (others.length > 0) return '你们'
  return first!.kind === 'person' ? '您' : '贵单位'
}
