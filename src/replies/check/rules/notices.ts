/** What the letters on the way to a reply must say: corrections, fees, reasons, consultations. */
import { fee as reckonFee } from '../../../../workflows/statute/fees.ts'
import { limitOn } from '../../../../workflows/statute/limits.ts'
import { caseRule, type Fault, filled, last, type Reading, rule } from '../subject.ts'
import { bodyText, lineWith } from '../words.ts'

const is =
  (...ids: string[]) =>
  ({ template }: Reading) =>
    ids.includes(template.id)

const bare = (text: string) => text.replace(/\s/g, '').replace(/^\d+[.、．]/, '')

const matters = caseRule({
  id: 'CORRECTION_MATTERS',
  severity: 'error',
  article: '条例第三十条',
  zh: '一次性告知全部补正事项',
  applies: is('correctionNotice', 'correctionLapsed'),
  check({ lines }, file) {
    const text = bare(bodyText(lines))
    const left =
      last(file, 'correctionRequested')?.matters.filter(
        (matter) => !text.includes(bare(matter).replace(/[。；，]$/, '')),
      ) ?? []
    return left.length === 0
      ? []
      : [{ says: `卷内记录的补正事项没有全部写入，缺“${left[0]!.slice(0, 30)}”。`, remedy: '逐项写明全部补正事项。' }]
  },
})

const correctionPeriod = rule({
  id: 'CORRECTION_PERIOD',
  severity: 'error',
  article: '条例第三十条',
  zh: '补正告知写明合理的期限',
  applies: is('correctionNotice'),
  check(reading) {
    const by = filled(reading, 'correction', 'answerBy')
    return by !== '' && bodyText(reading.lines).includes(by)
      ? []
      : [{ says: '没有写明补正的期限。', remedy: '写明在哪一日以前补正。' }]
  },
})

const correctionConsequence = rule({
  id: 'CORRECTION_CONSEQUENCE',
  severity: 'error',
  article: '条例第三十条',
  zh: '补正告知写明逾期的后果',
  applies: is('correctionNotice'),
  check: ({ lines }) =>
    /视为放弃申请/.test(bodyText(lines)) && /不再处理/.test(bodyText(lines))
      ? []
      : [{ says: '没有写明无正当理由逾期不补正的后果。', remedy: '写明视为放弃申请，不再处理该政府信息公开申请。' }],
})

const correctionRestart = rule({
  id: 'CORRECTION_RESTART',
  severity: 'error',
  article: '条例第三十条',
  zh: '补正告知写明期限重新计算',
  applies: is('correctionNotice'),
  check: ({ lines }) =>
    /重新计算|自.{0,12}收到.{0,6}补正.{0,12}(?:起|之日起)计算/.test(bodyText(lines))
      ? []
      : [
          {
            says: '没有写明答复期限自收到补正的申请之日起计算。',
            remedy: '写明答复期限自收到补正的申请之日起重新计算。',
          },
        ],
})

const correctionOnce = caseRule({
  id: 'CORRECTION_TWICE',
  severity: 'warning',
  article: '条例第三十条；苏政办函〔2019〕98号',
  zh: '补正告知只发一次',
  applies: is('correctionNotice'),
  check: (_, { facts }) =>
    facts.filter(({ type }) => type === 'correctionRequested').length > 1
      ? [{ says: '这一申请已经告知过补正。', remedy: '补正应当一次性告知；仍不明确的，电话沟通，或者答复无法提供。' }]
      : [],
})

const correctionLate = caseRule({
  id: 'CORRECTION_LATE',
  severity: 'warning',
  article: '条例第三十条',
  zh: '在7个工作日内告知补正',
  applies: is('correctionNotice'),
  check: ({ on }, { clock }) =>
    clock.correctionNoticeDueOn && on > clock.correctionNoticeDueOn
      ? [{ says: '收到申请已经超过7个工作日。', remedy: '由法制人员确认是否仍然告知补正。' }]
      : [],
})

const correctionLong = caseRule({
  id: 'CORRECTION_PERIOD_LENGTH',
  severity: 'hint',
  article: '苏政办函〔2019〕98号',
  zh: '补正期限一般不超过15个工作日',
  applies: is('correctionNotice'),
  check({ law, on }, file) {
    const by = last(file, 'correctionRequested')?.answerBy
    if (!by || by <= law.calendar.plus(on, 15).on) return []
    return [{ says: '补正期限超过15个工作日。', remedy: '参考期限为15个工作日以内，确有必要的除外。' }]
  },
})

const isFee = is('fee')

const feeBasis = rule({
  id: 'FEE_BASIS',
  severity: 'error',
  article: '条例第四十二条；国办函〔2020〕109号',
  zh: '收费通知写明依据',
  applies: isFee,
  check: ({ lines }) =>
    /第四十二条/.test(bodyText(lines)) && /国办函〔2020〕109号/.test(bodyText(lines))
      ? []
      : [{ says: '没有写明收费的依据。', remedy: '引用条例第四十二条和国办函〔2020〕109号。' }],
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
    const found: Fault[] = [...wanted]
      .filter((amount) => amount !== Number(written))
      .map((amount) => ({
        says: `数额写成${written}元，依照标准计算是${amount}元。`,
        remedy: '以计算结果为准。',
        line,
      }))
    return found.length === 0 && parts.length > 0 && sum !== Number(written)
      ? [{ says: `数额写成${written}元，各档相加是${sum}元。`, remedy: '核对计算过程。', line }]
      : found
  },
})

