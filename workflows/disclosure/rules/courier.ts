/** 邮寄 (邮政法 Art 55): documents of the State travel with the postal enterprise alone; no courier may carry them. */
import type { FactOf } from '../vocabulary.ts'
import type { Rule } from './rule.ts'

/** How couriers name themselves and begin their numbers. A number of the Universal Postal Union ends in a country: it is postal. */
const COURIER = /^(?:SF|JD[A-Z]{0,3}|YT|YD|ZTO|STO|JT|DPK?|KYE?)[A-Z]?\d{6,}$/
const COURIER_NAMED = /顺丰|京东|圆通|中通|申通|韵达|极兔|德邦|跨越|百世|丰网/

const isCouriers = (trackingNumber: string): boolean =>
  COURIER_NAMED.test(trackingNumber) || COURIER.test(trackingNumber.replace(/[\s-]/g, '').toUpperCase())

export const COURIER_IS_NO_POST: Rule = {
  code: 'COURIER_IS_NO_POST',
  article: '邮政法第五十五条、国办公开办函〔2016〕235号',
  kept: (_context, fact) => {
    if (fact?.type !== 'replyServed' && fact?.type !== 'sent') return true
    const { how, trackingNumber = '' } = fact as FactOf<'replyServed'> | FactOf<'sent'>
    return how !== 'post' || !isCouriers(trackingNumber)
  },
}
