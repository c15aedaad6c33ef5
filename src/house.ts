/** What the office works with: opened once by main.ts, handed down, closed once. */
import type { Day } from '../workflows/statute/days.ts'
import type { Db, Sql } from './db/client.ts'
import type { Probe } from './db/probe.ts'
import type { FontSet, Message, Template } from './documents/index.ts'
import type { Blobs } from './ground/blobs.ts'
import type { Config } from './ground/config.ts'
import type { Keys } from './ground/keys.ts'
import type { LoadedLaw, Statute } from './ground/law.ts'
import type { Post } from './ground/post.ts'
import type { Scanner } from './ground/scanner.ts'
import type { Site } from './ground/site.ts'
import type { Sms } from './ground/sms.ts'
import type { Time } from './ground/time.ts'
import type { Traces } from './ground/traces.ts'

export type Portal = {
  /**
   * With this agency, or with any? Kept in memory, for every filing asks; a no is asked of the database once more. Of an
   * agency that does not exist it says whether any is open.
   */
  isOpen(agencyId?: string): Promise<boolean>
  /** The same from memory alone, for lists: a change shows with its notice. */
  shows(agencyId: string): boolean
  /** What the first intake office says of the site. */
  site(): Site
}

export type House = {
  config: Config
  sql: Sql
  db: Db
  /** The same database for work that belongs to no agency: jobs, sweeps, verification. */
  everywhere: { sql: Sql; db: Db }
  /** The same for what nobody has to sign in for: who asks there takes no connection from the desk, nor from jobs. */
  visitors: { sql: Sql; db: Db }
  /** And for the reading room, where anybody may ask for anything: it takes none from who files or follows. */
  readers: { sql: Sql; db: Db }
  /** For looking after the database: it waits for nobody's question. */
  probe: Probe
  /** The statute and the calendars in force, alike for every agency; replaced when a calendar is loaded. */
  law: () => Statute
  /** The same with what this agency has chosen where the law is open: by it its cases are judged. */
  lawFor: (agencyId: string) => LoadedLaw
  /** Reads calendars and choices again, after one was put in force here. */
  reloadLaw: () => Promise<void>
  /** The wording in force in an agency on a day: the shipped one, or the agency's own. */
  templatesFor: (agencyId: string, on: Day) => ReadonlyMap<string, Template>
  /** The mails and text messages of an agency on a day, by folder and name: the shipped words, or its own. */
  messagesFor: (agencyId: string, on: Day) => ReadonlyMap<string, Message>
  /** Reads the agencies' versions again, after one was approved or withdrawn here. */
  reloadTemplates: () => Promise<void>
  /** Whether the public may file online. */
  portal: Portal
  fonts: FontSet
  blobs: Blobs
  /** Undefined where none is set: then files are told neither clean nor infected. */
  scanner: Scanner | undefined
  post: Post
  /** Undefined where no gateway is set: then text messages are offered nowhere. */
  sms: Sms | undefined
  time: Time
  /** Undefined where no collector is set. */
  traces: Traces | undefined
  keys: Keys
}

/** The house as work over every agency has it: never where somebody asks from outside. */
export const overAll = <H extends Pick<House, 'everywhere'>>(house: H): H => ({ ...house, ...house.everywhere })

/** What a page or an answer takes that is given to whoever is signed in: who asks, when, and the keys to what is sealed. */
export type Serving = Pick<House, 'config' | 'sql' | 'time' | 'keys'>

/** What recording a fact takes: its letters are made in its transaction. */
export type Recording = Pick<
  House,
  'config' | 'lawFor' | 'templatesFor' | 'fonts' | 'blobs' | 'time' | 'keys' | 'traces'
>

/** The same with the database, for whoever opens the transaction. */
export type Working = Recording & Pick<House, 'sql' | 'scanner'>
