/** What a case has on file, read at once: from it alone the lists and the reading copy follow, whenever they are made. */
import { and, eq } from 'drizzle-orm'
import type { Consultation } from '../../../workflows/disclosure/context.ts'
import { replyIn } from '../../../workflows/disclosure/service.ts'
import type { Fact } from '../../../workflows/disclosure/vocabulary.ts'
import { namedIn } from '../../../workflows/statute/chain.ts'
import { counting } from '../../../workflows/statute/counting.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import { meantBy, PARTS } from '../../../workflows/statute/letters.ts'
import { ACTS, isRecordable } from '../../acts/catalogue.ts'
import { type FactLine, factLine, type Names } from '../../cases/describe.ts'
import { askLabels } from '../../cases/offer-draft.ts'
import { readAs } from '../../db/client.ts'
import { Refusal } from '../../ground/errors.ts'
import type { LoadedLaw } from '../../ground/law.ts'
import { dayIn } from '../../ground/time.ts'
import type { House } from '../../house.ts'
import { type CaseFile, fileOf, keyOf } from '../../ledger/case-file.ts'
import { currentSubmission } from '../../ledger/contact.ts'
import { movesAway } from '../../ledger/moved.ts'
import {
  type CaseRow,
  countingFacts,
  type FactRow,
  type FileRow,
  filesOf,
  heard,
  type LetterRow,
  lettersOf,
} from '../../ledger/queries.ts'
import { type KeptWords, keptWords } from '../../letters/kept-words.ts'
import { type ServiceRow, serviceOf } from '../../letters/service.ts'
import { ROLES } from '../../people/may.ts'
import { handlersOf, namesOf, rolesOf, unitName } from '../../people/queries.ts'
import { sealedLetters } from '../../seals/tables.ts'

/** A fact as it counts: the words are those of its replacement where it was put right. */
export type Told = {
  position: number
  fact: Fact
  line: FactLine
  /** 岗位 of who recorded it. */
  post: string
  by: string
}

export type OnFile = {
  file: CaseFile
  told: readonly Told[]
  letters: readonly LetterRow[]
  words: ReadonlyMap<string, KeptWords>
  /** Letters with their agency's electronic seal: what has none is a print of it, and its original on paper elsewhere. */
  sealed: ReadonlySet<string>
  files: readonly FileRow[]
  service: readonly ServiceRow[]
  /** Positions of the facts by which it was set aside because another agency handles it (移送). */
  moved: ReadonlySet<number>
  law: LoadedLaw
  /** The day of the last fact that was recorded: nothing on file speaks of a later one. */
  asOf: Day
  /** And its instant. */
  at: Date
  /** The law of this day is printed: that of the reply, or of the last fact where there is none. */
  lawOn: Day
  replied: boolean
}

type Reads = Pick<House, 'sql' | 'db' | 'keys' | 'lawFor' | 'templatesFor'>