const feePeriod = rule({
  id: 'FEE_PERIOD',
  severity: 'error',
  article: '国办函〔2020〕109号；四川省财政厅、发展改革委2021年1月18日通知第二点',
  zh: '缴费期限是收到次日起20个工作日',
  applies: isFee,
  check({ lines, law, on }) {
    const { days } = limitOn(law.limits, 'feePayment', on < '2021-01-01' ? '2021-01-01' : on)
    const told = /收到.{0,8}(?:次日|之日)?起(\d+)个?(工作日|日|天)/
    const [, number, unit] = told.exec(bodyText(lines)) ?? []
    return Number(number) === days && unit === '工作日'
      ? []
      : [
          {
            says: '没有写明缴费期限，或者期限不符。',
            remedy: `写明自收到通知书次日起${days}个工作日内。`,
            line: lineWith(lines, told),
          },
        ]
  },
})

const feeLapse = rule({
  id: 'FEE_LAPSE',
  severity: 'error',
  article: '国办函〔2020〕109号',
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
  article: '国办函〔2020〕109号；四川省财政厅、发展改革委2021年1月18日通知第二点',
  zh: '收费通知写明缴纳方式',
  applies: isFee,
  check: ({ lines }) =>
    /账户|账号|凭证|缴入国库|缴款|扫码|银行|窗口|缴款码/.test(bodyText(lines))
      ? []
      : [{ says: '没有写明缴纳方式。', remedy: '写明缴款的渠道或者账户。' }],
})

const answerPeriod = rule({
  id: 'CONSULTATION_PERIOD',
  severity: 'error',
  article: '条例第三十二条、第三十四条',
  zh: '征求意见写明15个工作日的期限',
  applies: is('thirdParty', 'agency', 'thirdPartyReply'),
  check: ({ lines }) =>
    /(?:15|十五)个工作日/.test(bodyText(lines))
      ? []
      : [{ says: '没有写明自收到征求意见书之日起15个工作日内提出意见。', remedy: '写明15个工作日的期限。' }],
})

/** Silence of a third party decides nothing (Art 32); silence of a co-maker is consent (Art 34). */
const silence = rule({
  id: 'CONSULTATION_SILENCE',
  severity: 'error',
  article: '条例第三十二条、第三十四条',
  zh: '逾期未答复的后果正确',
  applies: (reading) =>
    is('thirdParty', 'agency', 'thirdPartyRights', 'partlyDisclosed', 'consultationNotice')(reading),
  check({ lines, template }) {
    const text = bodyText(lines)
    const deemed = /视为(?:不)?同意/
    if (template.id === 'agency')
      return /视为同意公开/.test(text)
        ? []
        : [{ says: '没有写明逾期未提出意见视为同意公开。', remedy: '依照第三十四条写明。' }]
    if (deemed.test(text))
      return [
        {
          says: '第三方逾期未答复，既不视为同意，也不视为不同意。',
          remedy: '改为由本机关依照条例的规定决定是否公开。',
          line: lineWith(lines, deemed),
        },
      ]
    return template.id !== 'thirdParty' || /由(?:本|行政)机关.{0,16}决定是否公开/.test(text)
      ? []
      : [{ says: '没有写明逾期未提出意见的后果。', remedy: '写明由本机关依照条例的规定决定是否公开。' }]
  },
})

const notCounted = rule({
  id: 'CONSULTATION_NOT_COUNTED',
  severity: 'error',
  article: '条例第三十三条第三款',
  zh: '告知申请人征求意见的时间不计算在内',
  applies: is('consultationNotice'),
  check: ({ lines }) =>
    /不计算在.{0,12}期限内|不计入.{0,12}期限/.test(bodyText(lines))
      ? []
      : [{ says: '没有告知征求意见所需时间不计算在答复期限内。', remedy: '写明第三十三条第三款的规定。' }],
})

const overriding = rule({
  id: 'OVERRIDE_REASONS',
  severity: 'error',
  article: '条例第三十二条',
  zh: '决定公开告知第三方内容和理由',
  applies: is('thirdPartyDecision'),
  check: ({ lines }) =>
    /公共利益/.test(bodyText(lines)) && /决定(?:予以)?公开/.test(bodyText(lines))
      ? []
      : [{ says: '没有写明决定公开以及不公开对公共利益的影响。', remedy: '写明决定公开的内容和理由。' }],
})

const reasonsPeriod = rule({
  id: 'REASONS_NOTICE_PERIOD',
  severity: 'error',
  article: '条例第三十五条',
  zh: '要求说明理由写明期限和后果',
  applies: is('reasons'),
  check(reading) {
    const text = bodyText(reading.lines)
    const by = filled(reading, 'reasons', 'answerBy')
    return by !== '' && text.includes(by) && /不予处理/.test(text)
      ? []
      : [{ says: '没有写明说明理由的期限，或者理由不合理的后果。', remedy: '写明期限，并写明理由不合理的不予处理。' }]
  },
})

export const noticeRules = [
  matters,
  correctionPeriod,
  correctionConsequence,
  correctionRestart,
  correctionOnce,
  correctionLate,
  correctionLong,
  feeBasis,
  feeStandard,
  feeAmount,
  feePeriod,
  feeLapse,
  feePayment,
  answerPeriod,
  silence,
  notCounted,
  overriding,
  reasonsPeriod,
]
