/** 征求第三方、其他机关意见 (Art 32, 34). */
import { z } from 'zod'
import { text, yesNo } from '../../web/given.ts'
import { act, type CatalogueEntry, field, LONG, NOTE, optionalField } from '../act.ts'

/** RFC 5321 4.5.3.1: at most 64 octets before the @. */
const email = text(200).refine((value) => z.email().safeParse(value).success && value.indexOf('@') <= 64, {
  error: '不是有效的电子邮箱',
})
const which = {
  consultation: optionalField(text(20), '哪一件征求意见', 'text', { help: '只有一件未结时不必填写。' }),
}

const consulted = (who: string): CatalogueEntry =>
  act({
    fields: {
      party: field(text(300), who, 'text'),
      about: optionalField(text(NOTE), '征求意见的范围和内容', 'long', {
        help: '写进征求意见书和网上答复页面。不填写的，只写申请公开的信息名称。不得写明申请人。',
      }),
      contact: optionalField(text(100), '联系人', 'text'),
      phone: optionalField(text(100), '联系电话', 'text'),
      email: optionalField(email, '电子邮箱', 'text', {
        help: '填写的，征求意见书同时以电子邮件发送，附网上答复的地址。',
      }),
      address: optionalField(text(300), '通信地址', 'text'),
      ...which,
    },
    open: ['consultation'],
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
    reasons: field(text(LONG), '意见和理由', 'long'),
    ...which,
  },
  open: ['consultation', 'consents'],
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
  thirdPartyConsulted: consulted('第三方'),
  thirdPartyReached: reached,
  thirdPartyAnswered: answered,
  thirdPartySilent: silent,
  agencyConsulted: consulted('其他行政机关'),
  agencyReached: reached,
  agencyAnswered: answered,
  agencySilent: silent,
}
