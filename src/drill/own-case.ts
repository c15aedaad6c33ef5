/** A case of the office told again as a drill, without what could name anybody: colleagues learn from it. */
import type { Heard } from '../../workflows/disclosure/context.ts'
import { retell } from '../../workflows/disclosure/drill/retell.ts'
import { CHANNELS, FACTS } from '../../workflows/disclosure/vocabulary.ts'
import { labelsOf } from '../acts/catalogue.ts'
import { factLine, type Names } from '../cases/describe.ts'
import { readAs } from '../db/client.ts'
import { Refusal } from '../ground/errors.ts'
import { dayIn } from '../ground/time.ts'
import type { House } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { type CaseRow, factsOf, heard, lettersOf } from '../ledger/queries.ts'
import { dayInWords, lateInWords } from './show.ts'
import type { OwnDrillView } from './views.ts'

/** What is told of a fact beside its name: what the law asks about, and nothing that somebody wrote. */
const TOLD: ReadonlySet<string> = new Set([
  ...['channel', 'receivedOn', 'outcome', 'passed', 'consents', 'reasonable', 'workingDays', 'answerBy', 'amount'],
  ...['how', 'found', 'severable', 'conclusion', 'kind', 'result', 'accepted'],
])

/**
 * The case on each of its days until its last fact, counted by the law and calendar of today.
 * @throws Refusal NOT_FOUND where its content was destroyed
 */
export async function retellCase(house: Pick<House, 'sql' | 'lawFor' | 'keys'>, row: CaseRow): Promise<OwnDrillView> {
  if (row.context.erasedOn) throw new Refusal('NOT_FOUND', { message: '本件内容已经依销毁清册销毁，不能重放' })
  const key = keyOf(row)
  const { facts, letters } = await readAs(house, [row.agencyId], async ({ sql }) => ({
    facts: await factsOf(sql, house.keys, key),
    letters: await lettersOf(sql, key),
  }))
  const last = dayIn(new Date(facts.at(-1)!.at))
  const { days, wrong } = retell(facts.map(heard), house.lawFor(row.agencyId), last)
  const names: Names = {
    ...{ people: new Map(), units: new Map(), handlers: new Map(), asks: new Map() },
    letters: new Map(letters.map(({ id, title }) => [id, title])),
  }
  return {
    isAside: row.stage === 'receive' && row.status === 'closed',
    ...{ id: row.id, number: row.number ?? row.receipt, channel: CHANNELS[row.channel] },
    days: days.map((day, i) => dayInWords(day, days[i - 1], names, detailsOf)),
    wrong: wrong && {
      on: wrong.on,
      ...(wrong.how === 'refused' ? refusedIn(wrong.refused, days) : lateInWords(wrong)),
    },
    steps: days.at(-1)!.clock.steps,
  }
}

function detailsOf(fact: Heard, names: Names) {
  if (fact.type === 'submitted') return []
  const labels = labelsOf(fact.type)
  const told = new Set(Object.entries(labels).flatMap(([name, one]) => (one && TOLD.has(name) ? one.label : [])))
  const { details } = factLine({ fact, position: 0, at: '', by: '', hash: '' }, names, [])
  return details.filter(({ label }) => told.has(label))
}

/** It was recorded once, under the rules of then. */
function refusedIn(refused: { message: string }, days: ReturnType<typeof retell>['days']) {
  const which = days.flatMap(({ facts }) => facts).find((one) => one.refused === refused)!
  return { what: `按现行规则，本系统不予记录“${FACTS[which.fact.type].zh}”。`, remedy: refused.message }
}
