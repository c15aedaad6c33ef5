/** Lines of 证据清单 for letters and their service: what each proves, and the papers of its way right behind it. */
import { answersOf } from '../../../workflows/disclosure/answers.ts'
import { addresseeOf, replyIn } from '../../../workflows/disclosure/service.ts'
import { type Fact, type FactType, OUTCOMES, SERVICES } from '../../../workflows/disclosure/vocabulary.ts'
import { clock } from '../../../workflows/statute/clock.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import { draftIn } from '../../ledger/case-file.ts'
import { currentSubmission } from '../../ledger/contact.ts'
import type { LetterRow } from '../../ledger/queries.ts'
import { voidMark } from '../../ledger/voided.ts'
import type { ServiceRow } from '../../letters/service.ts'
import type { Unnumbered } from './exhibit.ts'
import { type Group, KINDS, type Kind, type Proof, SOURCES, servedUnder } from './kinds.ts'
import type { OnFile } from './on-file.ts'

/** What the letter proves is what its fact proves; a reply proves what was answered. */
export function letterRows(on: OnFile, letter: LetterRow): Unnumbered[] {
  const fact = factOf(on, letter)
  const kind: Kind | null = fact ? KINDS[fact.type] : null
  if (!fact || !kind) return []
  const proof = proofOf(on, letter, fact) ?? kind.is(fact)
  const nth = on.letters.filter(({ position }) => position === letter.position).indexOf(letter)
  const position = letter.position + LETTER + nth * AMONG_LETTERS
  return [
    {
      ...{ position, key: `letter:${letter.id}`, group: groupOf(letter, fact, kind) },
      form: on.sealed.has(letter.id) ? '原件' : '打印件',
      name: `${letter.title}${voidMark(letter)}`,
      source: SOURCES.agency,
      ...proof,
      summary: `${[letter.number, inChinese(letter.madeOn), toOf(on, letter)].filter(Boolean).join('；')}。`,
      behind: { kind: 'letter', letter },
    },
  ]
}

/** Of a letter that proves something else than the fact that called for it. */
function proofOf(on: OnFile, letter: LetterRow, fact: Fact): Proof | undefined {
  if (letter.kind === 'reply') return answered(on)
  if (isDecision(letter, fact)) return DECIDED
  if (letter.consultation === null && CONSULTED.includes(fact.type)) return TOLD_OF_CONSULTATION
  if (fact.type === 'registered') return { proves: '已经向申请人出具登记回执', article: '条例第四十五条' }
  if (fact.type === 'extended') return { proves: toldOfExtension(on, letter), article: '条例第三十三条第二款' }
  return undefined
}

/** Before the days ran out that ran without it: reckoned from what the clock had heard until then. */
function toldOfExtension({ file: { row }, law, service, told }: OnFile, { id, position }: LetterRow): string {
  const sentOn = service.find(({ letter }) => letter === id)?.sentOn
  if (!sentOn) return '本机关制作延期答复告知书'
  const earlier = told.filter((one) => one.fact.type === 'extended' && one.position < position).length
  const { clockFacts } = row.context
  const at = clockFacts.flatMap(({ type }, i) => (type === 'extended' ? [i] : []))[earlier]
  const { dueOn } = clock({ channel: row.channel, facts: clockFacts.slice(0, at ?? 1), asOf: sentOn }, law)
  return dueOn && sentOn <= dueOn ? '延期已在原期限届满前告知申请人' : '延期已经告知申请人'
}

/** The article by which a letter is due. */
export function dutyOf(on: OnFile, letter: LetterRow): string {
  const fact = factOf(on, letter)
  const article = fact && (proofOf(on, letter, fact) ?? KINDS[fact.type]?.is(fact))?.article
  return (letter.kind === 'reply' ? article?.split('、')[0] : article) ?? '条例第三十六条'
}

function factOf(on: OnFile, { position }: LetterRow): Fact | undefined {
  const at = <T extends { position: number; fact: Fact }>(all: readonly T[]) =>
    all.find((one) => one.position === position)
  return (at(on.told) ?? at(on.file.facts))?.fact
}

const CONSULTED: readonly FactType[] = ['thirdPartyConsulted', 'agencyConsulted']
const TOLD_OF_CONSULTATION = {
  proves: '已经告知申请人正在征求意见，所需时间不计算在答复期限内',
  article: '条例第三十三条第三款',
}
const DECIDED = { proves: '本机关将处理结果和理由告知第三方', article: '条例第三十二条' }
const isDecision = ({ consultation }: LetterRow, fact: Fact) => consultation !== null && fact.type === 'replySigned'

