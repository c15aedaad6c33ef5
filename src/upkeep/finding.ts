/** What a check of the doctor comes to. */
import type { Sql } from '../db/client.ts'
import type { Config } from '../ground/config.ts'

/** `warning`: it works, and somebody should look into it; `fault`: it does not work. */
export type Level = 'ok' | 'warning' | 'fault'
export type Finding = { check: string; title: string; level: Level; says: string; remedy?: string }

/** What a look comes to, without its name. */
export type Seen = Omit<Finding, 'check' | 'title'>
export type Patient = { config: Config; sql: Sql; now: () => Date }
/** `needs`: what must have been found well before this can be asked at all. */
export type Check = {
  check: string
  title: string
  needs?: 'database' | 'schema'
  look(patient: Patient): Promise<Seen>
}

export const fine = (says: string): Seen => ({ level: 'ok', says })
export const doubtful = (says: string, remedy: string): Seen => ({ level: 'warning', says, remedy })
export const faulty = (says: string, remedy: string): Seen => ({ level: 'fault', says, remedy })
