/** Whatever a person or the law does not allow is refused by name, and nothing has changed. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RECORDABLE } from '../../src/acts/catalogue.ts'
import {
  ARCHIVED,
  ASSIGNED,
  CONFIRMED,
  CORRECTION,
  DRAFTED,
  type Office,
  openOffice,
  PASSED,
  SEARCHED,
  SECRECY,
  SERVED,
  SIGNED,
} from '../support/house.ts'
import { itsTurn } from '../support/proof.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

type Name = 'registrar' | 'handler' | 'head' | 'counsel' | 'signer' | 'archivist'
const READERS: Name[] = ['registrar', 'handler', 'head', 'counsel', 'signer', 'archivist']
const NO_LETTER = '00000000-0000-7000-8000-000000000000'

/** A payload that fits each fact, and who may record it (contract, section 6). */
const FACTS: Record<string, [payload: object, ...may: Name[]]> = {
  confirmed: [CONFIRMED, 'registrar'],
  registered: [{}, 'registrar'],
  setAside: [{ why: '商业广告。' }, 'registrar'],
  restored: [{ why: '是申请。' }, 'registrar'],
  assigned: [ASSIGNED, 'head'],
  correctionRequested: [CORRECTION, 'registrar', 'handler', 'head'],
  corrected: [{ text: '补正内容。' }, 'registrar', 'handler'],
  correctionLapsed: [{ finding: '逾期未补正。' }, 'handler', 'head'],
  thirdPartyConsulted: [{ party: '示例公司' }, 'handler', 'head'],
  thirdPartyReached: [{}, 'registrar', 'handler'],
  thirdPartyAnswered: [{ consents: true, reasons: '同意。' }, 'registrar', 'handler'],
  thirdPartySilent: [{}, 'handler', 'head'],
  thirdPartyAssessed: [{ reasonable: false, publicInterest: true, why: '涉及公共安全。' }, 'handler', 'head'],
  agencyConsulted: [{ party: '云溪区教育局', coMaker: true }, 'handler', 'head'],
  agencyReached: [{}, 'registrar', 'handler'],
  agencyAnswered: [{ consents: true, reasons: '同意。' }, 'registrar', 'handler'],
  agencySilent: [{}, 'handler', 'head'],
  reasonsRequested: [{ why: '申请数量明显超过合理范围。', answerBy: '2026-03-20' }, 'handler', 'head'],
  reasonsGiven: [{ text: '用于研究。' }, 'registrar', 'handler'],
  reasonsAssessed: [{ reasonable: false }, 'handler', 'head'],
  extended: [{ workingDays: 10, reason: '数量较多。', approvedBy: '示例·公开办主任' }, 'head'],
  feeNotified: [{ basis: 'items', quantity: 11, amount: 100 }, 'handler', 'head'],
  feePaid: [{ receiptNumber: '0001' }, 'registrar', 'handler'],
  feeLapsed: [{ finding: '逾期未缴费。' }, 'handler', 'head'],
  searched: [SEARCHED, 'handler'],
  secrecyReviewed: [SECRECY, 'handler', 'counsel'],
  disclosureExamined: [{ severable: false, why: '各页内容不能分开。' }, 'handler', 'counsel'],
  conferred: [{ participants: ['综合科'], conclusion: '可以公开。' }, 'handler', 'head'],
  replyDrafted: [DRAFTED, 'handler'],
  replyReviewed: [PASSED, 'counsel'],
  replyApproved: [{ step: '1', passed: true, opinion: '同意。' }, 'head', 'signer', 'counsel', 'handler'],
  replySigned: [SIGNED, 'signer'],
  replyReturned: [{ why: '请核对。' }, 'counsel', 'signer'],
  replyServed: [SERVED, 'registrar'],
  sent: [{ letter: NO_LETTER, how: 'post', trackingNumber: 'XA00000000000' }, 'registrar', 'handler'],
  received: [{ letter: NO_LETTER }, 'registrar', 'handler'],
  archived: [ARCHIVED, 'archivist'],
  withdrawn: [{ why: '不再需要。' }, 'registrar'],
  remedySought: [{ kind: 'litigation', body: '示例市中级人民法院' }, 'counsel', 'registrar'],
  remedyAnswered: [{}, 'counsel', 'registrar'],
  remedyDecided: [{ result: 'upheld' }, 'counsel'],
  remedyPerformed: [{ how: '已经按决定公开。' }, 'counsel', 'head'],
  lessonDrawn: [{ ground: 'facts', text: '检索记录不全。' }, 'counsel', 'head'],
  reopened: [{ why: '法院判决重新答复。' }, 'counsel', 'head'],
  releaseProposed: [{ why: '多人申请。' }, 'handler', 'head'],
  releaseDecided: [{ accepted: true }, 'head'],
  releaseWithdrawn: [{ why: '文件已经废止。' }, 'registrar', 'head', 'archivist'],
  rectified: [{ position: 2, why: '日期误记。', approvedBy: '示例·公开办主任' }, 'head'],
  obstacle: [{ from: '2026-03-02', why: '暴雨停电。' }, 'handler', 'head', 'registrar'],
  contactChanged: [{ phone: '00000000001' }, 'registrar', 'handler'],
  codeReissued: [{ to: '申请人本人，核对了身份证。' }, 'registrar'],
  sensitivityMarked: [{ kind: '突发公共卫生事件', why: '涉及疫情处置。' }, 'registrar', 'handler', 'head'],
  sensitivityLifted: [{ why: '经核对不涉及。' }, 'head'],
  noted: [{ text: '备注。' }, ...READERS],
  fileAdded: [{ files: ['00000000-0000-7000-8000-000000000000'] }, ...READERS],
  evidenceClosed: [
    { files: ['00000000-0000-7000-8000-000000000000'], kind: 'tradeSecret', why: '成本数据。' },
    ...(['counsel', 'handler', 'registrar'] as const),
  ],
}
const payload = (type: string) => ({ type, ...FACTS[type]![0] })

