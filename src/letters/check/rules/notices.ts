import { printable } from '../../../documents/index.ts'
import { askedThoughStated } from '../stated.ts'
import { caseRule, daysOf, filled, isOne, last, rule } from '../subject.ts'
import { bodyText, lineWith, numeral, sentencesOf } from '../tokens.ts'

const bare = (text: string) =>
  printable(text)
    .replace(/\s/g, '')
    .replace(/^\d+[.、．]/, '')

const matters = caseRule({
  id: 'CORRECTION_MATTERS',
  severity: 'warning',
  article: '条例第三十条',
  zh: '一次性告知全部补正事项',
  applies: isOne('correctionNotice', 'correctionLapsed'),
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

/** Art 30 is for what is not clear: to ask for what the request says, which the letter itself quotes, only gains time. */
const correctionStated = caseRule({
  id: 'CORRECTION_ALREADY_STATED',
  severity: 'warning',
  article: '条例第三十条、第二十九条第二款',
  zh: '不要求补正申请已经写明的内容',
  applies: isOne('correctionNotice'),
  check(reading, file) {
    const { title, description, documentNumber } = last(file, 'submitted')?.request ?? {}
    const request = [title, description, documentNumber].flatMap((text) => text ?? [])
    return (last(file, 'correctionRequested')?.matters ?? []).flatMap((matter) =>
      askedThoughStated(matter, request).map(({ zh, words }) => ({
        says: `要求补正${zh}，而申请已经写明“${words}”。`,
        remedy: '申请已经写明的不再要求补正；认为写明的内容仍不明确的，引用原文并说明哪里不明确。',
        line: reading.lines.find(({ printed }) => printed.includes(matter.slice(0, 12)))?.at,
      })),
    )
  },
})

const correctionPeriod = rule({
  id: 'CORRECTION_PERIOD',
  severity: 'error',
  article: '条例第三十条',
  zh: '补正告知写明合理的期限',
  applies: isOne('correctionNotice'),
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
  applies: isOne('correctionNotice'),
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
  applies: isOne('correctionNotice'),
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
  applies: isOne('correctionNotice'),
  check: (_, { facts }) =>
    facts.filter(({ type }) => type === 'correctionRequested').length > 1
      ? [{ says: '这一申请已经告知过补正。', remedy: '补正应当一次性告知；仍不明确的，电话沟通，或者答复无法提供。' }]
      : [],
})

const correctionLate = caseRule({
  id: 'CORRECTION_LATE',
  severity: 'warning',
  article: '条例第三十条',
  zh: '在补正告知的期限以内告知',
  applies: isOne('correctionNotice'),
  check: (reading, { clock }) =>
    clock.correctionNoticeDueOn && reading.on > clock.correctionNoticeDueOn
      ? [
          {
            says: `收到申请已经超过${daysOf(reading, 'correctionNotice')}个工作日。`,
            remedy: '由法制人员确认是否仍然告知补正。',
          },
        ]
      : [],
})

const correctionLong = caseRule({
  id: 'CORRECTION_PERIOD_LENGTH',
  severity: 'hint',
  article: '苏政办函〔2019〕98号',
  zh: '补正期限一般不超过参考期限',
  applies: isOne('correctionNotice'),
  check(reading, file) {
    const { law, on } = reading
    const days = daysOf(reading, 'correctionPeriod')
    const by = last(file, 'correctionRequested')?.answerBy
    if (!by || by <= law.calendar.plus(on, days).on) return []
    return [{ says: `补正期限超过${days}个工作日。`, remedy: `参考期限为${days}个工作日以内，确有必要的除外。` }]
  },
})

const answerPeriod = rule({
  id: 'CONSULTATION_PERIOD',
  severity: 'error',
  article: '条例第三十二条、第三十四条',
  zh: '征求意见写明答复的期限',
  applies: isOne('thirdParty', 'agency', 'agencyOpinion', 'thirdPartyReply'),
  check(reading) {
    const days = daysOf(reading, reading.template.id.startsWith('agency') ? 'agencyAnswer' : 'thirdPartyAnswer')
    const sentence = new RegExp(`(?:${days}|${numeral(days)})个工作日`)
    return sentence.test(bodyText(reading.lines))
      ? []
      : [
          {
            says: `没有写明自收到征求意见书之日起${days}个工作日内提出意见。`,
            remedy: `写明${days}个工作日的期限。`,
          },
        ]
  },
})

/** Silence of a third party decides nothing (Art 32); silence of a co-maker is consent (Art 34), that of another agency is not. */
const silence = rule({
  id: 'CONSULTATION_SILENCE',
  severity: 'error',
  article: '条例第三十二条、第三十四条',
  zh: '逾期未答复的后果正确',
  applies: (reading) =>
    isOne(
      'thirdParty',
      'agency',
      'agencyOpinion',
      'thirdPartyRights',
      'partlyDisclosed',
      'consultationNotice',
    )(reading),
  check({ lines, template }) {
    const text = bodyText(lines)
    const deemed = /视为不?同意/
    // Art 34: the silence of another agency is consent, and a letter may say so.
    const ofAgency = (sentence: string) =>
      /(?:其他|有关|行政)机关|共同制作|第三十四条/.test(sentence) && !/第三方/.test(sentence)
    const wrong = sentencesOf(text).some((sentence) => deemed.test(sentence) && !ofAgency(sentence))
    if (template.id === 'agency')
      return /视为同意公开/.test(text)
        ? []
        : [{ says: '没有写明逾期未提出意见视为同意公开。', remedy: '依照第三十四条写明。' }]
    // Art 34 speaks of what was made together; of every other agency Art 33 ¶3 only says that the time is not counted.
    if (template.id === 'agencyOpinion')
      return deemed.test(text)
        ? [
            {
              says: '没有共同制作的机关逾期未提出意见，不视为同意公开。',
              remedy: '改为由本机关依法决定；共同制作的，用“agency”。',
              line: lineWith(lines, deemed),
            },
          ]
        : []
    if (wrong)
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
  applies: isOne('consultationNotice', 'agencyConsultationNotice'),
  check: ({ lines }) =>
    /不计算在.{0,12}期限内|不计入.{0,12}期限/.test(bodyText(lines))
      ? []
      : [{ says: '没有告知征求意见所需时间不计算在答复期限内。', remedy: '写明第三十三条第三款的规定。' }],
})

/** Art 32 knows two grounds; the letter gives the one that was found. */
const GROUNDS: Partial<Record<string, RegExp>> = {
  thirdPartyDecision: /公共利益/,
  thirdPartyDecisionReasons: /理由(?:不合理|不成立)|没有合理理由/,
}

const overriding = rule({
  id: 'OVERRIDE_REASONS',
  severity: 'error',
  article: '条例第三十二条',
  zh: '决定公开告知第三方内容和理由',
  applies: ({ template }) => GROUNDS[template.id] !== undefined,
  check: ({ lines, template }) =>
    GROUNDS[template.id]!.test(bodyText(lines)) && /决定(?:予以)?公开/.test(bodyText(lines))
      ? []
      : [
          {
            says: '没有写明决定公开以及不采纳第三方意见的理由。',
            remedy: '写明决定公开的内容和理由：第三方的理由不合理，或者不公开对公共利益的影响。',
          },
        ],
})

const reasonsPeriod = rule({
  id: 'REASONS_NOTICE_PERIOD',
  severity: 'error',
  article: '条例第三十五条',
  zh: '要求说明理由写明期限和后果',
  applies: isOne('reasons'),
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
  correctionStated,
  correctionPeriod,
  correctionConsequence,
  correctionRestart,
  correctionOnce,
  correctionLate,
  correctionLong,
  answerPeriod,
  silence,
  notCounted,
  overriding,
  reasonsPeriod,
]
