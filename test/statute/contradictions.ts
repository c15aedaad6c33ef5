/** Facts that contradict each other, each with the name of its refusal. */
import type { ClockFact } from '../../workflows/statute/clock.ts'

export const F = (type: string, on: string, rest: object = {}): ClockFact => ({ type, on, ...rest })
export const S = F('submitted', '2026-03-02')
const served = F('replyServed', '2026-03-10', { how: 'post' })

/** Contradiction → its stable name. Each is told in Chinese and never computed over. */
export const contradictions: [code: string, channel: string, facts: unknown[]][] = [
  ['NOT_SUBMITTED', 'counter', []],
  ['NOT_SUBMITTED', 'online', [F('confirmed', '2026-03-02')]],
  ['SUBMITTED_TWICE', 'counter', [S, S]],
  ['UNKNOWN_CHANNEL', 'pigeon', [S]],
  ['UNKNOWN_FACT', 'counter', [S, F('married', '2026-03-03')]],
  ['BAD_FACT', 'counter', [S, 7]],
  ['BAD_DAY', 'counter', [F('submitted', '2026-02-30')]],
  ['BAD_DAY', 'counter', [S, F('correctionRequested', '2026-03-03', { answerBy: 'soon' })]],
  ['DAY_OUT_OF_RANGE', 'counter', [F('submitted', '9999-12-31')]],
  ['NO_LIMIT_IN_FORCE', 'counter', [F('submitted', '2019-05-14')]],
  ['CONFIRMED_BEFORE_SUBMITTED', 'online', [S, F('confirmed', '2026-03-01')]],
  ['REPLY_BEFORE_RECEIPT', 'counter', [S, F('replyServed', '2026-03-01')]],
  ['REPLY_BEFORE_RECEIPT', 'online', [S, F('replyServed', '2026-03-05')]],
  ['FACT_BEFORE_RECEIPT', 'online', [S, F('extended', '2026-03-03', { workingDays: 5 }), F('confirmed', '2026-03-04')]],
  ['EXTENSION_LENGTH', 'counter', [S, F('extended', '2026-03-03', { workingDays: 21 })]],
  ['EXTENSION_LENGTH', 'counter', [S, F('extended', '2026-03-03', { workingDays: 0 })]],
  ['EXTENSION_LENGTH', 'counter', [S, F('extended', '2026-03-03')]],
  [
    'EXTENDED_TWICE',
    'counter',
    [S, F('extended', '2026-03-03', { workingDays: 5 }), F('extended', '2026-03-04', { workingDays: 5 })],
  ],
  ['EXTENDED_AFTER_EXPIRY', 'counter', [S, F('extended', '2026-03-31', { workingDays: 5 })]],
  [
    'NOT_RUNNING',
    'counter',
    [S, F('correctionRequested', '2026-03-03'), F('extended', '2026-03-04', { workingDays: 5 })],
  ],
  ['FACT_AFTER_REPLY', 'counter', [S, served, F('extended', '2026-03-11', { workingDays: 5 })]],
  ['FACT_AFTER_CLOSE', 'counter', [S, F('withdrawn', '2026-03-03'), F('correctionRequested', '2026-03-04')]],
  ['UNKNOWN_SERVICE', 'counter', [S, F('replyServed', '2026-03-10', { how: 'courier' })]],
  ['CORRECTED_WITHOUT_REQUEST', 'counter', [S, F('corrected', '2026-03-04')]],
  [
    'CORRECTED_AFTER_LAPSE',
    'counter',
    [S, F('correctionRequested', '2026-03-03'), F('correctionLapsed', '2026-03-20'), F('corrected', '2026-03-23')],
  ],
  ['LAPSE_WITHOUT_REQUEST', 'counter', [S, F('correctionLapsed', '2026-03-04')]],
  [
    'LAPSE_TOO_EARLY',
    'counter',
    [S, F('correctionRequested', '2026-03-03', { answerBy: '2026-03-17' }), F('correctionLapsed', '2026-03-16')],
  ],
  ['PAID_WITHOUT_NOTICE', 'counter', [S, F('feePaid', '2026-03-04')]],
  ['LAPSE_TOO_EARLY', 'counter', [S, F('feeNotified', '2026-03-03'), F('feeLapsed', '2026-03-10')]],
  [
    'DELAY_WITHOUT_REASON',
    'counter',
    [S, F('reasonsAssessed', '2026-03-04', { reasonable: false, delayedUntil: '2026-05-01' })],
  ],
  [
    'DELAY_IN_THE_PAST',
    'counter',
    [S, F('reasonsAssessed', '2026-03-04', { reasonable: true, delayedUntil: '2026-03-03' })],
  ],
  [
    'DELAY_AFTER_EXPIRY',
    'counter',
    [S, F('reasonsAssessed', '2026-04-04', { reasonable: true, delayedUntil: '2026-05-03' })],
  ],
  ['CONSULTATION_UNKNOWN', 'counter', [S, F('thirdPartyAnswered', '2026-03-04')]],
  ['ANSWER_BEFORE_DISPATCH', 'counter', [S, F('agencyConsulted', '2026-03-05'), F('agencyAnswered', '2026-03-04')]],
  [
    'CONSULTATION_AMBIGUOUS',
    'counter',
    [S, F('agencyConsulted', '2026-03-05'), F('agencyConsulted', '2026-03-05'), F('agencyAnswered', '2026-03-06')],
  ],
  [
    'CONSULTATION_CLOSED',
    'counter',
    [
      S,
      F('agencyConsulted', '2026-03-05', { consultation: 'a' }),
      F('agencyAnswered', '2026-03-06'),
      F('agencyReached', '2026-03-07', { consultation: 'a' }),
    ],
  ],
  [
    'CONSULTATION_REACHED_TWICE',
    'counter',
    [S, F('agencyConsulted', '2026-03-05'), F('agencyReached', '2026-03-06'), F('agencyReached', '2026-03-07')],
  ],
  [
    'CONSULTATION_NAME_REUSED',
    'counter',
    [
      S,
      F('agencyConsulted', '2026-03-05', { consultation: 'a' }),
      F('agencyConsulted', '2026-03-06', { consultation: 'a' }),
    ],
  ],
  ['REOPENED_LENGTH', 'counter', [S, served, F('reopened', '2026-04-01', { workingDays: 1e9 })]],
  ['RECTIFIED_POSITION', 'counter', [S, F('rectified', '2026-03-04', { position: 2 })]],
  ['RECTIFIED_POSITION', 'counter', [S, F('rectified', '2026-03-04', { position: '1' })]],
  ['NOT_SUBMITTED', 'counter', [S, F('rectified', '2026-03-04', { position: 1 })]],
  ['BAD_FACT', 'counter', [S, F('rectified', '2026-03-04', { position: 1, replacement: [] })]],
]
