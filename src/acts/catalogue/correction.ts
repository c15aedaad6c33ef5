/** 补正 (Art 30). */
import { daysNow } from '../../ground/law.ts'
import { day, fileIds, list, text } from '../../web/given.ts'
import { act, field, LONG, NOTE, optionalField } from '../act.ts'

export const correction = {
  correctionRequested: act({
    fields: {
      matters: field(list(30, NOTE), '需要补正的事项', 'lines', { help: '一行一项，应当一次性告知全部事项。' }),
      answerBy: field(day, '补正期限', 'day', { help: `合理期限，一般不超过${daysNow('correctionPeriod')}个工作日。` }),
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
