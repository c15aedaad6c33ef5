/** 标注不公开质证: which files may be marked, and that nobody makes a state secret less by a second mark. */
import { CLOSED_KINDS, type ClosedKind } from '../../workflows/disclosure/vocabulary.ts'
import { invalid } from '../ground/errors.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import { closedIn, isWeaker, markToRight, telling } from '../ledger/closed-files.ts'
import type { FactRow } from '../ledger/queries.ts'

type Marked = { id: string; name: string; sha256: string }

/** Those that a fact of the case names: what was only sent in lies in no bundle, and needs no mark. */
export function filesOnFile<T extends { id: string }>(facts: readonly FactRow[], files: readonly T[]): T[] {
  const known = new Set(facts.flatMap(({ fact }) => Object.keys(fact.contents ?? {})))
  return files.filter(({ id }) => known.has(id))
}

/**
 * A weaker mark would be passed over (`closedIn`), so it is refused. The head of the office may put the stricter one right, with a reason
 * and by whose approval; what stands in its place is therefore not asked.
 * @param prefix `replacement.` of what stands in the place of another mark
 * @throws Refusal INVALID naming the field
 */
export function requireMarkable(
  { facts }: Pick<CaseFile, 'facts'>,
  files: readonly Marked[],
  kind: ClosedKind,
  prefix: string,
): void {
  const onFile = filesOnFile(facts, files)
  const loose = files.filter((file) => !onFile.includes(file))
  if (loose.length > 0)
    throw invalid(
      ...loose.map(({ name }) => ({
        field: `${prefix}files`,
        code: 'NOT_ON_FILE',
        message: `“${name}”还没有附卷，不在证据卷中。请先记录“附卷”，再标注`,
      })),
    )
  if (prefix !== '') return
  const told = facts.map(telling)
  const closed = closedIn(told)
  const weakened = files.flatMap((file) => {
    const mark = closed(file)
    return mark && isWeaker(kind, mark) ? [{ ...file, mark }] : []
  })
  if (weakened.length > 0)
    throw invalid(
      ...weakened.map(({ name, mark }) => ({
        field: 'kind',
        code: 'ALREADY_STRICTER',
        message: `“${name}”已经由第${markToRight(told, mark)}条记录标注为${CLOSED_KINDS[mark.kind as ClosedKind]}，不能再标注为${CLOSED_KINDS[kind]}。确需改变的，由负责人更正那一条记录，写明理由和批准人`,
      })),
    )
}
