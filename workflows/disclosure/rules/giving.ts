/** Art 36 (2): what is disclosed is given, or the applicant is told how, where and when to obtain it. */
import { type Answer, answersOf } from '../answers.ts'
import { of, type Rule } from './rule.ts'

/** Ways beside a file, as the draft records them: on paper, on a disc, by inspection. */
const OTHER_WAYS = ['paper', 'disc', 'inspection']
const says = ({ fields }: Answer, name: string): string => fields[name]?.trim() ?? ''

const discloses = ({ outcome }: Answer) => outcome === 'disclosed' || outcome === 'partlyDisclosed'
const gives = (answer: Answer) =>
  (answer.files?.length ?? 0) > 0 || OTHER_WAYS.some((name) => says(answer, name) !== '')

/** A day of the week or an hour; a number, a street or the name of a room. */
const HOURS = /\d{1,2}[:：时点]|工作日|上午|下午|每周|星期/
const PLACE = /[路街道巷]|号|楼|室|厅|馆|窗口|中心|大厦|办公室/

export const GIVEN: Rule[] = [
  {
    code: 'NOTHING_GIVEN',
    article: '条例第三十六条第（二）项',
    kept: of('replyDrafted', (_context, draft) => answersOf(draft).filter(discloses).every(gives)),
  },
  {
    code: 'INSPECTION_WITHOUT_PLACE_OR_HOURS',
    article: '条例第三十六条第（二）项、第四十条',
    kept: of('replyDrafted', (_context, draft) =>
      answersOf(draft)
        .filter(discloses)
        .map((answer) => says(answer, 'inspection'))
        .every((inspection) => inspection === '' || (HOURS.test(inspection) && PLACE.test(inspection))),
    ),
  },
]
