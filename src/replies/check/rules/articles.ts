/** The law that a letter cites: that it exists, that it is the law of this outcome, and that it is the law of today. */
import type { Outcome } from '../../../../workflows/disclosure/vocabulary.ts'
import { citationsIn, missing, names, placeIn } from '../statutes.ts'
import { caseRule, type Fault, GROUNDS, hasOutcome, isOutgoing, isReply, type Reading, rule } from '../subject.ts'
import { bodyText, inBody, once, sentencesOf, unquoted } from '../words.ts'

const citations = once((lines) =>
  inBody(lines).flatMap(({ own, at }) => citationsIn(unquoted(own)).map((each) => ({ ...each, line: at }))),
)
const cited = ({ lines }: Reading) => citations(lines)

const ofRegulation = (reading: Reading) => cited(reading).filter(({ statute }) => statute === 'regulation')

const exists = rule({
  id: 'ARTICLE_EXISTS',
  severity: 'error',
  article: '条例第一条至第五十六条；行政复议法；行政诉讼法',
  zh: '引用的条、款、项存在',
  applies: isOutgoing,
  check: (reading) =>
    cited(reading).flatMap((citation) => {
      const why = missing(citation)
      return why
        ? [
            {
              says: `引用的“${citation.text}”不存在：${why}。`,
              remedy: '核对条文，写明正确的条、款、项。',
              line: citation.line,
            },
          ]
        : []
    }),
})

const ofOutcome = rule({
  id: 'ARTICLE_OF_OUTCOME',
  severity: 'error',
  article: '条例第十四条至第十六条、第三十条、第三十五条至第三十九条、第四十二条',
  zh: '办理结果写明了它的依据',
  applies: (reading) => isReply(reading) && reading.outcome !== null,
  check(reading) {
    const places = ofRegulation(reading)
    const text = bodyText(reading.lines)
    return reading.law.outcomes[reading.outcome!].articles.flatMap((article): Fault[] => {
      const wanted = placeIn(article)
      const there = wanted ? places.some((each) => names(each, wanted)) : text.includes(article)
      return there
        ? []
        : [{ says: `办理结果应当依据“${article}”，文中没有引用。`, remedy: `写明依据${article}，或者改正办理结果。` }]
    })
  },
})

/** The item of Art 36 that each outcome answers by. Outcomes that rest on other articles answer by none. */
const ITEMS: Partial<Record<Outcome, readonly number[]>> = {
  alreadyPublic: [1],
  disclosed: [2],
  partlyDisclosed: [1, 2, 3, 4, 5, 7],
  stateSecret: [3],
  prohibitedByLaw: [3],
  safetyAndStability: [3],
  thirdPartyRights: [3],
  internalAffairs: [3],
  processInformation: [3],
  enforcementFile: [3],
  notHeld: [4],
  notThisAgency: [5],
  repeatRequest: [6],
  registryEnquiry: [7],
  needsProcessing: [],
  stillUnclear: [],
  petition: [],
  publication: [],
  excessive: [],
  correctionLapsed: [],
  feeLapsed: [],
}

/** Two requests in one letter may rest on two items: said aloud, not forbidden. */
const foreign = rule({
  id: 'ARTICLE_OF_ANOTHER_OUTCOME',
  severity: 'warning',
  article: '条例第三十六条、第十四条至第十六条',
  zh: '没有引用其他办理结果的依据',
  applies: (reading) => isReply(reading) && reading.outcome !== null && ITEMS[reading.outcome] !== undefined,
  check(reading) {
    const items = ITEMS[reading.outcome!]!
    const ground = GROUNDS[reading.outcome!]
    const grounds = reading.outcome === 'partlyDisclosed' ? [14, 15, 16] : ground ? [ground] : []
    return ofRegulation(reading).flatMap(({ article, item, text, line }): Fault[] => {
      const other =
        article === 36
          ? item !== null && !items.includes(item)
          : article >= 14 && article <= 16 && !grounds.includes(article)
      return other
        ? [
            {
              says: `“${text}”是另一种办理结果的依据，与本文书的办理结果不一致。`,
              remedy: '删去该依据，或者改正办理结果；确有两项内容分别答复的，逐项写清。',
              line,
            },
          ]
        : []
    })
  },
})

