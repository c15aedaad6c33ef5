/** A file of a case from its first mark to the applicant: marked by one, confirmed by another, made, proven, given; and what is held back on the way. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unzipSync } from '../../src/ground/squeeze.ts'
import { makeRedaction } from '../../src/redaction/make.ts'
import { pdfOf } from '../redacting/files.ts'
import { EXAMINED, FAILED, type Office, openOffice, PASSED, SERVED, SIGNED } from '../support/house.ts'
import { needs } from '../support/people.ts'
import { program } from '../support/programs.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
})
afterAll(() => office.close())

const NUMBER = '110105194912310029'
const line = (text: string, y: number) => `BT /F 12 Tf 1 0 0 1 40 ${y} Tm (${text}) Tj ET\n`
const page = () =>
  pdfOf(() => ({
    content: line('Approval of the road', 250) + line(`Owner ${NUMBER} agrees`, 200) + line(`Again ${NUMBER}`, 160),
  }))

async function begun(id: string) {
  const { files } = needs(await office.handler.adds(id, [{ name: 'approval.pdf', content: page() }]), 201, 'adds').json
  const [file] = files
  needs(await office.handler.posts(`/cases/${id}/redaction/${file!.id}`, '', {}), 303, 'begins')
  return file!.id as string
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const DRAWN = { left: '5', top: '5', right: '20', bottom: '10', ground: 'tradeSecret' }
const at = (id: string, file: string, more = '') => `/cases/${id}/redaction/${file}${more}`
/** The values of the boxes that the page offers. */
const boxesIn = (html: string) =>
  [...html.matchAll(/name="(place-\d+)" value="([^"]*)"/g)].map(
    ([, name, value]) => [name!, value!.replaceAll('&quot;', '"')] as const,
  )

async function made(id: string, file: string) {
  const [job] = await office.sql`select agency_id from redactions where case_id = ${id} and file = ${file}`
  await makeRedaction(office.house, { agencyId: job!.agencyId, caseId: id, file }, true)
}

