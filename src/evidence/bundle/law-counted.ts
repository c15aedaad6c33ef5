/**
 * The law by which the days of a case were counted, as data in the court's bundle: limits, fixed holidays, the arrangement of each year
 * that the count enters, and what the agency had chosen where the law is open. With these whoever doubts a date can count anew without
 * our programs, and an exchanged calendar is a changed file of the bundle. Written from what this process counts with: the shipped tables
 * and what was loaded since have one form.
 */
import { CHOICES, type ChoiceName, type Choices, choiceInWords } from '../../../workflows/statute/choices.ts'
import { clock as clockOf } from '../../../workflows/statute/clock.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import type { Arrangement } from '../../../workflows/statute/working-days.ts'
import type { LoadedLaw } from '../../ground/law.ts'
import { yamlText } from '../../ground/yaml.ts'
import type { CaseRow } from '../../ledger/queries.ts'

/** Below `data/`; `about` says to people what it is. */
export type LawMember = { name: string; content: Buffer; about: string }

/** @param asOf the day of the last fact of the bundle: nothing is counted beyond it but the limits that run then */
export function lawCounted(row: Pick<CaseRow, 'channel' | 'context'>, law: LoadedLaw, asOf: Day): LawMember[] {
  const asked = new Map<string, Asked>()
  const counted = clockOf(
    { channel: row.channel, facts: row.context.clockFacts, asOf },
    { ...law, choices: (on) => noting(law.choices(on), on, asked) },
  )
  const days = [asOf, ...(JSON.stringify(counted).match(/\d{4}-\d\d-\d\d/g) ?? [])].sort() as Day[]
  const [first, last] = [days[0]!, days.at(-1)!]
  const choices = [...asked.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  return [
    member('time-limits', law.limits, '各项期限，及其依据、施行日期'),
    member('fixed-holidays', law.fixedHolidays, '日期固定的节日：没有放假安排的年份按此计算'),
    ...law.arrangements
      .filter((each) => touches(each, first, last))
      .map((each) =>
        member(
          `calendar-${each.year}-${each.version}`,
          each,
          `${each.year}年放假安排（第${each.version}版）：${each.notice.join('、')}`,
        ),
      ),
    ...(choices.length > 0 ? [member('choices', choices, '法律没有写明之处，本机关所用的算法')] : []),
  ]
}

const member = (name: string, data: unknown, about: string): LawMember => ({
  ...{ name: `law/${name}.yaml`, about },
  content: Buffer.from(`# ${about}\n${yamlText(data, { lineWidth: 0, aliasDuplicateObjects: false })}`),
})

/** The notice of a year can move days at the end of the year before (30 December 2023: 元旦 of 2024). */
const touches = ({ year, off, work }: Arrangement, first: Day, last: Day): boolean =>
  (Number(first.slice(0, 4)) <= year && year <= Number(last.slice(0, 4))) ||
  [...Object.keys(off), ...work].some((day) => first <= day && day <= last)

/** A point that the count asked, for which day, and what it was told. */
type Asked = { on: Day; choice: ChoiceName; question: string; article: string; value: string }
const keyOf = ({ on, choice }: Asked) => `${on} ${choice}`

/** The same choices; what is read of them is noted. */
const noting = (choices: Choices, on: Day, asked: Map<string, Asked>): Choices =>
  new Proxy(choices, {
    get(of, name) {
      const choice = name as ChoiceName
      const { question, article } = CHOICES[choice]
      const one = { on, choice, question, article, value: choiceInWords(choice, of[choice]) }
      asked.set(keyOf(one), one)
      return of[choice]
    },
  })
