import { type ToldRemedy, toldOf } from '../../../../workflows/statute/remedies.ts'
import { decides, isOutgoing, isReply, type Reading, rule } from '../subject.ts'
import { toldRemedies } from '../told.ts'

/** What the law of the day gives for the outcome and, where that is open, what the agency has chosen. */
function lawful({ law, outcome, on }: Reading): ToldRemedy | null {
  const rows = outcome ? law.outcomes[outcome].remedy : []
  const row = rows.find(({ inForce, until }) => inForce <= on && (until === undefined || on <= until))
  return row && outcome ? toldOf(row.kind, outcome, law.choices(on)) : null
}

/** Steps on the way: courts and reconsideration bodies hear no objection to them alone (法释〔2025〕8号 Art 10 ¶2(2)(3)). */
const STEPS = new Set([
  ...['registrationReceipt', 'correctionNotice', 'extensionNotice', 'consultationNotice', 'fee', 'reasons', 'delay'],
  ...['agencyConsultationNotice', 'recordForwarded', 'thirdParty', 'agency', 'agencyOpinion', 'assistance'],
])
const isStep = (reading: Reading) =>
  isOutgoing(reading) && !isReply(reading) && (STEPS.has(reading.template.id) || reading.template.remedy === 'none')

const untold = rule({
  id: 'REMEDY_MISSING',
  severity: 'error',
  article: '行政复议法第二十条第三款；条例第五十一条',
  zh: '告知了行政复议的权利',
  applies: decides,
  check: ({ lines }) =>
    toldRemedies(lines).reconsiderations.length > 0
      ? []
      : [{ says: '没有告知申请行政复议的权利、机关和期限。', remedy: '加上与办理结果相符的救济途径条款。' }],
})

const firstMissing = rule({
  id: 'REMEDY_FIRST_MISSING',
  severity: 'error',
  article: '行政复议法第二十三条第一款第（四）项、第二款；法释〔2025〕8号第一条',
  zh: '不予公开告知复议前置',
  applies: (reading) => isReply(reading) && lawful(reading) === 'first',
  check({ lines }) {
    const { reconsiderations } = toldRemedies(lines)
    if (reconsiderations.length === 0 || reconsiderations.some(({ first }) => first)) return []
    return [
      {
        says: '不予公开应当先申请行政复议，文中没有告知应当先复议。',
        remedy: '改用复议前置的救济途径条款。',
        line: reconsiderations[0]!.line,
      },
    ]
  },
})

const directSuit = rule({
  id: 'REMEDY_DIRECT_SUIT',
  severity: 'error',
  article: '行政复议法第二十三条第一款第（四）项；法释〔2025〕8号第一条、第十条第二款第（一）项',
  zh: '复议前置的不告知直接起诉',
  applies: (reading) => isReply(reading) && lawful(reading) === 'first',
  check({ lines, outcome }) {
    const { suits } = toldRemedies(lines)
    // The disclosed part of a partly disclosed reply may be taken to court at once, if its paragraph says so.
    const ofGivenPart = (at: number) =>
      outcome === 'partlyDisclosed' &&
      lines.some((line) => line.at === at && /(?<!不)予以公开的(?:部分|内容)/.test(line.own))
    return suits
      .filter(({ direct, line }) => direct && !ofGivenPart(line))
      .map(({ line }) => ({
        says: '依照第十四条至第十六条不予公开的，不能直接提起行政诉讼，文中告知可以直接起诉。',
        remedy: '删去直接起诉的内容，改用复议前置的条款。',
        line,
      }))
  },
})

const firstWrong = rule({
  id: 'REMEDY_FIRST_WRONG',
  severity: 'error',
  article: '行政复议法第二十三条第一款第（四）项；行政诉讼法第四十四条第一款',
  zh: '不属于复议前置的没有告知先复议',
  // Which way the withheld part of a partly disclosed reply goes is open: to tell reconsideration first harms nobody.
  applies: (reading) =>
    isReply(reading) && reading.outcome !== 'partlyDisclosed' && ![null, 'first'].includes(lawful(reading)),
  check: ({ lines }) =>
    toldRemedies(lines)
      .reconsiderations.filter(({ first }) => first)
      .map(({ line }) => ({
        says: '这一办理结果不属于复议前置，文中告知应当先申请行政复议。',
        remedy: '改用可以申请行政复议、也可以提起行政诉讼的条款。',
        line,
      })),
})

