/** How the open points of law are read here, in words (design: each with its article and what else could be chosen). */
import type { Choices } from '../../workflows/statute/clock.ts'
import type { Reading } from './pages/settings.tsx'

type Told<K extends keyof Choices> = {
  question: string
  article: string
  says: (value: Choices[K]) => [chosen: string, otherwise: string]
}

const either =
  (first: string, second: string) =>
  (isFirst: boolean): [string, string] =>
    isFirst ? [first, second] : [second, first]

const POINTS: { [K in keyof Choices]-?: Told<K> } = {
  platformReceiptConfirms: {
    question: '网上申请怎样算双方确认',
    article: '条例第三十一条第（三）项',
    says: either('平台回执即为确认', '以工作人员记录的确认为准'),
  },
  receiptOnNonWorkingDay: {
    question: '休息日收到的，何日为收到之日',
    article: '条例第三十一条',
    says: (v) => either('当日，自次一工作日起算', '次一工作日')(v === 'thatDay'),
  },
  consultationFrom: {
    question: '征求意见自何日起不计入期限',
    article: '条例第三十三条第三款',
    says: (v) => either('发出的次日', '发出之日')(v === 'dayAfterDispatch'),
  },
  feeWait: {
    question: '等待缴费期间期限是否计算',
    article: '国办函〔2020〕109号',
    says: (v) => either('停止，缴费次日起重新计算', '照常计算')(v === 'suspended'),
  },
  obstacleSuspends: {
    question: '不可抗力或者其他障碍期间期限是否计算',
    article: '条例第三十三条',
    says: (v) => either('照常计算，记录在案', '不计算')(v === false),
  },
  partlyDisclosedFirst: {
    question: '部分公开是否复议前置',
    article: '行政复议法第二十三条、国办函〔2021〕132号第二条',
    says: either('不予公开的部分复议前置', '可以选择'),
  },
  suitRefusedByCourt: {
    question: '法院不受理的事项，文书是否告知起诉',
    article: '法释〔2025〕8号第十条',
    says: (v) => either('不告知', '告知')(v === 'omit'),
  },
  feeMonth: {
    question: '按何日归入自然月计费',
    article: '国办函〔2020〕109号第四条',
    says: (v) => either('收到申请之日', '登记之日')(v === 'receipt'),
  },
  withdrawnCountsForFee: {
    question: '撤回的申请是否计入件数',
    article: '国办函〔2020〕109号第四条',
    says: (v) => either('计入', '不计入')(v === true),
  },
}

/** Every open point of law with the reading that is chosen, the other one, and the article; in Chinese. */
export const readings = (choices: Choices): Reading[] =>
  Object.entries(POINTS).map(([name, { question, article, says }]) => {
    const [chosen, otherwise] = (says as (value: unknown) => [string, string])(choices[name as keyof Choices])
    return { question, chosen, otherwise, article }
  })
