/** The checker stands before the signature: errors refuse it, a named person may answer for them, and the text is the one reviewed. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mayRecord } from '../../src/acts/may-record.ts'
import { loadLaw } from '../../src/ground/law.ts'
import { shippedSource } from '../../src/letters/templates/shipped.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { OUTCOMES } from '../../workflows/disclosure/vocabulary.ts'
import { withEarlierFile } from '../support/earlier.ts'
import { EXAMINED, type Office, openOffice, PASSED, SEARCHED, SIGNED } from '../support/house.ts'
import { answeredPaths } from '../support/paths.ts'
import { application, type Member } from '../support/people.ts'
import { some, times } from '../support/proof.ts'
import { saidIn } from '../support/sealed.ts'
import { seatOf, UNASSIGNED } from '../support/seat.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const law = loadLaw()
const START = '2026-03-02'

/** Somebody whose role may record this. */
const whoever = (fact: Heard): Member => {
  const { registrar, head, handler, counsel, signer, archivist } = office
  const team = { registrar, head, handler, counsel, signer, archivist }
  return Object.entries(team).find(([role]) => mayRecord({ seats: [seatOf(role)] }, fact.type, UNASSIGNED))![1]
}

/** What is read for what it says: an address, a day, a file. */
const EXACT = ['where', 'earlierOn', 'earlierFile']
const LISTS = ['matters', 'terms', 'participants']
const TEXTS = ['note', 'finding', 'party', 'reasons', 'why', 'text', 'reason', 'conclusion', 'opinion']
/** Facts as the API takes them, with no more words than a hurried program gives. */
function curtly(fact: Heard, word: string): { type: string; [field: string]: unknown } {
  const { by: _by, on: _on, ...told } = fact as Heard & Record<string, unknown>
  const said = Object.entries(told).map(([name, value]) => {
    if (name === 'unit') return [name, 'yunxi-gkk']
    if (name === 'fields')
      return [
        name,
        Object.fromEntries(Object.entries(value as object).map(([k, v]) => [k, EXACT.includes(k) ? v : word])),
      ]
    if (fact.type === 'secrecyReviewed' && name === 'conclusion') return [name, value]
    if (name === 'places') return [name, [`${word}一`, `${word}二`]]
    if (LISTS.includes(name)) return [name, [word]]
    return [name, TEXTS.includes(name) ? word : value]
  })
  return Object.fromEntries(said)
}

const HURRIED = ['理由。', '见附件', 'test']
describe.each(HURRIED.slice(0, times(1, HURRIED.length)))('a plain signature, every text “%s”', (word) => {
  test.each(some(answeredPaths(law), 3))('$outcome', async ({ facts }) => {
    office.itIs(START)
    const filed = await office.citizen.files(application({ request: { title: word, description: word } }))
    const id = await office.registrar.finds(filed)
    for (const fact of facts.slice(1)) {
      // The portal delivers to whoever chose it.
      if (['archived', 'letterMade', 'sent', 'received'].includes(fact.type)) continue
      office.itIs(fact.on)
      const told = curtly(await withEarlierFile(fact, office.handler, id), word)
      await (fact.by === 'applicant' && fact.type !== 'submitted'
        ? office.citizen.records(filed, told)
        : whoever(fact).records(id, told))
    }
  })
})

test('every outcome of the contract is among them', () => {
  expect(answeredPaths(law).map(({ outcome }) => outcome)).toEqual(Object.keys(OUTCOMES))
})

/** A case with a draft that was reviewed and waits for its signature. */
async function reviewed(fields: Record<string, string>, outcome = 'internalAffairs') {
  office.itIs(START)
  const filed = await office.caseUntil('secrecyReviewed')
  await office.handler.records(filed.id, EXAMINED)
  await office.handler.records(filed.id, { type: 'replyDrafted', outcome, fields })
  await office.counsel.records(filed.id, PASSED)
  return filed
}

const OVERRIDE = { approvedBy: '示例·分管负责人', reason: '已核对，照此签发。' }

