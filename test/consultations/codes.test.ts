/** The code in a letter to those who are consulted: whoever only looks at a case never reads it while it opens an answer. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { asFile, textIn } from '../documents/samples.ts'
import { openBag, saidIn } from '../support/bags.ts'
import { type Office, openOffice } from '../support/house.ts'
import { asked } from './parties.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** Every role that reads cases. */
const READERS = ['registrar', 'handler', 'head', 'counsel', 'signer', 'archivist', 'supervisor'] as const
const HAND_OUT: readonly string[] = ['registrar', 'handler', 'head']

const read = async (who: (typeof READERS)[number], path: string) => {
  const answer = await office[who].gets(`/api/v1${path}`)
  expect(answer.status, `${who} ${path}`).toBe(200)
  return answer
}
const code = (text: string, of: string) => text.replace(/[\s-]/g, '').includes(of)

test('who hands it out opens the letter; who looks reads a copy without the code, until the consultation has ended', async () => {
  const { id, party } = await asked(office)
  const { letters } = await office.handler.opens(id)
  const { id: letter, sha256 } = letters.find(({ title }: { title: string }) => title.includes('征求'))
  const at = `/cases/${id}/letters/${letter}`
  for (const who of READERS) {
    const { bytes, headers } = await read(who, at)
    const text = await textIn(asFile(bytes))
    expect(code(text, party.code), who).toBe(HAND_OUT.includes(who))
    expect(decodeURIComponent(String(headers['content-disposition'])).includes('略去答复码'), who).toBe(
      !HAND_OUT.includes(who),
    )
    expect(text, who).toContain(party.number.replaceAll('-', '').slice(-6))
    expect((await office[who].gets(`/api/v1${at}/ofd`)).status, who).toBe(HAND_OUT.includes(who) ? 200 : 403)
  }

  // The bundle is alike for all: a slip, with the digest of the letter.
  for (const who of ['supervisor', 'archivist', 'handler'] as const) {
    const { bytes } = await read(who, `/cases/${id}/evidence`)
    const bag = openBag(bytes)
    const slips = saidIn(bag).files.filter((file: { stands?: object }) => file.stands)
    expect(slips, who).toMatchObject([{ id: letter, stands: { for: sha256, reason: 'answerCode' } }])
    for (const [name, content] of bag.payload)
      if (name.endsWith('.pdf')) expect(code(await textIn(asFile(content)), party.code), name).toBe(false)
    const verdict = verifyBundle(bytes, { key: verifierKey(office.house.keys) })
    expect(verdict).toMatchObject({ ok: true, audience: 'court', slips: [{ for: sha256, reason: 'answerCode' }] })
  }

  await party.records({ type: 'thirdPartyReached' })
  await party.records({ type: 'thirdPartyAnswered', consents: true, reasons: '同意。' })
  expect((await party.tries({ type: 'thirdPartyAnswered', consents: false, reasons: '不同意。' })).status).toBe(409)
  const { bytes } = await read('supervisor', at)
  expect(code(await textIn(asFile(bytes)), party.code), 'it answers nothing any more').toBe(true)
  const after = saidIn(openBag((await read('archivist', `/cases/${id}/evidence`)).bytes))
  expect(after.files.filter((file: { stands?: object }) => file.stands)).toEqual([])
  expect(after.files).toContainEqual(expect.objectContaining({ id: letter, sha256 }))
})

test('a letter that nobody answers may be read by all once nobody can answer it', async () => {
  const { id, party } = await asked(office)
  const { letters } = await office.handler.opens(id)
  const { id: letter } = letters.find(({ title }: { title: string }) => title.includes('征求'))
  const seen = async () =>
    code(await textIn(asFile((await read('supervisor', `/cases/${id}/letters/${letter}`)).bytes)), party.code)
  expect(await seen()).toBe(false)
  await office.registrar.records(id, { type: 'withdrawn', why: '申请人书面撤回。', evidence: '撤回申请书。' })
  // The way of the letter still comes in: as long as it can be answered, it stays as it was.
  expect(await seen()).toBe((await party.opens()).standing !== 'open')
  await office.archivist.records(id, { type: 'archived', retention: '10年' })
  expect((await party.opens()).standing).not.toBe('open')
  expect(await seen(), 'what is sealed at archiving holds every letter').toBe(true)
})
