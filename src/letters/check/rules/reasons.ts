/** Why: reasons that are more than a label, and fit the ground. */
import type { Outcome } from '../../../../workflows/disclosure/vocabulary.ts'
import { lengthOf } from '../../../ground/length-of.ts'
import { caseRule, filled, hasOutcome, isReply, isWithheld, type Reading } from '../subject.ts'
import { bodyText, inBody, lineWith } from '../tokens.ts'

/** The blanks in which the shipped templates ask for reasons. */
const REASONS = ['reasons', 'withheld', 'facts'] as const
const reasonsIn = (reading: Reading): string | null => {
  const asked = REASONS.filter((name) => Object.hasOwn(reading.template.asks, name))
  if (asked.length === 0) return null
  return asked.map((name) => filled(reading, 'ask', name) || (reading.template.asks[name]?.default ?? '')).join('')
}

const needsReasons = hasOutcome(
  ...(['stateSecret', 'prohibitedByLaw', 'safetyAndStability', 'thirdPartyRights', 'internalAffairs'] as const),
  ...([
    'processInformation',
    'enforcementFile',
    'partlyDisclosed',
    'needsProcessing',
    'stillUnclear',
    'excessive',
  ] as const),
  ...(['notThisAgency', 'reissue', 'notGovernmentInformation'] as const),
)
/** Less than a sentence is a label, not a reason. */
const LEAST = 15

const reasons = caseRule({
  id: 'REASONS_TOO_SHORT',
  severity: 'warning',
  article: '条例第三十六条第（三）项、第（五）项，第三十七条',
  zh: '说明了理由',
  applies: needsReasons,
  check(reading) {
    const reasons = reasonsIn(reading)
    return reasons === null || lengthOf(reasons) >= LEAST
      ? []
      : [
          {
            says: reasons.trim() === '' ? '没有说明理由。' : `理由只有“${reasons.trim()}”。`,
            remedy: '结合所申请的信息写明事实和理由，不能只写一个短语。',
          },
        ]
  },
})

const LABELS =
  /您（单位）|您|贵单位|你们|申请公开的|所申请的|上述|该|政府信息|信息|内容|属于|涉及|依法|根据|规定|《?条例》?|不予公开|不应当?公开|不能公开|可以|应当|因此|故|本机关|决定|经审查|国家秘密|商业秘密|个人隐私|第三方|合法权益|内部事务|过程性|行政执法案卷|法律、?行政法规|禁止公开|危及|国家安全|公共安全|经济安全|社会稳定|范围|的|和|、|，|。|；/g

const circular = caseRule({
  id: 'REASONS_CIRCULAR',
  severity: 'warning',
  article: '条例第三十六条第（三）项',
  zh: '理由不只是重复条文',
  applies: isWithheld,
  check(reading) {
    const reasons = reasonsIn(reading)
    return reasons === null || lengthOf(reasons) < LEAST || lengthOf(reasons.replace(LABELS, '')) >= 10
      ? []
      : [
          {
            says: '理由只是重复条文的用语，没有说明所申请的信息为什么属于该情形。',
            remedy: '写明是什么材料、形成于什么过程、公开会造成什么影响。',
          },
        ]
  },
})

/** What the court will ask the agency to show for each ground (法释〔2025〕8号 Arts 5, 6). */
const SHOWN: Partial<Record<Outcome, { words: RegExp; what: string }>> = {
  stateSecret: { words: /密级|保密期限|定密|确定为国家秘密|保密审查/, what: '定密的机关、密级或者保密期限' },
  safetyAndStability: { words: /危及|危害|破坏|影响|引发|威胁|妨碍|风险/, what: '公开后可能造成的危害' },
  thirdPartyRights: { words: /损害|商业秘密|个人隐私|隐私|保密措施|竞争/, what: '公开会对第三方造成的损害' },
  internalAffairs: { words: /人事|后勤|流程|值班|考勤|内部/, what: '属于人事管理、后勤管理、内部工作流程中的哪一类' },
  processInformation: {
    words: /讨论|过程稿|草稿|征求意见稿|磋商|函|请示|报告|会商/,
    what: '属于讨论记录、过程稿、磋商信函、请示报告中的哪一类',
  },
  enforcementFile: { words: /案卷|案件|处罚|执法|笔录|强制|检查/, what: '属于哪一执法案件的案卷' },
}

const shown = caseRule({
  id: 'HARM_NOT_SHOWN',
  severity: 'warning',
  article: '条例第十四条至第十六条；法释〔2025〕8号第五条、第六条',
  zh: '理由与不予公开的情形相应',
  applies: (reading) => isReply(reading) && reading.outcome !== null && SHOWN[reading.outcome] !== undefined,
  check(reading) {
    const reasons = reasonsIn(reading)
    const { words, what } = SHOWN[reading.outcome!]!
    return reasons === null || lengthOf(reasons) < LEAST || words.test(reasons)
      ? []
      : [{ says: `理由没有说明${what}。`, remedy: `补充${what}。` }]
  },
})

const opinion = caseRule({
  id: 'THIRD_PARTY_OPINION',
  severity: 'warning',
  article: '条例第十五条、第三十二条',
  zh: '写明了第三方的意见',
  applies: hasOutcome('thirdPartyRights'),
  check(reading, { context }) {
    const reasons = `${reasonsIn(reading) ?? ''}${filled(reading, 'case', 'course')}`
    const answers = filled(reading, 'assessed', 'answers')
    return context.consultations.some(({ kind }) => kind === 'thirdParty') &&
      !(answers !== '' && bodyText(reading.lines).includes(answers)) &&
      !/同意|未(?:在.{0,20})?(?:答复|提出意见)|逾期|意见/.test(reasons)
      ? [
          {
            says: '理由没有写明第三方的意见。',
            remedy: '写明第三方是否同意公开、理由是否合理；逾期未提出意见的，写明本机关的判断。',
          },
        ]
      : []
  },
})

const numbers = caseRule({
  id: 'EXCESSIVE_WITHOUT_NUMBERS',
  severity: 'warning',
  article: '条例第三十五条',
  zh: '明显超过合理范围的写明数量、频次',
  applies: (reading) => hasOutcome('excessive')(reading) || reading.template.id === 'reasons',
  check(reading) {
    const facts = `${filled(reading, 'ask', 'facts')}${filled(reading, 'reasons', 'why')}`
    return /\d+(?:余|多)?(?:件|次|份|项)/.test(facts)
      ? []
      : [{ says: '没有写明申请的数量、频次。', remedy: '写明期间、件数和内容相近的程度。' }]
  },
})

const silence = caseRule({
  id: 'SILENCE_CALLED_UNREASONABLE',
  severity: 'error',
  article: '条例第三十五条',
  zh: '没有说明理由的，不写理由不合理',
  applies: hasOutcome('excessive'),
  check({ lines }, { context }) {
    const line = lineWith(inBody(lines), /理由不(?:合理|成立|充分)/)
    return line === undefined || context.reasonsAsked?.givenOn
      ? []
      : [
          {
            says: '申请人没有说明理由的记录，文书却认为其理由不合理。',
            remedy: '写明在期限内没有说明理由；模板用空白 reasons.found。',
            line,
          },
        ]
  },
})

export const reasonRules = [reasons, circular, shown, opinion, numbers, silence]
