/**
 * Art 36 (2): what is disclosed is given, or the applicant is told how, where and when to obtain it. Art 40: in the form
 * that they asked for; in another one where the carrier or the cost demands it, and then with the reason.
 */
import { type Answer, answersOf } from '../answers.ts'
import type { CaseContext } from '../context.ts'
import { sentence } from '../sentences.ts'
import type { Reach } from '../service.ts'
import { of, type Rule } from './rule.ts'

type Form = 'electronic' | 'paper' | 'disc' | 'inspect'
type Provided = Pick<Answer, 'fields' | 'files'>

const says = ({ fields }: Provided, name: string): string => fields[name]?.trim() ?? ''

/** The forms in which an answer gives, as the draft records them: by files, on paper, on a disc, by inspection. */
export const formsGiven = (answer: Provided): Form[] => [
  ...((answer.files?.length ?? 0) > 0 ? (['electronic'] as const) : []),
  ...(says(answer, 'paper') ? (['paper'] as const) : []),
  ...(says(answer, 'disc') ? (['disc'] as const) : []),
  ...(says(answer, 'inspection') ? (['inspect'] as const) : []),
]

type Asked = Pick<Reach, 'form' | 'delivery'>
const askedAs = ({ form, delivery }: Asked): Form => (delivery === 'inspect' ? 'inspect' : (form ?? 'electronic'))

/**
 * The forms that are as the applicant asked. Who asked to read it on the spot asked for that, whatever the form; what
 * comes over the net is a file; an electronic document that is posted or fetched comes on a disc. Where the paper says
 * nothing, every form is as asked.
 */
function asAsked(asked: Asked): Form[] {
  const { form, delivery } = asked
  if (form === null && delivery !== 'inspect') return ['electronic', 'paper', 'disc', 'inspect']
  if (delivery === 'portal' || delivery === 'email') return [form ?? 'electronic', 'electronic']
  return form === 'electronic' && delivery !== 'inspect' ? [form, 'disc'] : [askedAs(asked)]
}

/** Is it given as asked, in some other form with the reason for that, or not at all, which another rule refuses? */
export function isInFormAsked(asked: Asked, answer: Provided): boolean {
  const given = formsGiven(answer)
  return given.length === 0 || given.some((form) => asAsked(asked).includes(form)) || says(answer, 'formReason') !== ''
}

/** Which form was asked for, as a sentence. */
const askedFor = ({ reach }: Pick<CaseContext, 'reach'>) => sentence(`asked.${askedAs(reach)}`)

const discloses = ({ outcome }: Answer) => outcome === 'disclosed' || outcome === 'partlyDisclosed'
const gives = (answer: Answer) => formsGiven(answer).length > 0

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
  {
    code: 'FORM_REASON_MISSING',
    article: '条例第四十条',
    kept: of('replyDrafted', ({ reach }, draft) =>
      answersOf(draft)
        .filter(discloses)
        .every((answer) => isInFormAsked(reach, answer)),
    ),
    because: askedFor,
  },
]
