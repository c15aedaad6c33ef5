import { printable } from '../../../documents/index.ts'
import { titleOf } from '../../../ledger/applicants.ts'
import { sharedBy } from '../alike.ts'
import {
  type CaseFile,
  caseRule,
  type Fault,
  filled,
  hasOutcome,
  isWithheld,
  last,
  type Reading,
  toApplicant,
} from '../subject.ts'
import { bodyText, inBody, lineWith, unquoted } from '../tokens.ts'

const how = caseRule({
  id: 'DISCLOSED_HOW',
  severity: 'warning',
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
  severity: 'warning',
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

/** As compose() prints what staff typed, and without white space. */
const bare = (words: string) => printable(words).replace(/\s/g, '')

const searched = caseRule({
  id: 'SEARCH_NOT_DESCRIBED',
  severity: 'warning',
  article: '条例第三十六条第（四）项；法释〔2025〕8号第五条',
  zh: '信息不存在的写明检索范围和关键词',
  applies: hasOutcome('notHeld'),
  check(reading, file) {
    const search = last(file, 'searched')
    const text = bodyText(reading.lines)
    if (!search) return [{ says: '没有检索的记录。', remedy: '先检索并登记检索范围、关键词和结果。' }]
    const untold = [...search.places, ...search.terms].filter((words) => !bare(text).includes(bare(words)))
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
  severity: 'warning',
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
  severity: 'warning',
  article: '条例第三十六条第（六）项',
  zh: '重复申请写明前次答复的日期和文号',
  applies: hasOutcome('repeatRequest'),
  check({ lines }) {
    const text = bodyText(lines)
    const faults: Fault[] = []
    if (!/已(?:经)?于\d{4}年\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月\d{1,2}日.{0,12}(?:作出|答复)/.test(text))
      faults.push({ says: '没有写明前次答复的日期。', remedy: '写明前次答复的日期，写成2026年3月2日的样子。' })
    if (!/〔\d{4}〕\d+号/.test(text.replace(/登记编号：[^）；，]*/g, '')))
      faults.push({ says: '没有写明前次答复的文号。', remedy: '写明前次答复的文号，例如××公开复〔2025〕30号。' })
    return faults
  },
})

/** Less than that of its title stands in the other request, either way: they ask for different things. */
const LEAST_SHARED = 0.3

const otherMatter = caseRule({
  id: 'REPEAT_OTHER_MATTER',
  severity: 'warning',
  article: '条例第三十六条第（六）项',
  zh: '前次申请的内容与本次相同',
  applies: hasOutcome('repeatRequest'),
  check(reading, file) {
    const draft = last(file, 'replyDrafted')
    const named = filled(reading, 'ask', 'earlierNumber')
    const earlier = draft?.earlier?.find(({ number }) => number === named)?.request
    const request = last(file, 'submitted')?.request
    if (!earlier || !request) return []
    const before = earlier.split('\n')[0]!
    const now = reading.matter ?? titleOf(request)
    const shared = [sharedBy(now, earlier), sharedBy(before, `${now}\n${request.description ?? ''}`)].filter(isNumber)
    return shared.length === 0 || Math.max(...shared) >= LEAST_SHARED
      ? []
      : [
          {
            says: `前次申请的是“${before}”，本次申请的是“${now}”，看不出是同一信息。`,
            remedy: '核对两次申请的内容；不同的，另选办理结果；同一信息换了说法的，在存卷中说明。',
          },
        ]
  },
})
const isNumber = (share: number | null): share is number => share !== null

/** What the last search of this very matter found, or of the whole where the letter answers it as one; null where there is none. */
const foundOf = ({ matter }: Reading, { facts }: CaseFile): boolean | null => {
  const search = facts.findLast((fact) => fact.type === 'searched' && fact.matter === matter)
  return search?.type === 'searched' ? search.found : null
}

/** Outcomes that say of what was asked for that it is none that this agency could give as it is. */
const foundAll = caseRule({
  id: 'FOUND_AND_NOT_GIVEN',
  severity: 'warning',
  article: '条例第二条、第三十六条第（七）项、第三十八条',
  zh: '检索到的信息在答复中有交代',
  applies: hasOutcome('notGovernmentInformation', 'needsProcessing', 'registryEnquiry', 'excessive'),
  check: (reading, file) =>
    foundOf(reading, file) === true
      ? [
          {
            says: '检索记载已经检索到所申请的信息，文书没有予以公开。',
            remedy: '在理由中写明检索到的是什么、为什么仍然不能按现状提供；检索记录有误的，请更正。',
          },
        ]
      : [],
})

/** Nobody gives, or withholds, what is not there. */
const foundNothing = caseRule({
  id: 'ANSWERED_WITHOUT_FINDING',
  severity: 'warning',
  article: '条例第三十六条第（四）项',
  zh: '公开或者不予公开的信息已经检索到',
  applies: (reading) => hasOutcome('disclosed', 'partlyDisclosed', 'reissue')(reading) || isWithheld(reading),
  check: (reading, file) =>
    foundOf(reading, file) === false
      ? [
          {
            says: '最近一次检索没有检索到信息，文书却对它作了公开或者不予公开的处理。',
            remedy: '再记录一次检索，写明在哪里找到；确实没有的，改为告知不存在。',
          },
        ]
      : [],
})

export const obtainingRules = [
  ...[how, attachments, where, searched, searchFound, foundAll, foundNothing],
  ...[contact, untoldAgency, earlier, otherMatter],
]
