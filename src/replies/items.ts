/** 分项答复: what a handler may answer, matter by matter. SQL: the page asks once each time it is shown. */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import { aboutMatter } from '../../workflows/disclosure/matters.ts'
import { answeredBefore } from '../cases/earlier-replies.ts'
import { actsFor } from '../cases/offer.ts'
import { within } from '../db/client.ts'
import { ourFiles } from '../files/given.ts'
import type { House } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { type CaseRow, factsOf, filesOf } from '../ledger/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import type { Act, Field } from '../web/shapes.ts'
import { hindrance } from './joinable.ts'

/** The act of drafting with the outcomes that some matter of the case may have; null where this person may not draft. */
export async function draftingItems(
  house: Pick<House, 'sql' | 'lawFor' | 'templatesFor' | 'time' | 'keys'>,
  row: CaseRow,
  viewer: Viewer,
): Promise<Act | null> {
  if (hindrance(house, row, viewer) !== null) return null
  const { sql } = house
  const law = house.lawFor(row.agencyId)
  const today = house.time.today()
  const templates = house.templatesFor(row.agencyId, today)
  const { give, earlier } = await within(sql, [row.agencyId], async (tx) => ({
    give: {
      files: await ourFiles(tx, house.keys, keyOf(row), await factsOf(tx, house.keys, keyOf(row))),
      chosen: [],
      uploads: true,
    },
    earlier: { answered: await answeredBefore(tx, row), files: await filesOf(tx, keyOf(row)) },
  }))
  const choices = { units: [], handlers: [], templates, give, earlier }
  const contexts = [row.context, ...mattersOf(row.context).map((matter) => aboutMatter(row.context, matter))]
  return joined(
    contexts.flatMap((context) => actsFor({ ...row, context }, ['replyDrafted'], choices, law, viewer, today)),
  )
}

/** What something was found of by itself. */
const mattersOf = ({ searches, secrecy, examined, consultations }: CaseContext): string[] => [
  ...new Set(
    [...searches, ...secrecy, ...examined, ...consultations.map(({ assessed }) => assessed)].flatMap(
      (each) => each?.matter ?? [],
    ),
  ),
]

/** One act with the fields and choices of all. */
function joined([first, ...others]: Act[]): Act | null {
  if (!first) return null
  const fields = new Map<string, Field>()
  for (const field of [first, ...others].flatMap((act) => act.fields)) {
    const known = fields.get(field.name)
    fields.set(field.name, known ? both(known, field) : field)
  }
  return { ...first, fields: [...fields.values()] }
}

function both(one: Field, other: Field): Field {
  const choices = [...(one.choices ?? []), ...(other.choices ?? [])]
  const helps = [...(one.helps ?? []), ...(other.helps ?? [])]
  const optionalWith = [...(one.optionalWith ?? []), ...(other.optionalWith ?? [])]
  const unique = <T>(all: readonly T[], key: (each: T) => string) => [
    ...new Map(all.map((each) => [key(each), each])).values(),
  ]
  return {
    ...one,
    required: one.required && other.required,
    ...(optionalWith.length > 0 && { optionalWith: joinedNotes(optionalWith) }),
    ...(choices.length > 0 && { choices: unique(choices, ({ value }) => value) }),
    ...(one.when && { when: { ...one.when, is: [...new Set([...one.when.is, ...(other.when?.is ?? [])])] } }),
    ...(helps.length > 0 && { helps: unique(helps, ({ is, text }) => is + text) }),
  }
}

/** Where one matter demands what another does not, no more is said than the least that holds. */
function joinedNotes(notes: NonNullable<Field['optionalWith']>): typeof notes {
  const by = new Map<string, (typeof notes)[number]>()
  for (const note of notes) {
    const known = by.get(note.says)
    by.set(note.says, known && known.is.length >= note.is.length ? known : note)
  }
  return [...by.values()]
}
