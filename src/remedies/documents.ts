/**
 * What an answer to a reconsideration or a suit is filled from. Facts alone: days, numbers, ways of service and articles as the
 * ledger has them, each a text that the drafter reads and may change; arguments are nobody's but the drafter's.
 */
import { partyOf } from '../../workflows/disclosure/remedies.ts'
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import { type LetterData, type Template, textOf } from '../documents/index.ts'
import { applicantsInALetter } from '../ledger/applicants.ts'
import { currentSubmission } from '../ledger/contact.ts'
import { type Citation, citationsIn, STATUTES } from '../letters/check/statutes.ts'
import { numeral } from '../letters/check/tokens.ts'
import { calledLetter, courseTold, type Held, letterOf } from './course-told.ts'
import type { ToldRemedy } from './told.ts'

/** The templates that one of them needs, in the order in which they are handed in; none where the agency itself appeals. */
export function documentsFor({ kind, appealBy }: Pick<ToldRemedy, 'kind' | 'appealBy'>): readonly string[] {
  if (appealBy === 'agency') return []
  if (appealBy) return ['appealAnswer', 'representativeCertificate', 'powerOfAttorney']
  const answer = kind === 'reconsideration' ? 'reconsiderationAnswer' : 'litigationAnswer'
  return [answer, 'evidenceCatalogue', 'representativeCertificate', 'powerOfAttorney']
}

/** The articles of a template that belong to this proceeding: a review body applies its own law, a court another. */
export const articlesFor = ({ kind }: Pick<ToldRemedy, 'kind'>, { articles }: Pick<Template, 'articles'>) =>
  articles.filter((article) => article.startsWith('行政复议法') === (kind === 'reconsideration'))

/** One exhibit of the list of evidence, as the catalogue names it. */
export type ExhibitLine = { number: number; name: string; source: string; proves: string; pages: string }

/** Everything beside what the drafter enters. @param on the day that it bears */
export function blanksFor(remedy: ToldRemedy, held: Held, exhibits: readonly ExhibitLine[], on: Day): LetterData {
  const { agency, facts: all } = held.file
  const { profile } = agency
  const isReview = remedy.kind === 'reconsideration'
  const side = sidesOf(remedy)
  const lines = (of: (line: ExhibitLine) => string) => exhibits.map(of).join('\n')
  return {
    agency: { name: agency.name, address: profile.address, phone: profile.phone },
    // The other side, as the templates have it: whoever brings it, those who applied or a third party.
    applicant: { name: remedy.claimant ? remedy.claimantZh : applicantsInALetter(currentSubmission(all)) },
    letter: { date: inChinese(on) },
    suit: {
      // Where the words of the fact are erased, who hears what is brought against this agency.
      body: remedy.body ?? (isReview ? profile.reconsiderationBody : profile.court),
      case: remedy.number ? `案号：${remedy.number}。` : undefined,
      parties: partiesTold(remedy, held),
      complaint: complaintOf(remedy, held, isReview ? '被申请人' : '答辩人'),
      judged: judgedOf(remedy),
      receivedOn: inChinese(remedy.receivedOn ?? remedy.soughtOn),
      article: articleOf(remedy),
      role: side.ours,
      opponent: side.theirs,
      calls: isReview ? '申请行政复议' : remedy.appealBy ? '提起上诉' : '提起行政诉讼',
    },
    evidence: {
      number: lines(({ number }) => String(number)),
      name: lines(({ name }) => name),
      source: lines(({ source }) => source),
      proves: lines(({ proves }) => proves),
      pages: lines(({ pages }) => pages),
    },
  }
}

/**
 * The others in it: the body that upheld the reply, sued beside the agency (行政诉讼法 Art 26), and 第三人. Where a third party
 * brings it, those who applied are one, unless the papers name others.
 */
function partiesTold(remedy: ToldRemedy, { file }: Held): string | undefined {
  const { kind, appealBy, coDefendant, thirdParties } = remedy
  const isTheirs = partyOf(remedy) !== undefined
  const others =
    thirdParties.length > 0 ? thirdParties : isTheirs ? [applicantsInALetter(currentSubmission(file.facts))] : []
  const before = appealBy ? '原审' : ''
  const lines = [
    ...(coDefendant && kind !== 'reconsideration' ? [`${before}共同被告：${coDefendant}（复议机关）。`] : []),
    ...others.map((name) => `${before}第三人：${name}。`),
  ]
  return lines.join('\n') || undefined
}

