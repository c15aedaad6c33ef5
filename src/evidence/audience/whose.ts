/**
 * What nobody wrote on a fact and its reader must know: which third party it speaks of, where it names no consultation, and which
 * drafts became a reply that was served. What cannot be told for certain is nobody's: it goes to no party.
 */
import { counting } from '../../../workflows/statute/counting.ts'
import { lettersMeant, meantBy, PARTS } from '../../../workflows/statute/letters.ts'
import { type FactRow, heard } from '../../ledger/queries.ts'

export type Whose = {
  /** By position: the consultation of the third party that the fact speaks of. */
  meant: ReadonlyMap<number, string>
  /** By consultation: the first position from which it is that of the party that it names today. */
  since: ReadonlyMap<string, number>
  /** Positions of drafts and signatures of which a reply came that was served. */
  served: ReadonlySet<number>
}

/** Of the whole ledger of a case, first to last. */
export function whoseIn(facts: readonly FactRow[]): Whose {
  const struck = struckIn(facts)
  const found = new Map(facts.flatMap((row) => meantAt(facts, row)))
  const since = sinceWhen(facts, found)
  // What was put right may have been put right because it was somebody else's.
  const meant = new Map(
    [...found].filter(([position, id]) => !struck.has(position) && position >= (since.get(id) ?? 0)),
  )
  return { meant, since, served: servedIn(facts, struck) }
}

/** Positions of what was put right, and of rectifications in whose place a later one of the same fact stands. */
function struckIn(facts: readonly FactRow[]): Set<number> {
  const last = new Map<number, number>()
  const struck = new Set<number>()
  for (const { fact, position } of facts) {
    if (fact.type !== 'rectified') continue
    struck.add(last.get(fact.position) ?? fact.position)
    last.set(fact.position, position)
  }
  return struck
}

/** As the procedure understood it when it was recorded: by its name, else as the only letter that it can mean. */
function meantAt(facts: readonly FactRow[], { fact, position }: FactRow): [number, string][] {
  const said: { type: string; consultation?: unknown } =
    fact.type === 'rectified'
      ? { ...facts[fact.position - 1]?.fact, ...fact.replacement, type: typeOf(facts, fact) }
      : fact
  const isAssessed = said.type === 'thirdPartyAssessed'
  if (!isAssessed && PARTS[said.type]?.kind !== 'thirdParty') return []
  if (typeof said.consultation === 'string') return [[position, said.consultation]]
  const at = fact.type === 'rectified' ? fact.position : position
  const count = counting(facts.slice(0, position).map(heard))
  const letters = lettersMeant(count)
  const before = count.slice(0, at - 1)
  const asked = before.flatMap((one, i) =>
    one?.type === 'thirdPartyConsulted' ? [{ id: letters[i]!, kind: 'thirdParty' as const }] : [],
  )
  const only = meantBy('thirdParty', undefined, asked, () => true)?.id
  const id = isAssessed ? refusedIn(before, letters) : letters[at - 1]
  const meant = id ?? only
  return meant === undefined ? [] : [[position, meant]]
}

const typeOf = (
  facts: readonly FactRow[],
  { position, replacement }: { position: number; replacement?: object },
): string => String((replacement as { type?: unknown } | undefined)?.type ?? facts[position - 1]?.fact.type)

/** The only refusal that nobody has assessed. */
function refusedIn(before: readonly ({ type: string } | null)[], letters: readonly (string | null)[]) {
  const open = new Set<string>()
  for (const [i, fact] of before.entries()) {
    const about = (fact as { consultation?: unknown } | null)?.consultation
    if (fact?.type === 'thirdPartyAnswered' && (fact as unknown as { consents: unknown }).consents === false)
      open.add(letters[i] ?? '')
    if (fact?.type === 'thirdPartyAssessed')
      if (typeof about === 'string') open.delete(about)
      else open.clear()
  }
  const [id, ...more] = open
  return id && more.length === 0 ? id : undefined
}

/** A letter that is said, afterwards, to have asked somebody else: what came before is not theirs. */
function sinceWhen(facts: readonly FactRow[], meant: ReadonlyMap<number, string>): Map<string, number> {
  const since = new Map<string, number>()
  /** By position of the letter: whom it asked, as it was last put right. */
  const asked = new Map<number, unknown>()
  for (const { fact, position } of facts) {
    if (fact.type !== 'rectified') continue
    const target = facts[fact.position - 1]?.fact
    const id = meant.get(fact.position)
    if (target?.type !== 'thirdPartyConsulted' || id === undefined) continue
    const before = asked.has(fact.position) ? asked.get(fact.position) : target.party
    if (fact.replacement?.party !== before) since.set(id, position)
    asked.set(fact.position, fact.replacement?.party)
  }
  return since
}

function servedIn(facts: readonly FactRow[], struck: ReadonlySet<number>): Set<number> {
  const served = new Set<number>()
  let [draft, signed]: (FactRow | undefined)[] = []
  let drafted: FactRow | undefined
  for (const row of facts) {
    const { type } = row.fact
    if (type === 'replyDrafted') draft = row
    if (type === 'replySigned') [signed, drafted] = [row, draft]
    if (type !== 'replyServed' || struck.has(row.position)) continue
    for (const one of [signed, drafted]) if (one && !struck.has(one.position)) served.add(one.position)
  }
  return served
}
