/**
 * Which files of a case are not shown in an open hearing (行政诉讼法第四十三条): which marks of staff stand, and all that they cover.
 * One answer for who makes a bundle, a list, a reading copy or a package, and for who proves one. It rests on what stands open in
 * the ledger alone, so that a copy without the words says the same.
 */
import { hash } from '../ground/shape.ts'
import type { Entry } from './hashed.ts'
import type { FactRow } from './queries.ts'

/** A fact by what the ledger keeps of it for ever. */
export type Telling = Pick<Entry, 'position' | 'type' | 'open'>
/** By which id a fact names it, with what content; `isCopy`: the copy that left with a reply, which has other bytes than its file. */
export type FileNamed = { id: string; sha256: string; isCopy: boolean }

/** A fact with its words, as one that only tells what is open. */
export const telling = ({ position, fact }: Pick<FactRow, 'position' | 'fact'>): Telling => ({
  ...{ position, type: fact.type, open: fact as unknown as Record<string, unknown> },
})

/** Of one fact, in whose place anything may stand that somebody forged: what has no name or no digest is no file that there could be. */
export function filesNamedBy({ type, open }: Telling): FileNamed[] {
  const contents = Array.isArray(open.contents) ? [] : Object.entries(fieldsOf(open.contents))
  const given = type === 'replySigned' && Array.isArray(open.given) ? open.given.map(fieldsOf) : []
  return [
    ...contents.map(([id, sha256]) => ({ id, sha256, isCopy: false })),
    ...given.map(({ file, sha256 }) => ({ id: file, sha256, isCopy: true })),
  ].map(({ id, sha256, isCopy }) =>
    typeof id === 'string' && hash(sha256) ? { id, sha256, isCopy } : { id: '', sha256: '', isCopy },
  )
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** The fact by which staff mark files. */
const CLOSES = 'evidenceClosed'
/** A record that is a state secret lies in no bundle at all. */
export const STATE_SECRET = 'stateSecret'

/** Why a file is closed, and the position of the mark that counts, or of the rectification that put another in its place. */
export type Closed = { kind: string; position: number }
export type ClosedFiles = (file: Pick<FileNamed, 'id' | 'sha256'>) => Closed | undefined

/**
 * A mark covers every place of its file: the file, each copy of it that was given, and all with the same content, under whatever id.
 * Where several marks meet, the strictest counts, among equals the last: a state secret stays one until its own mark is put right.
 */
export function closedIn(facts: readonly Telling[]): ClosedFiles {
  const marks = marksIn(facts).toSorted((a, b) => strictness(b) - strictness(a) || b.position - a.position)
  if (marks.length === 0) return () => undefined
  // By id and by content alike: of each, what is the same file.
  const same = new Map<string, string[]>()
  for (const { id, sha256 } of facts.flatMap(filesNamedBy)) {
    if (id === '') continue
    for (const [name, other] of [
      [id, sha256],
      [sha256, id],
    ] as const) {
      const known = same.get(name)
      if (known) known.push(other)
      else same.set(name, [other])
    }
  }
  const closed = new Map<string, Closed>()
  for (const { files, kind, position } of marks) {
    const waiting = [...files]
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (closed.has(name)) continue
      closed.set(name, { kind, position })
      for (const other of same.get(name) ?? []) waiting.push(other)
    }
  }
  return ({ id, sha256 }) => closed.get(id) ?? closed.get(sha256)
}

/** Which record is to be put right so that this mark no longer stands: the first mark, also where another was put in its place. */
export function markToRight(facts: readonly Telling[], { position }: Closed): number {
  const by = facts.find((fact) => fact.position === position)
  return by?.type === 'rectified' && typeof by.open.position === 'number' ? by.open.position : position
}

type Mark = Closed & { files: readonly string[] }

/** The marks that stand: one that was put right counts no more, but what was put in its place does. */
function marksIn(facts: readonly Telling[]): Mark[] {
  // Of two rectifications of one fact the later holds.
  const instead = new Map(facts.flatMap((fact) => (fact.type === 'rectified' ? [[fact.open.position, fact]] : [])))
  return facts.flatMap((fact) => {
    if (fact.type !== CLOSES) return []
    const by = instead.get(fact.position)
    return by ? markInstead(by) : markIn(fact.open, fact.position)
  })
}

const markIn = ({ files, kind }: Record<string, unknown>, position: number): Mark[] =>
  typeof kind === 'string' && Array.isArray(files)
    ? [{ kind, position, files: files.filter((id) => typeof id === 'string') }]
    : []

/**
 * `closes` says openly what a replacement marks; it is among the words, which a party does not have. Rectifications before there was
 * such a field name only the files: nobody knows why those are closed, so they are taken for the worst.
 */
function markInstead({ open, position }: Telling): Mark[] {
  if (open.closes !== undefined) return markIn(fieldsOf(open.closes), position)
  return markIn({ files: Object.keys(fieldsOf(open.contents)), kind: STATE_SECRET }, position)
}

const strictness = (of: Pick<Closed, 'kind'> | undefined): number => (of ? (of.kind === STATE_SECRET ? 2 : 1) : 0)

/** Not even the name of a state secret is told outside the office. */
export const nameUnder = (kind: string | undefined, name: string): string =>
  kind === STATE_SECRET ? '标注为国家秘密的文件（只列出处）' : name

/** Whether one kind of mark would tell less of a file than another. */
export const isWeaker = (kind: string, than: Closed | undefined): boolean => strictness({ kind }) < strictness(than)

/** Whether what was made of the facts up to `position` shows a file that is closed, or more strictly closed, by now. */
export function isClosedSince(facts: readonly Telling[], position: number): boolean {
  const before = facts.filter((fact) => fact.position <= position)
  const [then, now] = [closedIn(before), closedIn(facts)]
  return before.flatMap(filesNamedBy).some((file) => strictness(now(file)) > strictness(then(file)))
}
