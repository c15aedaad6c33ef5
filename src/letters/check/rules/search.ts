/**
 * 信息不存在: the search is held against the request. One system, one unit, or words that are not those of the request did
 * not prove that there is nothing; what was lost, kept by nobody or is not ready yet is not what does not exist.
 */
import { lossIn } from '../../../../workflows/disclosure/rules/not-held.ts'
import type { Fact, FactOf } from '../../../../workflows/disclosure/vocabulary.ts'
import { occursIn } from '../alike.ts'
import { type CaseFile, caseRule, hasOutcome, last, rule } from '../subject.ts'
import { inBody, sentencesOf, unquoted } from '../tokens.ts'

const SEARCH = '条例第三十六条第（四）项；法释〔2025〕8号第五条'

/** Title, description and 文号, and what the applicant made clear since. */
function requested({ facts }: CaseFile): string[] {
  const [submitted] = facts
  if (submitted?.type !== 'submitted') return []
  const { title = '', description = '', documentNumber = '' } = submitted.request
  const corrections = facts.flatMap((fact) => (fact.type === 'corrected' ? [fact.text] : []))
  return [title, description, documentNumber, ...corrections]
}

const strangers = (file: CaseFile): { strange: string[]; all: readonly string[] } => {
  const terms = last(file, 'searched')?.terms ?? []
  const texts = requested(file)
  return { strange: terms.filter((term) => !occursIn(term, texts)), all: terms }
}

const noTerm = caseRule({
  id: 'SEARCH_TERMS_FOREIGN',
  severity: 'error',
  article: SEARCH,
  zh: '检索的关键词出自申请',
  applies: hasOutcome('notHeld'),
  check(_, file) {
    const { strange, all } = strangers(file)
    return all.length > 0 && strange.length === all.length
      ? [
          {
            says: `检索用的“${strange.slice(0, 3).join('、')}”都不是申请中的用语。`,
            remedy: '用申请写明的名称、文号和特征重新检索。',
          },
        ]
      : []
  },
})

const someTerm = caseRule({
  id: 'SEARCH_TERM_FOREIGN',
  severity: 'warning',
  article: SEARCH,
  zh: '每一个关键词都出自申请',
  applies: hasOutcome('notHeld'),
  check(_, file) {
    const { strange, all } = strangers(file)
    return strange.length > 0 && strange.length < all.length
      ? [
          {
            says: `关键词“${strange.slice(0, 3).join('、')}”不是申请中的用语。`,
            remedy: '核对是否写错；确是同义词的，在检索情况中说明。',
          },
        ]
      : []
  },
})

const placesOf = ({ places }: FactOf<'searched'>) =>
  places.flatMap((place) => place.split(/[、，；,;]/)).filter((place) => place.trim() !== '')

/** 政策法规科档案柜 → 政策法规科. The archive and the registry of an agency hold what all its units made. */
const unitOf = (place: string): string | null =>
  /档案室|档案馆|机要室|文印室/.test(place)
    ? null
    : (/^\p{Script=Han}{2,12}?(?:科|股|处|室|司)/u.exec(place.trim())?.[0] ?? null)

const onePlace = caseRule({
  id: 'SEARCH_ONE_PLACE',
  severity: 'error',
  article: SEARCH,
  zh: '检索了不止一处',
  applies: hasOutcome('notHeld'),
  check(_, file) {
    const search = last(file, 'searched')
    const places = search ? placesOf(search) : []
    return places.length === 1
      ? [
          {
            says: `只检索了“${places[0]}”一处，不能证明没有。`,
            remedy: '在可能保存的系统、档案目录和机构逐一检索，再登记检索记录。',
          },
        ]
      : []
  },
})

const oneUnit = caseRule({
  id: 'SEARCH_ONE_UNIT',
  severity: 'error',
  article: SEARCH,
  zh: '检索了不止一个机构',
  applies: hasOutcome('notHeld'),
  check(_, file) {
    const search = last(file, 'searched')
    const units = search ? placesOf(search).map(unitOf) : []
    return units.length > 1 && units[0] !== null && units.every((unit) => unit === units[0])
      ? [
          {
            says: `各处都在“${units[0]}”一个机构，不能证明本机关没有。`,
            remedy: '向其他可能制作、保存的机构和档案室检索，再登记检索记录。',
          },
        ]
      : []
  },
})

