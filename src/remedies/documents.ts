/**
 * What an answer to a reconsideration or a suit is filled from. Facts alone: days, numbers, ways of service and articles as the
 * ledger has them, each a text that the drafter reads and may change; arguments are nobody's but the drafter's.
 */
import type { Heard } from '../../workflows/disclosure/context.ts'
import { type Fact, type FactOf, OUTCOMES } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import { CHANNELS } from '../../workflows/words.ts'
import type { LetterData } from '../documents/index.ts'
import type { LoadedLaw } from '../ground/law.ts'
import { applicantsInALetter } from '../ledger/applicants.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import { currentSubmission } from '../ledger/contact.ts'
import type { LetterRow } from '../ledger/queries.ts'
import { courseOf } from '../letters/course.ts'
import type { ServiceRow } from '../letters/service.ts'
import type { ToldRemedy } from './told.ts'

/** The templates that one of them needs, in the order in which they are handed in. */
export const documentsFor = ({ kind }: Pick<ToldRemedy, 'kind'>): readonly string[] => [
  kind === 'reconsideration' ? 'reconsiderationAnswer' : 'litigationAnswer',
  'evidenceCatalogue',
  'representativeCertificate',
  'powerOfAttorney',
]

/** One exhibit of the list of evidence, as the catalogue names it. */
export type ExhibitLine = { number: number; name: string; source: string; proves: string; pages: string }

export type Held = {
  file: CaseFile
  facts: readonly Heard[]
  letters: readonly LetterRow[]
  service: readonly ServiceRow[]
  clock: Clock
  law: LoadedLaw
}

