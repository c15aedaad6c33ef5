/**
 * Every letter of the demonstration, and the sample of each template, as they were made when the digests
 * beside this file were written: whatever moves inside the house, their bytes stay.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Office } from '../support/house.ts'

// Chance is a stand-in, like the clock: receipt numbers and ids come out the same in each run.
const chance = vi.hoisted(() => {
  let state = 20_190_515
  const next = () => {
    // Marsaglia's xorshift, 32 bits: any sequence will do, so long as it is the same.
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  return {
    /** From here on, whatever was drawn before. */
    goesOnFrom: (known: number) => {
      state = known
    },
    randomInt: (below: number) => Math.floor((next() / 2 ** 32) * below),
    randomBytes: (size: number) => Buffer.from(Array.from({ length: size }, () => next() & 0xff)),
  }
})
vi.mock('node:crypto', async (original) => ({ ...(await original<object>()), ...chance }))

let office: Office
/** The house loaded anew, on our chance: what other files of this worker loaded has its own. */
async function anew() {
  vi.resetModules()
  const [{ seed }, { openFonts, warmFonts, renderPdf }, { openOffice }, samples, kept, { readAs }] = await Promise.all([
    import('../../src/demo/seed.ts'),
    import('../../src/documents/index.ts'),
    import('../support/house.ts'),
    import('../documents/samples.ts'),
    import('../../src/replies/kept-letter.ts'),
    import('../../src/db/client.ts'),
  ])
  return { seed, openFonts, warmFonts, renderPdf, openOffice, samples, readAs, ...kept }
}
let loaded: Awaited<ReturnType<typeof anew>>
beforeAll(async () => {
  loaded = await anew()
  office = await loaded.openOffice()
})
afterAll(() => office.close())

test('every letter of the demonstration is made of the same bytes as before', async () => {
  const { seed, openFonts, warmFonts, renderPdf, readAs, keptOf, composedAgain } = loaded
  const fonts = openFonts({ system: false }) // those of the packages are the same everywhere
  await warmFonts(fonts)
  // What opening an office draws depends on what the run has already made for all of them.
  chance.goesOnFrom(-937_644_778)
  await seed({ ...office.house, fonts })
  const letters = await office.sql<
    {
      agencyId: string
      caseId: string
      id: string
      receipt: string
      position: number
      template: string
      sha256: string
    }[]
  >`
    select l.agency_id, l.case_id, l.id, c.receipt, l.position, l.template, l.sha256
    from letters l join cases c on (c.agency_id, c.id) = (l.agency_id, l.case_id) order by c.receipt, l.position, l.id`
  expect(letters.length).toBeGreaterThan(70)
  const lines: string[] = []
  for (const { agencyId, caseId, id, receipt, position, template, sha256 } of letters) {
    const kept = await readAs(office.house, [agencyId], ({ db }) =>
      keptOf(db, office.house.keys, { agencyId, caseId }, id),
    )
    const { letter } = await composedAgain({ ...office.house, fonts }, kept)
    const { nonce, ...before } = letter
    // Whoever knows all that it says does not have its bytes; with what is kept of it they are the same again.
    expect(nonce, template).toMatch(/^[0-9a-f]{32}$/)
    const issuedAt = new Date(kept.issuedAt)
    expect(kept.seal).toBeNull()
    expect((await renderPdf(letter, fonts, { issuedAt })).sha256, template).toBe(sha256)
    // A letter of before has none: it comes out as it was issued.
    lines.push(`${receipt} ${position} ${template} ${(await renderPdf(before, fonts, { issuedAt })).sha256}`)
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('issued-demonstration.txt')
})

test('every template’s sample is made of the same bytes as before', async () => {
  const { fileOf, letterOf, templates } = loaded.samples
  const lines: string[] = []
  for (const id of [...templates.keys()].sort()) lines.push(`${id} ${(await fileOf(letterOf(id))).sha256}`)
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('issued-samples.txt')
})