describe('a letter with an error', () => {
  const FAULTY: [string, string, string][] = [
    ['2007年的条号', 'ARTICLE_NUMBERING_2007', '依照《条例》第二十一条的规定不予公开。'],
    ['废止的司法解释', 'LAW_REPEALED', '参照法释〔2011〕17号的规定。'],
    ['身份证号码', 'PRIVACY_ID_NUMBER', '涉及110101199003071233的人事档案。'],
    ['不存在的条文', 'ARTICLE_EXISTS', '依照《条例》第五十七条的规定。'],
    ['15个工作日', 'PERIOD_15_WORKING_DAYS', '本机关应当在收到申请之日起15个工作日内答复。'],
    ['没有填写', 'BLANK_LEFT_OPEN', '该文件于____年制作。'],
    ['他人的电话', 'PRIVACY_PHONE', '由举报人王某（13800138000）提出。'],
    ['不存在的日子', 'DATE_NOT_REAL', '该文件于2026年2月30日制作。'],
    ['将来的日子', 'DATE_IN_FUTURE', '该文件已于2027年2月3日印发。'],
    ['能够区分', 'SEVERABLE_BUT_WITHHELD', '其中的目录可以区分处理。'],
  ]

  test.each(FAULTY)('%s: refused, and nothing has changed; signed with an override', async (_, rule, reasons) => {
    const { id } = await reviewed({ reasons })
    const before = await office.standing(id)
    const refused = await office.signer.tries(id, SIGNED)
    expect([refused.status, refused.json.code]).toEqual([409, 'LETTER_FAULTY'])
    expect(refused.json.allowed).toContain('replyReturned')
    const finding = refused.json.findings.find((each: { rule: string }) => each.rule === rule)
    expect(finding).toMatchObject({ severity: 'error', line: expect.stringContaining(reasons.slice(0, 6)) })
    expect([finding.article, finding.says, finding.remedy].every((text) => /\p{Script=Han}/u.test(text))).toBe(true)
    expect(refused.json.article).toBe(refused.json.findings[0].article)
    expect(await office.standing(id)).toBe(before)

    const shown = await office.signer.records(id, { ...SIGNED, override: OVERRIDE })
    const signed = shown.facts.find((fact: { type: string }) => fact.type === 'replySigned')
    expect(signed).toMatchObject({ override: OVERRIDE, overridden: [rule] })
  })

  test('what was overridden stands open in the ledger; who approved it, and why, with the words', async () => {
    const { id } = await reviewed({ reasons: '参照法释〔2011〕17号的规定。' })
    await office.signer.records(id, { ...SIGNED, override: OVERRIDE })
    const [row] = await office.sql`
      select l.open, w.* from ledger l join words w using (agency_id, case_id, position)
      where case_id = ${id} and type = 'replySigned'`
    expect(row!.open).toEqual({ overridden: ['LAW_REPEALED'] })
    expect(saidIn(office, row!)).toEqual({ override: OVERRIDE })
  })

  test('an override is whole, and there is something to override', async () => {
    const { id } = await reviewed({ reasons: '参照法释〔2011〕17号的规定。' })
    const fields = async (fact: object) => {
      const { status, json } = await office.signer.tries(id, fact)
      return [status, json.errors?.map((error: { field: string; code: string }) => `${error.field} ${error.code}`)]
    }
    expect(await fields({ ...SIGNED, override: {} })).toEqual([
      422,
      ['override.approvedBy MISSING', 'override.reason MISSING'],
    ])
    expect(await fields({ ...SIGNED, override: { ...OVERRIDE, reason: ' ' } })).toEqual([
      422,
      ['override.reason MISSING'],
    ])
    expect(await fields({ ...SIGNED, overridden: ['LAW_REPEALED'] })).toEqual([422, ['overridden UNKNOWN_FIELD']])
    const other = await reviewed({ reasons: '理由。' })
    const answer = await office.signer.tries(other.id, { ...SIGNED, override: OVERRIDE })
    expect([answer.status, answer.json.errors[0].field, answer.json.errors[0].code]).toEqual([
      422,
      'override',
      'NOTHING_TO_OVERRIDE',
    ])
    await office.signer.records(other.id, SIGNED)
  })

  test('what the procedure refuses is refused first', async () => {
    const { id } = await office.caseUntil('assigned')
    const answer = await office.signer.tries(id, SIGNED)
    expect([answer.status, answer.json.code]).toEqual([409, 'FACT_NOT_ALLOWED'])
  })

  test('returned, put right, reviewed again: signed', async () => {
    const { id } = await reviewed({ reasons: '参照法释〔2011〕17号的规定。' })
    expect((await office.signer.tries(id, SIGNED)).status).toBe(409)
    await office.signer.records(id, { type: 'replyReturned', why: '改引现行规定。' })
    await office.handler.records(id, {
      type: 'replyDrafted',
      outcome: 'internalAffairs',
      fields: { reasons: '参照法释〔2025〕8号的规定。' },
    })
    await office.counsel.records(id, PASSED)
    await office.signer.records(id, SIGNED)
  })
})

