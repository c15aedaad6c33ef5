/** What a reply must say for its outcome: the decision in plain words, the reasons, how to obtain, how it was searched. */
import type { Outcome } from '../../../../workflows/disclosure/vocabulary.ts'
import {
  caseRule,
  type Fault,
  filled,
  hasOutcome,
  isReply,
  isWithheld,
  last,
  type Reading,
  rule,
  toApplicant,
  WITHHELD,
} from '../subject.ts'
import { bodyText, inBody, lengthOf, lineWith, sentencesOf, unquoted } from '../words.ts'

/** Any one of the words will do; the law fixes what is decided, not the phrase. */
const DECISIONS: Partial<Record<Outcome, readonly RegExp[]>> = {
  alreadyPublic: [/主动公开|已经?公开/],
  disclosed: [/予以公开|提供|公开/],
  partlyDisclosed: [/不予公开/, /(?<!不)予以公开|提供/],
  stateSecret: [/不予公开/, /国家秘密/],
  prohibitedByLaw: [/不予公开/, /禁止公开/],
  safetyAndStability: [/不予公开/, /危及|三安全/],
  thirdPartyRights: [/不予公开/, /第三方/],
  internalAffairs: [/不予公开/, /内部事务|人事管理|后勤管理|内部工作流程/],
  processInformation: [/不予公开/, /过程性信息|讨论记录|过程稿|磋商信函|请示报告/],
  enforcementFile: [/不予公开/, /案卷/],
  registryEnquiry: [/依照.{0,30}(?:规定|法|条例).{0,10}(?:办理|查询)|查询/],
  notHeld: [/不存在/],
  notThisAgency: [/不属于本(?:行政)?机关|不是本(?:行政)?机关|非本机关/],
  needsProcessing: [/不予提供|无法提供/],
  stillUnclear: [/无法提供|不能提供/],
  petition: [/不作为政府信息公开申请处理|不予处理/],
  repeatRequest: [/不予重复处理|不再重复(?:处理|答复)/],
  publication: [/途径/],
  excessive: [/不予处理/],
  reissue: [/不予处理|不作为政府信息公开申请/, /确认|重新出具|已经?(?:获取|取得|提供)/],
  correctionLapsed: [/不再处理/],
  feeLapsed: [/不再处理/],
}

const decision = rule({
  id: 'DECISION_MISSING',
  severity: 'error',
  article: '条例第三十六条',
  zh: '写明了处理决定',
  applies: (reading) => isReply(reading) && reading.outcome !== null && DECISIONS[reading.outcome] !== undefined,
  check({ lines, outcome }) {
    const text = unquoted(bodyText(lines))
    return DECISIONS[outcome!]!.every((words) => words.test(text))
      ? []
      : [
          {
            says: '没有写明与办理结果相符的处理决定。',
            remedy: '用一句话写明决定，例如“不予公开”“予以公开”“该政府信息不存在”。',
          },
        ]
  },
})

const GIVEN = /本机关决定(?:对.{0,12})?予以公开|上述(?:信息|内容)予以公开|政府信息不存在/
const REFUSED = /本机关决定(?:对.{0,20})?不予公开|上述(?:信息|内容)不予公开/

const contradiction = rule({
  id: 'DECISION_CONTRADICTS',
  severity: 'error',
  article: '条例第三十六条',
  zh: '处理决定前后一致',
  applies: hasOutcome('disclosed', 'alreadyPublic', 'notHeld', 'notThisAgency', ...WITHHELD),
  check({ lines, outcome }) {
    const line = lineWith(inBody(lines), WITHHELD.includes(outcome!) ? GIVEN : REFUSED)
    return line === undefined
      ? []
      : [{ says: '文中另有一个与办理结果相反的决定。', remedy: '删去相反的表述，或者改正办理结果。', line }]
  },
})

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
  ...(['notThisAgency', 'reissue'] as const),
)
/** Less than a sentence is a label, not a reason. */
const LEAST = 15