/** What the law allows after each step, beside notes, files and rectifications: Art 30–36 and 45. */
const ALLOWED: Record<string, string[]> = {
  submitted: ['confirmed', 'setAside', 'withdrawn'],
  confirmed: ['registered', 'setAside', 'withdrawn'],
  registered: ['assigned', 'correctionRequested', 'extended', 'withdrawn'],
  assigned: [
    ...['assigned', 'correctionRequested', 'extended', 'withdrawn', 'searched', 'secrecyReviewed', 'conferred'],
    'disclosureExamined',
    ...['thirdPartyConsulted', 'agencyConsulted', 'reasonsRequested', 'feeNotified', 'replyDrafted'],
  ],
  // Whoever handles it may leave until it is archived.
  replyDrafted: ['assigned', 'replyDrafted', 'replyReviewed', 'replyReturned', 'extended', 'withdrawn'],
  replyReviewed: ['assigned', 'replySigned', 'replyReturned', 'extended', 'withdrawn'],
  replySigned: ['assigned', 'replyServed'],
  replyServed: ['assigned', 'archived', 'remedySought', 'reopened', 'releaseProposed'],
  archived: ['remedySought', 'reopened', 'releaseProposed'],
}
const ALWAYS = [
  'noted',
  'fileAdded',
  'evidenceClosed',
  'rectified',
  'contactChanged',
  'codeReissued',
  'sensitivityMarked',
]
/** An archived case is held up by nothing. */
const always = (until: string) => (until === 'archived' ? ALWAYS : [...ALWAYS, 'obstacle'])

test('the table above is about every fact that can be recorded', () => {
  expect(Object.keys(FACTS).sort()).toEqual([...RECORDABLE].sort())
})

describe('by order', () => {
  test.each(Object.keys(ALLOWED))('after %s, whatever the law does not allow is a 409 that says why', async (until) => {
    const { id } = await office.caseUntil(until)
    const allowed = [...ALLOWED[until]!, ...always(until)].sort()
    const before = await office.standing(id)
    // A third of them after each step, others after the next.
    const step = Object.keys(ALLOWED).indexOf(until)
    for (const [i, [type, [, who]]] of Object.entries(FACTS).entries()) {
      if (!itsTurn(i + step, 3)) continue
      // A letter that is none of the case is named before the law is asked (test/cases/service).
      if (allowed.includes(type) || type === 'sent' || type === 'received') continue
      const answer = await office[who!].tries(id, payload(type))
      expect([type, answer.status], answer.text).toEqual([type, 409])
      expect(answer.headers['content-type']).toContain('application/problem+json')
      const { code, article, allowed: listed, title, next } = answer.json
      expect(code).toMatch(/^[A-Z_]+$/)
      expect(article).toMatch(/条|号/)
      expect(title.length).toBeGreaterThan(5)
      expect(next).toBeTruthy()
      expect(listed.sort(), type).toEqual(allowed)
    }
    expect(await office.standing(id)).toBe(before)
  })

  test.each(Object.keys(ALLOWED))(
    'after %s, each person’s `may` is what the law and their role allow',
    async (until) => {
      const { id } = await office.caseUntil(until)
      for (const name of READERS) {
        const { may } = await office[name].opens(id)
        const mine = [...ALLOWED[until]!, ...always(until)].filter((type) => FACTS[type]!.slice(1).includes(name))
        expect(may.sort(), name).toEqual(mine.sort())
      }
      expect((await office.supervisor.opens(id)).may).toEqual([])
    },
  )
})

