/** The fee notice: basis, standard, amount, period, effect, and how to pay. */
import { fee as reckonFee } from '../../../../workflows/statute/fees.ts'
import { caseRule, daysOf, type Fault, isOne, last, rule } from '../subject.ts'
import { bodyText, lineWith } from '../tokens.ts'

const isFee = isOne('fee')

const feeBasis = rule({
  id: 'FEE_BASIS',
  severity: 'error',
  article: '条例第四十二条；国办函〔2020〕109号第四条、第五条',
  zh: '收费通知写明依据',
  applies: isFee,
  check: ({ lines }) =>
    /第四十二条/.test(bodyText(lines)) && /国办函〔2020〕109号[^。]{0,16}第（?[四五]）?条/.test(bodyText(lines))
      ? []
      : [
          {
            says: '没有写明收费的依据。',
            remedy: '引用条例第四十二条和国办函〔2020〕109号，按件计收的写第四条，按量计收的写第五条。',
          },
        ],
})

const feeStandard = caseRule({
  id: 'FEE_STANDARD',
  severity: 'error',
  article: '国办函〔2020〕109号第三条',
  zh: '按件或者按量，只用一种标准',
  applies: isFee,
  check({ lines }) {
    const text = bodyText(lines)
    const [items, pages] = [/按件/.test(text), /按量|按页/.test(text)]
    if (items !== pages) return []
    return [
      {
        says: items ? '同时写了按件和按量两种标准。' : '没有写明按件还是按量计收。',
        remedy: '一件申请只用一种标准，并写明。',
      },
    ]
  },
})

const feeAmount = caseRule({
  id: 'FEE_AMOUNT',
  severity: 'error',
  article: '国办函〔2020〕109号第四条、第五条',
  zh: '数额与计算一致',
  applies: isFee,
  check({ lines, law, on }, file) {
    const text = bodyText(lines)
    const written = /共计([\d,，]+)元/.exec(text)?.[1]?.replace(/[,，]/g, '')
    if (!written) return [{ says: '没有写明应缴的数额。', remedy: '写明应缴纳信息处理费共计多少元。' }]
    const line = lineWith(lines, /共计[\d,，]+元/)
    const parts = [...text.matchAll(/(?<!共)计(\d+)元/g)].map(([, n]) => Number(n))
    const notice = last(file, 'feeNotified')
    const wanted = new Set<number>()
    const sum = parts.reduce((total, n) => total + n, 0)
    if (notice) wanted.add(notice.amount)
    if (notice?.basis === 'pages')
      wanted.add(reckonFee({ basis: 'pages', pages: notice.quantity }, law.fees, on).amount)
    const faults: Fault[] = [...wanted]
      .filter((amount) => amount !== Number(written))
      .map((amount) => ({
        says: `数额写成${written}元，依照标准计算是${amount}元。`,
        remedy: '以计算结果为准。',
        line,
      }))
    return faults.length === 0 && parts.length > 0 && sum !== Number(written)
      ? [{ says: `数额写成${written}元，各档相加是${sum}元。`, remedy: '核对计算过程。', line }]
      : faults
  },
})

const feePeriod = rule({
  id: 'FEE_PERIOD',
  severity: 'error',
  article: '国办函〔2020〕109号第六条；四川省财政厅、发展改革委2021年1月18日通知第二点',
  zh: '缴费期限自收到次日起，与规定的工作日数一致',
  applies: isFee,
  check(reading) {
    const { lines } = reading
    const days = daysOf(reading, 'feePayment')
    const sentence = /收到.{0,8}(?:次日|之日)?起(\d+)个?(工作日|日|天)/
    const [, number, unit] = sentence.exec(bodyText(lines)) ?? []
    return Number(number) === days && unit === '工作日'
      ? []
      : [
          {
            says: '没有写明缴费期限，或者期限不符。',
            remedy: `写明自收到通知书次日起${days}个工作日内。`,
            line: lineWith(lines, sentence),
          },
        ]
  },
})

const feeLapse = rule({
  id: 'FEE_LAPSE',
  severity: 'error',
  article: '国办函〔2020〕109号第六条',
  zh: '收费通知写明逾期的后果',
  applies: isFee,
  check: ({ lines }) =>
    /视为放弃申请/.test(bodyText(lines)) && /不再处理/.test(bodyText(lines))
      ? []
      : [{ says: '没有写明逾期未缴纳的后果。', remedy: '写明视为放弃申请，不再处理该政府信息公开申请。' }],
})

const feePayment = caseRule({
  id: 'FEE_PAYMENT',
  severity: 'error',
  article: '国办函〔2020〕109号第六条；四川省财政厅、发展改革委2021年1月18日通知第二点',
  zh: '收费通知写明缴纳方式',
  applies: isFee,
  check: ({ lines }) =>
    /账户|账号|凭证|缴入国库|缴款|扫码|银行|窗口|缴款码/.test(bodyText(lines))
      ? []
      : [{ says: '没有写明缴纳方式。', remedy: '写明缴款的渠道或者账户。' }],
})

export const feeRules = [feeBasis, feeStandard, feeAmount, feePeriod, feeLapse, feePayment]
