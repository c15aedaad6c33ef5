/** Letters on the way: for each rule a letter that breaks it and one that keeps it. */
import { asksFor, change, type Row, swap } from './changes.ts'

export const ON_THE_WAY: Record<string, Row> = {
  CORRECTION_MATTERS: {
    hit: ['correctionNotice', { data: { correction: { matters: '1.未提供有效身份证明。' } } }],
    miss: ['correctionLapsed'],
  },
  CORRECTION_ALREADY_STATED: {
    hit: ['correctionNotice', asksFor('所需信息的时间范围不明确，请写明起止年份', '申请公开2023年至2025年的拆迁方案')],
    miss: ['correctionNotice', asksFor('所需信息的时间范围不明确，请写明起止年份', '申请公开我家那一片的拆迁方案')],
  },
  CORRECTION_PERIOD: { hit: ['correctionNotice', swap('2026年3月27日', '近期')], miss: ['correctionNotice'] },
  CORRECTION_CONSEQUENCE: { hit: ['correctionNotice', swap('，视为放弃申请', '')], miss: ['correctionNotice'] },
  CORRECTION_RESTART: {
    hit: ['correctionNotice', swap(/本机关收到补正材料后.*?重新计算。/, '')],
    miss: ['correctionNotice', swap(/自收到补正的申请之日起重新计算/, '自本机关收到补正的申请之日起计算')],
  },
  CORRECTION_TWICE: {
    hit: [
      'correctionNotice',
      {
        // The ledger allows no second one; the rule stands for cases taken over from elsewhere.
        subject: {
          facts: [1, 2].map(() => ({
            type: 'correctionRequested' as const,
            on: '2026-03-06',
            matters: ['未提供有效身份证明'],
            answerBy: '2026-03-27',
          })),
        },
      },
    ],
    miss: ['correctionNotice'],
  },
  CORRECTION_LATE: { hit: ['correctionNotice', { subject: { on: '2026-03-12' } }], miss: ['correctionNotice'] },
  CORRECTION_PERIOD_LENGTH: {
    hit: ['correctionNotice', change('correctionRequested', { answerBy: '2026-04-30' })],
    miss: ['correctionNotice'],
  },
  FEE_BASIS: { hit: ['fee', swap('第四十二条', '')], miss: ['fee'] },
  FEE_STANDARD: { hit: ['fee', { data: { fee: { basis: '按件计收和按量计收' } } }], miss: ['fee'] },
  FEE_QUANTITY: { hit: ['fee', swap('共150页', '若干页')], miss: ['fee'] },
  FEE_FREQUENCY_NOT_SHOWN: {
    hit: ['fee', swap('所涉政府信息的数量明显', '所涉政府信息的数量、频次明显')],
    miss: [
      'fee',
      { ...change('feeNotified', { basis: 'items', earlierThisMonth: 12 }), ...swap('的数量明显', '的数量、频次明显') },
    ],
  },
  FEE_AMOUNT: { hit: ['fee', { data: { fee: { amount: '2000' } } }], miss: ['fee'] },
  FEE_PERIOD: { hit: ['fee', swap('20个工作日内缴清', '30日内缴清')], miss: ['fee'] },
  FEE_LAPSE: { hit: ['fee', swap('视为放弃申请，', '')], miss: ['fee'] },
  FEE_PAYMENT: { hit: ['fee', { data: { fee: { payment: '请及时缴纳。' } } }], miss: ['fee'] },
  CONSULTATION_PERIOD: { hit: ['thirdParty', swap('15个工作日', '5日')], miss: ['agency'] },
  CONSULTATION_SILENCE: {
    hit: ['thirdParty', swap('由本机关依照《条例》的规定决定是否公开', '视为同意公开')],
    miss: ['agency'],
  },
  CONSULTATION_NOT_COUNTED: {
    hit: ['consultationNotice', swap('不计算在答复期限内', '需要一定时间')],
    miss: ['consultationNotice'],
  },
  OVERRIDE_REASONS: {
    hit: ['thirdPartyDecision', swap(/公共利益/g, '大家')],
    miss: ['thirdPartyDecisionReasons'],
  },
  REASONS_NOTICE_PERIOD: { hit: ['reasons', swap('2026年3月13日', '近日')], miss: ['reasons'] },
}
