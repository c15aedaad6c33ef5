/** What the house composes in Chinese has English, sentence by sentence; each test names those that have none. */

import { globSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { APPLICATION } from '../../src/acts/application.ts'
import { isRecordable } from '../../src/acts/catalogue.ts'
import { factSchema } from '../../src/acts/facts.ts'
import { APPLICANT_MAY } from '../../src/acts/may-record.ts'
import { nextForApplicant } from '../../src/cases/next-for-applicant.ts'
import { actsFor } from '../../src/cases/offer.ts'
import { readTemplates } from '../../src/documents/index.ts'
import { type Message, REFUSALS, Refusal } from '../../src/ground/errors.ts'
import { loadLaw } from '../../src/ground/law.ts'
import { remedyFor } from '../../src/intake/last-days.ts'
import type { CaseRow } from '../../src/ledger/queries.ts'
import type { Agency } from '../../src/people/queries.ts'
import { given } from '../../src/web/given.ts'
import { sent } from '../../workflows/disclosure/consultations.ts'
import { opening } from '../../workflows/disclosure/context.ts'
import { allRules, ruleSays } from '../../workflows/disclosure/rules.ts'
import * as vocabulary from '../../workflows/disclosure/vocabulary.ts'
import { always, DEFAULT_CHOICES } from '../../workflows/statute/choices.ts'
import { type Clock, ClockFault, clock } from '../../workflows/statute/clock.ts'
import { plusDays } from '../../workflows/statute/days.ts'
import { type AgencyKind, remedyParagraph } from '../../workflows/statute/remedies.ts'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import { STORIES, tell } from '../disclosure/story.ts'
import { choices, histories } from '../statute/histories.ts'
import { times } from '../support/proof.ts'
import { textsIn, unsaid } from './written.ts'

const law = loadLaw()

/** By its Chinese, so that each is told once. */
const saidBy = ({ steps, warnings = [] }: Clock): [string, string | Sentence][] =>
  [...steps, ...warnings].flatMap((one): [string, string | Sentence][] => [
    [one.text, one],
    [one.article, one.article],
  ])

/** Facts that those outside the office record. */
const OUTSIDE = [...APPLICANT_MAY, 'thirdPartyAnswered', 'agencyAnswered'] as const

describe('the clock', () => {
  test('over every story, on each of its days and long after', () => {
    const said = STORIES.map(tell).flatMap(({ at: { context }, law }) =>
      context.clockFacts.flatMap(({ on }, i) => {
        const facts = context.clockFacts.slice(0, i + 1)
        return [on, plusDays(on, 70)].flatMap((asOf) => saidBy(clock({ channel: context.channel, facts, asOf }, law)))
      }),
    )
    expect(said.length).toBeGreaterThan(1000)
    expect(unsaid(new Map(said).values())).toEqual([])
  })

  test('over thousands of histories that nobody thought of, under every choice', () => {
    const said = new Map<string, string | Sentence>()
    fc.assert(
      fc.property(histories, choices, (history, chosen) => {
        try {
          for (const [text, one] of saidBy(clock(history, { ...law, choices: chosen }))) said.set(text, one)
        } catch (error) {
          if (!(error instanceof ClockFault)) throw error
          said.set(error.message, error.sentence)
        }
      }),
      { numRuns: times(3_000, 100_000) },
    )
    expect(said.size).toBeGreaterThan(5000)
    expect(unsaid(said.values())).toEqual([])
  })
})

describe('the case', () => {
  test('what comes next, in every stage and step', () => {
    const context = {
      ...opening('online', '2026-03-02'),
      correction: { requestedOn: '2026-03-03', answerBy: '2026-03-20' },
    }
    const steps = ['', 'awaitingCorrection', 'awaitingPayment', 'withdrawn', 'served', 'forReview', 'signed']
    const clocks = ['awaitingConfirmation', 'running'].map((status) => ({ status }) as Clock)
    const stages = Object.keys(vocabulary.STAGES) as vocabulary.Stage[]
    const said = stages.flatMap((stage) =>
      steps.flatMap((step) => clocks.map((clock) => nextForApplicant({ stage, step, context }, clock))),
    )
    const waiting = (told: object) =>
      nextForApplicant({ stage: 'review', step: 'handling', context: { ...context, ...told } }, clocks[1]!)
    const reasonsAsked = { on: '2026-03-03', answerBy: '2026-03-20', givenOn: null }
    const asked = sent([], { type: 'thirdPartyConsulted', on: '2026-03-03', party: '示例公司' })
    said.push(waiting({ reasons: 'requested', reasonsAsked }), waiting({ consultations: [asked] }))
    expect(new Set(said.map(String)).size).toBe(11)
    expect(unsaid(said)).toEqual([])
  })

  test('the acts of those outside the office: names, articles, warnings, fields', () => {
    const row = { context: opening('online', '2026-03-02') } as CaseRow
    const acts = actsFor(row, [...OUTSIDE], { units: [], handlers: [], templates: new Map() }, law)
    const said = acts.flatMap(({ zh, article, warning = '', makes = '', fields }) => [
      ...[zh, article, warning, makes],
      ...fields.flatMap(({ label, help = '', choices = [] }) => [label, help, ...choices.map((one) => one.label)]),
    ])
    expect(acts).toHaveLength(OUTSIDE.length)
    expect(unsaid(said)).toEqual([])
  })

  test('why such a fact is refused: every rule, and the dates that stand in the way', () => {
    const rules = OUTSIDE.flatMap(allRules).flatMap((rule) => [ruleSays(rule), rule.article])
    const told = STORIES.map(tell)
      .filter(({ last }) => OUTSIDE.some((type) => type === last.type))
      .flatMap(({ refused }) => (refused ? [refused.sentence, refused.article] : []))
    expect(told.length).toBeGreaterThan(10)
    expect(unsaid([...rules, ...told])).toEqual([])
  })

  test('remedies: every outcome, kind of agency and regime', () => {
    const kinds = Object.keys(law.remedies[0]!.bodies) as AgencyKind[]
    const regimes = law.remedies.map(({ inForce }) => inForce)
    const under = (['caution', 'offer', 'omit'] as const).map((suitRefusedByCourt) =>
      always({ ...DEFAULT_CHOICES, partlyDisclosedFirst: suitRefusedByCourt === 'caution', suitRefusedByCourt }),
    )
    const named = [{}, { body: 'A', court: 'B', onlineChannel: 'https://example.cn' }]
    const said = (Object.keys(vocabulary.OUTCOMES) as vocabulary.Outcome[]).flatMap((outcome) =>
      kinds.flatMap((agencyKind) =>
        regimes.flatMap((on) =>
          under.flatMap((choices) =>
            named.map((names) => remedyParagraph({ outcome, agencyKind }, on, { ...law, choices }, names).sentence),
          ),
        ),
      ),
    )
    expect(unsaid(said)).toEqual([])
  })

  test('the last days of the letter that was served; and that nothing came in time', () => {
    const agency = { kind: 'countyDepartment', profile: { reconsiderationBody: 'A', court: 'B' } } as Agency
    const on = '2026-03-30'
    const reply = {
      ...{ id: 'reply', tells: 'replySigned' as const, template: 'disclosed', toParty: false },
      ...{ consultation: null, madeOn: on },
    }
    const served = { to: 'applicant' as const, how: 'portal' as const, on }
    const opened = opening('online', '2026-03-02')
    const context = { ...opened, servedOn: on, letters: [{ ...reply, sent: [served], received: [served] }] }
    const posted = { ...context, letters: [{ ...reply, sent: [served], received: [] }] }
    const templates = readTemplates('templates')
    const late = { status: 'running', dueOn: '2026-03-30' } as Clock
    const said = (['disclosed', 'internalAffairs', null] as const).map((outcome) =>
      remedyFor({ context: { ...context, outcome } }, late, agency, law, '2026-04-01', templates),
    )
    said.push(remedyFor({ context: { ...posted, outcome: 'disclosed' } }, late, agency, law, '2026-04-01', templates))
    expect(new Set(said.map(String)).size).toBe(4)
    expect(unsaid(said.map((one) => one!))).toEqual([])
  })
})

describe('forms', () => {
  test('refusals: what happened, what to do', () => {
    expect(unsaid(Object.values(REFUSALS).flatMap(([, title, next]) => [title, next]))).toEqual([])
  })

  test('faults of an application, and of facts from outside', () => {
    const person = { kind: 'person', name: 'A', idType: 'residentId', idNumber: '1', phone: '1' }
    const organisation = { kind: 'organisation', name: 'A', creditCode: '1', organisationType: '?' }
    const request = { title: 'A', description: 'A', form: 'paper', delivery: 'post' }
    const applications = [{}, ...BAD.map((applicant) => ({ applicant }))].concat(
      [person, organisation].flatMap((applicant) =>
        ['post', 'email'].flatMap((delivery) => [
          { agency: 'A', applicant, request: { ...request, delivery } },
          ...BAD.map((bad) => ({
            agency: bad,
            applicant: every(applicant, bad),
            agent: every(person, bad),
            request: every(request, bad),
          })),
          ...BAD.map((bad) => ({ applicant: { ...every(CONTACT, bad), kind: applicant.kind }, needsHelp: bad })),
        ]),
      ),
    )
    const ofFacts = OUTSIDE.filter(isRecordable).flatMap((type) => {
      const schema = factSchema(type)
      return [{}, ...BAD.map((bad) => every(schema.shape, bad))].flatMap((fact) => faults(schema, { ...fact, type }))
    })
    const said = [...applications.flatMap((one) => faults(APPLICATION, one)), ...ofFacts]
    expect(new Set(said.map(String)).size).toBeGreaterThan(15)
    expect(unsaid(said)).toEqual([])
  })

  test('every sentence in the code that answers a citizen’s form', () => {
    const none = ANSWERING.flatMap((pattern) => globSync(pattern))
      .filter((file) => !READ.includes(file))
      .flatMap(textsIn)
      .filter(({ text, blank }) => !NAMES.test(text) && (blank || unsaid([text]).length > 0))
      .map(({ file, text }) => `${file}: ${text}`)
    expect(none).toEqual([])
  })
})

/** Code whose sentences a form of a citizen may bring back. */
const ANSWERING = [
  ...['src/{web/given,acts/application,cases/recording}.ts', 'src/files/*.ts'],
  ...['src/web/{errors,once}.ts', 'src/intake/*.ts'],
  ...['src/consultations/answer.ts', 'src/account/*.ts', 'src/citizens/*.ts'],
]
/** Names of files, which are no sentences. */
const NAMES = /^未命名$|\.(pdf|zip|txt)$/
/** What applicants write, to be recognised. */
/** Read by staff alone: hints of the desk, mails to the office, names of formats in reports and slips, the note of a confirmation. */
const READ = [
  ...['src/intake/hint-shapes.ts', 'src/files/found-later.ts', 'src/files/kinds.ts'],
  'src/intake/confirm-online.ts',
]

const LONG = 'x'.repeat(60_000)
const BAD: unknown[] = [
  undefined,
  null,
  '',
  '?',
  7,
  0.5,
  -1,
  true,
  'a\u0000',
  LONG,
  [],
  [''],
  ['?'],
  Array(99).fill('x'),
  {},
]
const CONTACT = {
  phone: 1,
  email: 1,
  address: 1,
  postcode: 1,
  idType: 1,
  idNumber: 1,
  employer: 1,
  name: 1,
  contact: 1,
}

const every = (of: object, value: unknown) => Object.fromEntries(Object.keys(of).map((key) => [key, value]))

function faults(schema: z.ZodType, value: unknown): Message[] {
  try {
    given(schema, value)
    return []
  } catch (error) {
    if (error instanceof Refusal) return error.errors.map(({ message }) => message)
    throw error
  }
}