describe('on the page of the draft', () => {
  const draft = async (who: 'handler' | 'counsel' | 'signer', id: string) => {
    const answer = await office[who].gets(`/cases/${id}/draft`)
    expect(answer.status).toBe(200)
    return answer.text
  }
  const WRONG = '参照法释〔2011〕17号的规定。'

  test('each finding stands beside its line with rule, article and remedy; who drafts sees it before the review', async () => {
    office.itIs(START)
    const { id } = await office.caseUntil('secrecyReviewed')
    await office.handler.records(id, EXAMINED)
    await office.handler.records(id, { type: 'replyDrafted', outcome: 'internalAffairs', fields: { reasons: WRONG } })
    const shown = await draft('handler', id)
    expect(shown).toMatch(/校验：必须改正 1 处(，请核对 \d+ 处)?。/)
    expect(shown).toContain('法释〔2011〕17号自2025年6月1日起废止。改引法释〔2025〕8号。')
    expect(shown).toContain('LAW_REPEALED')
    expect(await draft('counsel', id)).toMatch(/校验：必须改正 1 处(，请核对 \d+ 处)?。不改正不能签发。/)
  })

  test('the signature is stopped, and who may answer for it is asked, folded away', async () => {
    const { id } = await reviewed({ reasons: WRONG })
    const shown = await draft('signer', id)
    expect(shown).toContain('文书有 1 处必须改正，现在不能签发')
    expect(shown).toContain('name="override.approvedBy"')
    const sign = (more: object) =>
      office.signer.posts(`/cases/${id}/facts`, 'fact', { type: 'replySigned', confirm: 'yes', ...more })
    const half = await sign({ 'override.approvedBy': '示例·负责人' })
    expect([half.status, half.text.includes('href="#replySigned-override.reason"')]).toEqual([422, true])
    const refused = await sign({})
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('文书有1处必须改正，没有签发')
    const signed = await sign({ 'override.approvedBy': '示例·负责人', 'override.reason': '照此签发。' })
    expect(signed.status).toBe(303)
    const timeline = (await office.counsel.gets(`/cases/${id}`)).text
    for (const words of ['示例·负责人', '照此签发。', '没有引用废止的规定']) expect(timeline).toContain(words)
  })

  test('without an error nobody is asked to answer for one', async () => {
    const { id } = await reviewed({ reasons: '理由。' })
    expect(await draft('signer', id)).not.toContain('override')
  })

  test('what cannot be printed, and what nobody filled in, is named', async () => {
    const RARE = '\u{323af}'
    const { id } = await reviewed({ reasons: `涉及${RARE}字。` })
    const shown = await draft('signer', id)
    expect(shown).toContain(`字库里没有：“${RARE}”（U+323AF）`)
    const text = shippedSource('internalAffairs')
      .replace('ask.reasons, ', 'ask.reasons, ask.kind, ')
      .replace('asks:', 'asks:\n  kind:\n    label: 哪一类内部事务\n    help: 三类之一。\n    required: true')
      .replace('{{ask.reasons}}', '{{ask.reasons}}\n\n{{ask.kind}}')
    const post = (who: 'counsel' | 'head', path: string, fields: object) =>
      office[who].posts(`/templates/internalAffairs/versions${path}`, '', { why: '细化。', confirm: 'yes', ...fields })
    const written = await post('counsel', '', { source: text, from: 'shipped' })
    const n = written.headers.location!.toString().split('/').at(-1)
    expect((await post('counsel', `/${n}/submission`, {})).status).toBe(303)
    expect((await post('head', `/${n}/approval`, { day: '2026-03-02' })).status).toBe(303)
    const later = await draft('signer', id)
    expect(later).toContain('还没有填写：哪一类内部事务')
    expect(later).toContain('〔哪一类内部事务〕')
    const refused = await office.signer.tries(id, SIGNED)
    expect([refused.status, refused.json.errors[0].field]).toEqual([422, 'fields.kind'])
    expect((await post('counsel', `/${n}/withdrawal`, {})).status).toBe(303)
  })
})