describe('by role', () => {
  test('a fact that is another person’s to record is a 403, whatever the stage', async () => {
    const { id } = await office.caseUntil('replyReviewed')
    const before = await office.standing(id)
    for (const [type, [, ...may]] of Object.entries(FACTS)) {
      for (const name of [...READERS, 'supervisor' as const]) {
        if (may.includes(name as Name)) continue
        const answer = await office[name].tries(id, payload(type))
        expect([type, name, answer.status]).toEqual([type, name, 403])
        expect(answer.json.code).toBe('NOT_YOURS')
      }
    }
    expect(await office.standing(id)).toBe(before)
  })

  const OWN = ['confirmed', 'corrected', 'withdrawn', 'reasonsGiven', 'contactChanged', 'releaseProposed']
  test('an applicant confirms, corrects, withdraws, gives reasons and a new address, suggests publication, and nothing else', async () => {
    const filed = await office.caseUntil('assigned')
    const before = await office.standing(filed.id)
    for (const type of Object.keys(FACTS)) {
      if (OWN.includes(type)) continue
      expect([type, (await office.citizen.tries(filed, payload(type))).status]).toEqual([type, 403])
    }
    for (const type of ['confirmed', 'corrected', 'reasonsGiven', 'releaseProposed'])
      expect((await office.citizen.tries(filed, payload(type))).status).toBe(409)
    expect(
      (await office.citizen.tries(filed, { type: 'withdrawn', why: '改日', on: '2026-03-01' })).json.errors,
    ).toEqual([expect.objectContaining({ field: 'on' })])
    expect(await office.standing(filed.id)).toBe(before)
  })

  test.each([
    'letterMade',
    'mailSent',
    'calendarChanged',
    'choiceChanged',
    'lapseNoticed',
    'transferred',
    'wordsErased',
    'submitted',
    'nothing',
    'constructor',
    '__proto__',
  ])('nobody records %s: it is the system’s, or nothing', async (type) => {
    const { id } = await office.caseUntil('submitted')
    const before = await office.standing(id)
    for (const name of READERS) {
      const answer = await office[name].tries(id, `{"type":"${type}"}`)
      expect([answer.status, answer.json.errors?.[0]?.field]).toEqual([422, 'type'])
    }
    expect(await office.standing(id)).toBe(before)
  })
})