const reasons = caseRule({
  id: 'REASONS_TOO_SHORT',
  severity: 'error',
  article: '条例第三十六条第（三）项、第（五）项，第三十七条',
  zh: '说明了理由',
  applies: needsReasons,
  check(reading) {
    const given = reasonsIn(reading)
    return given === null || lengthOf(given) >= LEAST
      ? []
      : [
          {
            says: given.trim() === '' ? '没有说明理由。' : `理由只有“${given.trim()}”。`,
            remedy: '结合所申请的信息写明事实和理由，不能只写一个短语。',
          },
        ]
  },
})

const LABELS =
  /您（单位）|您|申请公开的|所申请的|上述|该|政府信息|信息|内容|属于|涉及|依法|根据|规定|《?条例》?|不予公开|不应当?公开|不能公开|可以|应当|因此|故|本机关|决定|经审查|国家秘密|商业秘密|个人隐私|第三方|合法权益|内部事务|过程性|行政执法案卷|法律、?行政法规|禁止公开|危及|国家安全|公共安全|经济安全|社会稳定|范围|的|和|、|，|。|；/g

const circular = caseRule({
  id: 'REASONS_CIRCULAR',
  severity: 'warning',
  article: '条例第三十六条第（三）项',
  zh: '理由不只是重复条文',
  applies: isWithheld,
  check(reading) {
    const given = reasonsIn(reading)
    return given === null || lengthOf(given) < LEAST || lengthOf(given.replace(LABELS, '')) >= 10
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
    const given = reasonsIn(reading)
    const { words, what } = SHOWN[reading.outcome!]!
    return given === null || lengthOf(given) < LEAST || words.test(given)
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
    const given = `${reasonsIn(reading) ?? ''}${filled(reading, 'case', 'course')}`
    return context.consultations.some(({ kind }) => kind === 'thirdParty') &&
      !/同意|未(?:在.{0,20})?(?:答复|提出意见)|逾期|意见/.test(given)
      ? [
          {
            says: '理由没有写明第三方的意见。',
            remedy: '写明第三方是否同意公开、理由是否合理；逾期未提出意见的，写明本机关的判断。',
          },
        ]
      : []
  },
})

const notSevered = caseRule({
  id: 'SEVERABILITY_NOT_ADDRESSED',
  severity: 'hint',
  article: '条例第三十七条',
  zh: '说明了能否区分处理',
  applies: isWithheld,
  check: ({ lines }) =>
    /区分处理|区分|全部内容|均属于|整体|无法分割/.test(bodyText(lines))
      ? []
      : [
          {
            says: '没有说明所申请的信息能否作区分处理。',
            remedy: '写明全部内容均不予公开、不能作区分处理的理由；能够区分的，改为部分公开。',
          },
        ],
})

const severable = rule({
  id: 'SEVERABLE_BUT_WITHHELD',
  severity: 'error',
  article: '条例第三十七条',
  zh: '能够区分处理的不全部拒绝',
  applies: isWithheld,
  check({ lines }) {
    const line = lineWith(
      inBody(lines),
      /(?<!不)(?<!不可)(?<!是否)(?:能够|可以|能)(?:作|进行|予以)?区分处理|(?:部分|其余)(?:内容|信息)(?:依法)?可以公开/,
    )
    return line === undefined
      ? []
      : [{ says: '文中认为内容能够作区分处理，却全部不予公开。', remedy: '改为部分公开，提供可以公开的内容。', line }]
  },
})

const publicInterest = caseRule({
  id: 'PUBLIC_INTEREST',
  severity: 'warning',
  article: '条例第十五条',
  zh: '考虑了公共利益',
  applies: hasOutcome('thirdPartyRights'),
  check: ({ lines }) =>
    /公共利益/.test(bodyText(lines))
      ? []
      : [{ says: '没有写明不公开是否会对公共利益造成重大影响。', remedy: '补充对公共利益的判断。' }],
})

