/**
 * 证据清单 as data (法释〔2002〕21号第十九条): what is submitted, in the order in which a court reads, each with where it comes
 * from, what it proves and by which article, and what it says. A pure function of what is on file.
 */
import { answersOf } from '../../../workflows/disclosure/answers.ts'
import { addresseeOf, replyIn } from '../../../workflows/disclosure/service.ts'
import { type Fact, type FactOf, type FactType, OUTCOMES, SERVICES } from '../../../workflows/disclosure/vocabulary.ts'
import { clock } from '../../../workflows/statute/clock.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import { draftIn } from '../../ledger/case-file.ts'
import { currentSubmission } from '../../ledger/contact.ts'
import type { FileRow, LetterRow } from '../../ledger/queries.ts'
import type { ServiceRow } from '../../letters/service.ts'
import { size } from '../../web/parts/format.ts'
import { closedTo } from './closed.ts'
import {
  GROUPS,
  type Group,
  isStaff,
  isTyped,
  KINDS,
  type Kind,
  type Proof,
  SOURCES,
  type Source,
  servedUnder,
} from './kinds.ts'
import type { OnFile, Told } from './on-file.ts'
import { summaryOf } from './summary.ts'

/** What lies behind a line of the list: where its pages come from. */
export type Behind =
  | { kind: 'standing' }
  | { kind: 'record'; told: Told }
  | { kind: 'letter'; letter: LetterRow }
  | { kind: 'file'; file: FileRow; of: Told }
  | { kind: 'given'; file: FileRow; sha256: string }
  | { kind: 'service'; service: ServiceRow }

export type Exhibit = {
  number: number
  /** Names its part of the reading copy. */
  key: string
  group: Group
  name: string
  source: string
  proves: string
  article: string
  summary: string
  copies: number
  /** 电子记录: what staff typed in, or this house reckons, of papers that lie elsewhere. */
  form: '原件' | '复制件' | '电子记录'
  behind: Behind
}

type Unnumbered = Omit<Exhibit, 'number' | 'copies'> & { position: number }

/** The exhibits of a case, numbered in the order in which a court reads them. */
export function exhibitsOf(on: OnFile): Exhibit[] {
  const rows: Unnumbered[] = [
    standing(on),
    ...on.told.filter((told) => speaks(on, told)).map((told) => recordRow(on, told)),
    ...mailRows(on),
    ...on.letters.flatMap((letter) => letterRows(on, letter)),
    ...fileRows(on),
    ...givenRows(on),
    ...on.service.filter(({ sentOn, receivedOn }) => sentOn || receivedOn).map((service) => serviceRow(on, service)),
  ]
  const order = Object.keys(GROUPS)
  return rows
    .toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group) || a.position - b.position)
    .map(({ position: _, ...row }, i) => ({ ...row, number: i + 1, copies: 1 }))
}

function standing({ file: { agency } }: OnFile): Unnumbered {
  const { office, address } = agency.profile
  return {
    ...{ position: 0, key: 'standing', group: 'standing', name: '机关和工作机构情况', form: '原件' },
    ...{
      source: SOURCES.agency,
      proves: '本机关是作出答复的行政机关，负责公开所制作、保存的信息；负责政府信息公开工作的机构',
      article: '条例第四条、第十条、第二十七条、行政诉讼法第二十六条第一款',
    },
    summary: `${agency.name}；政府信息公开工作机构：${office}；地址：${address}`,
    behind: { kind: 'standing' },
  }
}

/** A review that did not pass proves nothing for anybody; a mere date says what a letter or its service says already. */
function speaks(on: OnFile, { fact, line, position }: Told): boolean {
  const kind: Kind | null = KINDS[fact.type]
  if (!kind?.record || fact.type === 'mailSent') return false
  if (fact.type === 'replyReviewed') return fact.passed
  const isBare = line.files.length === 0 && line.details.every(({ label }) => SAID_ELSEWHERE.includes(label))
  if (!isBare || !DATES.includes(fact.type)) return true
  return fact.type === 'registered'
    ? !on.letters.some((letter) => letter.position === position)
    : on.service.length === 0
}
const DATES: readonly FactType[] = ['registered', 'thirdPartyReached', 'agencyReached']
const SAID_ELSEWHERE = ['征求意见的对象', '登记编号']

function recordRow(on: OnFile, told: Told): Unnumbered {
  const { fact, position } = told
  const kind = KINDS[fact.type] as Kind & { record: string }
  const typed = isTyped(told.fact, told.by)
  const name = typed ? (kind.typed ?? kind.record) : kind.record
  return {
    ...{ position, key: `fact:${position}`, group: kind.group, form: typed ? '电子记录' : '原件' },
    name: typed && fact.type === 'submitted' ? `${name}（据${TYPED_FROM[fact.channel] ?? '纸质申请书'}录入）` : name,
    ...{ source: SOURCES[typed ? 'agency' : kind.source], ...kind.is(fact) },
    summary: `${summaryOf(told)}${closedTo(on, fact)}`,
    behind: { kind: 'record', told },
  }
}

const TYPED_FROM: Partial<Record<FactOf<'submitted'>['channel'], string>> = { fax: '传真件', email: '电子邮件' }