describe('by what the law asks for first', () => {
  test('nothing is disclosed without a secrecy review', async () => {
    const { id } = await office.caseUntil('assigned')
    const answer = await office.handler.tries(id, DRAFTED)
    expect(answer.json).toMatchObject({ status: 409, code: 'SECRECY_NOT_REVIEWED', article: '条例第十七条' })
  })

  test('an application from the web is registered only after both sides confirmed', async () => {
    const { id } = await office.caseUntil('submitted')
    const answer = await office.registrar.tries(id, { type: 'registered' })
    expect(answer.json).toMatchObject({ status: 409, code: 'RECEIPT_NOT_CONFIRMED', article: '条例第三十一条' })
    expect(answer.json.allowed).toContain('confirmed')
  })

  test('a late notice of correction is refused, or carries its reason', async () => {
    office.itIs('2026-03-02')
    const { id } = await office.caseUntil('assigned')
    office.itIs('2026-03-12') // the eighth working day
    const late = { ...CORRECTION, answerBy: '2026-03-30' }
    expect((await office.handler.tries(id, late)).json).toMatchObject({ status: 409, code: 'CORRECTION_NOTICE_LATE' })
    // What proves a day is no reason for its lateness.
    const proven = await office.handler.tries(id, { ...late, evidence: '系统故障，已向申请人说明。' })
    expect(proven.json).toMatchObject({ status: 409, code: 'CORRECTION_NOTICE_LATE', article: '条例第三十条' })
    const { clock } = await office.handler.records(id, { ...late, lateReason: '系统故障，已向申请人说明。' })
    expect(clock.careful).toMatchObject({
      dueOn: '2026-03-30',
      because: expect.stringContaining('2026年3月12日的补正告知'),
    })
    office.itIs('2026-03-02')
  })

  test('after the period no correction can be asked for, whatever the reason', async () => {
    office.itIs('2026-03-02')
    const { id } = await office.caseUntil('assigned')
    office.itIs('2026-03-31')
    const late = { ...CORRECTION, answerBy: '2026-04-15', lateReason: '系统故障。' }
    expect((await office.handler.tries(id, late)).json).toMatchObject({ status: 409, code: 'CORRECTION_AFTER_EXPIRY' })
    office.itIs('2026-03-02')
  })

  test('a time to answer below the least is refused, or carries its reason', async () => {
    office.itIs('2026-03-02')
    const { id } = await office.caseUntil('assigned')
    const short = { ...CORRECTION, answerBy: '2026-03-05' }
    expect((await office.handler.tries(id, short)).json).toMatchObject({ status: 409, code: 'CORRECTION_PERIOD_SHORT' })
    const reasons = { type: 'reasonsRequested', why: '三个月内120件。', answerBy: '2026-03-05' }
    expect((await office.handler.tries(id, reasons)).json).toMatchObject({ status: 409, code: 'REASONS_PERIOD_SHORT' })
    await office.handler.records(id, { ...short, shortReason: '申请人同意三日内补正。' })
  })

  test('a case reopened by a decision counts from the day it was received, which is kept open; one without gets no time', async () => {
    office.itIs('2026-03-02')
    const { id } = await office.caseUntil('replyServed')
    office.itIs('2026-07-10')
    const decision = { body: '示例市人民政府', number: '示复〔2026〕1号', on: '2026-06-20', receivedOn: '2026-06-25' }
    const reopened = { type: 'reopened', why: '复议决定责令重新处理。', workingDays: 20 }
    const refused = async (told: object) => (await office.head.tries(id, { ...reopened, ...told })).json
    expect(await refused({})).toMatchObject({ status: 409, code: 'PERIOD_WITHOUT_DECISION' })
    const early = { ...decision, receivedOn: '2026-06-19' }
    expect(await refused({ decision: early })).toMatchObject({ status: 409, code: 'DECISION_RECEIVED_EARLY' })
    const future = { ...decision, receivedOn: '2026-07-11' }
    expect(await refused({ decision: future })).toMatchObject({ status: 409, code: 'DECISION_NOT_YET_RECEIVED' })
    const shown = await office.head.records(id, { ...reopened, decision })
    expect(shown.clock).toMatchObject({ countedFrom: '2026-06-25', dueOn: '2026-07-23' })
    expect(shown.facts.at(-1)).toMatchObject({ decision })
    office.itIs('2026-03-02')
  })

  test('a correction that ends before it begins is refused', async () => {
    const { id } = await office.caseUntil('assigned')
    const answer = await office.handler.tries(id, { ...CORRECTION, answerBy: '2026-03-02' })
    expect(answer.json).toMatchObject({ status: 409, code: 'CORRECTION_PERIOD_ENDED' })
  })

  test('service before signature is refused', async () => {
    const { id } = await office.caseUntil('replyReviewed')
    office.itIs('2026-03-04')
    await office.signer.records(id, SIGNED)
    const early = { ...SERVED, on: '2026-03-03', evidence: '送达回证' }
    expect((await office.registrar.tries(id, early)).json).toMatchObject({ status: 409, code: 'SERVED_BEFORE_SIGNED' })
    office.itIs('2026-03-02')
  })

  test('a unit or a handler that is not there is named', async () => {
    const { id } = await office.caseUntil('registered')
    const before = await office.standing(id)
    const field = async (change: object) => {
      const answer = await office.head.tries(id, { ...ASSIGNED, ...change })
      return [answer.status, answer.json.errors?.[0].field]
    }
    expect(await field({ unit: 'yunxi-nowhere' })).toEqual([422, 'unit'])
    expect(await field({ unit: 'yunxi-jyj-bgs' }), 'another agency’s').toEqual([422, 'unit'])
    expect(await field({ handler: 'nobody' })).toEqual([422, 'handler'])
    expect(await field({ handler: 'registrar' }), 'no handler').toEqual([422, 'handler'])
    expect(await office.standing(id)).toBe(before)
  })
})
