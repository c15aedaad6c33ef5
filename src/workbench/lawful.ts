/** Words that an agency wants to send are held to the law before they hold: an error in a template would be an error in every letter. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Template } from '../documents/index.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { checkTemplate, type Finding } from '../letters/check/index.ts'

/** By the law of the day from which the words are to hold; the past is over. */
export const findingsOf = (house: Pick<House, 'lawFor'>, agencyId: string, template: Template, today: Day): Finding[] =>
  checkTemplate(template, house.lawFor(agencyId), template.inForce > today ? template.inForce : today)

/** @throws Refusal TEMPLATE_FAULTY naming every error; nobody can approve one for all letters to come. */
export function requireLawful(
  house: Pick<House, 'lawFor'>,
  agencyId: string,
  template: Template,
  on: Day,
  what: string,
): void {
  const errors = checkTemplate(template, house.lawFor(agencyId), on).filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return
  throw new Refusal('TEMPLATE_FAULTY', {
    message: `这一版本有${errors.length}处必须改正，不能${what}`,
    errors: errors.map(({ rule, says, remedy, article }) => ({
      field: '',
      code: rule,
      message: `必须改正：${says}${remedy}（${article}）`,
    })),
    more: { article: errors[0]!.article, findings: errors },
  })
}