/** Mails that brought a letter or a file, in one row: others, such as questions how content somebody was, prove nothing. */
function mailRows(on: OnFile): Unnumbered[] {
  const mails = on.told.filter(({ fact }) => fact.type === 'mailSent' && (fact.letter || fact.brings))
  const [first] = mails
  if (!first) return []
  const letters = on.letters.filter(({ id }) =>
    mails.some(({ fact }) => fact.type === 'mailSent' && fact.letter === id),
  )
  const duties = [...new Set(letters.map((letter) => dutyOf(on, letter)))]
  const said = mails.map(({ fact, line }) => ({
    label: inChinese(fact.on),
    value: line.details.find(({ label }) => label === '主题')?.value ?? line.zh,
  }))
  return [
    {
      ...{ position: first.position, key: 'mails', group: 'service', form: '原件' },
      name: `电子邮件通知记录（${mails.length}次）`,
      source: SOURCES.system,
      ...{ proves: '文书已经以电子邮件发出', article: duties.join('、') || '条例第三十六条' },
      summary: `${said.map(({ label, value }) => `${label}：${value}`).join('；')}。`,
      behind: { kind: 'record', told: { ...first, line: { ...first.line, details: said } } },
    },
  ]
}

/** What the letter proves is what its fact proves; a reply proves what was answered. */
function letterRows(on: OnFile, letter: LetterRow): Unnumbered[] {
  const fact = factOf(on, letter)
  const kind: Kind | null = fact ? KINDS[fact.type] : null
  if (!fact || !kind) return []
  const proof = proofOf(on, letter, fact) ?? kind.is(fact)
  const group = isDecision(letter, fact) ? 'consultation' : kind.group
  return [
    {
      ...{ position: letter.position + 0.5, key: `letter:${letter.id}`, group, form: '原件' },
      name: `${letter.title}${letter.voidedFor ? '（已作废）' : ''}`,
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
function dutyOf(on: OnFile, letter: LetterRow): string {
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

const PAPER = ['counter', 'post', 'letter', 'fax']

/** Each file once, under the first fact that names it. What the office put on file of paper is a copy of it. */
function fileRows(on: OnFile): Unnumbered[] {
  const given = new Set(
    on.told.flatMap(({ fact }) => (fact.type === 'replySigned' ? (fact.given ?? []) : []).map(({ file }) => file)),
  )
  return on.files.flatMap((file, i): Unnumbered[] => {
    const of = on.told.find(({ line }) => line.files.some(({ id }) => id === file.id))
    const kind: Kind | null = of ? KINDS[of.fact.type] : null
    // What is given stands under the reply, as it was given.
    if (!of || !kind || given.has(file.id)) return []
    const own = 'files' in of.fact && of.fact.files?.includes(file.id)
    const paper = of.fact.type === 'submitted' ? PAPER.includes(of.fact.channel) : isStaff(of.by)
    const isProof = !own && !isTyped(of.fact, of.by)
    return [
      {
        ...{ position: of.position + 0.6 + i / 10_000, key: `file:${file.id}`, group: kind.group, name: file.name },
        source: SOURCES[isProof ? proofSource(of.fact) : kind.source],
        ...(wayProven(on, of.fact) ?? kind.is(of.fact)),
        summary: `${isProof ? '凭证，' : ''}随“${of.line.zh}”附卷；${size(file.size)}。${closedTo(on, of.fact)}`,
        form: paper ? '复制件' : '原件',
        behind: { kind: 'file', file, of },
      },
    ]
  })
}

/** What shows how a letter went proves what its row of service says. */
function wayProven(on: OnFile, fact: Fact): Proof | undefined {
  if (fact.type !== 'sent' && fact.type !== 'received' && fact.type !== 'replyServed') return undefined
  const { context } = on.file.row
  const meant = fact.type === 'replyServed' ? replyIn(context)?.id : fact.letter
  const to = addresseeOf(context, fact)
  const rows = on.service.filter(({ letter }) => letter === meant)
  const service = rows.find(({ who }) => who === to) ?? rows[0]
  return service && proofOfService(on, service)
}

/** Who made what proves that a letter arrived. */
function proofSource(fact: Fact): Source {
  const how = 'how' in fact ? fact.how : undefined
  if (how === 'post') return 'post'
  if (how === 'counter') return 'signed'
  if (how === 'entrusted') return 'entrusted'
  return 'kept'
}

function givenRows(on: OnFile): Unnumbered[] {
  return on.told.flatMap(({ fact, position }) =>
    (fact.type === 'replySigned' ? (fact.given ?? []) : []).flatMap(({ file: id, sha256 }, i): Unnumbered[] => {
      const file = on.files.find((each) => each.id === id)
      if (!file) return []
      return [
        {
          ...{ position: position + 0.7 + i / 10_000, key: `given:${position}:${i}`, group: 'reply', name: file.name },
          ...{ source: SOURCES.kept, proves: '向申请人提供的政府信息', article: '条例第三十六条第（二）项、第四十条' },
          summary: `附件，随答复书提供；${size(file.size)}。`,
          form: '复制件',
          behind: { kind: 'given', file, sha256 },
        },
      ]
    }),
  )
}

function serviceRow(on: OnFile, service: ServiceRow): Unnumbered {
  const { letter, title, how, sentOn, receivedOn, tracking, who } = service
  const position = on.letters.findIndex(({ id }) => id === letter)
  const sent = sentOn && `${inChinese(sentOn)}${how === SERVICES.portal ? '进入网上查收系统' : (how ?? '发出')}`
  return {
    ...{ position, key: `service:${letter}:${who}`, group: 'service', name: `送达情况记录（《${title}》）` },
    ...{ source: SOURCES.agency, form: '电子记录', ...proofOfService(on, service) },
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
