/** 征求第三方、其他机关意见 (Art 32, 34). */
import { EXTENTS, INTERESTS } from '../../../workflows/disclosure/vocabulary.ts'
import { choice, mailAddress, text, yesNo } from '../../web/given.ts'
import { act, type CatalogueEntry, choices, field, LONG, NOTE, optionalField } from '../act.ts'

const which = {
  consultation: optionalField(text(20), '哪一件征求意见', 'text', {
    optional: '未结的不止一件的，必填',
    help: '只有一件未结时不必填写。',
  }),
}

const consulted = (who: string, more: CatalogueEntry['fields'] = {}): CatalogueEntry =>
  act({
    fields: {
      party: field(text(300), who, 'text'),
      ...more,
      about: optionalField(text(NOTE), '征求意见的范围和内容', 'long', {
        help: '写进征求意见书和网上答复页面。不填写的，只写申请公开的信息名称。不得写明申请人。',
      }),
      contact: optionalField(text(100), '联系人', 'text'),
      phone: optionalField(text(100), '联系电话', 'text'),
      email: optionalField(mailAddress, '电子邮箱', 'text', {
        help: '填写的，征求意见书同时以电子邮件发送，附网上答复的地址。',
      }),
      address: optionalField(text(300), '通信地址', 'text'),
      consultation: optionalField(text(20), '哪一件征求意见', 'text', { help: '由系统编号，不必填写。' }),
    },
    open: ['consultation', ...(Object.keys(more) as never[])],
    may: ['handler', 'head'],
    event: 'consulted',
  })

const reached: CatalogueEntry = act({
  fields: which,
  open: ['consultation'],
  may: ['registrar', 'handler'],
  outside: 'party',
})

const answered: CatalogueEntry = act({
  fields: {
    consents: field(yesNo, '是否同意公开', 'yesNo'),
    extent: optionalField(choice(EXTENTS), '不同意的范围', 'choice', {
      choices: choices(EXTENTS),
      when: { field: 'consents', is: ['false'] },
    }),
    reasons: field(text(LONG), '意见和理由', 'long'),
    ...which,
  },
  open: ['consultation', 'consents', 'extent'],
  may: ['registrar', 'handler'],
  outside: 'party',
  event: 'consultationEnded',
  theirs: true,
})

const silent: CatalogueEntry = act({
  fields: which,
  open: ['consultation'],
  may: ['handler', 'head'],
  event: 'consultationEnded',
})

export const consultation = {
  thirdPartyConsulted: consulted('第三方', {
    interest: optionalField(choice(INTERESTS), '公开可能损害的权益', 'choice', {
      choices: choices(INTERESTS),
      help: '写进征求意见书和答复书。还不清楚的不选，文书只写合法权益。',
    }),
  }),
  thirdPartyReached: reached,
  thirdPartyAnswered: answered,
  thirdPartySilent: silent,
  thirdPartyAssessed: act({
    fields: {
      reasonable: field(yesNo, '不同意公开的理由是否合理', 'yesNo', { help: '只说不同意的，还不是合理理由。' }),
      publicInterest: field(yesNo, '不公开是否可能对公共利益造成重大影响', 'yesNo'),
      interest: optionalField(choice(INTERESTS), '经审查涉及的权益', 'choice', {
        choices: choices(INTERESTS),
        help: '写进答复书。',
      }),
      why: field(text(LONG), '审查情况和理由', 'long', {
        help: '写进给申请人的答复书；不写进告知第三方的文书。不得写入商业秘密、个人隐私的内容。',
      }),
      letterReasons: optionalField(text(LONG), '写进告知第三方文书的理由', 'long', {
        help: '决定公开的理由由前两项的结论写明；需要补充的写在这里，第三方会读到。',
      }),
      ...which,
      matter: optionalField(text(NOTE), '所涉事项', 'text'),
    },
    open: ['consultation', 'reasonable', 'publicInterest', 'interest'],
    may: ['handler', 'head'],
  }),
  agencyConsulted: consulted('其他行政机关', {
    coMaker: field(yesNo, '是否由本机关牵头、与该机关共同制作', 'yesNo', {
      help: '共同制作的，逾期未答复视为同意公开（《条例》第三十四条）；其他机关没有这一规定。',
    }),
  }),
  agencyReached: reached,
  agencyAnswered: answered,
  agencySilent: silent,
}
