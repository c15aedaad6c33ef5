import { describe, expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import type { Channel } from '../../workflows/disclosure/vocabulary.ts'
import { always, type Choices, DEFAULT_CHOICES } from '../../workflows/statute/choices.ts'
import { type ClockFact, clock } from '../../workflows/statute/clock.ts'

const law = loadLaw()
const S = (on: string): ClockFact => ({ type: 'submitted', on })
const F = (type: string, on: string, rest: object = {}): ClockFact => ({ type, on, ...rest })

function at(asOf: string, facts: ClockFact[], channel: Channel = 'counter', choices: Partial<Choices> = {}) {
  return clock({ channel, facts, asOf }, { ...law, choices: always({ ...DEFAULT_CHOICES, ...choices }) })
}
const codes = (c: ReturnType<typeof at>) => c.warnings?.map((w) => w.code)

describe('receipt', () => {
  test.each(['counter', 'post'] as const)('%s: the day of submission', (channel) => {
    expect(at('2026-03-03', [S('2026-03-02')], channel)).toMatchObject({ receivedOn: '2026-03-02' })
  })

  test.each(['letter', 'fax', 'online', 'email'] as const)('%s: the day both sides confirm', (channel) => {
    const waiting = at('2026-03-02', [S('2026-03-02')], channel)
    expect(waiting).toMatchObject({
      status: 'awaitingConfirmation',
      receivedOn: null,
      dueOn: null,
      careful: { dueOn: '2026-03-30', inTime: null },
    })
    expect(codes(waiting)).toEqual([])
    const confirmed = at('2026-03-04', [S('2026-03-02'), F('confirmed', '2026-03-04')], channel)
    expect(confirmed).toMatchObject({
      receivedOn: '2026-03-04',
      dueOn: '2026-04-01',
      careful: { dueOn: '2026-03-30', inTime: null },
    })
    expect(codes(confirmed)).toEqual(['CONFIRMATION_LATE', 'RECEIPT_DATES_COMPETE'])
  })

  test('a warning from the first working day without confirmation, not over a weekend', () => {
    expect(codes(at('2026-03-08', [S('2026-03-06')], 'online'))).toEqual([]) // Friday to Sunday
    expect(codes(at('2026-03-09', [S('2026-03-06')], 'online'))).toEqual(['CONFIRMATION_LATE'])
  })

  test('where the platform confirms, submission is receipt, for online alone', () => {
    const choice = { platformReceiptConfirms: true }
    expect(at('2026-03-03', [S('2026-03-02')], 'online', choice).receivedOn).toBe('2026-03-02')
    expect(at('2026-03-03', [S('2026-03-02')], 'fax', choice).receivedOn).toBeNull()
  })

  test('a Sunday: that day, or by choice the next working day, which is then not counted', () => {
    expect(at('2026-03-09', [S('2026-03-08')])).toMatchObject({ receivedOn: '2026-03-08', dueOn: '2026-04-03' })
    const next = at('2026-03-09', [S('2026-03-08')], 'counter', { receiptOnNonWorkingDay: 'nextWorkingDay' })
    expect(next).toMatchObject({ receivedOn: '2026-03-09', dueOn: '2026-04-07' })
  })
})

describe('correction', () => {
  const asked = [S('2026-03-02'), F('correctionRequested', '2026-03-05', { answerBy: '2026-03-20' })]

  test('waits, with the count frozen', () => {
    expect(at('2026-03-18', asked)).toMatchObject({
      status: 'waiting',
      workingDays: { allowed: 20, used: 3, left: 17 },
    })
  })

  test('the corrected application restarts the count; an extension of the old period is gone and may be given again', () => {
    const facts = [
      S('2026-03-02'),
      F('extended', '2026-03-03', { workingDays: 5 }),
      ...asked.slice(1),
      F('corrected', '2026-03-16'),
    ]
    expect(at('2026-03-16', facts)).toMatchObject({ dueOn: '2026-04-14', workingDays: { allowed: 20, used: 0 } })
    expect(at('2026-03-16', [...facts, F('extended', '2026-03-17', { workingDays: 5 })]).dueOn).toBe('2026-04-21')
  })

  test('lapsed: nothing runs, and the letter that says so is never late', () => {
    const lapsed = [...asked, F('correctionLapsed', '2026-03-23', { finding: '无正当理由' })]
    expect(at('2026-06-01', lapsed)).toMatchObject({ status: 'waiting', workingDays: { used: 3 } })
    const told = at('2026-06-01', [...lapsed, F('replyServed', '2026-05-29', { how: 'post' })])
    expect(told).toMatchObject({ status: 'settled', settledOn: '2026-05-29', inTime: true })
  })

  test('a notice after the seventh working day is warned of, and still waits', () => {
    const late = at('2026-03-12', [S('2026-03-02'), F('correctionRequested', '2026-03-12')])
    expect(late.status).toBe('waiting')
    expect(codes(late)).toEqual(['CORRECTION_NOTICE_LATE'])
  })
})

describe('consultation', () => {
  const sent = [S('2026-03-02'), F('thirdPartyConsulted', '2026-03-09'), F('thirdPartyReached', '2026-03-11')]

  test('suspends; the days to answer run from arrival', () => {
    const open = at('2026-03-20', sent)
    expect(open).toMatchObject({
      status: 'suspended',
      consultations: [{ type: 'thirdParty', answerDueOn: '2026-04-01' }],
    })
    expect(open.workingDays).toEqual({ allowed: 20, used: 5, left: 15 })
  })

  test('silence: the count resumes after the last day to answer, whether or not anyone records it', () => {
    expect(at('2026-04-01', sent).status).toBe('suspended')
    const over = at('2026-04-02', sent)
    expect(over).toMatchObject({ status: 'running', workingDays: { used: 6 } })
    expect(codes(over)).toEqual(['CONSULTATION_LAPSED'])
    const silent = at('2026-04-10', [...sent, F('thirdPartySilent', '2026-04-10')])
    expect(silent.dueOn).toBe(over.dueOn)
  })

  test('an answer after the last day costs the agency the days since', () => {
    const late = at('2026-04-20', [...sent, F('thirdPartyAnswered', '2026-04-10')])
    expect(late.dueOn).toBe(at('2026-04-20', sent).dueOn)
    expect(codes(late)).toEqual(['ANSWER_LATE'])
  })

  test('two at once cost their days once', () => {
    const both = [
      S('2026-03-02'),
      F('thirdPartyConsulted', '2026-03-09', { consultation: 'a' }),
      F('agencyConsulted', '2026-03-11', { consultation: 'b' }),
      F('thirdPartyAnswered', '2026-03-13', { consultation: 'a' }),
      F('agencyAnswered', '2026-03-17', { consultation: 'b' }),
    ]
    const clock = at('2026-03-18', both)
    expect(clock.dueOn).toBe('2026-04-08') // 03-30 and six working days (03-10 … 03-17)
    expect(clock.steps.filter((s) => s.text.includes('扣除')).map((s) => s.text.match(/扣除\d+个/)![0])).toEqual([
      '扣除4个',
      '扣除2个',
    ])
    expect(clock.excluded).toEqual([
      { from: '2026-03-10', to: '2026-03-13', why: '征求第三方意见所需时间不计算在期限内（条例第三十三条第三款）。' },
      { from: '2026-03-12', to: '2026-03-17', why: '征求其他机关意见所需时间不计算在期限内（条例第三十三条第三款）。' },
    ])
  })

  test('from the day of dispatch, by choice', () => {
    const facts = [S('2026-03-02'), F('agencyConsulted', '2026-03-09'), F('agencyAnswered', '2026-03-10')]
    expect(at('2026-03-11', facts).dueOn).toBe('2026-03-31')
    const fromDispatch = at('2026-03-11', facts, 'counter', { consultationFrom: 'dayOfDispatch' })
    expect(fromDispatch.dueOn).toBe('2026-04-01')
    expect(fromDispatch.excluded).toMatchObject([{ from: '2026-03-09', to: '2026-03-10' }])
  })

  test('a weekend in which nothing would have been counted is not named as excluded', () => {
    const facts = [S('2026-03-02'), F('agencyConsulted', '2026-03-06'), F('agencyAnswered', '2026-03-08')]
    expect(at('2026-03-11', facts).excluded).toEqual([])
  })

  test('a consultation that outlasts a restart is still not counted', () => {
    const facts = [
      S('2026-03-02'),
      F('agencyConsulted', '2026-03-09'),
      F('correctionRequested', '2026-03-10'),
      F('corrected', '2026-03-12'),
      F('agencyAnswered', '2026-03-17'),
    ]
    expect(at('2026-03-18', facts)).toMatchObject({ dueOn: '2026-04-15', workingDays: { used: 1 } })
  })
})

describe('extension, reasons, fee', () => {
  test('a delayed date replaces the due date', () => {
    const facts = [
      S('2026-03-02'),
      F('reasonsRequested', '2026-03-05'),
      F('reasonsAssessed', '2026-03-20', { reasonable: true, delayedUntil: '2026-05-29' }),
    ]
    expect(at('2026-03-20', facts)).toMatchObject({ status: 'running', dueOn: '2026-05-29', workingDays: { used: 14 } })
    expect(at('2026-03-20', facts.slice(0, 2)).dueOn).toBe('2026-03-30')
  })

  test('while a fee is awaited the count stands, or by choice runs', () => {
    const facts = [S('2026-03-02'), F('feeNotified', '2026-03-10'), F('received', '2026-03-10')]
    expect(at('2026-03-24', facts)).toMatchObject({
      status: 'waiting',
      feeDueOn: '2026-04-08',
      workingDays: { used: 6 },
    })
    expect(at('2026-03-24', facts, 'counter', { feeWait: 'running' })).toMatchObject({
      status: 'running',
      workingDays: { used: 16 },
    })
  })
})

describe('endings', () => {
  test('on the last day it is in time, a day later it is not', () => {
    const on = (day: string) => at('2026-05-01', [S('2026-03-02'), F('replyServed', day, { how: 'counter' })])
    expect(on('2026-03-30')).toMatchObject({
      status: 'settled',
      settledOn: '2026-03-30',
      inTime: true,
      workingDays: { left: 0 },
    })
    expect(on('2026-03-31')).toMatchObject({ inTime: false, workingDays: { left: -1 } })
    expect(on('2026-03-31').steps.at(-1)?.text).toContain('超过期限1个工作日')
  })

  test('withdrawn is closed; archived after a reply stays settled', () => {
    expect(at('2026-03-20', [S('2026-03-02'), F('withdrawn', '2026-03-10')])).toMatchObject({
      status: 'closed',
      inTime: null,
      workingDays: { used: 6 },
    })
    const facts = [S('2026-03-02'), F('replyServed', '2026-03-10', { how: 'email' }), F('archived', '2026-03-12')]
    expect(at('2026-03-20', facts).status).toBe('settled')
    expect(at('2026-03-20', [S('2026-03-02'), F('withdrawn', '2026-03-10')], 'online').status).toBe('closed')
  })

  test('reopened by a decision: a new period from its receipt, of the ordered length or the court’s', () => {
    const facts = [S('2026-03-02'), F('replyServed', '2026-03-10', { how: 'post' })]
    const decision = { body: '示例市人民政府', number: '示复〔2026〕1号', on: '2026-05-28', receivedOn: '2026-06-01' }
    // Recorded a week later: the days since receipt are not lost.
    const ordered = at('2026-06-08', [...facts, F('reopened', '2026-06-08', { workingDays: 15, decision })])
    expect(ordered).toMatchObject({
      status: 'running',
      settledOn: null,
      dueOn: '2026-06-23',
      careful: { dueOn: '2026-06-23', because: null },
      workingDays: { allowed: 15, used: 5 },
      replies: [{ settledOn: '2026-03-10', inTime: true }],
    })
    const court = at('2026-06-08', [...facts, F('reopened', '2026-06-08', { decision })])
    expect(court).toMatchObject({ countedFrom: '2026-06-01', workingDays: { allowed: 20 } })
    expect(court.steps.some((s) => s.article === '法释〔2025〕8号第十一条')).toBe(true)
  })

  test('20 working days ordered by a decision received on 2025-06-25 end on 2025-07-23, whenever recorded', () => {
    for (const on of ['2025-06-25', '2025-07-01', '2025-09-01']) {
      const facts = [
        S('2025-03-03'),
        F('replyServed', '2025-03-31', { how: 'post' }),
        F('reopened', on, { workingDays: 20, decision: { receivedOn: '2025-06-25' } }),
      ]
      expect(at(on, facts).dueOn).toBe('2025-07-23')
    }
  })

  test('reopened without a decision: the old day stands, and so does the lateness of each reply', () => {
    const facts = [
      S('2026-03-02'),
      F('replyServed', '2026-04-02', { how: 'post' }),
      F('reopened', '2026-04-07', { workingDays: 20 }),
    ]
    expect(at('2026-04-07', facts)).toMatchObject({ status: 'running', dueOn: '2026-03-30', settledOn: null })
    const again = at('2026-04-09', [...facts, F('replyServed', '2026-04-08', { how: 'post' })])
    expect(again).toMatchObject({
      inTime: false,
      replies: [
        { settledOn: '2026-04-02', inTime: false },
        { settledOn: '2026-04-08', inTime: false },
      ],
    })
  })
})

describe('the careful reading', () => {
  const because = (c: ReturnType<typeof at>) => c.careful.because?.text ?? null

  test('says nothing where nothing differs', () => {
    expect(at('2026-03-20', [S('2026-03-02')]).careful).toEqual({ dueOn: '2026-03-30', inTime: null, because: null })
  })

  test('an extension counts once its notice is proven to have gone out or arrived within the old period', () => {
    const facts = [S('2026-03-02'), F('extended', '2026-03-20', { workingDays: 10 })]
    const made = F('letterMade', '2026-03-20', { letter: 'n', template: 'extensionNotice' })
    const with_ = (...more: ClockFact[]) => at('2026-03-25', [...facts, ...more])
    expect(with_()).toMatchObject({ dueOn: '2026-04-14', careful: { dueOn: '2026-03-30' } })
    expect(because(with_())).toBe('2026年3月20日的延期没有在2026年3月30日以前告知申请人的记录，不计入。')
    expect(codes(with_())).toEqual(['EXTENSION_NOT_PROVEN'])
    for (const type of ['sent', 'received', 'mailSent']) {
      const proof = (on: string) => with_(made, F(type, on, { letter: 'n' }))
      expect(proof('2026-03-30').careful).toEqual({ dueOn: '2026-04-14', inTime: null, because: null })
      expect(proof('2026-03-31').careful.dueOn).toBe('2026-03-30')
      // Another letter proves nothing.
      const other = F('letterMade', '2026-03-21', { letter: 'n', template: 'fee' })
      expect(with_(other, F(type, '2026-03-23', { letter: 'n' })).careful.dueOn).toBe('2026-03-30')
    }
    // Where letters are not recorded, what was sent after the extension is taken to be its notice.
    expect(with_(F('sent', '2026-03-23')).careful.dueOn).toBe('2026-04-14')
  })

  test('a reply after the old day, where nobody can show that the extension was told, is timely by one reading alone', () => {
    const facts = [
      S('2026-03-02'),
      F('extended', '2026-03-20', { workingDays: 10 }),
      F('replyServed', '2026-04-10', { how: 'post' }),
    ]
    expect(at('2026-04-13', facts)).toMatchObject({ inTime: true, careful: { dueOn: '2026-03-30', inTime: false } })
  })

  test('a correction notice after the seventh working day stops nothing and restarts nothing', () => {
    const facts = [S('2026-03-02'), F('correctionRequested', '2026-03-12'), F('corrected', '2026-03-16')]
    const told = at('2026-03-17', facts)
    expect(told).toMatchObject({ dueOn: '2026-04-14', careful: { dueOn: '2026-03-30' } })
    expect(because(told)).toBe('2026年3月12日的补正告知晚于2026年3月11日，期限不停止、不重新计算。')
  })

  test('after the period a correction notice moves nothing in either reading', () => {
    const facts = [S('2026-03-02'), F('correctionRequested', '2026-03-31'), F('corrected', '2026-04-02')]
    const told = at('2026-04-03', [...facts, F('replyServed', '2026-04-03', { how: 'post' })])
    expect(told).toMatchObject({ dueOn: '2026-03-30', inTime: false, careful: { inTime: false } })
  })

  test('submission is receipt, until a correction in time begins a period for both', () => {
    const online = (...facts: ClockFact[]) =>
      at('2026-03-20', [S('2026-03-02'), F('confirmed', '2026-03-04'), ...facts], 'online')
    expect(because(online())).toContain('按提交之日2026年3月2日收到计算')
    // The seventh working day from submission is the eleventh.
    const inTime = online(F('correctionRequested', '2026-03-11'), F('corrected', '2026-03-16'))
    expect(inTime).toMatchObject({ dueOn: '2026-04-14', careful: { dueOn: '2026-04-14', because: null } })
    const late = online(F('correctionRequested', '2026-03-12'), F('corrected', '2026-03-16'))
    expect(late).toMatchObject({ dueOn: '2026-04-14', careful: { dueOn: '2026-03-30' } })
  })
})

describe('obstacles', () => {
  const facts = [S('2026-03-02'), F('obstacle', '2026-03-12', { from: '2026-03-10', to: '2026-03-12' })]

  test('are on record and move no date', () => {
    const told = at('2026-03-13', facts)
    expect(told).toMatchObject({ dueOn: '2026-03-30', excluded: [], careful: { dueOn: '2026-03-30', because: null } })
    expect(told.steps.at(-2)?.text).toContain('记录在案；答复期限不变')
  })

  test('by choice are left out of the count, though not with care', () => {
    expect(at('2026-03-13', facts, 'counter', { obstacleSuspends: true })).toMatchObject({
      dueOn: '2026-04-02',
      workingDays: { used: 6 },
      excluded: [{ from: '2026-03-10', to: '2026-03-12' }],
      careful: { dueOn: '2026-03-30' },
    })
  })
})

describe('rectified', () => {
  test('the replacement stands in the place of the fact', () => {
    const facts = [S('2026-03-02'), F('rectified', '2026-03-05', { position: 1, replacement: { on: '2026-03-03' } })]
    expect(at('2026-03-06', facts).receivedOn).toBe('2026-03-03')
  })

  test('a rectification that is itself struck out no longer strikes', () => {
    const facts = [
      S('2026-03-02'),
      F('extended', '2026-03-04', { workingDays: 5 }),
      F('rectified', '2026-03-05', { position: 2 }),
      F('rectified', '2026-03-06', { position: 3 }),
    ]
    expect(at('2026-03-06', facts.slice(0, 3)).workingDays.allowed).toBe(20)
    expect(at('2026-03-06', facts).workingDays.allowed).toBe(25)
  })
})

test('facts that move no date pass in silence', () => {
  const quiet = [
    'registered',
    'assigned',
    'searched',
    'secrecyReviewed',
    'conferred',
    'replyDrafted',
    'noted',
    'letterMade',
    'mailSent',
  ]
  const plain = at('2026-03-20', [S('2026-03-02')])
  expect(at('2026-03-20', [S('2026-03-02'), ...quiet.map((type) => F(type, '2026-03-03'))])).toEqual(plain)
})

test('a case keeps the limit of its receipt when the law changes', () => {
  const limits = [
    ...law.limits.map((l) => (l.id === 'reply' ? { ...l, until: '2026-05-31' } : l)),
    {
      id: 'reply',
      days: 15,
      unit: 'workingDay' as const,
      inForce: '2026-06-01',
      article: '（设想的）新条例第三十三条',
    },
  ]
  const under = (facts: ClockFact[]) => clock({ channel: 'counter', facts, asOf: '2026-06-10' }, { ...law, limits })
  expect(under([S('2026-05-29')])).toMatchObject({ workingDays: { allowed: 20 } })
  expect(under([S('2026-06-01')])).toMatchObject({ workingDays: { allowed: 15 }, dueOn: '2026-06-23' })
  // The old case, restarted under the new law, keeps the old limit too.
  const restarted = under([S('2026-05-29'), F('correctionRequested', '2026-06-02'), F('corrected', '2026-06-05')])
  expect(restarted.workingDays.allowed).toBe(20)
})
