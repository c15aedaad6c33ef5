/** 无效件: set aside and restored in turn, each not before the one before it. What is no application the law leaves to people. */
import type { Day } from '../../statute/days.ts'
import type { FactType } from '../../words.ts'
import type { CaseContext } from '../context.ts'
import { notBefore, onDay, type Rule } from './rule.ts'

const TURNS: readonly string[] = ['setAside', 'restored'] satisfies FactType[]

const lastTurn = ({ clockFacts }: CaseContext): Day | null =>
  clockFacts.findLast(({ type }) => TURNS.includes(type))?.on ?? null

export const ASIDE: Rule[] = [
  {
    code: 'ASIDE_OUT_OF_ORDER',
    article: '条例第四十五条',
    kept: notBefore(lastTurn),
    because: (context) => onDay(lastTurn(context), 'day.aside'),
  },
]