const precise = rule({
  id: 'ARTICLE_NOT_PRECISE',
  severity: 'warning',
  article: '条例第十六条、第三十六条、第三十九条',
  zh: '依据写到款、项',
  applies: isReply,
  check(reading) {
    const places = ofRegulation(reading)
    const loose = (article: number, part: 'paragraph' | 'item') => {
      const all = places.filter((each) => each.article === article)
      return all.length > 0 && all.every((each) => each[part] === null) ? all : []
    }
    const found = [...loose(36, 'item'), ...loose(16, 'paragraph'), ...loose(39, 'paragraph')]
    return found.slice(0, 1).map(({ text, line }) => ({
      says: `依据只写到“${text}”，没有写到${text.includes('三十六') || text.includes('36') ? '项' : '款'}。`,
      remedy: '第三十六条写到项，第十六条、第三十九条写到款。',
      line,
    }))
  },
})

const single = rule({
  id: 'ARTICLE_SINGLE_PARAGRAPH',
  severity: 'hint',
  article: '条例第三十六条',
  zh: '只有一款的条文不写“第一款”',
  applies: isOutgoing,
  check: (reading) =>
    ofRegulation(reading)
      .filter(
        ({ article, paragraph }) =>
          paragraph === 1 && [14, 15, 20, 30, 31, 32, 34, 35, 36, 37, 38, 40, 41].includes(article),
      )
      .map(({ text, line }) => ({ says: `“${text}”所引的条文只有一款。`, remedy: '删去“第一款”。', line })),
})

/**
 * What the articles of 2007 (国务院令第492号) said under numbers that mean something else today. The words beside the
 * number give the old text away; the number alone may be cited rightly.
 */
const OLD: readonly { article: number; meant: RegExp; now: string }[] = [
  { article: 8, meant: /危及|国家安全|公共安全|经济安全|社会稳定/, now: '第十四条' },
  { article: 13, meant: /特殊需要|生产、生活、科研|申请获取|提出申请/, now: '第二十七条' },
  { article: 14, meant: /商业秘密|个人隐私/, now: '第十五条' },
  { article: 17, meant: /负责公开|谁制作|制作.{0,12}公开/, now: '第十条' },
  { article: 20, meant: /申请应当|身份证明|特征性描述|形式要求|书面形式/, now: '第二十九条' },
  { article: 21, meant: /^(?!.*主动公开).*(不存在|不予公开|不属于|答复|予以公开|途径|告知)/s, now: '第三十六条' },
  { article: 22, meant: /区分处理|可以公开的.{0,6}内容|不应当公开/, now: '第三十七条' },
  { article: 23, meant: /第三方|商业秘密|个人隐私|征求/, now: '第十五条、第三十二条' },
  { article: 24, meant: /答复|延长/, now: '第三十三条' },
  { article: 25, meant: /更正|与其自身|不准确/, now: '第四十一条' },
  { article: 26, meant: /要求的形式|形式予以提供|查阅|抄录|复制件/, now: '第四十条' },
  { article: 27, meant: /收取|费用|成本/, now: '第四十二条' },
  { article: 33, meant: /行政复议|行政诉讼|举报/, now: '第五十一条' },
]

const numbering = rule({
  id: 'ARTICLE_NUMBERING_2007',
  severity: 'error',
  article: '条例（2019年修订）',
  zh: '没有用2007年条例的条号',
  applies: isOutgoing,
  check: ({ lines, letter }) =>
    inBody(lines)
      .flatMap(({ own, at }) =>
        sentencesOf(unquoted(own)).flatMap((sentence): Fault[] =>
          citationsIn(sentence)
            .filter(({ statute }) => statute === 'regulation')
            .flatMap(({ article, text }) => {
              const old = OLD.find((each) => each.article === article && each.meant.test(sentence))
              // Art 14 speaks of 2007 only where Art 15, today's home of secrets of business, is not beside it.
              if (!old || (article === 14 && /第十五条|第15条/.test(sentence))) return []
              const now = `现行条例为${old.now}`
              return [{ says: `“${text}”用在这里是2007年条例的条号，${now}。`, remedy: `改为${old.now}。`, line: at }]
            }),
        ),
      )
      .filter(() => letter.format === 'letter'),
})

const REPEALED: readonly { pattern: RegExp; from: string; says: string; remedy: string }[] = [
  {
    pattern: /法释\s*[〔[［(（]?\s*2011\s*[〕\]］)）]?\s*17\s*号/,
    from: '2025-06-01',
    says: '法释〔2011〕17号自2025年6月1日起废止。',
    remedy: '改引法释〔2025〕8号。',
  },
  {
    pattern: /国务院令第\s*492\s*号|政府信息公开条例》?（?2007|政府信息公开条例》?（2008/,
    from: '2019-05-15',
    says: '国务院令第492号公布的条例已经修订，自2019年5月15日起适用国务院令第711号。',
    remedy: '删去旧令号，引用现行条例。',
  },
  {
    pattern: /行政复议法》?（(1999|2009|2017)/,
    from: '2024-01-01',
    says: '行政复议法已于2023年修订，自2024年1月1日起施行，旧法不再适用。',
    remedy: '引用现行行政复议法。',
  },
]

