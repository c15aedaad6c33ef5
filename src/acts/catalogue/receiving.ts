/** 收件、登记、分办. */
import { choice, day, text } from '../../web/given.ts'
import { act, choices, field, NOTE, optionalField, say } from '../act.ts'

const HOW = { phone: '电话', email: '电子邮件', portal: '网上平台', visit: '当面' }

export const receiving = {
  confirmed: act({
    fields: {
      how: field(choice(HOW), '确认方式', 'choice', { choices: choices(HOW) }),
      note: field(text(NOTE), '确认情况', 'long', { help: '写明与谁、何时、如何确认。' }),
    },
    open: ['how'],
    may: ['registrar'],
    outside: 'applicant',
    event: 'confirmed',
  }),
  registered: act({
    fields: {},
    written: { number: say('登记编号', 'text') },
    open: ['number'],
    may: ['registrar'],
    makes: 'registrationReceipt',
    event: 'registered',
    enters: 'register',
  }),
  setAside: act({
    fields: {
      why: field(text(NOTE), '理由', 'long', {
        help: '例如：商业广告；系统测试；与某号申请是同一封邮件。申请人在“办理进度”页看到这一理由。',
      }),
    },
    open: [],
    may: ['registrar'],
    warning:
      '凡是要求提供、公开信息的，都是申请，不得设为无效件；内容不明确的，登记后告知补正。设为无效件后不计算期限，不列入统计和报表；可以恢复，恢复后期限照常计算。',
    event: 'setAside',
  }),
  restored: act({
    fields: { why: field(text(NOTE), '理由', 'long', { help: '申请人在“办理进度”页看到已经恢复，不看到理由。' }) },
    open: [],
    may: ['registrar'],
    event: 'restored',
  }),
  assigned: act({
    fields: {
      unit: field(text(60), '承办机构', 'choice'),
      handler: optionalField(text(60), '承办人', 'choice'),
      answerBy: optionalField(day, '内部办理期限', 'day'),
    },
    open: ['unit', 'handler', 'answerBy'],
    may: ['head'],
    event: 'assigned',
    enters: 'review',
  }),
}
