/** 补正 (Art 30). */
import { daysNow } from '../../ground/law.ts'
import { day, fileIds, list, text } from '../../web/given.ts'
import { act, field, LONG, NOTE, optionalField } from '../act.ts'

/** Asked where the applicant gets less time than the agency thinks reasonable. */
export const tooShort = optionalField(text(NOTE), '期限较短的理由', 'long', {
  optional: '期限较短的，必填',
  help: '少于本机关所定最短期限的，写明。',
})

export const correction = {
  correctionRequested: act({
    fields: {
      matters: field(list(30, NOTE), '需要补正的事项', 'lines', { help: '一行一项，应当一次性告知全部事项。' }),
      answerBy: field(day, '补正期限', 'day', { help: `合理期限，一般不超过${daysNow('correctionPeriod')}个工作日。` }),
      lateReason: optionalField(text(NOTE), '逾期告知的理由', 'long', {
        optional: '逾期告知的，必填',
        help: `自收到申请之日起第${daysNow('correctionNotice')}个工作日以后告知的，写明。从严计算的，期限不因此停止。`,
      }),
      shortReason: tooShort,
    },
    open: ['answerBy'],
    may: ['registrar', 'handler', 'head'],
    makes: 'correctionNotice',
    event: 'correctionRequested',
  }),
  corrected: act({
    fields: { text: field(text(LONG), '补正内容', 'long'), files: optionalField(fileIds, '文件', 'files') },
    open: ['files'],
    may: ['registrar', 'handler'],
    outside: 'applicant',
    event: 'corrected',
    theirs: true,
  }),
  correctionLapsed: act({
    fields: { finding: field(text(NOTE), '认定', 'long', { help: '写明申请人无正当理由逾期不补正的事实。' }) },
    open: [],
    may: ['handler', 'head'],
    warning: '认定后申请视为放弃，以“不再处理”答复。',
    event: 'correctionLapsed',
  }),
}
