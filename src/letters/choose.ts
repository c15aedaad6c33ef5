/** Which template answers with an outcome. */
import type { Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Template } from '../documents/index.ts'
import { invalid } from '../ground/errors.ts'

/** Art 36 (5): name and contact of the responsible agency are given where it can be told; that is another letter. */
const KNOWN = 'notThisAgencyKnown'

/**
 * The template in force for an outcome (Art. 36); with `fields.responsibleAgency`, that which names the right agency.
 * @throws Refusal INVALID, code NO_TEMPLATE on `outcome`, where the agency has none.
 */
export function templateFor(
  templates: ReadonlyMap<string, Template>,
  outcome: Outcome,
  fields: Record<string, string> = {},
): Template {
  const known = outcome === 'notThisAgency' && fields.responsibleAgency?.trim() ? templates.get(KNOWN) : undefined
  const template = known ?? templates.get(outcome) ?? [...templates.values()].find((t) => t.outcome === outcome)
  if (!template) throw invalid({ field: 'outcome', code: 'NO_TEMPLATE', message: '没有这一办理结果的文书模板' })
  return template
}

/** Outcomes that can be answered with: there is a template. */
export const answerable = (templates: ReadonlyMap<string, Template>): Outcome[] => [
  ...new Set([...templates.values()].flatMap((t) => (t.outcome ? [t.outcome as Outcome] : []))),
]
