/** The shipped letters with a made-up case behind each: what the checker reads when a real draft is on the table. */
import { opening } from '../../workflows/disclosure/context.ts'
import { remember } from '../../workflows/disclosure/remember.ts'
import type { Fact, Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { clock } from '../../workflows/statute/clock.ts'
import { compose, type Letter, type LetterData } from '../documents/index.ts'
import { loadLaw } from '../ground/law.ts'
import { type CheckSubject, checkLetter, type Finding } from '../letters/check/index.ts'
import { itemsOfSample, SEVERAL, templateOfSample } from '../letters/several.ts'
import { sampleFor, shipped as templates } from '../letters/templates/shipped.ts'
import type { AgencyProfile } from '../people/tables.ts'
import { factsFor, isoOf } from './sample-case.ts'

/** The law as it is shipped, of an agency that has chosen nothing. */
export const law = loadLaw()

/** The office of the samples: reviewed by the government of its level, sued before the basic court. */
const profileOf = (data: LetterData): AgencyProfile => ({
  shortName: data.agency?.shortName ?? '',
  office: data.agency?.office ?? '',
  mark: '云公开',
  address: data.agency?.address ?? '',
  postcode: data.agency?.postcode ?? '',
  phone: data.agency?.phone ?? '',
  email: data.agency?.email ?? '',
  hours: data.agency?.hours ?? '',
  reconsiderationBody: '云溪区人民政府',
  court: '云溪区人民法院',
})

export type Change = {
  /** Blanks filled otherwise; an empty text empties one. */
  data?: Record<string, Record<string, string>>
  /** The composed letter, changed in place: what an agency's own template would have printed. */
  letter?: (letter: Letter) => void
  /** Words replaced wherever they stand in the body. */
  swap?: readonly [string | RegExp, string]
  /** What happened, changed before the clock is read. */
  facts?: (facts: Fact[]) => Fact[]
  subject?: Partial<CheckSubject>
  kind?: string
  profile?: Partial<AgencyProfile>
}

/** What the checker reads of the sample of this template, changed so. @throws where there is no such template, or `swap` changes nothing */
export function subjectOf(id: string, change: Change = {}): CheckSubject {
  const shipped = templates.get(id)
  if (!shipped) throw new Error(`no template ${id}`)
  const sample = sampleFor(shipped)
  const groups = [...new Set([...Object.keys(sample), ...Object.keys(change.data ?? {})])]
  const data: LetterData = Object.fromEntries(
    groups.map((group) => [group, { ...sample[group], ...change.data?.[group] }]),
  )
  const template = templateOfSample(shipped, templates, data)
  const items = id === SEVERAL ? itemsOfSample(templates, data) : undefined
  const letter = compose(template, data)
  if (change.swap) {
    const [words, to] = change.swap
    const from = typeof words === 'string' ? words : new RegExp(words, 'gm')
    const before = JSON.stringify(letter.blocks)
    for (const block of letter.blocks) {
      if (block.kind === 'row') block.cells = block.cells.map((cell) => cell.replaceAll(from, to))
      else block.text = block.text.replaceAll(from, to)
    }
    letter.blocks = letter.blocks.filter((block) => block.kind === 'row' || block.text !== '')
    if (JSON.stringify(letter.blocks) === before) throw new Error(`${id} does not say ${words}`)
  }
  change.letter?.(letter)
  const on = isoOf(sample.letter?.date, '2026-03-20')
  const made = factsFor(id, sample, on)
  const facts = change.facts ? change.facts(made) : made
  const first = facts[0] as Extract<Fact, { type: 'submitted' }>
  const context = facts
    .slice(1)
    .reduce((before, fact) => remember(before, { ...fact, by: 'staff:test' }), opening(first.channel, first.on))
  const profile = { ...profileOf(sample), ...change.profile }
  return {
    letter,
    template,
    data,
    outcome: (template.outcome ?? null) as Outcome | null,
    ...(items && { items }),
    agency: { name: sample.agency?.name ?? '', kind: change.kind ?? 'countyDepartment', profile },
    context,
    clock: clock({ channel: context.channel, facts: context.clockFacts, asOf: on }, law),
    law,
    facts,
    on,
    ...change.subject,
  }
}

/** What the checker finds in it. */
export const found = (id: string, change: Change = {}): Finding[] => checkLetter(subjectOf(id, change))
