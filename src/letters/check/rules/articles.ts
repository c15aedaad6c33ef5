/** The law that a letter cites: that it exists, that it is the law of this outcome, and that it is the law of today. */
import type { Outcome } from '../../../../workflows/disclosure/vocabulary.ts'
import { citationsIn, missing, names, placeIn } from '../statutes.ts'
import { caseRule, type Fault, GROUNDS, hasOutcome, isOutgoing, isReply, type Reading, rule } from '../subject.ts'
import { bodyText, inBody, once, unquoted } from '../tokens.ts'

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
      const there = wanted ? places.some((each) => names(each, wanted)) : citesNotice(text, article)
      return there
        ? []
        : [{ says: `办理结果应当依据“${article}”，文中没有引用。`, remedy: `写明依据${article}，或者改正办理结果。` }]
    })
  },
})

/** A notice is named by its number once, its articles perhaps further down by its short name. */
const citesNotice = (text: string, article: string): boolean =>
  (/^(.+号)(第.+)$/.exec(article)?.slice(1) ?? [article]).every((part) => text.includes(part))

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
    const vague = [...loose(36, 'item'), ...loose(16, 'paragraph'), ...loose(39, 'paragraph')]
    return vague.slice(0, 1).map(({ text, line }) => ({
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
  severity: 'warning',
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
  severity: 'warning',
  article: '条例第十四条',
  zh: '写明了禁止公开的法律、行政法规',
  applies: hasOutcome('prohibitedByLaw'),
  check(reading) {
    const text = bodyText(reading.lines)
    const others = [...text.matchAll(/《([^》]{1,200})》/g)]
      .map(([, name]) => name!)
      .filter((name) => !/^(中华人民共和国)?政府信息公开条例$|^条例$|行政复议法|行政诉讼法/.test(name))
    return others.length > 0
      ? []
      : [{ says: '没有写明禁止公开的法律、行政法规的名称。', remedy: '写全称和条、款、项。' }]
  },
})

/** Art 32 tells how a third party is asked, and what its answer weighs: no ground where nobody was. */
const consultation = caseRule({
  id: 'ARTICLE_OF_CONSULTATION',
  severity: 'error',
  article: '条例第十五条、第三十二条',
  zh: '征求过第三方意见的，依据有第三十二条；没有征求的，没有',
  applies: hasOutcome('thirdPartyRights'),
  check(reading, { context }) {
    const isAsked = context.consultations.some(({ kind }) => kind === 'thirdParty')
    const deciding = inBody(reading.lines).flatMap(({ own, at }) => (/决定/.test(own) ? [at] : []))
    const ground = ofRegulation(reading).find(({ article, line }) => article === 32 && deciding.includes(line))
    if (isAsked && !ground)
      return [
        { says: '征求过第三方的意见，决定没有引用条例第三十二条。', remedy: '在决定的依据中写明条例第三十二条。' },
      ]
    return !isAsked && ground
      ? [
          {
            says: `没有征求过第三方的意见，决定却以“${ground.text}”为依据。`,
            remedy: '删去第三十二条；应当征求意见的，先书面征求。',
            line: ground.line,
          },
        ]
      : []
  },
})

export const articleRules = [
  exists,
  ofOutcome,
  foreign,
  precise,
  single,
  firstItem,
  partlyGround,
  prohibiting,
  consultation,
]
