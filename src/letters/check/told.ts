/** What a letter tells about remedies: read out of its sentences, for the rules to hold against the law. */
import { inBody, type Line, numberIn, once, phrasesOf, unquoted } from './tokens.ts'

type Period = { number: number; unit: '日' | '工作日' | '个月'; text: string }

type Told = {
  line: number
  phrase: string
  period: Period | null
  /** 应当先. */
  first: boolean
  /** A suit without reconsideration before it. */
  direct: boolean
  /** The body or court named after 向, where one is named. */
  to: string | null
}

export type ToldRemedies = { reconsiderations: Told[]; suits: Told[] }

const RECONSIDER = /(?:申请|提起|提出)(?:行政)?复议(?!申请)/
const SUE = /(?:提起|提出)(?:行政)?诉讼|人民法院.{0,4}起诉|向.{1,30}起诉/
const MAY = /可以|可|应当|应|须|必须|有权|日内|个月内/
const FIRST = /(?:应当|应|须|必须)(?:依法)?先?.{0,200}复议|先.{0,200}复议|复议前置/
const AFTER = /复议决定|决定书之日|复议期限/

function read(lines: readonly Line[]): ToldRemedies {
  const remedies: ToldRemedies = { reconsiderations: [], suits: [] }
  // An address or a web page in brackets has marks of its own.
  for (const { own, at } of inBody(lines))
    for (const segment of unquoted(own)
      .replace(/（[^（）]*）/g, '')
      .split(/[。；]/)) {
      let before = ''
      for (const phrase of phrasesOf(segment)) {
        const period = periodIn(phrase)
        const may = MAY.test(phrase)
        if (may && RECONSIDER.test(phrase)) {
          const first = FIRST.test(phrase) && !/可以(?:自|依法|在|于|向)?.{0,200}(?:申请|提起)/.test(phrase)
          remedies.reconsiderations.push({ line: at, phrase, period, first, direct: false, to: bodyIn(phrase) })
        }
        if (may && SUE.test(phrase)) {
          const direct = period?.unit === '个月' || /直接/.test(phrase) || !AFTER.test(before + phrase)
          remedies.suits.push({ line: at, phrase, period, first: false, direct, to: courtIn(phrase) })
        }
        before += phrase
      }
    }
  return remedies
}

/**
 * The paragraphs that tell the remedies are those that name a period or say 直接. Where there is one, a mention elsewhere (“may
 * apply for reconsideration of the fine”) is a reason about another act, and is held against nothing.
 */
export const toldRemedies = once((lines): ToldRemedies => {
  const { reconsiderations, suits } = read(lines)
  const isTelling = ({ period, phrase }: Told) => period !== null || /直接/.test(phrase)
  const telling = new Set([...reconsiderations, ...suits].filter(isTelling).map(({ line }) => line))
  const tellingOf = (all: Told[]) => (telling.size === 0 ? all : all.filter(({ line }) => telling.has(line)))
  return { reconsiderations: tellingOf(reconsiderations), suits: tellingOf(suits) }
})

const PERIOD = /([0-9０-９]{1,12}|[一二三四五六七八九十百两]{1,12})(个工作日|工作日|个月|日|天|月)(?:以|之)?内/

export function periodIn(phrase: string): Period | null {
  const [text, number, unit] = PERIOD.exec(phrase) ?? []
  if (!text || !number || !unit) return null
  return {
    number: numberIn(number),
    unit: unit.endsWith('工作日') ? '工作日' : unit.endsWith('月') ? '个月' : '日',
    text,
  }
}

const bodyIn = (phrase: string): string | null =>
  /向([^向]{1,60}?)(?:依法)?(?:申请|提起|提出)(?:行政)?复议/.exec(phrase)?.[1]?.replace(/（[^）]{0,200}）$/, '') ?? null

const courtIn = (phrase: string): string | null => /向([^向]{0,40}?人民法院)/.exec(phrase)?.[1] ?? null
