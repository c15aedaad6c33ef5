/**
 * No sentence without its fact: what a reply says was examined, asked or looked for must be on file, and what is on file
 * must be said. The words of a template prove nothing: they stand in every letter, whatever was done.
 */
import type { FactOf } from '../../../../workflows/disclosure/vocabulary.ts'
import { printable } from '../../../documents/index.ts'
import { type CaseFile, caseRule, type Fault, hasOutcome, isWithheld, type Reading, rule } from '../subject.ts'
import { bodyText, inBody, lineWith, sentencesOf, unquoted } from '../tokens.ts'

type Examined = FactOf<'disclosureExamined'>

/** The latest of each matter. */
const examinations = ({ facts }: CaseFile): Examined[] => [
  ...new Map(
    facts
      .filter((fact): fact is Examined => fact.type === 'disclosureExamined')
      .map((fact) => [fact.matter ?? '', fact]),
  ).values(),
]
const withholds = (reading: Reading) => isWithheld(reading) || hasOutcome('partlyDisclosed')(reading)
const isConsulted = ({ context }: CaseFile) => context.consultations.some(({ kind }) => kind === 'thirdParty')
const isLookedFor = ({ otherLaw, lookedIn = [] }: Examined) => otherLaw === false && lookedIn.length > 0

type Claim = { words: RegExp; fact: string; isBacked(file: CaseFile): boolean }

const CLAIMS: readonly Claim[] = [
  {
    words:
      /没有(?:发现|查到)?(?:其他|任何|相关)?法律、?(?:行政)?法规.{0,16}公开|(?:法律|法规|规章)(?:均|都)?(?:没有|未)(?:作出)?规定.{0,12}公开/,
    fact: '公开审查（查阅的法律、法规、规章）',
    isBacked: (file) => examinations(file).some(isLookedFor),
  },
  {
    words: /(?:不能|无法|难以|不宜|能够|可以)(?:作|进行|予以)?区分处理|均属于不予公开的范围/,
    fact: '公开审查（能否区分处理）',
    isBacked: (file) => examinations(file).length > 0,
  },
  {
    words: /(?:已|依法|书面)征求了?(?:有关)?第三方的?意见|征求了(?:有关)?第三方的?意见/,
    fact: '征求第三方意见',
    isBacked: isConsulted,
  },
  {
    // Who drafts may say so in the reasons; a template may not say it for everybody.
    words: /(?:未|没有)发现.{0,16}公共利益/,
    fact: '第三方理由审查（公共利益）',
    isBacked: () => true,
  },
]

const claims = rule({
  id: 'CLAIM_WITHOUT_FACT',
  severity: 'error',
  article: '条例第十五条、第十六条第二款、第三十二条、第三十七条',
  zh: '文中说做过的审查、征求意见有卷内记录',
  applies: withholds,
  check: ({ lines, file }) =>
    inBody(lines).flatMap(({ own, at }) =>
      sentencesOf(unquoted(own)).flatMap((sentence): Fault[] =>
        CLAIMS.filter(({ words, isBacked }) => words.test(sentence) && !(file && isBacked(file))).map(({ fact }) => ({
          says: file
            ? `文中说“${excerpt(sentence)}”，卷内没有“${fact}”的记录。`
            : `模板写“${excerpt(sentence)}”，每一份文书都会这样说，不论是否做过。`,
          remedy: file ? '先作审查并记录，或者删去这一句。' : `删去这一句，改用取自“${fact}”的空白。`,
          line: at,
        })),
      ),
    ),
})

const excerpt = (sentence: string) => [...sentence].slice(0, 40).join('')

const squeezed = (text: string) => printable(text).replace(/[\s。，；]/g, '')
/** The letter prints these words, however it breaks its lines. */
const prints = (reading: Reading, words: string) =>
  squeezed(reading.lines.map(({ printed }) => printed).join('')).includes(squeezed(words))

