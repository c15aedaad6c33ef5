/**
 * The machine's own graph, walked through the real API: of the ways that take every arrow, tell every fact in each way and
 * come to every outcome, some that end with each fact, others each day. All paths are walked without it in
 * test/disclosure/paths; the proof walks all of those and every tenth of these here, too.
 */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { mayRecord } from '../../src/acts/may-record.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { loadLaw } from '../../src/ground/law.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { decide, fold, stageOf } from '../../workflows/disclosure/decide.ts'
import { writeChain } from '../../workflows/statute/chain.ts'
import { choosesChain } from '../support/chain.ts'
import { withEarlierFile } from '../support/earlier.ts'
import { type Office, openOffice } from '../support/house.ts'
import { BEGINS, CHAIN, coveringPaths, paths, templateOnPath } from '../support/paths.ts'
import { application, type Member } from '../support/people.ts'
import { PROOF, someOfEach } from '../support/proof.ts'
import { seatOf, UNASSIGNED } from '../support/seat.ts'

/** The second has a chain of approval: every draft goes through it. */
let office: Office
let chained: Office
beforeAll(async () => {
  office = await openOffice()
  chained = await openOffice()
  await choosesChain(chained, writeChain(CHAIN))
})
afterAll(() => Promise.all([office.close(), chained.close()]))

const law = loadLaw()
const FILE = { name: '附卷.txt', content: '附卷的材料。' }

/** Somebody whose role may record this: the first that the table of permissions finds. */
function whoever(office: Office, fact: Heard): Member | undefined {
  const team = { registrar: office.registrar, head: office.head, handler: office.handler, counsel: office.counsel }
  const all = { ...team, signer: office.signer, archivist: office.archivist }
  const step = fact.type === 'replyApproved' && CHAIN.find(({ name }) => name === fact.step)
  if (step && 'role' in step) return all[step.role]
  return Object.entries(all).find(([role]) => mayRecord({ seats: [seatOf(role)] }, fact.type, UNASSIGNED))?.[1]
}

/** As the API takes it: the office's own unit, today's day, nothing that only the machine knows. */
function toldBy(fact: Heard): { type: string; [field: string]: unknown } {
  const { by: _by, on: _on, chain: _chain, ...told } = fact as Heard & Record<string, unknown>
  if (fact.type === 'assigned') return { ...told, unit: 'yunxi-gkk', handler: undefined } as never
  return (fact.type === 'fileAdded' ? { type: fact.type } : told) as never
}

/** A letter of the path is the one that the office made from that template. */
async function withItsLetter(
  office: Office,
  id: string,
  fact: ReturnType<typeof toldBy>,
): Promise<ReturnType<typeof toldBy>> {
  const template = templateOnPath(fact.letter)
  if (!template) return fact
  const { facts, letters } = await office.registrar.opens(id)
  const made = facts.findLast((one: { type: string; template?: string }) => one.template === template)?.letter
  return { ...fact, letter: made ?? letters.find((one: { kind: string }) => one.kind === 'reply').id }
}

const few = coveringPaths(law)
const officeFor = (facts: readonly Heard[]) => (facts.some((fact) => 'chain' in fact) ? chained : office)
const walked = PROOF
  ? [...few, ...paths(law).filter((_, i) => i % 10 === 0)]
  : someOfEach(few, 5, ({ facts }) => facts.at(-1)!.type)

test.each(walked)('$name', async ({ facts }) => {
  const office = officeFor(facts)
  office.itIs(BEGINS)
  const closes = facts.some(({ type }) => type === 'evidenceClosed')
  const filed = await office.citizen.files(
    application({ request: { form: 'paper', delivery: 'post' } }),
    closes ? { files: [FILE] } : {},
  )
  const id = await office.registrar.finds(filed)
  const file = closes ? (await office.registrar.opens(id)).files[0].id : undefined
  for (const [i, fact] of facts.entries()) {
    if (i === 0) continue
    office.itIs(fact.on)
    if (fact.by === 'system') continue
    // The path makes only the letters that the procedure waits for; the office makes all of them.
    if (fact.type === 'archived') await office.sends(id, (title) => title.startsWith('决定公开'))
    const who = whoever(office, fact)
    const told = toldBy(await withEarlierFile(fact, office.handler, id))
    if (fact.type === 'evidenceClosed') told.files = [file]
    const shown = await (fact.by === 'applicant' && ['corrected', 'withdrawn', 'reasonsGiven'].includes(fact.type)
      ? office.citizen.records(filed, told)
      : who!.records(id, await withItsLetter(office, id, told), fact.type === 'fileAdded' ? { files: [FILE] } : {}))
    const expected = decide(fold(facts.slice(0, i), law), fact, law)
    expect([fact.type, shown.stage]).toEqual([fact.type, stageOf(expected.state)])
  }
})

test('afterwards every chain, row and letter is as the facts say', async () => {
  for (const one of [office, chained]) expect(await verifyAll(one.house)).toMatchObject({ ok: true })
})
