import { expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import { type ClockFact, clock } from '../../workflows/statute/clock.ts'

const law = loadLaw()
const received = (on: string, ...facts: ClockFact[]) =>
  clock({ channel: 'counter', facts: [{ type: 'submitted', on }, ...facts], asOf: on }, law)

test.each([
  ['2026-02-13', '2026-03-19'],
  ['2026-04-30', '2026-06-01'],
  ['2026-09-18', '2026-10-22'],
  ['2025-09-30', '2025-11-04'],
])('received %s, due %s', (on, due) => {
  expect(received(on)).toMatchObject({ receivedOn: on, dueOn: due, provisional: false, status: 'running' })
})

test('received 2026-02-13: correction notice by 03-02, extended in full to 04-17', () => {
  expect(received('2026-02-13').correctionNoticeDueOn).toBe('2026-03-02')
  const extended = received('2026-02-13', { type: 'extended', on: '2026-03-19', workingDays: 20 })
  expect(extended).toMatchObject({ dueOn: '2026-04-17', workingDays: { allowed: 40 } })
})

test('received 2026-04-30, corrected 05-20: the whole period again, to 06-17', () => {
  const clock = received(
    '2026-04-30',
    { type: 'correctionRequested', on: '2026-05-13', matters: ['x'], answerBy: '2026-05-27' },
    { type: 'corrected', on: '2026-05-20' },
  )
  expect(clock).toMatchObject({
    receivedOn: '2026-04-30',
    correctionNoticeDueOn: '2026-05-13',
    dueOn: '2026-06-17',
    countedFrom: '2026-05-20',
    workingDays: { allowed: 20 },
    warnings: [{ code: 'FACT_AFTER_AS_OF' }],
  })
})

test('received 2026-09-18, consulted from 09-28 to 10-19: eleven working days out, due 11-06', () => {
  const clock = received(
    '2026-09-18',
    { type: 'thirdPartyConsulted', on: '2026-09-28', party: '某公司' },
    { type: 'thirdPartyReached', on: '2026-09-30' },
    { type: 'thirdPartyAnswered', on: '2026-10-19', consents: false, reasons: '商业秘密' },
  )
  expect(clock.dueOn).toBe('2026-11-06')
  expect(clock.consultations).toEqual([{ type: 'thirdParty', answerDueOn: '2026-10-27' }])
  expect(clock.steps.find((s) => s.on === '2026-09-29…2026-10-19')?.text).toContain('扣除11个工作日')
})

test('fee notice received 2026-11-02: pay by 11-30; paid 11-16, due 12-14; not received, no last day', () => {
  const notice = { type: 'feeNotified', on: '2026-10-30', basis: 'items', quantity: 1, amount: 100 }
  const notified = received('2026-10-20', notice)
  expect(notified.status).toBe('waiting')
  expect(notified.feeDueOn).toBeUndefined()
  const arrived = received('2026-10-20', notice, { type: 'received', on: '2026-11-02' })
  expect(arrived).toMatchObject({ status: 'waiting', feeDueOn: '2026-11-30' })
  const paid = received(
    '2026-10-20',
    { type: 'feeNotified', on: '2026-11-02', basis: 'items', quantity: 1, amount: 100 },
    { type: 'feePaid', on: '2026-11-16', receiptNumber: '1' },
  )
  expect(paid).toMatchObject({ status: 'running', dueOn: '2026-12-14', countedFrom: '2026-11-16' })
})

test('received 2026-12-10: the count enters 2027, whose notice nobody has seen', () => {
  const clock = received('2026-12-10')
  expect(clock).toMatchObject({ dueOn: '2027-01-08', provisional: true })
  expect(clock.warnings).toContainEqual(expect.objectContaining({ code: 'PROVISIONAL' }))
})

test('the explanation of a case over 春节, whole', () => {
  const { steps } = clock(
    {
      channel: 'online',
      facts: [
        { type: 'submitted', on: '2026-02-12' },
        { type: 'confirmed', on: '2026-02-13' },
        { type: 'extended', on: '2026-03-18', workingDays: 10 },
        { type: 'replyServed', on: '2026-03-27', how: 'post' },
      ],
      asOf: '2026-04-01',
    },
    law,
  )
  expect(steps.map((s) => `${s.on} | ${s.article} | ${s.text}`)).toEqual([
    '2026-02-13 | 条例第三十一条第（三）项 | 2026年2月12日（星期四）通过网络提交申请，2026年2月13日（星期五）与申请人确认，确认之日为收到申请之日。',
    '2026-02-13 | 条例第三十条 | 需要补正的，最迟应当于第7个工作日即2026年3月2日（星期一）一次性告知。',
    '2026-02-14…2026-03-19 | 条例第三十三条第二款 | 收到当日和非工作日不计，自次日起计算20个工作日：第1个工作日为2026年2月14日（星期六），第20个工作日为2026年3月19日（星期四）。',
    '2026-02-14 | 国办发明电〔2025〕7号 | 2026年2月14日（星期六）因春节调休上班，计入工作日。',
    '2026-02-15…2026-02-23 | 国办发明电〔2025〕7号 | 2026年2月15日至2026年2月23日春节放假，共9天，不计入工作日。',
    '2026-02-28 | 国办发明电〔2025〕7号 | 2026年2月28日（星期六）因春节调休上班，计入工作日。',
    '2026-03-18 | 条例第三十三条第二款 | 2026年3月18日（星期三）经政府信息公开工作机构负责人同意延长10个工作日，答复期限由2026年3月19日（星期四）延至2026年4月2日（星期四）；没有延期告知在原期限内发出或者送达申请人的记录。',
    '2026-03-27 | 国办公开办函〔2016〕235号 | 2026年3月27日（星期五）答复交邮，以交邮之日为答复之日，为第26个工作日，在期限以内，答复期限为2026年4月2日（星期四）。',
  ])
})
