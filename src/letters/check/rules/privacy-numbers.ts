/** Nobody's number: of identity cards, telephones, mailboxes and bank cards. */
import { isResident, mask, mobiles, OTHER_ID, official, RESIDENT, spotted } from '../figures.ts'
import { caseRule, isOutgoing } from '../subject.ts'

const resident = caseRule({
  id: 'PRIVACY_ID_NUMBER',
  severity: 'error',
  article: '条例第十五条；个人信息保护法第六条',
  zh: '没有身份证件号码',
  applies: isOutgoing,
  check: ({ lines }) =>
    [...spotted(lines, RESIDENT, isResident), ...spotted(lines, OTHER_ID)].slice(0, 3).map(({ text, line }) => ({
      says: `文中有身份证件号码（${mask(text)}）。`,
      remedy: '删去号码；确需指明的，只写姓名。',
      line,
    })),
})

const phone = caseRule({
  id: 'PRIVACY_PHONE',
  severity: 'error',
  article: '条例第十五条；个人信息保护法第六条',
  zh: '没有他人的个人电话',
  applies: isOutgoing,
  check: (reading, file) =>
    mobiles(reading, file)
      .filter(({ isOffered }) => !isOffered)
      .map(({ text, line }) => ({
        says: `文中有手机号码（${mask(text)}）。`,
        remedy: '删去号码；联系方式只写本机关对外公布的电话。',
        line,
      })),
})

const offered = caseRule({
  id: 'CONTACT_IS_MOBILE',
  severity: 'warning',
  article: '条例第十二条；个人信息保护法第六条',
  zh: '联系电话是对外公布的电话',
  applies: isOutgoing,
  check: (reading, file) =>
    mobiles(reading, file)
      .filter(({ isOffered }) => isOffered)
      .map(({ text, line }) => ({
        says: `联系电话是手机号码（${mask(text)}）。`,
        remedy: '改为对外公布的办公电话；确是公布的号码的，不必改。',
        line,
      })),
})

const mail = caseRule({
  id: 'PRIVACY_EMAIL',
  severity: 'warning',
  article: '条例第十五条；个人信息保护法第六条',
  zh: '没有个人电子邮箱',
  applies: isOutgoing,
  check(reading, file) {
    const ours = official(reading, file)
    return spotted(
      reading.lines,
      /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g,
      (text) => !ours.includes(text),
    ).map(({ text, line }) => ({
      says: `文中有电子邮箱（${mask(text)}）。`,
      remedy: '改为“预留的电子邮箱”。',
      line,
    }))
  },
})

const luhn = (digits: string) =>
  [...digits].reverse().reduce((sum, digit, i) => {
    const doubled = i % 2 === 1 ? Number(digit) * 2 : Number(digit)
    return sum + (doubled > 9 ? doubled - 9 : doubled)
  }, 0) %
    10 ===
  0

const card = caseRule({
  id: 'PRIVACY_BANK_CARD',
  severity: 'error',
  article: '条例第十五条；个人信息保护法第二十八条',
  zh: '没有个人银行账号',
  applies: isOutgoing,
  check(reading, file) {
    const ours = official(reading, file)
    return spotted(
      reading.lines,
      // Cards of persons are issued under 62; other long numbers pass the same check by chance.
      /(?<!\d)62\d{14,17}(?!\d)/g,
      (text) => luhn(text) && !(text.length === 18 && isResident(text)) && !ours.includes(text),
    ).map(({ text, line }) => ({ says: `文中有银行卡号（${mask(text)}）。`, remedy: '删去号码。', line }))
  },
})

export const privacyNumberRules = [resident, phone, offered, mail, card]