/** @throws Unopened where words are sealed under a key that is gone; Refusal NOT_FOUND for a case whose content was destroyed */
export async function onFile(house: Reads, row: CaseRow): Promise<OnFile> {
  refuseErased(row)
  const key = keyOf(row)
  return readAs(house, [row.agencyId], async ({ sql, db }) => {
    const file = await fileOf(sql, house.keys, row)
    const letters = await lettersOf(sql, key)
    const files = await filesOf(sql, key)
    const words = await keptWords(db, house.keys, key)
    const { letter, agencyId, caseId } = sealedLetters
    const sealed = await db
      .select({ letter })
      .from(sealedLetters)
      .where(and(eq(agencyId, row.agencyId), eq(caseId, row.id)))
    const last = file.facts.at(-1)!
    const asOf = dayIn(new Date(last.at))
    const by = file.facts.flatMap(({ by, fact }) => [
      by,
      ...(fact.actingFor ? [`staff:${fact.actingFor}`] : []),
      ...('preparedBy' in fact && typeof fact.preparedBy === 'string' ? [fact.preparedBy] : []),
      ...(fact.type === 'replyDrafted' ? namedIn(fact.chain) : []),
      ...(fact.type === 'assigned' && fact.handler ? [`staff:${fact.handler}`] : []),
    ])
    const names = await namesOf(sql, by)
    const units = new Map<string, string>()
    for (const { fact } of file.facts)
      if (fact.type === 'assigned') units.set(fact.unit, (await unitName(sql, fact.unit)) ?? fact.unit)
    const handlers = new Map((await handlersOf(sql, [row.agencyId])).map(({ id, name }) => [id, name]))
    for (const [who, name] of names) handlers.set(who.replace(/^staff:/, ''), name)
    const called: Names = {
      ...{ people: names, units, handlers, letters: new Map(letters.map(({ id, title }) => [id, title])) },
      asks: askLabels(house.templatesFor(row.agencyId, asOf)),
    }
    const law = house.lawFor(row.agencyId)
    const reply = letters.find(({ id }) => id === replyIn(row.context)?.id)
    const submitted = currentSubmission(file.facts)
    const isAway = file.facts.some(({ fact }) => fact.type === 'setAside')
    const away = isAway ? await movesAway(sql, key) : new Set<number>()
    return {
      ...{ file, letters, files, law, asOf, at: new Date(last.at) },
      told: toldOf(file.facts, called, files, await rolesOf(sql, by), row.context.consultations),
      words: new Map(words.map((each) => [each.id, each])),
      sealed: new Set(sealed.map((each) => each.letter)),
      service: serviceOf({ row, agency: file.agency, submitted }, countingFacts(file.facts), letters, law),
      moved: new Set(
        file.facts.flatMap(({ fact, at, position }) =>
          fact.type === 'setAside' && away.has(Date.parse(at)) ? [position] : [],
        ),
      ),
      lawOn: reply?.madeOn ?? asOf,
      replied: reply !== undefined,
    }
  })
}

/** @throws Refusal NOT_FOUND for a case whose content was destroyed: nobody can read it any more */
export function refuseErased({ context }: Pick<CaseRow, 'context'>): void {
  if (context.erasedOn)
    throw new Refusal('NOT_FOUND', { message: '本件内容已经依销毁清册销毁，没有可以阅读的材料；证据卷仍可下载核验' })
}

function toldOf(
  facts: readonly FactRow[],
  names: Names,
  files: readonly FileRow[],
  roles: ReadonlyMap<string, readonly (keyof typeof ROLES)[]>,
  consultations: readonly Consultation[],
): Told[] {
  const counted = counting(facts.map(heard))
  const refs = files.map(({ scan: _, virus: __, heed: ___, ...file }) => ({ ...file, url: '' }))
  return facts.flatMap((row, i): Told[] => {
    const fact = counted[i]
    if (!fact) return []
    const own = isRecordable(fact.type) ? ACTS[fact.type].may : []
    const has = roles.get(row.by) ?? []
    const post = has.filter((role) => (own as readonly string[]).includes(role))
    const line = factLine({ ...row, fact }, names, refs)
    return [
      {
        ...{ position: row.position, fact, by: row.by },
        line: { ...line, details: withParty(line.details, fact, consultations) },
        post: (post.length > 0 ? post : has).map((role) => ROLES[role]).join('、'),
      },
    ]
  })
}

/** Which consultation it was is a number of ours: whoever reads knows it by who was asked. */
function withParty(details: FactLine['details'], fact: Fact, consultations: readonly Consultation[]) {
  const told = details.filter(({ label }) => label !== '哪一件征求意见')
  const party = fact.type.endsWith('Consulted') ? undefined : consultationOf(fact, consultations)?.party
  return party ? [{ label: '征求意见的对象', value: party }, ...told] : told
}

/** Whose letter a fact speaks of, long after: the one that it names, or the only one of its kind. */
export function consultationOf(fact: Fact, consultations: readonly Consultation[]): Consultation | undefined {
  const kind = PARTS[fact.type]?.kind ?? (fact.type === 'thirdPartyAssessed' ? 'thirdParty' : undefined)
  return kind && meantBy(kind, 'consultation' in fact ? fact.consultation : undefined, consultations, () => true)
}
