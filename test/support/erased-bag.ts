/** A bundle in which words were destroyed, made from one that has them all: no story has to wait ten years for it. */
import { DESTRUCTION_LIST } from '../../src/evidence/bundle/named.ts'
import { sha256 } from '../../src/ground/canonical.ts'
import { listText } from '../../src/ledger/destruction.ts'
import { factsIn, type Json, type OpenBag, withFacts } from './bags.ts'
import { inOwnLog, own } from './forged/forger.ts'

/** A fact's words gone by a decision behind it, with its list, in a log of the forger's own: only whose it is remains unproven. */
export function erased(bag: OpenBag): Buffer {
  const facts: Json[] = factsIn(bag)
  const position = facts.find(({ type }) => type === 'searched')!.position
  const silent = facts.map((fact) => (fact.position === position ? { ...fact, said: null, salt: null } : fact))
  const period = { retention: '10', keptUntil: '2036-12-31' }
  const { agencyId, caseId } = facts.at(-1)!
  const listed = { id: caseId, receipt: '1', number: null, reference: '1', archivedOn: '2026-12-31', ...period }
  const list = listText({
    ...{ agency: { id: agencyId, name: '甲' }, number: 1, proposedBy: '乙', proposedOn: '2037-01-04', why: '期满' },
    cases: [{ ...listed, facts: facts.length, head: facts.at(-1)!.hash }],
  })
  bag.payload.set(DESTRUCTION_LIST, Buffer.from(list))
  const decision = {
    ...facts.at(-1)!,
    type: 'wordsErased',
    open: { positions: [position], hashes: [], ...period, decision: { list: 1, digest: sha256(list) } },
    words: null,
    said: null,
    salt: null,
  }
  inOwnLog(withFacts(bag, [...silent, decision]))
  return own(bag, (said) => {
    said.erased = [{ position, by: facts.length + 1 }]
  })
}