const repealed = rule({
  id: 'LAW_REPEALED',
  severity: 'error',
  article: '法释〔2025〕8号；国务院令第711号；行政复议法（2023年修订）',
  zh: '没有引用废止的规定',
  applies: isOutgoing,
  check: ({ lines, on }) =>
    inBody(lines).flatMap(({ own, at }) =>
      REPEALED.filter(({ pattern, from }) => on >= from && pattern.test(unquoted(own))).map(({ says, remedy }) => ({
        says,
        remedy,
        line: at,
      })),
    ),
})

/** The numbers under which the old Acts gave the period, the body and the suit; today they speak of other things. */
const OLD_REMEDIES = { reconsideration: [9, 12, 13, 14, 15, 16, 30], litigation: [37, 38, 39] } as const

const remedyNumbering = rule({
  id: 'REMEDY_ARTICLE_OLD',
  severity: 'error',
  article: '行政复议法第二十条、第二十三条至第二十八条；行政诉讼法第四十四条至第四十六条',
  zh: '救济途径引用现行法的条号',
  applies: (reading) => isOutgoing(reading) && reading.on >= '2024-01-01',
  check: (reading) =>
    inBody(reading.lines).flatMap(({ own, at }) =>
      sentencesOf(unquoted(own))
        .filter((sentence) => /申请行政复议|提起(行政)?诉讼/.test(sentence))
        .flatMap((sentence) => citationsIn(sentence))
        .filter(
          ({ statute, article }) =>
            statute !== 'regulation' && (OLD_REMEDIES[statute] as readonly number[]).includes(article),
        )
        .map(({ text, statute }) => {
          const act =
            statute === 'reconsideration'
              ? '行政复议法第二十条、第二十三条至第二十八条'
              : '行政诉讼法第四十四条至第四十六条'
          return { says: `告知救济途径引用的“${text}”是旧法的条号。`, remedy: `改引${act}。`, line: at }
        }),
    ),
})

const firstItem = rule({
  id: 'REMEDY_FIRST_ITEM',
  severity: 'error',
  article: '行政复议法第二十三条第一款第（四）项',
  zh: '复议前置引用第（四）项',
  applies: isReply,
  check: (reading) =>
    cited(reading)
      .filter(
        ({ statute, article, item, paragraph }) =>
          statute === 'reconsideration' && article === 23 && paragraph !== 2 && item !== null && item !== 4,
      )
      .map(({ text, line }) => ({
        says: `“${text}”不是政府信息公开的规定。`,
        remedy: '改为第二十三条第一款第（四）项。',
        line,
      })),
})

const partlyGround = caseRule({
  id: 'ARTICLE_OF_WITHHELD_PART',
  severity: 'error',
  article: '条例第十四条至第十六条、第三十七条',
  zh: '部分公开写明不公开部分的依据',
  applies: hasOutcome('partlyDisclosed'),
  check: (reading) =>
    ofRegulation(reading).some(({ article }) => article >= 14 && article <= 16) ||
    /不属于政府信息/.test(reading.data.ask?.withheld ?? '')
      ? []
      : [
          {
            says: '没有写明不予公开的部分依据第十四条、第十五条还是第十六条。',
            remedy: '对不予公开的内容逐项写明依据，写到条、款。',
          },
        ],
})

const prohibiting = caseRule({
  id: 'PROHIBITING_LAW',
  severity: 'error',
  article: '条例第十四条',
  zh: '禁止公开的依据是法律、行政法规',
  applies: hasOutcome('prohibitedByLaw'),
  check(reading) {
    const text = bodyText(reading.lines)
    const others = [...text.matchAll(/《([^》]+)》/g)]
      .map(([, name]) => name!)
      .filter((name) => !/^(中华人民共和国)?政府信息公开条例$|^条例$|行政复议法|行政诉讼法/.test(name))
    if (others.length === 0)
      return [{ says: '没有写明禁止公开的法律、行政法规的名称。', remedy: '写全称和条、款、项。' }]
    const low = others.filter((name) => /(通知|意见|细则|函|纪要|批复|指南|方案|制度)$/.test(name))
    return low.length < others.length
      ? []
      : [
          {
            says: `《${low[0]}》不是法律、行政法规，不能作为禁止公开的依据。`,
            remedy: '写明禁止公开的法律、行政法规；没有的，改正办理结果。',
          },
        ]
  },
})

export const articleRules = [
  exists,
  ofOutcome,
  foreign,
  precise,
  single,
  numbering,
  repealed,
  remedyNumbering,
  firstItem,
  partlyGround,
  prohibiting,
]
