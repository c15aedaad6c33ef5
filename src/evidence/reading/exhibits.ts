/**
 * 证据清单 as data (法释〔2002〕21号第十九条): what is submitted, in the order in which a court reads, each with where it comes
 * from, what it proves and by which article, and what it says. A pure function of what is on file.
 */
import type { Fact, FactOf, FactType } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import { nameUnder } from '../../ledger/closed-files.ts'
import { size } from '../../web/parts/format.ts'
import { closedFiles, closedMark, closedTo } from './closed.ts'
import { type Exhibit, MAILS, type Unnumbered } from './exhibit.ts'
import { GROUPS, isStaff, isTyped, KINDS, type Kind, type Proof, SOURCES, type Source } from './kinds.ts'
import { dutyOf, letterRows, PROOF_OF_SERVICE, serviceRow, wayProven } from './letter-exhibits.ts'
import { ofTheAct } from './of-the-act.ts'
import type { OnFile, Told } from './on-file.ts'
import { summaryOf } from './summary.ts'

/** The exhibits of a case, numbered in the order in which a court reads them. */
export function exhibitsOf(all: OnFile): Exhibit[] {
  const on = { ...all, told: ofTheAct(all.told) }
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

/** A review or an approval that did not pass proves nothing for anybody; a mere date says what a letter or its service says already. */
function speaks(on: OnFile, { fact, line, position }: Told): boolean {
  const kind: Kind | null = KINDS[fact.type]
  if (!kind?.record || fact.type === 'mailSent') return false
  if (fact.type === 'replyReviewed' || fact.type === 'replyApproved') return fact.passed
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
  const isMoved = on.moved.has(position)
  const name = isMoved ? '移送记录' : typed ? (kind.typed ?? kind.record) : kind.record
  return {
    ...{ position, key: `fact:${position}`, group: kind.group, form: typed ? '电子记录' : '原件' },
    name: typed && fact.type === 'submitted' ? `${name}（据${TYPED_FROM[fact.channel] ?? '纸质申请书'}录入）` : name,
    ...{ source: SOURCES[typed ? 'agency' : kind.source], ...(isMoved ? MOVED(fact) : kind.is(fact)) },
    summary: `${summaryOf(told)}${closedTo(on, fact)}`,
    behind: { kind: 'record', told },
  }
}

/** Set aside here because another agency handles it: it is an application all the same. */
const MOVED = ({ on }: Fact): Proof => ({
  proves: `${inChinese(on)}起已移送其他机关，由其作为申请办理`,
  article: '条例第二十九条',
})

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
    text: (fact.type === 'mailSent' && fact.text) || undefined,
  }))
  // What a mail said stands in the reading copy alone: the list tells that there was one.
  const details = said.map(({ label, value, text }) => ({ label, value: text ? `${value}\n${text}` : value }))
  return [
    {
      ...{ position: first.position, key: MAILS, group: 'service', form: '原件' },
      name: `电子邮件通知记录（${mails.length}次）`,
      source: SOURCES.system,
      ...{ proves: '文书已经以电子邮件发给申请人', article: duties.join('、') || '条例第三十六条' },
      summary: `${said.map(({ label, value }) => `${label}：${value}`).join('；')}。`,
      behind: {
        kind: 'record',
        told: { ...first, line: { ...first.line, details } },
        others: mails.slice(1).map(({ position }) => position),
      },
    },
  ]
}

const PAPER = ['counter', 'post', 'letter', 'fax']

/** Each file once, under the first fact that names it. What the office put on file of paper is a copy of it. */
function fileRows(on: OnFile): Unnumbered[] {
  const given = new Set(
    on.told.flatMap(({ fact }) => (fact.type === 'replySigned' ? (fact.given ?? []) : []).map(({ file }) => file)),
  )
  const closedAs = closedFiles(on)
  return on.files.flatMap((file, i): Unnumbered[] => {
    const of = on.told.find(({ line }) => line.files.some(({ id }) => id === file.id))
    const kind: Kind | null = of ? KINDS[of.fact.type] : null
    // What is given stands under the reply, as it was given.
    if (!of || !kind || given.has(file.id)) return []
    const own = 'files' in of.fact && of.fact.files?.includes(file.id)
    const paper = of.fact.type === 'submitted' ? PAPER.includes(of.fact.channel) : isStaff(of.by)
    const closed = closedAs(file)
    const isProof = !own && !isTyped(of.fact, of.by)
    return [
      {
        ...{ position: of.position + 0.6 + i / 10_000, key: `file:${file.id}`, group: kind.group },
        name: nameUnder(closed, file.name),
        source: SOURCES[isProof ? proofSource(of.fact) : of.by === 'applicant' ? 'applicant' : kind.source],
        ...kind.is(of.fact),
        ...wayProven(on, of.fact, PROOF_OF_SERVICE + i / 1_000_000),
        summary: `${isProof ? '凭证，' : ''}随“${of.line.zh}”附卷；${size(file.size)}。${closedMark(closed) || closedTo(on, of.fact)}`,
        form: paper ? '复制件' : '原件',
        behind: { kind: 'file', file, of, ...(closed && { closed }) },
      },
    ]
  })
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
  const closedAs = closedFiles(on)
  return on.told.flatMap(({ fact, position }) =>
    (fact.type === 'replySigned' ? (fact.given ?? []) : []).flatMap(({ file: id, sha256 }, i): Unnumbered[] => {
      const file = on.files.find((each) => each.id === id)
      if (!file) return []
      const closed = closedAs({ id, sha256 })
      return [
        {
          ...{ position: position + 0.7 + i / 10_000, key: `given:${position}:${i}`, group: 'reply' },
          name: nameUnder(closed, file.name),
          ...{ source: SOURCES.kept, proves: '向申请人提供的政府信息', article: '条例第三十六条第（二）项、第四十条' },
          summary: `附件，随答复书提供；${size(file.size)}。${closedMark(closed)}`,
          form: '复制件',
          behind: { kind: 'given', file, sha256, ...(closed && { closed }) },
        },
      ]
    }),
  )
}
