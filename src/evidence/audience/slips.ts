/**
 * For which files a slip stands in a bundle, and what it says. There is no redaction yet: a document that holds somebody else's
 * data, or of which nobody can tell, is left out as a whole, by its digest, so that it can be found in the court's bundle.
 */
import { FACTS, type FactType } from '../../../workflows/disclosure/vocabulary.ts'
import { allApplicants } from '../../ledger/applicants.ts'
import type { LetterRow } from '../../ledger/queries.ts'
import type { Named } from '../bundle/named.ts'
import type { SlipReason } from '../bundle/statement.ts'
import type { Case, Spoken } from './others.ts'
import { type Audience, consultationOfParty, type Party, placeOfParty } from './parties.ts'

export type SlipsFor = {
  audience: Audience
  about: Case
  letters: readonly LetterRow[]
  /** Letters whose code opens an answer today. */
  coded: ReadonlySet<string>
  /** Forms for the file that hold, or may hold, what is somebody else's. */
  formsOfOthers: ReadonlySet<string>
}

/** Why a slip stands for this file; undefined where the file itself goes. */
export function slipFor(by: SlipsFor, named: Named): SlipReason | undefined {
  if (named.folder === 'letters' && by.coded.has(named.id)) return 'answerCode'
  if (by.audience === 'court') return undefined
  if (named.folder === 'letters') return letterSlip(by, by.audience, named.id)
  // What a reply gives went to those who applied, as the copy that left.
  if (named.folder === 'given') return placeOfParty(by.audience) < 0 ? 'others' : undefined
  const fact = by.about.facts[named.position - 1]!
  return fileSlip(by.audience, by.about, fact)
}

function letterSlip(by: SlipsFor, party: Party, id: string): SlipReason | undefined {
  const to = by.letters.find((letter) => letter.id === id)?.consultation ?? null
  if (by.formsOfOthers.has(id)) return 'others'
  return to === (consultationOfParty(party) ?? null) ? undefined : 'others'
}

/** Brought by those who applied; `submitted` by whoever filed, who is the first of them. */
const THEIRS: readonly string[] = ['submitted', 'corrected', 'reasonsGiven', 'withdrawn']
/** What the office put on file may hold anybody's data: nobody marked whose. */
function fileSlip(party: Party, about: Case, { type, open }: Spoken): SlipReason | undefined {
  const consultation = consultationOfParty(party)
  if (type === 'replyDrafted') return 'original'
  if (type === 'thirdPartyAnswered') return consultation === open.consultation ? undefined : 'others'
  if (THEIRS.includes(type)) {
    // Of several who apply together nobody can tell whose papers they are, identity papers among them; who filed has them all.
    if (placeOfParty(party) === 0) return undefined
    return placeOfParty(party) > 0 && allApplicants(about.submissions[0]).length > 1 ? 'unknown' : 'others'
  }
  return 'unknown'
}

/** By which article something is left out of a copy for a party. */
export const LEFT_OUT_UNDER = '行政诉讼法第三十二条第二款、行政复议法第四十七条、个人信息保护法第六条'

/** Why, as the slip, the index and the program that verifies say it. */
export const SLIPS: Record<SlipReason, { why: string; article: string | null }> = {
  others: { why: '是他人的材料或者发给他人的文书，可能载有他人的个人信息、商业秘密', article: LEFT_OUT_UNDER },
  unknown: { why: '由本机关附卷或者由数人共同提交，没有标明是否载有他人的个人信息、商业秘密', article: LEFT_OUT_UNDER },
  original: { why: '是所提供信息的原件，含有作者等未公开的附带信息；随答复提供的是去除这些信息的副本', article: null },
  answerCode: { why: '载有仍然有效的答复码，征求意见办结以前不附原件', article: null },
}

/** The slip, for people: what it stands for, by what it can be found, why it is not here. */
export function slipText(named: Named, reason: SlipReason, title: string | undefined): Buffer {
  const { why, article } = SLIPS[reason]
  const fact = FACTS[named.type as FactType]?.zh ?? named.type
  return Buffer.from(
    `${[
      '从略',
      '',
      `此处的${KINDS[named.folder]}${title ? `《${title}》` : ''}从略，以本页代替。`,
      `引用它的记录：第${named.position}条（${fact}）`,
      `它的校验值（SHA-256）：${named.sha256}`,
      `从略的理由：${why}。`,
      ...(article ? [`依据：${article}。`] : []),
    ].join('\n')}\n`,
  )
}
const KINDS = { letters: '文书', files: '文件', given: '文件' } as const
