/**
 * 证据清单（不公开质证）: the list of the closed annex of a court's bundle, which no party's copy has (行政诉讼法第四十三条). What
 * touches business secrets or privacy lies beside it; of a state secret it says how it is marked, who keeps it and where a court can
 * read it, and the record is in no bundle. A pure function of the facts and the agency.
 */
import { answersOf } from '../../../workflows/disclosure/answers.ts'
import { CLOSED_KINDS, type FactOf, OUTCOMES } from '../../../workflows/disclosure/vocabulary.ts'
import { type CaseFile, draftIn } from '../../ledger/case-file.ts'
import { closedIn, STATE_SECRET } from '../../ledger/closed-files.ts'
import { countingFacts } from '../../ledger/queries.ts'
import { CLOSED_UNDER } from '../audience/slips.ts'
import type { FactInBundle } from './in-log.ts'
import type { Named } from './named.ts'

/** Below `data/`, as a text and to be printed. */
export const CLOSED_LIST = 'closed/证据清单（不公开质证）'
export type ClosedList = { title: string; about: string[]; sections: { title: string; lines: string[] }[] }

/** Outcomes by which records are withheld that an open hearing may not show. */
const WITHHELD = ['stateSecret', 'thirdPartyRights'] as const
type Withheld = (typeof WITHHELD)[number]

/** A file of the payload by its name, and the fact that names it. */
type Member = readonly [name: string, content: unknown, why: Named | 'statement']

/** @param members those of the bundle, of which the annex names its own; undefined where nothing is closed */
export function closedList(
  file: CaseFile,
  facts: readonly FactInBundle[],
  members: readonly Member[],
): ClosedList | undefined {
  const marked = markedLines(file, facts, members)
  const withheld = withheldLines(file)
  if (marked.length + withheld.length === 0) return undefined
  return {
    title: '证据清单（不公开质证）',
    about: [
      `提交人：${file.agency.name}`,
      `申请编号：${file.row.number ?? file.row.receipt}`,
      `依据：${CLOSED_UNDER}。本附册只向人民法院提交，申请不在公开开庭时出示，不提供给其他当事人。`,
    ],
    sections: [
      { title: '一、标注不公开质证的文件', lines: marked },
      { title: '二、答复不予公开的信息（没有存入本系统的，只列明出处）', lines: withheld },
    ].filter(({ lines }) => lines.length > 0),
  }
}

export const closedText = ({ title, about, sections }: ClosedList): string =>
  [title, '', ...about, ...sections.flatMap(({ title, lines }) => ['', title, ...lines]), ''].join('\n')

/** In the order in which the bundle has them. */
function markedLines(file: CaseFile, facts: readonly FactInBundle[], members: readonly Member[]): string[] {
  const closed = closedIn(facts)
  return members
    .flatMap(([name, , why]) => (why !== 'statement' && why.folder === 'closed' ? [{ name, why }] : []))
    .flatMap(({ name, why }, i) => {
      const { sha256, position, isCopy } = why
      const mark = closed(why)!
      const said = wordsOf(facts[mark.position - 1])
      const isSecret = mark.kind === STATE_SECRET
      return [
        `${i + 1}. ${isSecret ? '（不附原件）' : name}`,
        `   涉及：${CLOSED_KINDS[mark.kind as keyof typeof CLOSED_KINDS] ?? mark.kind}`,
        ...(said?.why ? [`   理由：${said.why}`] : []),
        ...(isSecret
          ? [
              `   密级和保密期限：${said?.marking ?? '见原件'}`,
              `   保管单位：${said?.keeper ?? keeperOf(file)}`,
              `   查阅地点：${said?.place ?? placeOfReading(file)}`,
            ]
          : []),
        `   记录：第${position}条${isCopy ? '随答复提供' : '附卷'}，第${mark.position}条标注；校验值（SHA-256）：${sha256}`,
      ]
    })
}

/** Why it is closed: of a mark that was put right, what stands instead. */
function wordsOf(fact: FactInBundle | undefined): Partial<FactOf<'evidenceClosed'>> | undefined {
  const said = (fact?.type === 'rectified' ? fact.said?.replacement : fact?.said) ?? undefined
  return said as Partial<FactOf<'evidenceClosed'>> | undefined
}

/** What the reply withholds: the records themselves are where they were. */
function withheldLines(file: CaseFile): string[] {
  const draft = draftIn(file.facts)
  const isSigned = countingFacts(file.facts).some(({ type }) => type === 'replySigned')
  if (!draft || !isSigned || file.row.context.erasedOn) return []
  return answersOf(draft)
    .filter(({ outcome }) => (WITHHELD as readonly string[]).includes(outcome))
    .flatMap(({ matter, outcome, fields }, i) => [
      `${i + 1}. ${matter ?? '申请所需的信息'}`,
      `   办理结果：${OUTCOMES[outcome as Withheld].zh}`,
      ...(outcome === 'stateSecret'
        ? [
            `   密级：${fields.marking ?? '见原件'}`,
            ...(fields.period ? [`   保密期限：${fields.period}`] : []),
            `   保管单位：${keeperOf(file)}`,
            `   查阅地点：${placeOfReading(file)}`,
          ]
        : [`   保管单位：${keeperOf(file)}；人民法院需要的，另行提交`]),
    ])
}

const keeperOf = ({ agency, unit }: CaseFile) => [agency.name, unit].filter(Boolean).join(' ')
const placeOfReading = ({ agency }: CaseFile) => agency.profile.address
