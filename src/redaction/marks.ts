/** The marks of a file as their steps left them: added, taken away, undone. Pure. */
import type { Box } from '../redacting/box.ts'
import { GROUNDS, type Ground, type Mark } from '../redacting/mark.ts'

/**
 * `open`: being marked; `asked`: somebody else is to confirm; `making`; `made`: the proof passed and the file is on file; `failed`;
 * `dropped`: nothing is redacted after all.
 */
export const STATES = {
  open: '正在标注',
  asked: '等待确认',
  making: '正在生成',
  made: '已经生成',
  failed: '没有生成',
  dropped: '已经撤销',
} as const
export type State = keyof typeof STATES

/** `id` within its file; `how` it came: which pattern, which words, or by hand. */
export type KeptMark = Mark & { id: string; how: string }
export type Step = { step: number; added: KeptMark[]; removed: string[]; undoes: number | null; by: string; at: string }

/** The marks that count, by page and from above. */
export function marksAfter(steps: readonly Pick<Step, 'added' | 'removed'>[]): KeptMark[] {
  const all = new Map<string, KeptMark>()
  for (const { added, removed } of steps) {
    for (const id of removed) all.delete(id)
    for (const mark of added) all.set(mark.id, mark)
  }
  return [...all.values()].sort((a, b) => a.page - b.page || a.box.y0 - b.box.y0 || a.box.x0 - b.box.x0)
}

/** The last change that can be taken back; undefined where there is none. */
export function lastToUndo(steps: readonly Step[]): Step | undefined {
  const undone = new Set(steps.flatMap(({ undoes }) => undoes ?? []))
  return steps.findLast(({ step, undoes }) => undoes === null && !undone.has(step))
}

/** The change that takes this one back. */
export function inverseOf(one: Step, steps: readonly Step[]): Pick<Step, 'added' | 'removed'> {
  const before = marksAfter(steps.filter(({ step }) => step < one.step))
  return {
    added: before.filter(({ id }) => one.removed.includes(id)),
    removed: one.added.map(({ id }) => id),
  }
}

/** Does one hold the other already? Then marking it again adds nothing. */
export const holds = (mark: Pick<Mark, 'page' | 'box'>, page: number, box: Box): boolean =>
  mark.page === page &&
  mark.box.x0 <= box.x0 + NEAR &&
  mark.box.y0 <= box.y0 + NEAR &&
  mark.box.x1 >= box.x1 - NEAR &&
  mark.box.y1 >= box.y1 - NEAR
const NEAR = 0.5

/** Those who have marked: none of them confirms. */
export const markers = (steps: readonly Pick<Step, 'by'>[]): Set<string> => new Set(steps.map(({ by }) => by))

/** What was marked and why, for the ledger and for a letter: 个人隐私3处（条例第十五条）. */
export function groundsSaid(marks: readonly Pick<Mark, 'ground'>[]): string {
  const counted = (Object.keys(GROUNDS) as Ground[])
    .map((ground) => ({ ground, n: marks.filter((mark) => mark.ground === ground).length }))
    .filter(({ n }) => n > 0)
  return counted.map(({ ground, n }) => `${GROUNDS[ground].says}${n}处（条例${GROUNDS[ground].article}）`).join('、')
}

/** The people of a file, told apart without their names. */
const STEMS = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸']
/** The first that nobody has: 甲 to 癸, then 甲1. */
export function nextStem(taken: ReadonlySet<string>): string {
  for (let round = 0; ; round++)
    for (const stem of STEMS) {
      const name = round === 0 ? stem : `${stem}${round}`
      if (!taken.has(name)) return name
    }
}