const lost = caseRule({
  id: 'LOSS_WITHOUT_RECOVERY',
  severity: 'error',
  article: '条例第三十六条第（四）项',
  zh: '遗失的信息经过查找、恢复',
  applies: hasOutcome('notHeld'),
  check({ lines }, { context }) {
    if (context.searches.some(({ recovered }) => recovered)) return []
    return inBody(lines).flatMap(({ own, at }) => {
      const words = lossIn(unquoted(own))
      return words
        ? [
            {
              says: `文中说“${words}”：遗失不等于不存在，卷内没有查找、恢复的记录和批准。`,
              remedy: '向其他保存单位、档案馆查找原件和副本，在“检索”中写明并经批准，再作答复。',
              line: at,
            },
          ]
        : []
    })
  },
})

const OURS = '(?:本机关|本[局委办厅]|我[局委办厅])'
/** What says that the information was, should have been, or will be there, with the answer that is right instead. */
const NOT_ABSENT: readonly { words: RegExp; remedy: string }[] = [
  {
    words: new RegExp(
      `${OURS}(?!没有|未)[^，。；]{0,12}(?<!没有|未曾?)(?:制作|形成|获取|收到)[^。；]{0,12}(?:未|没有)(?:予以|继续|再|进行)?(?:保存|存档|归档|留存|保留)`,
    ),
    remedy: '制作或者获取过的，不是不存在：查找原件、副本并记录恢复；找到的，审查后依法公开或者不予公开。',
  },
  {
    words:
      /(?:应当?|应该|须)(?:依法)?[^，。；]{0,12}(?:制作|形成|获取|作出)[^。；]{0,12}(?:未|没有)(?:制作|形成|获取|作出)/,
    remedy: '应当制作而没有制作的，先依法补作，制作后审查公开；不能补作的，写明没有制作的事实和责任，不能只说不存在。',
  },
  {
    words:
      /暂(?:时|且)?(?:不存在|没有|未(?:制作|形成|生成|获取))|(?:尚|还)(?:未|没有)(?:[^，。；]{0,6})(?:完成|完毕|定稿|审定)|(?:正在|仍在)(?:制作|编制|起草|审定|修改)/,
    remedy:
      '正在制作、尚未完成的，是过程性信息，改为第十六条第二款；还没有开始制作的，核查并记入检索情况，写“没有制作、没有获取”，不写“暂”。',
  },
]

const notAbsent = rule({
  id: 'ABSENCE_NOT_SHOWN',
  severity: 'error',
  article: '条例第三十六条第（四）项、第三十八条',
  zh: '所述的情形确是不存在',
  applies: hasOutcome('notHeld'),
  check: ({ lines }) =>
    inBody(lines).flatMap(({ own, at }) =>
      NOT_ABSENT.flatMap(({ words, remedy }) => {
        const match = words.exec(unquoted(own))
        return match ? [{ says: `“${match[0]}”说的不是不存在。`, remedy, line: at }] : []
      }),
    ),
})

const DENIES = /(?:没有|从未|并未|未曾|未)(?:(?!检索|查|找|发现)[^，。；]){0,8}(?:制作|形成|获取)/

/** What a fact on file says in words; the draft is what is held against them. */
function wordsOf(fact: Fact): string {
  switch (fact.type) {
    case 'searched':
      return fact.note
    case 'conferred':
      return fact.conclusion
    case 'disclosureExamined':
      return fact.why
    case 'noted':
      return fact.text
    default:
      return ''
  }
}

/** A search that finds nothing shows that nothing was found: whether it was ever made or obtained is another question. */
const neverMade = rule({
  id: 'NEVER_MADE_WITHOUT_FACT',
  severity: 'warning',
  article: '条例第二条、第三十六条第（四）项、第（五）项；法释〔2025〕8号第五条',
  zh: '说没有制作、没有获取的，卷内有这样的认定',
  applies: hasOutcome('notHeld', 'notThisAgency', 'notGovernmentInformation'),
  check({ lines, file }) {
    if (file?.facts.some((fact) => DENIES.test(wordsOf(fact)))) return []
    return inBody(lines).flatMap(({ own, at }) =>
      sentencesOf(unquoted(own)).flatMap((sentence) => {
        const said = DENIES.exec(sentence)?.[0]
        if (!said) return []
        const remedy = file
          ? '写检索的结果（没有检索到）；核查过职责和收发文登记的，先把认定写入“检索”的检索情况。'
          : '改写为检索的结果：没有检索到。'
        const says = file
          ? `文中说“${said}”，卷内只有没有检索到的记录，或者没有记录。`
          : `模板写“${said}”，每一份文书都会这样说，不论卷内怎样认定。`
        return [{ says, remedy, line: at }]
      }),
    )
  },
})

export const searchRules = [noTerm, someTerm, onePlace, oneUnit, lost, notAbsent, neverMade]
