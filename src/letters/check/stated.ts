/** What a correction notice asks for and the request already says: a document number, a period, a name, a project. */
import { folded } from './alike.ts'

type Particular = {
  zh: string
  /** How a notice names it. */
  asked: RegExp
  /** How a request says it. */
  stated: RegExp
}

const NUMBER = /[\p{Script=Han}A-Za-z]{1,12}[〔［[（(【]\s*(?:19|20)\d{2}\s*年?[〕］\])）】]\s*第?\s*\d+\s*号/u
const PARTICULARS: readonly Particular[] = [
  { zh: '文号', asked: /文号|发文字号/, stated: NUMBER },
  {
    zh: '年份或者时间范围',
    asked: /年份|年度|起止(?:年份|时间|日期|年月)|时间(?:范围|段|跨度)|(?:形成|制作)(?:的)?时间/,
    stated: /(?:19|20)\d{2}\s*年|(?:19|20)\d{2}\s*[-—–~～至到]\s*(?:19|20)\d{2}/,
  },
  {
    zh: '文件的名称',
    asked: /(?:文件|信息|材料)(?:的)?(?:名称|题名|标题)|^(?:名称|题名|标题)/,
    // The name of a law is what a request rests on, not what it asks for.
    stated: /《[^《》]*[^《》法例定则]》/,
  },
  {
    zh: '项目名称',
    asked: /(?:项目|工程)(?:的)?名称/,
    stated:
      /[\p{Script=Han}\d]{2,12}(?<!有关|相关|该|此|各类|所有|全部|哪些|建设|征收|某|个|些)(?:项目|工程)(?!名称|师)/u,
  },
]

/** To ask is to demand it, or to find it unclear; a notice that only mentions it asks for nothing. */
const DEMANDS = /补充|写明|提供|注明|明确|说明|填写|列明|指明|补正|不清楚|不具体|未写|没有写|缺少|欠缺/
const SAID_OTHERWISE = /[“”‘’"]|(?:19|20)\d{2}/
/** What every matter says, whatever it is about. */
const GENERAL = /的|范围|所需|申请|公开|政府|信息|文件|材料|内容|名称|请|的|不明确|以便|检索|查找|或者|以及|具体/g
const NAMED = 4 // characters: fewer are no name of a thing

const nameless = (phrase: string): string =>
  PARTICULARS.reduce((left, { asked }) => left.replace(new RegExp(asked, 'gu'), ''), phrase)
    .replace(GENERAL, '')
    .replace(new RegExp(DEMANDS, 'g'), '')

const clausesOf = (text: string): string[] => text.split(/[，。；、\n]|以及/).filter((clause) => clause.trim() !== '')

/**
 * The names of what a matter asks for though the request says it. A matter that quotes the request or names a year has read
 * it: what it asks is something else. One that speaks of a part is held against the clauses of that part alone.
 */
export function askedThoughStated(matter: string, request: readonly string[]): { zh: string; words: string }[] {
  if (SAID_OTHERWISE.test(matter)) return []
  const clauses = request.flatMap(clausesOf)
  return PARTICULARS.flatMap(({ zh, asked, stated }) => {
    const phrase = matter.split(/[，。；]/).find((one) => asked.test(one) && DEMANDS.test(one))
    if (phrase === undefined) return []
    const about = folded(nameless(phrase))
    const own = about.length >= NAMED ? clauses.filter((clause) => folded(clause).includes(about)) : []
    const words = (own.length > 0 ? own : request).flatMap((text) => stated.exec(text) ?? [])
    return words.length > 0 ? [{ zh, words: words[0]!.trim() }] : []
  })
}