/** What the drafter's fields begin with; the others are empty. */
export function suggestionsFor(remedy: ToldRemedy, held: Held): Record<string, string> {
  return {
    claims: remedy.claims ?? '',
    facts: courseTold(remedy, held).join('\n'),
    basis: basisOf(remedy, held),
    powers: '一般代理：代为答辩，提供证据，参加听证、庭审和调解，签收法律文书。',
  }
}

/** What was typed, as the document says it: in an answer each agent is called one, and is a sentence. */
export function typedIn({ id }: Pick<Template, 'id'>, name: string, value: string | undefined): string | undefined {
  const typed = value?.trim() || undefined
  if (name !== 'agents' || id === 'powerOfAttorney') return typed
  const lines = typed?.split(/\r?\n/).flatMap((line) => line.trim().replace(/^委托代理人[：:]/, '') || [])
  return lines?.map((line) => `委托代理人：${line.endsWith('。') ? line : `${line}。`}`).join('\n')
}

function sidesOf({ kind, appealBy }: ToldRemedy): { ours: string; theirs: string } {
  if (kind === 'reconsideration') return { ours: '被申请人', theirs: '申请人' }
  return appealBy ? { ours: '被上诉人', theirs: '上诉人' } : { ours: '被告', theirs: '原告' }
}

function articleOf({ kind, procedure, appealBy }: ToldRemedy): string {
  if (kind === 'reconsideration')
    return `《中华人民共和国行政复议法》${procedure === 'simplified' ? '第五十四条' : '第四十八条'}`
  return appealBy
    ? '《中华人民共和国行政诉讼法》第一百零一条、《中华人民共和国民事诉讼法》第一百七十四条'
    : '《中华人民共和国行政诉讼法》第六十七条'
}

/** The reply that is complained of: the last that was signed before; null where it is silence, whatever came later. */
function repliedTo(remedy: ToldRemedy, held: Held) {
  if (remedy.against === null) return null
  const sought = held.told.filter(({ fact }) => fact.type === 'remedySought')[remedy.n - 1]
  const before = held.told.filter(({ position }) => position < (sought?.position ?? Infinity))
  // Before the case was handled again, where it is about an earlier reply.
  const again = before.filter(({ fact }) => fact.type === 'reopened')[remedy.round ?? 0]
  const signed = before.findLast(
    ({ fact, position }) => fact.type === 'replySigned' && position < (again?.position ?? Infinity),
  )
  const letter = signed && letterOf(held, signed)
  return signed && letter ? { on: signed.fact.on, letter } : undefined
}

/** Why the other side complains, as theirs: that nothing was answered is for them to say. */
function complaintOf(remedy: ToldRemedy, held: Held, self: string): string {
  const reply = repliedTo(remedy, held)
  const whose = partyOf(remedy) === undefined ? '其' : ''
  if (reply === null) return `以${self}未在法定期限内答复${whose}政府信息公开申请为由`
  if (reply === undefined) return `不服${self}对${whose}政府信息公开申请的处理`
  return `不服${self}${inChinese(reply.on)}作出的${calledLetter(reply.letter)}`
}

/** The judgment or ruling of first instance, by court, day and number. */
function judgedOf({ appealed, appealBy }: ToldRemedy): string | undefined {
  if (!appealBy) return undefined
  if (!appealed) return '一审裁判'
  const { body, decidedOn, number } = appealed
  return `${body ?? '一审人民法院'}${inChinese(decidedOn)}作出的${number ?? '一审裁判'}`
}

/** Every place of the law that the reply cites, in its order; of silence the articles of the period (Art 33). */
function basisOf(remedy: ToldRemedy, held: Held): string {
  const reply = repliedTo(remedy, held)
  if (reply === null) return '《中华人民共和国政府信息公开条例》第三十三条。'
  const words = reply && held.words.get(reply.letter.id)
  const cited = words ? textOf(words.letter).flatMap(citationsIn) : []
  // Of the ways to complain it tells as well: they are no basis of what it decides.
  const places = [...new Set(cited.filter(({ statute }) => statute === 'regulation').map(placeTold))]
  return places.length > 0 ? `${places.join('；')}。` : ''
}

function placeTold({ statute, article, paragraph, item }: Citation): string {
  const name = STATUTES[statute].zh.replace('《', '《中华人民共和国')
  const deeper = `${paragraph === null ? '' : `第${numeral(paragraph)}款`}${item === null ? '' : `第（${numeral(item)}）项`}`
  return `${name}第${numeral(article)}条${deeper}`
}