function answered({ file, law }: OnFile): Proof {
  const draft = draftIn(file.facts)
  const outcomes = draft ? [...new Set(answersOf(draft).map(({ outcome }) => outcome))] : []
  const articles = [...new Set(outcomes.flatMap((outcome) => law.outcomes[outcome]?.articles ?? []))]
  return {
    proves: `本机关作出的答复（${outcomes.map((outcome) => OUTCOMES[outcome].zh).join('；')}）`,
    article: articles.join('、').replaceAll('、条例第', '、第') || '条例第三十六条',
  }
}

const toOf = ({ file }: OnFile, { consultation }: LetterRow): string => {
  const party = file.row.context.consultations.find(({ id }) => id === consultation)?.party
  return `致${party ?? (currentSubmission(file.facts).applicant.name || '申请人')}`
}

/** Behind their letter, and before whatever else goes with it: first the papers of its service, then our record of it. */
const LETTER = 0.5
export const PROOF_OF_SERVICE = 0.501
const RECORD_OF_SERVICE = 0.502

/** 送达回证, 邮寄凭证: what shows how a letter went is bound right behind it, and proves what its row of service says. */
export function wayProven(on: OnFile, fact: Fact, behind: number) {
  if (fact.type !== 'sent' && fact.type !== 'received' && fact.type !== 'replyServed') return undefined
  const { context } = on.file.row
  const meant = fact.type === 'replyServed' ? replyIn(context)?.id : fact.letter
  const to = addresseeOf(context, fact)
  const rows = on.service.filter(({ letter }) => letter === meant)
  const service = rows.find(({ who }) => who === to) ?? rows[0]
  return service && { ...proofOfService(on, service), ...besideLetter(on, service, behind) }
}

/** In the group of the letter, at its position. */
function besideLetter(on: OnFile, { letter: id }: ServiceRow, behind: number) {
  const letter = on.letters.find((one) => one.id === id)!
  const fact = factOf(on, letter)
  const kind: Kind | null = fact ? KINDS[fact.type] : null
  const group: Group = !fact || !kind ? 'service' : groupOf(letter, fact, kind)
  // Letters of one fact share its position: each has its papers behind it.
  const nth = on.letters.filter(({ position }) => position === letter.position).indexOf(letter)
  return { group, position: letter.position + behind + nth * AMONG_LETTERS }
}
const AMONG_LETTERS = 0.003
const groupOf = (letter: LetterRow, fact: Fact, kind: Kind): Group =>
  isDecision(letter, fact) ? 'consultation' : kind.group

export function serviceRow(on: OnFile, service: ServiceRow): Unnumbered {
  const { letter, title, how, sentOn, receivedOn, tracking, who } = service
  const sent = sentOn && `${inChinese(sentOn)}${how === SERVICES.portal ? '进入网上查收系统' : (how ?? '发出')}`
  return {
    ...{ key: `service:${letter}:${who}`, name: `送达情况记录（《${title}》）` },
    ...besideLetter(on, service, RECORD_OF_SERVICE),
    ...{ source: SOURCES.agency, form: '打印件', ...proofOfService(on, service) },
    summary: `${[sent, tracking && `邮件编号${tracking}`, receivedOn && `${inChinese(receivedOn)}收到`].filter(Boolean).join('；')}。`,
    behind: { kind: 'service', service },
  }
}

/** By post the day of posting is the day of service; online the time of entry into the portal. */
function proofOfService(on: OnFile, { letter: id, title, to, how, sentOn, receivedOn }: ServiceRow): Proof {
  const letter = on.letters.find((one) => one.id === id)!
  const way = (Object.keys(SERVICES) as (keyof typeof SERVICES)[]).find((one) => SERVICES[one] === how)
  const [went, came] = [sentOn && inChinese(sentOn), receivedOn && inChinese(receivedOn)]
  const posted = way === 'post' && went && `《${title}》于${went}交邮寄送${to}`
  const online = way === 'portal' && went && `《${title}》于${went}送达${to}，以进入网上查收系统的时间为准`
  const other = came ? `《${title}》于${came}送达${to}` : `《${title}》于${went}发给${to}`
  const proves = online || (posted && came ? `${posted}，于${came}收到` : posted) || other
  return { proves, article: servedUnder(dutyOf(on, letter), way) }
}
