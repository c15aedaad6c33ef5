/** Days: for each rule a letter that breaks it and one that keeps it. */
import { ask, type Row, swap } from './changes.ts'

export const DAYS: Record<string, Row> = {
  DATE_OF_SIGNATURE: { hit: ['notHeld', { data: { letter: { date: '2026年3月18日' } } }], miss: ['notHeld'] },
  DATE_NOT_REAL: {
    hit: ['other', ask({ facts: '您（单位）于2026年2月30日书面提出撤回申请。' })],
    miss: ['other', ask({ facts: '您（单位）于2024年2月29日签收文书，现书面提出撤回申请。' })],
  },
  DATE_IN_FUTURE: {
    hit: ['other', ask({ facts: '您（单位）已于2026年9月10日书面提出撤回上述政府信息公开申请。' })],
    miss: ['disclosed', ask({ content: '该规划2026年9月10日实施，随本答复书提供。' })],
  },
  DATE_AHEAD: {
    hit: ['other', ask({ facts: '您（单位）于2026年9月10日书面提出撤回上述政府信息公开申请。' })],
    miss: ['disclosed', ask({ content: '您（单位）可以于2026年9月10日到本机关领取，见附件。' })],
  },
  DATE_WEEKDAY: {
    hit: ['other', ask({ facts: '您（单位）于2026年3月10日（星期三）书面提出撤回申请。' })],
    miss: ['other', ask({ facts: '您（单位）于2026年3月10日（星期二）书面提出撤回申请。' })],
  },
  RECEIPT_DATE_MISSING: { hit: ['notHeld', swap('于2026年3月2日收到', '日前收到')], miss: ['recordCorrected'] },
  RECEIPT_DATE_WRONG: { hit: ['notHeld', { data: { case: { receivedOn: '2026年3月1日' } } }], miss: ['notHeld'] },
  SUBMITTED_DATE_WRONG: {
    hit: ['registrationReceipt', { data: { case: { submittedOn: '2026年2月27日' } } }],
    miss: ['registrationReceipt'],
  },
  DUE_DATE_WRONG: {
    hit: ['registrationReceipt', { data: { case: { dueOn: '2026年3月28日' } } }],
    miss: ['assistance'],
  },
  REPLY_LATE: { hit: ['disclosed', { subject: { on: '2026-04-15' } }], miss: ['partlyDisclosed'] },
  EXTENSION_DATES: {
    hit: ['extensionNotice', { data: { extension: { newDueOn: '2026年4月14日' } } }],
    miss: ['extensionNotice'],
  },
  EXTENSION_TOO_LONG: {
    hit: ['extensionNotice', { data: { extension: { workingDays: '30' } } }],
    miss: ['extensionNotice'],
  },
  EXTENSION_AFTER_DUE: { hit: ['extensionNotice', { subject: { on: '2026-04-02' } }], miss: ['extensionNotice'] },
  EXTENSION_TWICE: {
    hit: [
      'extensionNotice',
      {
        subject: {
          facts: [1, 2].map(() => ({
            type: 'extended' as const,
            on: '2026-03-25',
            workingDays: 15,
            reason: '数量较大',
            approvedBy: '沈微',
          })),
        },
      },
    ],
    miss: ['extensionNotice'],
  },
  EXTENSION_CONSENT: {
    hit: ['extensionNotice', swap('经本机关政府信息公开工作机构负责人同意，', '')],
    miss: ['extensionNotice'],
  },
  DELAY_DATE: { hit: ['delay', { data: { reasons: { delayedUntil: '2026年7月31日' } } }], miss: ['delay'] },
  DATE_NOT_ON_FILE: {
    hit: ['stillUnclear', { data: { correction: { on: '2026年3月7日' } } }],
    miss: ['correctionLapsed'],
  },
}