describe('what the applicant wrote is nobody’s error', () => {
  const WORDS = [
    [
      '我的身份证110101199003071233',
      '电话13800138000，根据法释〔2011〕17号和《条例》第二十一条，请在15个工作日内答复，____',
    ],
    ['甲\u200b', '\u200b乙'],
    ['{{case.number}}', '“《条例》第五十七条”“”undefined'],
    ['可以直接提起行政诉讼', '应当先申请行政复议。'.repeat(150)],
  ] as const
  test.each(WORDS)('%s', async (title, description) => {
    office.itIs(START)
    const { id } = await office.caseUntil('replyReviewed', application({ request: { title, description } }))
    await office.signer.records(id, SIGNED)
  })
})

describe('the text signed is the text reviewed', () => {
  const profile = (change: object) => office.sql`
    update agencies set profile = profile || ${JSON.stringify(change)}::jsonb where id = 'yunxi'`

  test('the office moved in the meantime: returned, reviewed again, signed', async () => {
    const { id } = await reviewed({ reasons: '理由。' })
    await profile({ address: '示例省示例市云溪区示例路9号' })
    const before = await office.standing(id)
    const refused = await office.signer.tries(id, SIGNED)
    expect([refused.status, refused.json.code]).toEqual([409, 'CHANGED_SINCE_REVIEW'])
    expect(refused.json.allowed).toContain('replyReturned')
    expect(await office.standing(id)).toBe(before)
    await office.signer.records(id, { type: 'replyReturned', why: '地址有变动。' })
    await office.handler.records(id, {
      type: 'replyDrafted',
      outcome: 'internalAffairs',
      fields: { reasons: '理由。' },
    })
    await office.counsel.records(id, PASSED)
    await office.signer.records(id, SIGNED)
  })

  test('an extension in the meantime makes no other answer', async () => {
    const { id } = await reviewed({ reasons: '理由。' })
    await office.head.records(id, { type: 'extended', workingDays: 5, reason: '数量较多。', approvedBy: '主任' })
    office.itIs('2026-03-04')
    await office.signer.records(id, SIGNED)
  })

  test('a review is not put right by somebody else: struck, and made anew by counsel', async () => {
    const { id } = await reviewed({ reasons: '理由。' })
    const { facts } = await office.counsel.opens(id)
    const review = facts.find((fact: { type: string }) => fact.type === 'replyReviewed')
    expect(review.digest).toMatch(/^[0-9a-f]{64}$/)
    const struck = { type: 'rectified', position: review.position, why: '意见有笔误。', approvedBy: '主任' }
    const instead = { replacement: { passed: true, opinion: '同意签发。' } }
    expect((await office.head.tries(id, { ...struck, ...instead })).json.code).toBe('ANOTHERS_WORDS')
    await office.head.records(id, struck)
    await office.counsel.records(id, PASSED)
    await profile({ address: '示例省示例市云溪区示例路8号' })
    expect((await office.signer.tries(id, SIGNED)).json.code).toBe('CHANGED_SINCE_REVIEW')
    await profile({ address: '示例省示例市云溪区示例路9号' })
    await office.signer.records(id, SIGNED)
  })

  test('a draft put right after its review is another text', async () => {
    const { id } = await reviewed({ reasons: '理由。' })
    const { facts } = await office.counsel.opens(id)
    const draft = facts.find((fact: { type: string }) => fact.type === 'replyDrafted')
    await office.head.records(id, {
      type: 'rectified',
      position: draft.position,
      why: '漏写一句。',
      approvedBy: '主任',
      replacement: { outcome: 'internalAffairs', fields: { reasons: '另一个理由。' } },
    })
    expect((await office.signer.tries(id, SIGNED)).json.code).toBe('CHANGED_SINCE_REVIEW')
  })

  test('a case reopened by a decision is answered again', async () => {
    const { id } = await office.caseUntil('archived')
    await office.head.records(id, { type: 'reopened', why: '自行纠正。' })
    await office.handler.records(id, { ...SEARCHED, found: false })
    await office.handler.records(id, { type: 'replyDrafted', outcome: 'notHeld', fields: {} })
    await office.counsel.records(id, PASSED)
    await office.signer.records(id, SIGNED)
  })
})
