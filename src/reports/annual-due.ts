/**
 * By when a report is due, and what is due then (Art 49): a department submits its own to the office in charge of its level and
 * publishes it by 31 January of the year after; the report of a government of a county or above, which is also that of the
 * district together, is published by 31 March. A township hands in as departments do (国办公开办函〔2021〕30号).
 */
import { type Day, dayNumber } from '../../workflows/statute/days.ts'

export type Due = { on: Day; daysLeft: number; article: string; what: string }

/** Kinds of agencies (contract, section 5) that are governments of a county or above. */
const GOVERNMENTS: readonly string[] = ['countyGovernment', 'cityGovernment', 'provincialGovernment']

export type Whose = { district: boolean; kind: string | null }

/** @param today YYYY-MM-DD. Days left are calendar days, negative past the day. */
export function dueOf({ district, kind }: Whose, year: number, today: Day): Due {
  const isGovernments = district || (kind !== null && GOVERNMENTS.includes(kind))
  const on = `${year + 1}-${isGovernments ? '03-31' : '01-31'}`
  return {
    ...{ on, daysLeft: dayNumber(on) - dayNumber(today), article: '条例第四十九条' },
    what: isGovernments ? '向社会公布' : '向政府信息公开工作主管部门提交并向社会公布',
  }
}