/** Everything beside what the drafter enters. @param on the day that it bears */
export function blanksFor(remedy: ToldRemedy, held: Held, exhibits: readonly ExhibitLine[], on: Day): LetterData {
  const { agency, facts: all } = held.file
  const { profile } = agency
  const isReview = remedy.kind === 'reconsideration'
  const side = sidesOf(remedy)
  const lines = (of: (line: ExhibitLine) => string) => exhibits.map(of).join('\n')
  return {
    agency: { name: agency.name, address: profile.address, phone: profile.phone },
    applicant: { name: applicantsInALetter(currentSubmission(all)) },
    letter: { date: inChinese(on) },
    suit: {
      // Where the words of the fact are erased, who hears what is brought against this agency.
      body: remedy.body ?? (isReview ? profile.reconsiderationBody : profile.court),
      case: remedy.number ? `案号：${remedy.number}。` : undefined,
      about: aboutOf(held, isReview ? '被申请人' : '答辩人'),
      receivedOn: inChinese(remedy.receivedOn ?? remedy.soughtOn),
      article: articleOf(remedy),
      copy: isReview ? '行政复议申请书' : remedy.appealBy ? '上诉状' : '起诉状',
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

/** What the drafter's fields begin with; the others are empty. */
export function suggestionsFor(remedy: ToldRemedy, held: Held): Record<string, string> {
  return {
    claims: remedy.claims ?? '',
    facts: factsTold(held).join('\n'),
    basis: basisOf(held),
    powers: '一般代理：代为答辩，提供证据，参加听证、庭审和调解，签收法律文书。',
  }
}

function sidesOf({ kind, appealBy }: ToldRemedy): { ours: string; theirs: string } {
  if (kind === 'reconsideration') return { ours: '被申请人', theirs: '申请人' }
  if (appealBy === 'agency') return { ours: '上诉人', theirs: '被上诉人' }
  return appealBy ? { ours: '被上诉人', theirs: '上诉人' } : { ours: '被告', theirs: '原告' }
}

function articleOf({ kind, procedure, appealBy }: ToldRemedy): string {
  if (kind === 'reconsideration')
    return `《中华人民共和国行政复议法》${procedure === 'simplified' ? '第五十四条' : '第四十八条'}`
  return appealBy
    ? '《中华人民共和国行政诉讼法》第一百零一条、《中华人民共和国民事诉讼法》第一百七十四条'
    : '《中华人民共和国行政诉讼法》第六十七条'
}

/** The reply that the applicant has: the last that was signed. */
function replyIn({
  facts,
  letters,
}: Held): { signed: FactOf<'replySigned'>; letter: LetterRow | undefined } | undefined {
  const at = facts.findLastIndex(({ type }) => type === 'replySigned')
  const signed = facts[at]
  if (signed?.type !== 'replySigned') return undefined
  const made = facts.slice(at).find((fact): fact is Heard & FactOf<'letterMade'> => fact.type === 'letterMade')
  return { signed, letter: letters.find(({ id }) => id === made?.letter) }
}

const calledReply = (title: string, number: string | null | undefined) => `《${title}》${number ? `（${number}）` : ''}`

function aboutOf(held: Held, self: string): string {
  const reply = replyIn(held)
  if (!reply?.letter) return `${self}未在法定期限内答复其政府信息公开申请`
  return `${self}${inChinese(reply.signed.on)}作出的${calledReply(reply.letter.title, reply.letter.number)}`
}

/** 事实经过: one sentence, or a few, for each step; what no fact says is not said. */
function factsTold(held: Held): string[] {
  const { file, facts, clock, law, service } = held
  const { row } = file
  const { request } = currentSubmission(file.facts)
  const asked = request.title ? `，申请公开“${request.title}”` : ''
  const number = row.number ? `，登记编号为${row.number}` : ''
  const received = clock.receivedOn
    ? `${inChinese(clock.receivedOn)}，本机关收到申请人的政府信息公开申请（${CHANNELS[row.channel]}）${asked}${number}。`
    : `${inChinese(row.submittedOn)}，申请人提交政府信息公开申请（${CHANNELS[row.channel]}）${asked}。`
  const course = courseOf(facts, '申请人', law.choices)
  const due = clock.dueOn ? `答复期限至${inChinese(clock.dueOn)}届满。` : ''
  return [
    received,
    `${course ?? ''}${due}`,
    ...facts.flatMap(steps),
    ...replyTold(held),
    ...serviceTold(held, service),
  ].filter((line) => line !== '')
}

/** What was looked for and examined before the reply, each on its day. */
function steps(fact: Fact): string[] {
  const on = inChinese(fact.on)
  if (fact.type === 'searched') {
    const where = fact.places?.join('、')
    const by = fact.terms?.length ? `，以${fact.terms.map((term) => `“${term}”`).join('、')}为关键词` : ''
    return where ? [`${on}，本机关在${where}${by}检索，${fact.found ? '检索到' : '没有检索到'}所申请的信息。`] : []
  }
  if (fact.type === 'secrecyReviewed') return [`${on}，本机关对所申请的信息进行保密审查。`]
  if (fact.type === 'disclosureExamined') return [`${on}，本机关对所申请的信息进行公开审查。`]
  return []
}

function replyTold(held: Held): string[] {
  const { context } = held.file.row
  const reply = replyIn(held)
  if (!reply?.letter) return []
  const outcome = context.outcome && OUTCOMES[context.outcome].zh
  const last = held.clock.replies.at(-1)
  const inTime = last ? `，${last.inTime ? '没有超过' : '已经超过'}答复期限` : ''
  return [
    `${inChinese(reply.signed.on)}，本机关作出${calledReply(reply.letter.title, reply.letter.number)}${outcome ? `，办理结果为“${outcome}”` : ''}${inTime}。`,
  ]
}

function serviceTold(held: Held, service: readonly ServiceRow[]): string[] {
  const reply = replyIn(held)?.letter
  return service
    .filter(({ letter, sentOn }) => letter === reply?.id && sentOn !== null)
    .map(({ to, how, sentOn, receivedOn }) => {
      const arrived = receivedOn ? `，${to}于${inChinese(receivedOn)}收到` : ''
      return `该答复书于${inChinese(sentOn!)}向${to}送达${how ? `（${how}）` : ''}${arrived}。`
    })
}

/** The articles that the outcome rests on (workflows/statute/outcomes.yaml), and that of the period. */
function basisOf({ file, law }: Held): string {
  const { outcome, draft } = file.row.context
  const outcomes = draft?.items?.map((item) => item.outcome) ?? (outcome ? [outcome] : [])
  const articles = [...new Set(outcomes.flatMap((one) => law.outcomes[one].articles))]
  if (articles.length === 0) return ''
  const named = articles.map((article) => article.replace(/^条例/, '《中华人民共和国政府信息公开条例》'))
  return `${named.join('；')}。`
}
