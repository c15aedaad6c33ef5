/** Which template answers with an outcome. */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import type { Decision } from '../../workflows/disclosure/letters.ts'
import { aboutMatter } from '../../workflows/disclosure/matters.ts'
import type { FactOf, Item, Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Template } from '../documents/index.ts'
import { invalid } from '../ground/errors.ts'
import { type Answered, SEVERAL, templateOfSeveral } from './several.ts'

type Consulted = Pick<CaseContext, 'consultations'>

/** Where an outcome has a second letter: when the facts or the draft call for that one. */
const OTHERWISE: Partial<
  Record<Outcome, { template: string; when(fields: Record<string, string>, context: Consulted): boolean }>
> = {
  // Art 36 (5): name and contact of the responsible agency are given where it can be told.
  notThisAgency: { template: 'notThisAgencyKnown', when: (fields) => !!fields.responsibleAgency?.trim() },
  // Art 32: that a third party was asked is said only where one was.
  thirdPartyRights: {
    template: 'thirdPartyRightsUnasked',
    when: (_, { consultations }) => !consultations.some(({ kind }) => kind === 'thirdParty'),
  },
}

/**
 * The template in force for an outcome (Art. 36): of two the one that says what happened.
 * @throws Refusal INVALID, code NO_TEMPLATE on `outcome`, where the agency has none.
 */
export function templateFor(
  templates: ReadonlyMap<string, Template>,
  { outcome, fields, items }: Pick<FactOf<'replyDrafted'>, 'outcome' | 'fields' | 'items'>,
  context: CaseContext,
): Template {
  const frame = items && templates.get(SEVERAL)
  if (frame) return templateOfSeveral(frame, answeredIn(templates, items, context))
  const other = OTHERWISE[outcome]
  const chosen = other?.when(fields, context) ? templates.get(other.template) : undefined
  const template = chosen ?? templates.get(outcome) ?? [...templates.values()].find((t) => t.outcome === outcome)
  if (!template) throw invalid({ field: 'outcome', code: 'NO_TEMPLATE', message: '没有这一办理结果的文书模板' })
  return template
}

/** Each matter with the template of its outcome. */
export const answeredIn = (
  templates: ReadonlyMap<string, Template>,
  items: readonly Item[],
  context: CaseContext,
): Answered[] =>
  items.map((item) => ({ ...item, template: templateFor(templates, item, aboutMatter(context, item.matter)) }))

/** Art 32: the letter to a third party that is overridden gives the ground that was found: its reasons, or the public interest. */
export function decisionFor({ consultations }: Consulted, consultation: string | null): Decision {
  const assessed = consultations.find(({ id }) => id === consultation)?.assessed
  return assessed?.reasonable ? 'thirdPartyDecision' : 'thirdPartyDecisionReasons'
}

/** Outcomes that can be answered with: there is a template. */
export const answerable = (templates: ReadonlyMap<string, Template>): Outcome[] => [
  ...new Set([...templates.values()].flatMap((t) => (t.outcome ? [t.outcome as Outcome] : []))),
]