const how = caseRule({
  id: 'DISCLOSED_HOW',
  severity: 'error',
  article: '条例第三十六条第（二）项、第四十条',
  zh: '写明了怎样提供',
  applies: hasOutcome('disclosed', 'partlyDisclosed'),
  check: ({ lines, letter }) =>
    letter.attachments.length > 0 || /提供|发送|邮寄|领取|查阅|抄录|下载|光盘|附件|附后|网址|网站/.test(bodyText(lines))
      ? []
      : [
          {
            says: '没有提供政府信息，也没有告知获取的方式、途径和时间。',
            remedy: '列明附件，或者写明获取的方式、途径和时间。',
          },
        ],
})

const attachments = caseRule({
  id: 'ATTACHMENTS_NOT_NAMED',
  severity: 'warning',
  article: '条例第三十六条第（二）项；GB/T 9704 7.3.4',
  zh: '随文提供的列入附件说明',
  applies: hasOutcome('disclosed', 'partlyDisclosed'),
  check({ lines, letter }) {
    const line = lineWith(inBody(lines), /随(?:本|此)?(?:答复书|文|函|件).{0,6}(?:提供|附送|发送)|见附件|附后|附件\d/)
    return letter.attachments.length > 0 || line === undefined
      ? []
      : [{ says: '正文说信息随文提供，附件说明里没有列出名称。', remedy: '填写附件，一行一个名称。', line }]
  },
})

const where = caseRule({
  id: 'ALREADY_PUBLIC_WHERE',
  severity: 'error',
  article: '条例第三十六条第（一）项',
  zh: '已主动公开的写明获取的方式、途径',
  applies: hasOutcome('alreadyPublic', 'publication'),
  check({ lines }) {
    const text = bodyText(lines)
    return /https?:\/\/|www\.|网站|网址|栏目|公报|第\d+期|图书馆|档案馆|查阅|书店|购买|公众号|公示栏|窗口/.test(
      unquoted(text).split(/申请行政复议/)[0]!,
    )
      ? []
      : [{ says: '没有写明在哪里、怎样获取。', remedy: '写明网址和栏目、公报期号，或者查阅场所的名称、地址。' }]
  },
})

const searched = caseRule({
  id: 'SEARCH_NOT_DESCRIBED',
  severity: 'error',
  article: '条例第三十六条第（四）项；法释〔2025〕8号第五条',
  zh: '信息不存在的写明检索范围和关键词',
  applies: hasOutcome('notHeld'),
  check(reading, file) {
    const search = last(file, 'searched')
    const text = bodyText(reading.lines)
    if (!search) return [{ says: '没有检索的记录。', remedy: '先检索并登记检索范围、关键词和结果。' }]
    const untold = [...search.places, ...search.terms].filter((words) => !text.includes(words.trim()))
    return untold.length === 0
      ? []
      : [
          {
            says: `检索记录中的“${untold.slice(0, 3).join('、')}”没有写入文书。`,
            remedy: '写明检索范围（机构、系统、目录）和关键词。',
          },
        ]
  },
})

const searchFound = caseRule({
  id: 'SEARCH_FOUND_SOMETHING',
  severity: 'error',
  article: '条例第三十六条第（四）项',
  zh: '检索结果与信息不存在一致',
  applies: hasOutcome('notHeld'),
  check: (_, file) =>
    last(file, 'searched')?.found === true
      ? [{ says: '最近一次检索的结果是找到了信息，文书却告知不存在。', remedy: '重新检索，或者改正办理结果。' }]
      : [],
})

const CONTACT = /\d{5,}|\d{3,4}-\d{7,8}|[路街道巷]\d*号?|大厦|网址|https?:/
const contact = caseRule({
  id: 'OTHER_AGENCY_CONTACT',
  severity: 'error',
  article: '条例第三十六条第（五）项',
  zh: '能够确定负责机关的告知名称和联系方式',
  applies: (reading) =>
    toApplicant(reading) && (hasOutcome('notThisAgency')(reading) || reading.template.id === 'recordForwarded'),
  check(reading) {
    const name = filled(reading, 'ask', 'responsibleAgency') || filled(reading, 'ask', 'agency')
    const how = filled(reading, 'ask', 'responsibleContact') || filled(reading, 'ask', 'contact')
    return name !== '' && !CONTACT.test(how)
      ? [{ says: `告知了“${name}”，没有写明它的地址或者电话。`, remedy: '写明该机关受理申请的地址、电话。' }]
      : []
  },
})

