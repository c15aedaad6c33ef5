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
