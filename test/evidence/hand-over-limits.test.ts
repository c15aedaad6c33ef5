/** Hand-overs of the signing key that no reader could follow: one too many, and a key that was handed over to two. */
import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { handOverNote, handOversText, MOST_HAND_OVERS, readHandOvers } from '../../src/ground/hand-over.ts'
import { handOver } from '../../src/upkeep/hand-over.ts'
import { openBag, packed, restated } from '../support/bags.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const DAY = '2026-03-02'
const another = () => {
  const { privateKey: signer, publicKey: verifier } = generateKeyPairSync('ed25519')
  return { signer, verifier, origin: office.house.keys.origin }
}
const own = () => ({ ...office.house.keys, verifier: office.house.keys.verifier })
const read = (...notes: string[]) => {
  const handOvers = readHandOvers(handOversText(notes))
  if ('what' in handOvers) throw new Error(handOvers.what)
  return handOvers
}

test('a key that was handed over to two is told of, in a bundle, beside the key, and in the database', async () => {
  const { id } = await office.caseUntil('submitted')
  const bytes = (await office.registrar.gets(`/api/v1/cases/${id}/evidence`)).bytes
  const [next, thief] = [another(), another()]
  const [honest, stolen] = [handOverNote(own(), next, DAY), handOverNote(own(), thief, DAY)]
  expect(readHandOvers(handOversText([honest, stolen]))).toEqual({ what: expect.stringMatching(/handed over to two/) })

  // The thief's bundle leads from the first key to theirs; whoever trusts that key has read of the other successor.
  const bag = openBag(bytes)
  bag.tags.set('handovers.txt', Buffer.from(handOversText([stolen])))
  const forged = packed(restated(bag, thief))
  const trust = { key: verifierKey(own()), handOvers: read(honest) }
  expect(verifyBundle(forged, trust)).toMatchObject({
    ...{ ok: false, authenticated: false },
    firstFault: { file: 'handovers.txt', what: expect.stringMatching(/handed over to two/) },
  })
  expect(verifyBundle(bytes, trust), 'what was signed before is the office’s').toMatchObject({ authenticated: true })

  await office.sql`
    insert into signing_keys ${office.sql([
      { key: verifierKey(next), handOver: honest, at: `${DAY}T00:00:00Z` },
      { key: verifierKey(thief), handOver: stolen, at: `${DAY}T00:00:01Z` },
    ])}`
  const { ok, firstFault } = await verifyAll(office.house)
  expect([ok, firstFault?.what, firstFault?.says]).toEqual([
    ...[false, expect.stringMatching(/handed over to two/), expect.stringContaining('交接给了两个密钥')],
  ])
})

test('no note is written that no reader would take: the next hand-over is refused by name, and no key is made', async () => {
  const full = await openOffice()
  try {
    // One key under many names stands for as many keys: the last is the one that this machine has.
    const keyOf = (n: number) => verifierKey(full.house.keys, `office.example/${n}`)
    for (let n = 1; n <= MOST_HAND_OVERS; n++)
      await full.sql`insert into signing_keys (key, hand_over, at) values (${keyOf(n)}, 'a note', now())`
    await expect(handOver(full.house.config, full.house.time)).rejects.toMatchObject({ code: 'KEYS_TOO_MANY' })
    const [rows] = await full.sql<{ n: number }[]>`select count(*)::int as n from signing_keys`
    expect(rows!.n).toBe(MOST_HAND_OVERS + 1)
    await full.sql`alter table signing_keys disable trigger user`
    await full.sql`delete from signing_keys where nth = (select max(nth) from signing_keys)`
    await expect(handOver(full.house.config, full.house.time)).resolves.toMatchObject({
      ...{ before: keyOf(MOST_HAND_OVERS - 1), notes: 1 },
    })
  } finally {
    await full.close()
  }
})
