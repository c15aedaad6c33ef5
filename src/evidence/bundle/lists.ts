/**
 * The lists of a bundle to be printed: 证据清单 with 法律依据目录 and 期限计算, 目录 with 送达情况, and the list of the closed annex. They are made
 * from what is on file, so that the same facts are the same bytes, and the statement binds them like all that was made for the bundle.
 */
import { bindInTurn, DocumentFault, type Volume, type VolumeBlock } from '../../documents/index.ts'
import { sha256 } from '../../ground/canonical.ts'
import { report } from '../../ground/log.ts'
import type { House } from '../../house.ts'
import type { CaseRow } from '../../ledger/queries.ts'
import type { Cut } from '../audience/cut.ts'
import { listFor } from '../audience/cut-list.ts'
import { dayCount } from '../reading/day-count.ts'
import { applicantOf, evidenceListBlocks, type Located, legalBasisBlocks, titleOf } from '../reading/evidence-list.ts'
import type { Exhibit } from '../reading/exhibit.ts'
import { exhibitsOf } from '../reading/exhibits.ts'
import { type OnFile, onFile } from '../reading/on-file.ts'
import { sealedOf } from '../reading/sealed.ts'
import type { Index } from './bundle-index.ts'
import { CLOSED_LIST, type ClosedList } from './closed-list.ts'
import type { LawMember } from './law-counted.ts'
import type { Named } from './named.ts'

/** Below `data/`. */
const [LIST, INDEX, CLOSED] = ['证据清单.pdf', '目录.pdf', `${CLOSED_LIST}.pdf`]
/** The names of what `printedLists` makes. */
export const listNames = (annex: ClosedList | undefined): string[] => [LIST, INDEX, ...(annex ? [CLOSED] : [])]

type Listed = {
  cut: Cut
  /** Of the payload, in its order. */
  members: readonly (readonly [name: string, content: unknown, why: Named | 'statement'])[]
  index: Index
  annex: ClosedList | undefined
  /** Of the payload, too: by which the days were counted. */
  law: readonly LawMember[]
  /** How many facts the bundle has: what was recorded since is in no list of it. */
  entries: number
}

/**
 * Bound in a thread of its own. Undefined for a case whose content was destroyed, and where the words of a letter cannot be set any
 * more: the bundle is evidence without them, and must be had.
 * @throws Unopened; Error where the thread ends
 */
export async function printedLists(
  house: Pick<House, 'sql' | 'db' | 'keys' | 'lawFor' | 'templatesFor' | 'fonts'>,
  row: CaseRow,
  listed: Listed,
): Promise<[name: string, content: Buffer][] | undefined> {
  if (row.context.erasedOn) return undefined
  try {
    return await listsOf(house.fonts, upTo(await onFile(house, row), listed.entries), listed)
  } catch (fault) {
    if (!(fault instanceof DocumentFault)) throw fault
    report('A bundle was made without its printed lists', fault)
    return undefined
  }
}

const upTo = (on: OnFile, entries: number): OnFile => ({
  ...on,
  told: on.told.filter(({ position }) => position <= entries),
  letters: on.letters.filter(({ position }) => position <= entries),
})

async function listsOf(fonts: House['fonts'], whole: OnFile, { cut, members, index, annex, law }: Listed) {
  const placed = members.flatMap(([name, , why]) => (why === 'statement' ? [] : [{ name, why }]))
  const memberOf = (one: Exhibit) => placed.find(({ why }) => isOf(one, why))
  const { on, exhibits } = listFor(cut, whole, exhibitsOf(whole), (one) => {
    const member = memberOf(one)
    const leftOut = member && cut.slipOf(member.why)
    return member && (leftOut ? { leftOut } : {})
  })
  const inBundle: Located = { head: '所在位置', mm: 22, of: (one) => placeOf(one, memberOf(one)?.name) }
  const applicant = cut.isTold(applicantOf(on)) ? applicantOf(on) : '（从略）'
  const list = evidenceListBlocks(on, exhibits, sealedOf(whole), inBundle, applicant)
  const volumes: [name: string, title: string, ...blocks: VolumeBlock[][]][] = [
    // How the days were counted is the office's own reckoning: a party has the days themselves.
    [
      LIST,
      '证据清单',
      list,
      legalBasisBlocks(on, exhibits),
      ...(cut.audience === 'court' ? [[...dayCount(on), ...lawBlocks(law)]] : []),
    ],
    [INDEX, index.title, indexBlocks(index)],
  ]
  if (annex) volumes.push([CLOSED, annex.title, sectionBlocks(annex)])
  const { agency } = on.file
  const bound = await bindInTurn(
    fonts,
    volumes.map(
      ([, title, ...parts]): Volume => ({
        ...{ title: `${title} ${titleOf(on)}`, author: agency.name, at: on.at, conformance: 'A' },
        head: `${agency.name}　${titleOf(on)}`,
        foot:
          title === '证据清单'
            ? '所在位置是证据卷中的文件夹和序号，或者记录的序号。'
            : '记录的序号与证据清单中的相同。',
        parts: parts.map((blocks, i) => ({ key: String(i), blocks })),
      }),
    ),
  )
  return volumes.map(([name], i): [string, Buffer] => [name, bound[i]!.bytes])
}

/** Below the count: what it was counted by, where that lies in the bundle, and its digest. */
const lawBlocks = (law: readonly LawMember[]): VolumeBlock[] => [
  { kind: 'heading', text: '计算所用的规定和日历' },
  {
    kind: 'table',
    columns: [
      { head: '所在位置', mm: 48 },
      { head: '内容和校验值（SHA-256）', mm: 120 },
    ],
    rows: law.map(({ name, content, about }) => ({ cells: [name, `${about}\n${sha256(content)}`] })),
  },
]

const isGiven = ({ folder, isCopy }: Named) => folder === 'given' || isCopy === true

function isOf({ behind }: Exhibit, why: Named): boolean {
  if (behind.kind === 'letter') return why.folder === 'letters' && why.id === behind.letter.id
  if (behind.kind === 'file') return why.folder !== 'letters' && !isGiven(why) && why.id === behind.file.id
  return behind.kind === 'given' && isGiven(why) && why.id === behind.file.id && why.sha256 === behind.sha256
}

/** letters/03 of a file, 第7条 of a record. */
function placeOf({ behind }: Exhibit, name: string | undefined): string {
  if (behind.kind === 'record') return `第${[behind.told.position, ...(behind.others ?? [])].join('、')}条`
  if (behind.kind === 'service') return '目录'
  return /^[a-z]+\/\d+/.exec(name ?? '')?.[0] ?? '—'
}

const indexBlocks = (index: Index): VolumeBlock[] =>
  sectionBlocks({
    title: index.title,
    about: [...index.preface, ...index.about],
    sections: index.sections.filter(({ forPrograms }) => !forPrograms),
  })

const sectionBlocks = ({ title, about, sections }: Pick<Index, 'title' | 'about' | 'sections'>): VolumeBlock[] => [
  { kind: 'title', text: title },
  ...about.filter(Boolean).map((text): VolumeBlock => ({ kind: 'note', text })),
  ...sections.flatMap(({ title, lines }): VolumeBlock[] => [
    { kind: 'heading', text: title },
    { kind: 'note', text: lines.length > 0 ? lines.join('\n') : '无。' },
  ]),
]