const untoldAgency = caseRule({
  id: 'OTHER_AGENCY_NOT_TOLD',
  severity: 'warning',
  article: '条例第三十六条第（五）项',
  zh: '理由中提到的负责机关已经告知申请人',
  applies: hasOutcome('notThisAgency'),
  check(reading) {
    const named = /由([^，。；]{2,24}?(?:局|厅|委员会|人民政府|办公室|中心))(?:制作|负责|保存|牵头)/.exec(
      filled(reading, 'ask', 'reasons'),
    )?.[1]
    return named && !bodyText(reading.lines).includes('联系方式')
      ? [
          {
            says: `理由中说明由“${named}”负责，却没有告知该机关的联系方式。`,
            remedy: '填写负责公开的行政机关及其联系方式。',
          },
        ]
      : []
  },
})

const earlier = caseRule({
  id: 'REPEAT_EARLIER_REPLY',
  severity: 'error',
  article: '条例第三十六条第（六）项',
  zh: '重复申请写明前次答复的日期和文号',
  applies: hasOutcome('repeatRequest'),
  check({ lines }) {
    const text = bodyText(lines)
    const found: Fault[] = []
    if (!/已(?:经)?于\d{4}年\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月\d{1,2}日.{0,12}(?:作出|答复)/.test(text))
      found.push({ says: '没有写明前次答复的日期。', remedy: '写明前次答复的日期，写成2026年3月2日的样子。' })
    if (!/〔\d{4}〕\d+号/.test(text.replace(/登记编号：[^）；，]*/g, '')))
      found.push({ says: '没有写明前次答复的文号。', remedy: '写明前次答复的文号，例如××公开复〔2025〕30号。' })
    return found
  },
})

const numbers = caseRule({
  id: 'EXCESSIVE_WITHOUT_NUMBERS',
  severity: 'error',
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

/** What only the regulation of 2007 asked: nobody needs a purpose today. */
const purpose = rule({
  id: 'PURPOSE_ASKED',
  severity: 'error',
  article: '条例第二十七条',
  zh: '不以用途、三需要为条件',
  applies: toApplicant,
  check: ({ lines }) =>
    inBody(lines).flatMap(({ own, at }) => {
      const found =
        /三需要|生产、?生活、?科研|自身.{0,6}特殊需要|(?:说明|提供|填写|写明|证明|补充|明确|未说明|没有说明)[^，。；]{0,10}(?:用途|使用目的)|(?:用途|使用目的)(?:说明|证明|不明)/.exec(
          unquoted(own),
        )
      return found
        ? [
            {
              says: `“${found[0]}”：2019年以后申请人不需要说明用途，不能以此为条件。`,
              remedy: '删去有关用途、特殊需要的内容。',
              line: at,
            },
          ]
        : []
    }),
})

const standing = rule({
  id: 'INTEREST_REQUIRED',
  severity: 'error',
  article: '条例第二十七条',
  zh: '不以利害关系为条件',
  applies: toApplicant,
  check: ({ lines }) =>
    inBody(lines).flatMap(({ own, at }) =>
      sentencesOf(unquoted(own))
        .filter((sentence) =>
          /(?:没有|无|不具有|不存在)(?:直接)?利害关系|不具备?申请(?:人)?(?:主体)?资格|与(?:您|申请人)(?:（单位）)?(?:本人)?无关/.test(
            sentence,
          ),
        )
        .map(() => ({
          says: '以没有利害关系或者没有申请资格为由，条例没有这样的条件。',
          remedy: '删去该理由，依照条例规定的情形答复。',
          line: at,
        })),
    ),
})

export const contentRules = [
  decision,
  contradiction,
  reasons,
  circular,
  shown,
  opinion,
  notSevered,
  severable,
  publicInterest,
  how,
  attachments,
  where,
  searched,
  searchFound,
  contact,
  untoldAgency,
  earlier,
  numbers,
  purpose,
  standing,
]
