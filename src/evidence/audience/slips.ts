/**
 * For which files a slip stands in a bundle, and what it says. There is no redaction yet: a document that holds somebody else's
 * data, or of which nobody can tell, is left out as a whole, by its digest, so that it can be found in the court's bundle.
 */
import { FACTS, type FactType } from '../../../workflows/disclosure/vocabulary.ts'
import { type ClosedFiles, STATE_SECRET } from '../../ledger/closed-files.ts'
import { type CaseRow, isForApplicant, type LetterRow } from '../../ledger/queries.ts'
import type { Named } from '../bundle/named.ts'
import type { SlipReason, WordReason } from '../bundle/statement.ts'
import { isOfTheirs, isOnlyParty, THEIRS } from './extracts.ts'
import { type Case, isAlone, type Spoken } from './others.ts'
import { type Audience, consultationOfParty, type Party, placeOfParty } from './parties.ts'
import { readsOf } from './reads.ts'

export type SlipsFor = {
  audience: Audience
  about: Case
  row: Pick<CaseRow, 'context'>
  letters: readonly LetterRow[]
  /** Letters whose code opens an answer today. */
  coded: ReadonlySet<string>
  /** Replies that name a file which is a state secret by now. */
  naming: ReadonlySet<string>
  /** Files that are not shown in an open hearing. */
  closed: ClosedFiles
  /** Forms for the file that hold, or may hold, what is somebody else's. */
  formsOfOthers: ReadonlySet<string>
}

/** Why a slip stands for this file; undefined where the file itself goes. */
export function slipFor(by: SlipsFor, named: Named): SlipReason | undefined {
  if (named.folder === 'letters' && by.coded.has(named.id)) return 'answerCode'
  // Whoever was given the copy before it was marked has it: the office does not hand it out a second time.
  if (named.folder === 'closed' && by.closed(named)?.kind === STATE_SECRET) return 'stateSecret'
  if (by.audience === 'court') return undefined
  if (named.folder === 'closed') return 'closed'
  // Its name is part of the secret: the portal hands the reply out no more either (`namingSecrets`).
  if (named.folder === 'letters' && by.naming.has(named.id)) return 'secretNamed'
  if (named.folder === 'letters') return letterSlip(by, by.audience, named)
  // What a reply gives went to those who applied, as the copy that left; what was not served went to nobody.
  if (named.folder === 'given')
    return placeOfParty(by.audience) < 0 ? 'others' : by.about.served.has(named.position) ? undefined : 'internal'
  const fact = by.about.facts[named.position - 1]!
  return fileSlip(by.audience, by.about, fact)
}

function letterSlip(
  { letters, row, about, formsOfOthers }: SlipsFor,
  party: Party,
  { id }: Named,
): SlipReason | undefined {
  const letter = letters.find((each) => each.id === id)
  if (!letter) return 'unknown'
  const own = consultationOfParty(party)
  if (letter.kind === 'internal') return 'internal'
  if (letter.consultation !== (own ?? null)) {
    const isReply = letter.kind === 'reply' && letter.consultation === null && isForApplicant(letter, row)
    return isReply && about.facts.some((fact) => isServedDraft(about, fact)) ? 'reply' : 'others'
  }
  // Before its consultation was said to be this party's, it went to another.
  if (own !== undefined) return letter.position < (about.since.get(own) ?? 0) ? 'others' : undefined
  if (formsOfOthers.has(id)) return 'others'
  if (letter.kind === 'remedy') return isOnlyParty(about) ? undefined : 'unknown'
  return isForApplicant(letter, row) ? undefined : 'internal'
}

const isServedDraft = ({ served }: Case, { type, position }: Spoken) => type === 'replyDrafted' && served.has(position)

/** What the office put on file may hold anybody's data: nobody marked whose. */
function fileSlip(party: Party, about: Case, fact: Spoken): SlipReason | undefined {
  const { type } = fact
  const isThird = placeOfParty(party) < 0
  if (type === 'replyDrafted') return !isServedDraft(about, fact) ? 'internal' : isThird ? 'others' : 'original'
  if (readsOf(type).only === 'theirConsultation') {
    if (!isOfTheirs(party, about, fact)) return 'others'
    return type === 'thirdPartyAnswered' ? undefined : 'unknown'
  }
  // Of several who apply together nobody can tell whose papers they are, identity papers among them.
  if (THEIRS.includes(type)) return isThird ? 'others' : isAlone(about) ? undefined : 'unknown'
  return readsOf(type).reason === 'internal' && type !== 'fileAdded' ? 'internal' : 'unknown'
}

/** By which article evidence is not shown in an open hearing. */
export const CLOSED_UNDER = '行政诉讼法第四十三条、法释〔2002〕21号第三十七条'
/** By which article something is left out of a copy for a party. */
export const LEFT_OUT_UNDER = '行政诉讼法第三十二条第二款、行政复议法第四十七条、个人信息保护法第六条'
/** A party reads the written reply, the evidence and the basis of the decision, not how the office came to it. */
const INTERNAL_UNDER = '行政复议法第四十七条'

/** By which article words are left out. */
export const WORDS_UNDER: Record<WordReason, string> = {
  others: LEFT_OUT_UNDER,
  internal: INTERNAL_UNDER,
  unknown: LEFT_OUT_UNDER,
  stateSecret: CLOSED_UNDER,
}

/** Why, as the slip, the index and the program that verifies say it. */
export const SLIPS: Record<SlipReason, { why: string; article: string | null }> = {
  others: { why: '是他人的材料或者发给他人的文书，可能载有他人的个人信息、商业秘密', article: LEFT_OUT_UNDER },
  internal: {
    why: '是本机关内部的记录，不是书面答复、作出行政行为的证据、依据',
    article: INTERNAL_UNDER,
  },
  reply: {
    why: '是发给申请人的答复文书，载有申请人的个人信息；其处理结果和理由中没有写明他人的部分，见“拟稿”的记录',
    article: LEFT_OUT_UNDER,
  },
  unknown: { why: '由本机关附卷或者由数人共同提交，没有标明是否载有他人的个人信息、商业秘密', article: LEFT_OUT_UNDER },
  original: { why: '是所提供信息的原件，含有作者等未公开的附带信息；随答复提供的是去除这些信息的副本', article: null },
  answerCode: { why: '载有仍然有效的答复码，征求意见办结以前不附原件', article: null },
  closed: { why: '涉及商业秘密、个人隐私，列入不公开质证的附册，只向人民法院提交', article: CLOSED_UNDER },
  stateSecret: {
    why: '标注为国家秘密，只列明出处，不附原件；由人民法院依保密规定查阅',
    article: CLOSED_UNDER,
  },
  secretNamed: {
    why: '写有后来标注为国家秘密的文件的名称，名称属于秘密的一部分；原件只向人民法院、复议机关提交，遮盖名称的副本由本机关另行提供',
    article: CLOSED_UNDER,
  },
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
const KINDS = { letters: '文书', files: '文件', given: '文件', closed: '文件' } as const