const severability = caseRule({
  id: 'SEVERABILITY_NOT_ADDRESSED',
  severity: 'error',
  article: '条例第三十七条',
  zh: '能否区分处理照公开审查写明',
  applies: withholds,
  check(reading, file) {
    const found = examinations(file)
    if (found.length === 0)
      return [{ says: '卷内没有公开审查的记录。', remedy: '先记录“公开审查”：能否区分处理，为什么。' }]
    return found.every(({ why }) => prints(reading, why))
      ? []
      : [
          {
            says: '没有照公开审查写明能否区分处理。',
            remedy: '模板应当用“公开审查”的空白（examined.severability），不用固定的一句。',
          },
        ]
  },
})

/** “没有能够区分处理的内容” says the opposite: what denies it in the same phrase is no contradiction. */
const SEVERABLE =
  /(?<!(?:没有|并无|无|未|不|是否)[^，。；]{0,12})(?:(?:能够|可以|能)(?:作|进行|予以)?区分处理|(?:部分|其余)(?:内容|信息)(?:依法)?可以公开)/

const severable = rule({
  id: 'SEVERABLE_BUT_WITHHELD',
  severity: 'error',
  article: '条例第三十七条',
  zh: '能够区分处理的不全部拒绝',
  applies: isWithheld,
  check({ lines, file }) {
    const line = lineWith(inBody(lines), SEVERABLE)
    const isFound = file !== null && examinations(file).some((each) => each.severable)
    if (line === undefined && !isFound) return []
    return [
      {
        says: isFound ? '公开审查认为能够区分处理，却全部不予公开。' : '文中认为内容能够作区分处理，却全部不予公开。',
        remedy: '改为部分公开，提供可以公开的内容。',
        ...(line !== undefined && { line }),
      },
    ]
  },
})

const restsOnOtherwise = hasOutcome('processInformation', 'enforcementFile')

const otherLaw = caseRule({
  id: 'OTHER_LAW_NOT_TOLD',
  severity: 'error',
  article: '条例第十六条第二款',
  zh: '写明查阅了哪些法律、法规、规章',
  applies: restsOnOtherwise,
  check(reading, file) {
    const lookedIn = examinations(file).flatMap((each) => (isLookedFor(each) ? (each.lookedIn ?? []) : []))
    return lookedIn.length > 0 && lookedIn.every((place) => prints(reading, place))
      ? []
      : [
          {
            says:
              lookedIn.length === 0
                ? '卷内没有审查是否有法律、法规、规章规定应当公开。'
                : '没有照公开审查写明查阅了哪些法律、法规、规章。',
            remedy: '在“公开审查”中写明查阅的法律、法规、规章；模板用空白 examined.otherLaw。',
          },
        ]
  },
})

/** 从其规定 is the second half of Art 16 ¶2; neither ¶1 nor any other article has it. */
const misplaced = rule({
  id: 'OTHERWISE_CLAUSE_MISPLACED',
  severity: 'error',
  article: '条例第十六条',
  zh: '“从其规定”只用于第十六条第二款',
  applies: (reading) => isWithheld(reading) && !restsOnOtherwise(reading),
  check({ lines }) {
    const line = lineWith(inBody(lines), /规定应当公开的，从其规定/)
    return line === undefined
      ? []
      : [{ says: '“法律、法规、规章规定应当公开的，从其规定”是第十六条第二款的内容。', remedy: '删去这一句。', line }]
  },
})

const publicInterest = caseRule({
  id: 'PUBLIC_INTEREST',
  severity: 'warning',
  article: '条例第十五条',
  zh: '考虑了公共利益',
  applies: hasOutcome('thirdPartyRights'),
  check({ data, lines }) {
    const found = data.assessed?.publicInterest
    if (found && bodyText(lines).includes(found)) return []
    const said = [data.ask?.reasons, data.ask?.publicInterest, data.assessed?.why].join('')
    return /公共利益/.test(said)
      ? []
      : [
          {
            says: '没有写明不公开是否会对公共利益造成重大影响。',
            remedy: '补充对公共利益的判断。条文中的“公共利益”不是判断。',
          },
        ]
  },
})

export const claimRules = [claims, severability, severable, otherLaw, misplaced, publicInterest]
