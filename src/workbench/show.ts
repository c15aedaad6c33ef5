/** Puts together what the pages of the workbench show. */
import type { FastifyRequest } from 'fastify'
import { OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { CHOICES, type Choices } from '../../workflows/statute/choices.ts'
import { type Letter, type Template, templateFrom, textOf } from '../documents/index.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import type { Finding } from '../letters/check/index.ts'
import { partOf } from '../letters/part-of.ts'
import { type ReadLine, readingOf } from '../letters/templates/reading.ts'
import { clauses, shipped, shippedFor, shippedSource, switchOf } from '../letters/templates/shipped.ts'
import { allAgencies, namesOf } from '../people/queries.ts'
import { formOf } from '../web/form-of.ts'
import { type Checked, checkSource } from './check.ts'
import { at } from './pages/links.ts'
import { letterOfCase, sampleLetter } from './preview.ts'
import { actsOf, caseByNumber, everyAct, everyVersion, sourceOfVersion, versionsOf } from './queries.ts'
import { holding, mayDo, standingOf, type Version, type VersionAct } from './standing.ts'
import type { ChosenClause, Frame, HistoryLine, Preview, Row, Said, Sample, Which } from './views.ts'
import { shippedVersion } from './words.ts'

/** The agency whose wording the address names, by default the viewer's own. @throws Refusal NOT_FOUND for any other */
export async function frameFor(house: Pick<House, 'db' | 'sql' | 'time'>, request: FastifyRequest): Promise<Frame> {
  const { viewer } = request
  const agencyId = formOf(request.query).agency || viewer.agency.id
  const agencies = (await allAgencies(house.sql))
    .filter(({ id }) => viewer.agencyIds.includes(id))
    .map(({ id, name }) => ({ id, name }))
  const agency = agencies.find(({ id }) => id === agencyId)
  if (!agency) throw notFound()
  const scope = { agency, own: agency.id === viewer.agency.id, others: agencies }
  return { viewer, csrf: viewer.csrf, scope, today: house.time.today() }
}

/**
 * One row a template: the version in force today and the agency's versions on the way, each with whether it awaits this viewer.
 */
export async function listOf(
  house: Pick<House, 'sql' | 'db' | 'templatesFor'>,
  { viewer, scope, today }: Frame,
): Promise<Row[]> {
  const agencyId = scope.agency.id
  const inForce = house.templatesFor(agencyId, today)
  const [versions, acts] = await Promise.all([everyVersion(house.db, agencyId), everyAct(house.db, agencyId)])
  const names = await namesOf(
    house.sql,
    versions.map(({ by }) => by),
  )
  return [...shipped.values()].map((ground) => {
    const ownActs = acts.filter(({ template }) => template === ground.id)
    const own = versions.filter(({ template }) => template === ground.id)
    const holds = holding(ownActs, today)
    const template = inForce.get(ground.id) ?? ground
    const pending = own.flatMap(({ version, by }) => {
      const standing = standingOf(version, ownActs, today)
      if (standing !== 'draft' && standing !== 'submitted' && standing !== 'coming') return []
      const day = ownActs.find((each) => each.version === version && each.act === 'approved')?.day ?? null
      const forYou = mayDo({ version, by }, ownActs, viewer).includes('approved')
      return [{ version, standing, by: names.get(by) ?? by, day, forYou }]
    })
    const { id, kind } = ground
    const { title, articles, version, inForce: from } = template
    const of = OUTCOMES[ground.outcome as Outcome]?.zh ?? ''
    const label = id === 'notThisAgencyKnown' ? `${of}，能够确定负责机关` : of
    return { id, of: label, kind, title, articles, version, inForce: from, isOwn: holds !== null, pending }
  })
}

export type Opened = { id: string; holds: Which; history: HistoryLine[]; versions: Version[]; acts: VersionAct[] }

/** A template with all that was ever decided about it, newest first, the shipped one last. */
export async function openTemplate(house: Pick<House, 'sql'>, { scope, today }: Frame, id: string): Promise<Opened> {
  const key = { agencyId: scope.agency.id, template: id }
  const [versions, acts] = await Promise.all([versionsOf(house.sql, key), actsOf(house.sql, key)])
  const names = await namesOf(
    house.sql,
    [...versions, ...acts].map(({ by }) => by),
  )
  const name = (by: string) => names.get(by) ?? by
  const history = versions.toReversed().map(
    ({ version, by, at: when, why, basedOn }): HistoryLine => ({
      version,
      number: version,
      standing: standingOf(version, acts, today),
      by: name(by),
      at: when,
      why,
      basedOn,
      acts: acts.filter((each) => each.version === version).map((each) => ({ ...each, by: name(each.by) })),
    }),
  )
  const first: HistoryLine = {
    version: null,
    number: shippedVersion(id),
    standing: 'shipped',
    by: '',
    at: '',
    why: '',
    basedOn: null,
    acts: [],
  }
  return { id, holds: holding(acts, today), history: [...history, first], versions, acts }
}

type Text = {
  source: string
  template: Template
  reading: ReadLine[]
  chosen: ChosenClause | undefined
  checked?: Checked
}

/**
 * The words of one version; with `written`, the words that someone is about to save in its place. The shipped ones as the
 * agency's choices of this day have them.
 */
export async function textOfVersion(
  house: Pick<House, 'sql' | 'fonts' | 'lawFor'>,
  { scope, today }: Pick<Frame, 'scope' | 'today'>,
  id: string,
  which: Which,
  written?: string,
): Promise<Text> {
  const stored =
    which === null ? undefined : await sourceOfVersion(house.sql, { agencyId: scope.agency.id, template: id }, which)
  if (which !== null && !stored) throw notFound()
  const choices = house.lawFor(scope.agency.id).choices(today)
  const source = stored?.source ?? shippedSource(id, choices)
  const template = stored ? templateFrom(stored.resolved) : shippedFor(choices).get(id)!
  const checked = written === undefined ? undefined : checkSource(id, written, template.version, house.fonts)
  const reading = readingOf(source, template.asks, clauses)
  const chosen = chosenClause(id, choices, stored === undefined)
  return { source, template: checked?.template ?? template, reading, chosen, ...(checked && { checked }) }
}

/** Which clause the agency's choice puts here, and which the others would. */
function chosenClause(id: string, choices: Choices, follows: boolean): ChosenClause | undefined {
  const found = switchOf(id, choices)
  if (!found) return undefined
  const named = found.clauses.map(({ value, zh, clause }) => ({ value, zh, clause: clauses.get(clause)!.title }))
  const holds = choices[found.choice]
  return {
    question: CHOICES[found.choice].question,
    now: named.find(({ value }) => value === holds)!,
    others: named.filter(({ value }) => value !== holds),
    follows,
  }
}

/** A finding as one sentence: what is wrong, the remedy, the article. */
export const inWords = ({ rule, severity, says, remedy, article }: Finding): Said => ({
  rule,
  severity,
  text: `${says}${remedy}（${article}）`,
})

/** The letter line by line, each with the part that it belongs to; cells of a row are joined by a full-width space. */
export const sampleLines = (letter: Letter): Sample =>
  letter.format === 'form'
    ? [
        { text: letter.title, part: 'title' },
        ...letter.blocks.map((block) => ({
          text: block.kind === 'row' ? block.cells.join('　') : block.text,
          part: block.kind === 'row' ? 'row' : 'body',
        })),
      ]
    : textOf(letter).map((text, i) => ({ text, part: partOf(letter, text, i) }))

/** The page of a version: the sample's, or that of the case whose number was typed. */
export async function previewFor(
  house: Pick<House, 'sql' | 'db' | 'lawFor' | 'time' | 'keys'>,
  { viewer, scope }: Frame,
  id: string,
  which: Which,
  template: Template,
  asked: string,
): Promise<Preview> {
  const row = asked ? await caseByNumber(house.db, viewer, scope.agency.id, asked) : undefined
  const ofCase = row && (await letterOfCase(house, template, row))
  const path = `/templates/${id}/versions/${which ?? 'shipped'}/preview.pdf`
  return {
    pdfUrl: at(path, scope, row ? { case: asked } : {}),
    asked,
    found: row ? { id: row.id, number: row.number ?? row.receipt, title: row.title } : null,
    missing: ofCase?.missing ?? [],
    text: sampleLines(ofCase?.letter ?? sampleLetter(template)),
  }
}
