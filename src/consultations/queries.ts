/**
 * What is asked about one consultation: its own facts and letters, nothing else of the case. SQL: facts ask in their
 * transaction, and a party's page at each step.
 */

import type { Fact, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { counting } from '../../workflows/statute/counting.ts'
import { LETTER_FACTS, lettersMeant, PARTS } from '../../workflows/statute/letters.ts'
import type { Sql, Tx } from '../db/client.ts'
import { type FactRow, heard, type LetterRow } from '../ledger/queries.ts'
import { type Access, type Consulted, isConsulted } from '../letters/access.ts'
import type { Kind } from './views.ts'

type Reached = FactOf<'thirdPartyReached'> | FactOf<'agencyReached'>
type Answered = FactOf<'thirdPartyAnswered'> | FactOf<'agencyAnswered'>
/** A fact as it counts now, and the line of the ledger that it stands on. */
type Counted<T> = { fact: T; row: FactRow }

export type Course = {
  kind: Kind
  /** As it was sent: a later rectification does not change the letter that went out. */
  sent: { fact: Consulted; position: number }
  asked: Counted<Consulted> | null
  reached: Counted<Reached> | null
  answered: Counted<Answered> | null
}

/** The facts of one consultation, as rectified; undefined where the case has none of this name. */
export function courseOf(facts: readonly FactRow[], consultation: string): Course | undefined {
  const count = counting(facts.map(heard))
  const letters = lettersMeant(count)
  const counted = count.flatMap((fact, i) => (fact ? [{ fact, row: facts[i]!, letter: letters[i] }] : []))
  const isIt = (fact: Fact): fact is Consulted => isConsulted(fact) && fact.consultation === consultation
  const original = facts.find(({ fact }) => isIt(fact))
  const asked = counted.find(({ fact }) => isIt(fact)) as Counted<Consulted> | undefined
  const first = original ? { fact: original.fact as Consulted, row: original } : asked
  if (!first) return undefined
  const { kind } = PARTS[first.fact.type]!
  const { reached, answered } = LETTER_FACTS[kind]
  const own = (type: string) => counted.find(({ fact, letter }) => fact.type === type && letter === consultation)
  return {
    kind,
    sent: { fact: first.fact, position: first.row.position },
    asked: asked ?? null,
    reached: (own(reached) ?? null) as Course['reached'],
    answered: (own(answered) ?? null) as Course['answered'],
  }
}

/** Rectified to another party or another kind of letter, or away: the number of this letter opens nothing any more. */
export const isVoid = ({ sent, asked }: Course): boolean =>
  asked?.fact.type !== sent.fact.type || asked.fact.party !== sent.fact.party

/** The letters that went to this party: the one that asks, and the one that tells what was decided in spite of it. */
export const lettersTo = (sql: Sql | Tx, { agencyId, caseId, consultation }: Access) =>
  sql<(Omit<LetterRow, 'voidedBy'> & { template: string })[]>`
  select t.id, title, kind, number, made_on, sha256, t.position, template, by.type as voided_for
  from letters t left join voided_letters v on (v.agency_id, v.case_id, v.letter) = (t.agency_id, t.case_id, t.id)
  left join ledger by on (by.agency_id, by.case_id, by.position) = (v.agency_id, v.case_id, v.position)
  where t.agency_id = ${agencyId} and t.case_id = ${caseId} and t.consultation = ${consultation}
  order by t.position, t.id`
