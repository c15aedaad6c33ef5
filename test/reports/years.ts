/**
 * Random years of an office: cases whose facts the procedure itself has found lawful, from 2024 into 2026, with withdrawals,
 * reopenings within the year and beyond it, facts that were struck again, and what still waits. Written to the ledger and to
 * the case rows as the door writes them, but for words, hashes and letters, which no figure is counted from.
 */
import type { Sql } from 'postgres'
import { newId } from '../../src/ground/ids.ts'
import { loadLaw } from '../../src/ground/law.ts'
import { APPLICANT_COLUMNS } from '../../src/ledger/applicants.ts'
import { BEGINNING } from '../../src/ledger/entry.ts'
import { project } from '../../src/ledger/project.ts'
import { split } from '../../src/ledger/split.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { type CaseState, decide, open, Refused } from '../../workflows/disclosure/decide.ts'
import { sampleFact } from '../../workflows/disclosure/drill/sample-facts.ts'
import { rectify } from '../../workflows/disclosure/rectify.ts'
import {
  CHANNELS,
  type Channel,
  type Fact,
  type FactOf,
  type FactType,
  OUTCOMES,
} from '../../workflows/disclosure/vocabulary.ts'
import { type Day, plusDays } from '../../workflows/statute/days.ts'

const law = loadLaw()
export const FIRST: Day = '2024-01-02'

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let at = seed >>> 0
  return () => {
    at = (at + 0x6d2b79f5) >>> 0
    let t = Math.imul(at ^ (at >>> 15), at | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Random = ReturnType<typeof randomOf>
export type Life = { at: CaseState; ledger: Heard[] }

/** What may be on file before an answer, each now and then. */
const BEFORE: [FactType, object, number][] = [
  ['searched', { found: true }, 0.4],
  ['searched', { found: false }, 0.3],
  ['secrecyReviewed', { conclusion: 'mayDisclose' }, 0.7],
  ['secrecyReviewed', { conclusion: 'stateSecret' }, 0.1],
  ['disclosureExamined', { severable: false }, 0.5],
  ['conferred', {}, 0.2],
]
const FIELDS = {
  ...{
    reasons: '经审查，公开后会妨害正在进行的示例项目验收工作。',
    content: '示例内容',
    marking: '秘密',
    period: '1年',
  },
  ...{
    earlierNumber: '云政依复〔2024〕1号',
    earlierOn: '2024年1月3日',
    earlierFile: '00000000-0000-4000-8000-000000000000',
  },
  ...{ where: 'https://www.yunxi.example/zwgk/1.html', noConsultationReason: '不涉及第三方。' },
}

/** A case of its own life, as far as `today`; what the procedure refuses does not happen. */
export function life(random: Random, today: Day): Life {
  const maybe = (share: number) => random() < share
  const days = (most: number) => Math.floor(random() * (most + 1))
  const one = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)]!
  let day = plusDays(FIRST, days(1_030))
  const channel = one(Object.keys(CHANNELS) as Channel[])
  const submitted = sampleFact('submitted', day, { channel })
  let at: CaseState = open(submitted as FactOf<'submitted'>)
  const ledger = [submitted]
  /** Some days later; false where it was refused, or lies after today. */
  const happens = (type: FactType, after: number, told: object = {}): boolean => {
    const on = plusDays(day, after)
    if (on > today) return false
    try {
      const fact = sampleFact(type, on, told)
      const { state, context } = decide(at, fact, law)
      at = { state, context }
      ledger.push(fact)
      day = on
      return true
    } catch (error) {
      if (error instanceof Refused) return false
      throw error
    }
  }
  /** A fact that was recorded wrongly no longer counts. */
  const strikes = (type: FactType) => {
    const position = ledger.findLastIndex((fact) => fact.type === type) + 1
    if (position === 0) return
    try {
      at = rectify(ledger, position, undefined, 'staff:head', law, { recordedOn: day })
      ledger.push(sampleFact('rectified', day, { position, by: 'staff:head' }))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
  }
  const answers = () => {
    happens('assigned', days(2))
    for (const [type, told, share] of BEFORE) if (maybe(share)) happens(type, days(2), told)
    if (maybe(0.1)) happens('extended', days(1))
    const drafts = [one(Object.keys(OUTCOMES)), one(Object.keys(OUTCOMES)), 'petition', 'notThisAgency']
    for (const outcome of drafts) if (happens('replyDrafted', days(1), { outcome, fields: FIELDS })) break
    happens('replyReviewed', days(2))
    if (maybe(0.9) && happens('replySigned', days(2)))
      if (maybe(0.95)) happens('replyServed', days(maybe(0.2) ? 25 : 4), { how: 'portal' })
  }

  if (maybe(0.9)) happens('confirmed', days(6))
  if (maybe(0.05)) happens('withdrawn', days(9))
  if (maybe(0.97)) happens('registered', days(2))
  if (maybe(0.15) && happens('correctionRequested', days(3))) {
    const came = maybe(0.6) && happens('corrected', days(15))
    if (!came && maybe(0.7)) happens('correctionLapsed', 22 + days(30))
  }
  if (maybe(0.95)) answers()
  if (maybe(0.05)) happens('withdrawn', days(9))
  if (maybe(0.05)) strikes('replyServed')
  for (let times = 0; times < 3 && maybe(0.35); times++) {
    if (maybe(0.5)) happens('archived', days(20))
    if (maybe(0.5) && happens('remedySought', days(40)) && maybe(0.9))
      happens('remedyDecided', days(60), { result: 'corrected' })
    if (happens('reopened', days(maybe(0.3) ? 400 : 60)) && maybe(0.1)) strikes('reopened')
    if (maybe(0.8)) answers()
  }
  if (maybe(0.6)) happens('archived', days(30))
  if (maybe(0.05)) strikes('withdrawn')
  return { at, ledger }
}

const AT_ONCE = 500

/** Writes cases and their facts as rows. @param agencies among which they lie, in turn */
export async function fill(sql: Sql, lives: readonly Life[], agencies: readonly string[], today: Day, random: Random) {
  for (let from = 0; from < lives.length; from += AT_ONCE) {
    const [rows, facts]: [object[], object[]] = [[], []]
    for (const [i, { at, ledger }] of lives.slice(from, from + AT_ONCE).entries()) {
      const nth = from + i
      const agencyId = agencies[nth % agencies.length]!
      const id = newId(new Date(Date.UTC(2024, 0, 1) + nth))
      const column = random() < 0.6 ? 'person' : APPLICANT_COLUMNS[Math.floor(random() * APPLICANT_COLUMNS.length)]
      const { row } = project(at, law, today)
      rows.push({
        ...{ ...row, agencyId, id, receipt: `random-${nth}`, workflow: 'x', state: at.state, context: at.context },
        ...{ length: ledger.length, head: 'x', submittedAt: `${row.submittedOn}T02:00:00Z`, title: `第${nth}号` },
        ...{ applicantName: '示例', applicantColumn: column, foundBy: [], keys: 'x', search: '', pairs: [] },
      })
      for (const [n, fact] of ledger.entries())
        facts.push({
          ...{ agencyId, caseId: id, position: n + 1, type: fact.type, on: fact.on, open: split(plain(fact)).open },
          ...{ words: null, by: fact.by, at: `${fact.on}T02:00:00Z`, previousHash: BEGINNING, hash: 'x' },
        })
    }
    await sql`insert into cases select (jsonb_populate_record(null::cases, r)).* from jsonb_array_elements(${snaked(rows)}::text::jsonb) r`
    await sql`insert into ledger select (jsonb_populate_record(null::ledger, r)).* from jsonb_array_elements(${snaked(facts)}::text::jsonb) r`
  }
}

const plain = ({ by: _, recordedOn: __, ...fact }: Heard): Fact => fact as Fact

/** Names of columns; what lies inside them keeps its own. */
const snaked = (rows: readonly object[]) =>
  JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
      ),
    ),
  )
