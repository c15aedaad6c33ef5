/** What the facts of a case call people, units, letters and the fields of a draft: as a page says them. */
import { isNotice } from '../../workflows/disclosure/vocabulary.ts'
import { namedIn } from '../../workflows/statute/chain.ts'
import type { Names } from '../cases/describe.ts'
import { askLabels } from '../cases/offer-draft.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import { type Colleague, namesOf } from '../people/queries.ts'

type Known = {
  units: readonly { id: string; name: string }[]
  handlers: readonly Colleague[]
  letters: readonly { id: string; title: string }[]
}

/** @param known what whoever asks has read already */
export async function factNames(
  sql: Sql | Tx,
  house: Pick<House, 'templatesFor' | 'time'>,
  { row, facts }: Pick<CaseFile, 'row' | 'facts'>,
  { units, handlers, letters }: Known,
): Promise<Names> {
  return {
    asks: askLabels(house.templatesFor(row.agencyId, house.time.today())),
    letters: new Map(letters.map((letter) => [letter.id, letter.title])),
    people: await namesOf(
      sql,
      facts.flatMap(({ by, fact }) => [
        by,
        ...(fact.actingFor ? [`staff:${fact.actingFor}`] : []),
        ...(isNotice(fact) && fact.preparedBy ? [fact.preparedBy] : []),
        ...(fact.type === 'replyDrafted' ? namedIn(fact.chain) : []),
        ...(fact.type === 'wordsErased' ? fact.decision.approvedBy : []),
      ]),
    ),
    units: new Map(units.map((unit) => [unit.id, unit.name])),
    handlers: new Map(
      handlers.flatMap(
        (h) =>
          [
            [h.id, h.name],
            [h.username, h.name],
          ] as [string, string][],
      ),
    ),
  }
}
