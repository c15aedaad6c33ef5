/** Who applies, where several do so together: all are named, the first in the order of the application first. */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'

type Together = Pick<FactOf<'submitted'>, 'applicant' | 'coApplicants'>

/** The applicant and those who apply together with them, in the order of the application. */
export const allApplicants = ({ applicant, coApplicants = [] }: Together) => [applicant, ...coApplicants]

/** Characters in a line of a list, and in the first line of a letter, which cuts what is no name any more at 200. */
const IN_A_LIST = 16
const IN_A_LETTER = 180

/** 张三、李四; where there is no room for all, 张三等3人. */
function named(together: Together, room: number): string {
  const all = allApplicants(together)
  const names = all.map(({ name }) => name).join('、')
  if (all.length === 1 || names.length <= room) return names
  return `${all[0]!.name}等${all.length}${all.every(({ kind }) => kind === 'person') ? '人' : '位申请人'}`
}

/** Names for a line of a list: all within 16 characters, else 张三等3人. */
export const applicantsInAList = (together: Together) => named(together, IN_A_LIST)
/** Names for the first line of a letter: all within 180 characters, else 张三等3人. */
export const applicantsInALetter = (together: Together) => named(together, IN_A_LETTER)

/** How letters and mails address them: 您 one person, 贵单位 one organisation, 你们 those who apply together. */
export const youOf = (together: Together): string => {
  const [first, ...others] = allApplicants(together)
  if (others.length > 0) return '你们'
  return first!.kind === 'person' ? '您' : '贵单位'
}
