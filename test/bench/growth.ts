/** What a hundred times as many cases cost whoever asks. */
import { type Asked, p95OfProduct } from './asked.ts'
import { caseQuestions } from './case.ts'
import { deskQuestions } from './desk.ts'
import { FEW, fewCases, manyCases } from './million.ts'
import type { Office } from './office.ts'
import { lessIsBetter, type Result } from './result.ts'
import { searchQuestions } from './search-desk.ts'
import { supervisionQuestions } from './supervision.ts'

const QUESTIONS: Record<string, (office: Office) => Promise<Asked>> = {
  desk: deskQuestions,
  'search:desk': searchQuestions,
  case: caseQuestions,
  supervision: supervisionQuestions,
}

export async function benchGrowth(): Promise<Result[]> {
  const [many, few] = [await manyCases(), await fewCases()]
  const results: Result[] = []
  for (const [name, questions] of Object.entries(QUESTIONS)) {
    results.push(
      lessIsBetter({
        bench: 'growth',
        value: await p95OfProduct(many, await questions(many)),
        unit: 'ms p95',
        baseline: `${name}: the same questions at ${FEW} cases`,
        baselineValue: await p95OfProduct(few, await questions(few)),
      }),
    )
  }
  return results
}
