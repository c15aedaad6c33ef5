/**
 * 为什么不能: for each act that this person might expect in this case, why it is not offered now. The reasons are the procedure's
 * own refusals, asked before anybody tries, and the table of who may: there is no second set of rules.
 */
import { hindrance } from '../../workflows/disclosure/decide.ts'
import { leadingTo } from '../../workflows/disclosure/leading-to.ts'
import { missingFor, ruleSays } from '../../workflows/disclosure/rules.ts'
import { FACTS, type FactType, OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { ACTS, RECORDABLE } from '../acts/catalogue.ts'
import { type Named, seatFor } from '../acts/may-record.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { answerable } from '../letters/choose.ts'
import { ROLES, type Role } from '../people/may.ts'
import type { Choices } from './offer-choices.ts'

/** Why one act is not offered. */
export type NotOffered = {
  type: FactType
  zh: string
  /** In Chinese, with what to do. */
  says: string
  article: string
  /** What the shortest way of the procedure asks for before, by name. */
  first: string[]
}

/** Why one outcome is not among those of a draft. */
export type OutcomeNotOffered = { outcome: Outcome; zh: string; says: string; article: string }

/** Put on file by whoever likes, at any time: nobody misses them. */
const ALWAYS: readonly FactType[] = [
  'noted',
  'fileAdded',
  'evidenceClosed',
  'rectified',
  'codeReissued',
  'contactChanged',
]

const rolesOf = (type: FactType): readonly Role[] => {
  const { may, maySteps } = ACTS[type as keyof typeof ACTS]
  return [...new Set([...may, ...Object.values(maySteps ?? {}).flat()])]
}

const inWords = (roles: readonly Role[]) => roles.map((role) => ROLES[role]).join('、')

/**
 * The acts of this person's roles that are not offered, and the one that the case waits for where it is somebody else's.
 * @param may what is offered @param next what the case waits for
 */
export function notOffered(
  row: CaseRow,
  who: Named,
  law: Law,
  today: Day,
  may: readonly FactType[],
  next: FactType | null,
): NotOffered[] {
  const roles = who.seats.flatMap((seat) => seat.roles)
  return RECORDABLE.filter(
    (type) =>
      !may.includes(type) &&
      !ALWAYS.includes(type) &&
      (type === next || rolesOf(type).some((role) => roles.includes(role))),
  ).flatMap((type) => why(row, who, law, today, type) ?? [])
}

function why(row: CaseRow, who: Named, law: Law, today: Day, type: FactType): NotOffered | null {
  const { zh, article } = FACTS[type]
  const seat = seatFor(who, type, row)
  const by = `staff:${seat?.username ?? who.username}`
  const hindered = hindrance(row, type, law, today, by)
  if (hindered) {
    const first = hindered.elsewhere ? leadingTo(row.state, type).map((fact) => FACTS[fact].zh) : []
    return { type, zh, article: hindered.article, says: hindered.says.text, first }
  }
  return { type, zh, article, says: seat ? OF_ANOTHER : whose(who, type), first: [] }
}

/** Theirs by role, and yet not offered: they have read it before, or somebody else is asked first. */
const OF_ANOTHER = '这一步由另一人办理：同一人不办理前后两步。'

/** Whose it is: of another role, or of theirs in another place. */
function whose({ seats }: Named, type: FactType): string {
  const roles = rolesOf(type)
  const isTheirRole = seats.some((seat) => roles.some((role) => seat.roles.includes(role)))
  if ('byChain' in ACTS[type as keyof typeof ACTS]) return '由审批环节中这一步的审批人办理。'
  return isTheirRole
    ? `由本件的承办机构、承办人或者本机关的${inWords(roles)}办理，不在您的范围内。`
    : `由${inWords(roles)}办理。`
}

/** The outcomes that a draft could have if the file had what they rest on, each with what it lacks. */
export const outcomesNotOffered = (row: CaseRow, choices: Pick<Choices, 'templates'>, law: Law): OutcomeNotOffered[] =>
  answerable(choices.templates).flatMap((outcome) => {
    const rule = missingFor(outcome, row.context, law).find(({ leavesOpen }) => !leavesOpen)
    return rule ? [{ outcome, zh: OUTCOMES[outcome].zh, says: ruleSays(rule).text, article: rule.article }] : []
  })