test('found, marked with one box everywhere, confirmed by another person, made, proven, and given in place of the original', async () => {
  program('pdftoppm')
  const filed = await office.caseUntil('secrecyReviewed')
  const { id } = filed
  const file = await begun(id)
  const shown = needs(await office.handler.gets(at(id, file)), 200, 'page').text
  expect(shown).toContain(`身份证件号码 “${NUMBER}”，2处`)
  const sought = await office.handler.posts(at(id, file, '/words'), '', { words: 'agrees、nowhere' })
  expect([sought.status, sought.headers.location]).toEqual([303, expect.stringContaining('&words=agrees')])
  expect((await office.handler.gets(at(id, file, '?words=agrees'))).text).toContain('词语 “AGREES”，1处')
  for (const wrong of ['x', '101', '1e1', '-1'])
    expect((await office.handler.posts(at(id, file, '/marks'), '', { ...DRAWN, left: wrong })).status).toBe(422)
  expect((await office.handler.posts(at(id, file, '/marks'), '', { ground: 'privacy' })).status).toBe(422)
  expect((await office.handler.posts(at(id, file, '/marks'), '', { ...DRAWN, ground: '' })).text).toContain('理由')
  const picture = await office.handler.gets(at(id, file, '/pages/1'))
  expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/jpeg'])
  expect(picture.headers['cache-control']).toBe('no-store')
  const [box] = boxesIn(shown)
  const marks = await office.handler.posts(at(id, file, '/marks'), '', { [box![0]]: box![1], ground: 'privacy' })
  expect(marks.status).toBe(303)
  const marked = needs(await office.handler.gets(at(id, file)), 200, 'page').text
  expect(marked).toContain('正在标注，共1页，标注2处')
  expect(marked).toContain('已依法遮盖（个人隐私，条例第十五条）')
  // Undone and done again.
  // What a colleague marked after the page was read is not undone unseen.
  expect((await office.handler.posts(at(id, file, '/undo'), '', { step: '0' })).text).toContain(
    '标注在您查看以后有变动',
  )
  expect((await office.handler.posts(at(id, file, '/undo'), '', { step: '1' })).status).toBe(303)
  expect((await office.handler.gets(at(id, file))).text).toContain('标注0处')
  expect((await office.handler.posts(at(id, file, '/state'), '', { move: 'ask', step: '2' })).status).toBe(409)
  await office.handler.posts(at(id, file, '/marks'), '', { [box![0]]: box![1], ground: 'privacy' })
  expect((await office.handler.posts(at(id, file, '/marks'), '', DRAWN)).status).toBe(303)
  expect((await office.handler.posts(at(id, file, '/state'), '', { move: 'ask', step: '3' })).status).toBe(409)
  expect((await office.handler.posts(at(id, file, '/state'), '', { move: 'ask', step: '4' })).status).toBe(303)
  expect((await office.handler.posts(at(id, file, '/state'), '', { move: 'confirm', step: '4' })).status).toBe(403)
  expect((await office.handler.posts(at(id, file, '/marks'), '', DRAWN)).status).toBe(409)
  // Another person sends it back and says why; the reason is a note of the case.
  const back = { move: 'back', step: '4' }
  expect((await office.head.posts(at(id, file, '/state'), '', { ...back, reason: ' ' })).text).toContain(
    '请写明退回的理由',
  )
  expect((await office.head.gets(at(id, file))).text).toContain('等待确认，')
  expect((await office.head.posts(at(id, file, '/state'), '', { ...back, reason: '第二处理由不对' })).status).toBe(303)
  expect((await office.handler.gets(at(id, file))).text).toContain('已经退回，请改动标注后重新提交')
  expect(JSON.stringify((await office.handler.opens(id)).facts)).toContain(
    '退回文件“approval.pdf”的标注。理由：第二处理由不对',
  )
  // Whoever asked takes it back without a reason.
  await office.handler.posts(at(id, file, '/state'), '', { move: 'ask', step: '4' })
  expect((await office.handler.posts(at(id, file, '/state'), '', back)).status).toBe(303)
  expect((await office.handler.gets(at(id, file))).text).not.toContain('已经退回')
  expect((await office.handler.posts(at(id, file, '/state'), '', { move: 'ask', step: '4' })).status).toBe(303)
  expect((await office.head.posts(at(id, file, '/state'), '', { move: 'confirm', step: '3' })).status).toBe(409)
  expect((await office.head.posts(at(id, file, '/state'), '', { move: 'confirm', step: '4' })).status).toBe(303)
  await made(id, file)
  const done = needs(await office.handler.gets(at(id, file)), 200, 'page').text
  expect(done).toContain('已经生成，共1页，标注3处')
  expect(done).not.toContain('没有通过')
  expect((await office.handler.gets(at(id, file, '/after/1'))).status).toBe(200)
  const opened = await office.handler.opens(id)
  expect(JSON.stringify(opened.facts)).toContain('遮盖3处：个人隐私2处（条例第十五条）、商业秘密1处（条例第十五条）')
  const result = opened.files.at(-1)
  // The note has what was read and what came of it by their digests, and nothing of what was marked.
  const note = opened.facts.map((one: unknown) => JSON.stringify(one)).find((one: string) => one.includes('区分处理（'))
  expect(note).toContain(`原件SHA-256：${sha256(page())}`)
  expect(JSON.stringify(opened.facts)).not.toContain(NUMBER)
  expect(result.name).toBe('approval（已遮盖）.pdf')
  const { bytes } = needs(
    await office.handler.gets(result.url ?? `/api/v1/cases/${id}/files/${result.id}`),
    200,
    'file',
  )
  const path = join(mkdtempSync(join(tmpdir(), 'redaction-')), 'made.pdf')
  writeFileSync(path, bytes)
  const text = execFileSync(program('pdftotext'), [path, '-']).toString()
  expect([text.includes(NUMBER), text.includes('agrees')]).toEqual([false, true])
  // What was marked and why stands ready in the letter of partial disclosure.
  await office.handler.records(id, { ...EXAMINED, severable: true })
  const form = needs(await office.handler.gets(`/cases/${id}`), 200, 'case').text
  expect(form).toMatch(
    /<textarea[^>]*name="fields.withheld"[^>]*>“approval.pdf”中遮盖的内容：个人隐私2处（条例第十五条）、商业秘密1处（条例第十五条）。</,
  )
  expect(form).toMatch(/<input[^>]*name="fields.ground"[^>]*value="《条例》第十五条"/)
  // The original is given to nobody, and what was made is.
  const draft = (files: string[]) => ({ type: 'replyDrafted', outcome: 'disclosed', fields: {}, files })
  const held = await office.handler.tries(id, draft([file]))
  expect([held.status, held.json.code, held.json.article]).toEqual([409, 'FILES_REDACTED', '条例第三十七条'])
  // Unfinished or failed, neither of the two passes.
  for (const state of ['open', 'asked', 'making', 'failed']) {
    await office.sql`update redactions set state = ${state} where case_id = ${id} and file = ${file}`
    for (const one of [file, result.id])
      expect((await office.handler.tries(id, draft([one]))).json.code, state).toBe('FILES_REDACTED')
  }
  await office.sql`update redactions set state = 'made' where case_id = ${id} and file = ${file}`
  await office.handler.records(id, draft([result.id]))
  // Nor does whoever marked it let the original go after all.
  expect((await office.handler.posts(at(id, file, '/state'), '', { move: 'drop', step: '4' })).status).toBe(403)
  // Marked anew after the draft, what was made before is passed by nobody; made again, it is another file.
  expect((await office.handler.posts(at(id, file, '/state'), '', { move: 'reopen', step: '4' })).status).toBe(303)
  expect((await office.counsel.tries(id, PASSED)).json.code).toBe('FILES_REDACTED')
  await office.handler.posts(at(id, file, '/state'), '', { move: 'ask', step: '4' })
  await office.head.posts(at(id, file, '/state'), '', { move: 'confirm', step: '4' })
  await made(id, file)
  expect((await office.counsel.tries(id, PASSED)).json.code).toBe('FILES_REDACTED')
  await office.counsel.records(id, FAILED)
  const again = (await office.handler.opens(id)).files.at(-1)
  await office.handler.records(id, draft([again.id]))
  await office.counsel.records(id, PASSED)
  // Marked anew after the review, it is signed by nobody either.
  expect((await office.handler.posts(at(id, file, '/state'), '', { move: 'reopen', step: '4' })).status).toBe(303)
  expect((await office.signer.tries(id, SIGNED)).json.code).toBe('FILES_REDACTED')
  await office.sql`update redactions set state = 'made' where case_id = ${id} and file = ${file}`
  await office.signer.records(id, SIGNED)
  await office.registrar.records(id, SERVED)
  const { files } = await office.citizen.follows(filed)
  expect(files.map(({ name }: { name: string }) => name)).toEqual(['approval（已遮盖）.pdf'])
  expect((await office.handler.posts(at(id, file, '/state'), '', { move: 'reopen', step: '4' })).status).toBe(409)
  // The court has the original in the closed annex; the copy for the applicant has neither it nor its name.
  const bundle = async (audience: string) =>
    Object.entries(
      unzipSync(
        needs(await office.counsel.gets(`/api/v1/cases/${id}/evidence?audience=${audience}`), 200, audience).bytes,
      ),
    ).map(([path, bytes]) => ({ path, text: Buffer.from(bytes).toString('latin1'), sha256: sha256(bytes) }))
  const court = await bundle('court')
  expect(court.filter((one) => one.sha256 === sha256(page())).map(({ path }) => path)).toEqual([
    expect.stringContaining('closed'),
  ])
  const theirs = await bundle('applicant')
  const leaks = ({ path, text, ...one }: (typeof theirs)[number]) =>
    one.sha256 === sha256(page()) || `${path} ${text}`.includes(NUMBER) || `${path} ${text}`.includes('approval.pdf')
  expect(theirs.filter(leaks).map(({ path }) => path)).toEqual([])
})