const suitMissing = rule({
  id: 'REMEDY_SUIT_MISSING',
  severity: 'error',
  article: '行政诉讼法第四十四条第一款、第四十六条第一款；法释〔2025〕8号第一条',
  zh: '可以直接起诉的告知了起诉的权利',
  applies: (reading) => isReply(reading) && ['either', 'cautioned'].includes(lawful(reading) ?? ''),
  check({ lines }) {
    const { reconsiderations, suits } = toldRemedies(lines)
    return reconsiderations.length > 0 && !suits.some(({ direct }) => direct)
      ? [
          {
            says: '这一办理结果可以直接提起行政诉讼，文中没有告知。',
            remedy: '告知可以自收到文书之日起6个月内提起行政诉讼。',
            line: reconsiderations[0]!.line,
          },
        ]
      : []
  },
})

const notHeard = rule({
  id: 'REMEDY_SUIT_NOT_HEARD',
  severity: 'warning',
  article: '法释〔2025〕8号第十条第二款',
  zh: '法院不直接受理的没有告知直接起诉',
  applies: (reading) => isReply(reading) && lawful(reading) === 'reconsiderationOnly',
  check: ({ lines }) =>
    toldRemedies(lines)
      .suits.filter(({ direct }) => direct)
      .map(({ line }) => ({
        says: '对这一办理结果直接起诉，人民法院不予立案，文中仍告知可以直接起诉。',
        remedy: '改用只告知行政复议的条款，或者由法制部门确认本机关的做法。',
        line,
      })),
})

const CAUTION = /是否(?:立案|受理).{0,12}人民法院|人民法院.{0,12}是否(?:立案|受理)/

const uncautioned = rule({
  id: 'REMEDY_SUIT_UNCAUTIONED',
  severity: 'warning',
  article: '法释〔2025〕8号第十条第二款第（四）项至第（八）项',
  zh: '起诉可能不予立案的有提示',
  applies: (reading) => isReply(reading) && lawful(reading) === 'cautioned',
  check({ lines }) {
    const direct = toldRemedies(lines).suits.find((suit) => suit.direct)
    if (!direct || lines.some(({ own }) => CAUTION.test(own))) return []
    const says = '对这一办理结果直接起诉，人民法院可能不予立案，文中没有提示。'
    return [{ says, remedy: '写明直接起诉的，是否立案由人民法院依法决定。', line: direct.line }]
  },
})

const bothParts = rule({
  id: 'REMEDY_PARTLY_SPLIT',
  severity: 'warning',
  article: '条例第三十七条；行政复议法第二十三条；国办函〔2021〕132号第二条',
  zh: '部分公开分别告知两部分的救济途径',
  applies: (reading) => isReply(reading) && reading.outcome === 'partlyDisclosed' && lawful(reading) === 'first',
  check({ lines }) {
    const { suits, reconsiderations } = toldRemedies(lines)
    return reconsiderations.length === 0 || suits.some(({ direct }) => direct)
      ? []
      : [
          {
            says: '没有告知对予以公开的部分可以申请行政复议，也可以提起行政诉讼。',
            remedy: '改用部分公开的救济途径条款。',
          },
        ]
  },
})

const inStep = rule({
  id: 'REMEDY_IN_NOTICE',
  severity: 'error',
  article: '法释〔2025〕8号第十条第二款第（二）项、第（三）项；国办函〔2021〕132号第三条',
  zh: '程序性告知不写救济途径',
  applies: isStep,
  check({ lines, template }) {
    const { reconsiderations, suits } = toldRemedies(lines)
    return [...reconsiderations, ...suits]
      .filter(({ phrase }) => template.id !== 'fee' || !/不再处理/.test(phrase))
      .slice(0, 1)
      .map(({ line }) => ({
        says: '程序性告知对权利义务不产生独立影响，不告知行政复议和行政诉讼。',
        remedy: '删去救济途径。',
        line,
      }))
  },
})

export const remedyRules = [
  untold,
  firstMissing,
  directSuit,
  firstWrong,
  suitMissing,
  notHeard,
  uncautioned,
  bothParts,
  inStep,
]
