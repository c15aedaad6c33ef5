/** The fee notice: basis, standard, amount, period, effect, and how to pay. */
import { noticed, fee as reckonFee } from '../../../../workflows/statute/fees.ts'
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
  zh: '按件或者按量，只用一种标准，写明各档',
  applies: isFee,
  check({ lines }) {
    const text = bodyText(lines)
    const [items, pages] = [/按件/.test(text), /按量|按页/.test(text)]
    if (items === pages)
      return [
        {
          says: items ? '同时写了按件和按量两种标准。' : '没有写明按件还是按量计收。',
          remedy: '一件申请只用一种标准，并写明。',
        },
      ]
    const unit = items ? '件' : '页'
    return new RegExp(`不收费[^。]*每${unit}\\d+元`).test(text)
      ? []
      : [{ says: '没有写明收费的标准。', remedy: '写明不收费的数量，以及各档每件或者每页多少元。' }]
  },
})

const feeQuantity = caseRule({
  id: 'FEE_QUANTITY',
  severity: 'error',
  article: '国办函〔2020〕109号第四条、第五条',
  zh: '写明是本月第几件，或者共多少页',
  applies: isFee,
  check({ lines }, file) {
    const notice = last(file, 'feeNotified')
    if (!notice) return []
    const { basis, quantity, earlierThisMonth = 0 } = notice
    const place = basis === 'items' ? `第${earlierThisMonth + 1}件` : `共${quantity}页`
    return bodyText(lines).includes(place)
      ? []
      : [{ says: `没有写明计费的数量（${place}）。`, remedy: `写明${place}，与收费通知的记录一致。` }]
  },
})

const feeAmount = caseRule({
  id: 'FEE_AMOUNT',
  severity: 'error',
  article: '国办函〔2020〕109号第四条、第五条',
  zh: '数额与计算一致，少收的写明理由',
  applies: isFee,
  check({ lines, law }, file) {
    const text = bodyText(lines)
    const written = yuan(/共计([\d,，]+)元/.exec(text)?.[1])
    if (written === null) return [{ says: '没有写明应缴的数额。', remedy: '写明应缴纳信息处理费共计多少元。' }]
    const line = lineWith(lines, /共计[\d,，]+元/)
    const fault = (says: string, remedy: string): Fault[] => [{ says: `数额写成${written}元，${says}`, remedy, line }]
    const notice = last(file, 'feeNotified')
    if (notice && notice.amount !== written) return fault(`记录的是${notice.amount}元。`, '以记录的数额为准。')
    const waived = yuan(/因[^。]{1,300}，少收([\d,，]{1,20})元/.exec(text)?.[1]) ?? 0
    const reckoned = notice && reckonFee(noticed(notice), law.fees, notice.on).amount
    if (reckoned !== undefined && reckoned - waived !== written)
      return fault(`依照标准计算是${reckoned}元。`, '以计算结果为准；少收的，写明理由和少收的数额。')
    const sum = [...text.matchAll(/(?<!共)计(\d+)元/g)].reduce((total, [, n]) => total + Number(n), 0)
    return sum - waived === written
      ? []
      : fault(`各档相加${waived ? '减去少收的' : ''}是${sum - waived}元。`, '核对计算过程。')
  },
})

/** A sum as it is written, with or without separators. */
const yuan = (words: string | undefined): number | null =>
  words === undefined ? null : Number(words.replace(/[,，]/g, ''))

/** Of one application, charged by its pages or by all the items that count, nobody has shown how often its applicant asks. */
const feeFrequency = rule({
  id: 'FEE_FREQUENCY_NOT_SHOWN',
  severity: 'error',
  article: '条例第四十二条；国办函〔2020〕109号第四条、第五条',
  zh: '没有多次申请的记录，不写频次超过合理范围',
  applies: isFee,
  check({ lines, file }) {
    const notice = file && last(file, 'feeNotified')
    const isShown = notice?.basis === 'items' && (notice.earlierThisMonth ?? 0) > 0
    const line = lineWith(lines, /频次[^。；]{0,6}超过/)
    return line === undefined || isShown
      ? []
      : [
          {
            says: file
              ? '写明申请的频次超过合理范围，收费通知没有记录本月在此以前的申请。'
              : '模板写频次超过合理范围，每一份通知都会这样说，不论申请过几次。',
            remedy: '改写为数量超过合理范围；模板用空白 fee.beyond。',
            line,
          },
        ]
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
    /账户|账号|凭证|缴入国库|缴款码|扫码|银行|窗口|缴纳的地点/.test(bodyText(lines))
      ? []
      : [{ says: '没有写明缴纳方式。', remedy: '写明缴款的账户、渠道或者地点；收款单位和账户在“设置”中填写。' }],
})

export const feeRules = [feeBasis, feeStandard, feeQuantity, feeFrequency, feeAmount, feePeriod, feeLapse, feePayment]