test('the same word, typed and marked at two times, has one name; a supervisor reads, and marks nothing', async () => {
  program('pdftoppm')
  const { id } = await office.caseUntil('assigned')
  const file = await begun(id)
  const offered = needs(await office.handler.gets(at(id, file, '?words=agrees、Again、Owner')), 200, 'page').text
  const alone = (text: string) => boxesIn(offered).find(([, value]) => value.includes(`"w":"${text}"`))!
  const marks = async (text: string) => {
    const [name, value] = alone(text)
    const form = { [name]: value, ground: 'privacy', manner: 'instead' }
    expect((await office.handler.posts(at(id, file, '/marks'), '', form)).status).toBe(303)
  }
  await marks('AGREES')
  await marks('OWNER')
  // Drawn a little larger, as somebody who comes back to it would.
  const [, value] = alone('AGREES')
  const wider = value.replace(/\[1,([\d.]+)/, (_, x) => `[1,${Number(x) - 3}`)
  const form = { 'place-0': wider, ground: 'privacy', manner: 'instead' }
  expect((await office.handler.posts(at(id, file, '/marks'), '', form)).status).toBe(303)
  const steps = await office.sql`select added from redaction_steps where case_id = ${id} order by step`
  expect(steps.map(({ added }) => added.map(({ instead }: { instead: string }) => instead))).toEqual([
    ['甲'],
    ['乙'],
    ['甲'],
  ])
  // Whoever may read the file of the case sees its pages; a supervisor reads, and marks nothing.
  const whole = await office.supervisor.gets(`/api/v1/cases/${id}/files/${file}`)
  expect((await office.supervisor.gets(at(id, file, '/pages/1'))).status).toBe(whole.status)
  for (const door of ['/marks', '/state', '/undo', '/unmark'])
    expect(
      (await office.supervisor.posts(at(id, file, door), '', { ...DRAWN, move: 'confirm', step: '3' })).status,
      door,
    ).toBe(403)
})
