/**
 * Who may be given a copy of the file of a case: a court or a review body all of it, each party what is not somebody else's
 * (行政诉讼法第三十二条第二款, 行政复议法第四十七条). Parties are those who applied, and third parties who were consulted.
 */
import type { Addressee, FactOf } from '../../../workflows/disclosure/vocabulary.ts'
import { within } from '../../db/client.ts'
import { invalid } from '../../ground/errors.ts'
import type { House } from '../../house.ts'
import { allApplicants, UNSIGNED } from '../../ledger/applicants.ts'
import { keyOf } from '../../ledger/case-file.ts'
import { currentSubmission } from '../../ledger/contact.ts'
import { type CaseRow, factsOf } from '../../ledger/queries.ts'

/** A consultation is another agency's affair where it is not a third party's: agencies are no parties, and get no copy. */
export type Party = { party: Addressee | `consultation:${string}`; name: string }
export type Audience = 'court' | Party

type Submitted = Pick<FactOf<'submitted'>, 'applicant' | 'coApplicants'>

/** In the order of the application, then of the consultations. */
export function partiesOf({ context }: Pick<CaseRow, 'context'>, submitted: Submitted): Party[] {
  const consulted = context.consultations.filter(({ kind }) => kind === 'thirdParty')
  return [
    ...allApplicants(submitted).map(
      ({ name }, i): Party => ({ party: i === 0 ? 'applicant' : `coApplicant:${i}`, name: shown(name ?? UNSIGNED) }),
    ),
    ...consulted.map(({ id, party }): Party => ({ party: `consultation:${id}`, name: shown(party) })),
  ]
}

/** As a statement may name them: nothing that steers a terminal, and of a name its first two hundred characters. */
const shown = (name: string) =>
  name
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
    .slice(0, 200)
    .trim() || UNSIGNED

/** Those of a case, for an address that names one. */
export const partiesOnFile = (house: Pick<House, 'sql' | 'keys'>, row: CaseRow): Promise<Party[]> =>
  within(house.sql, [row.agencyId], async (tx) =>
    partiesOf(row, currentSubmission(await factsOf(tx, house.keys, keyOf(row)))),
  )

/** @throws Refusal INVALID for what names none of them */
export function audienceNamed(asked: unknown, parties: readonly Party[]): Audience {
  if (asked === undefined || asked === 'court') return 'court'
  const meant = parties.find(({ party }) => party === asked)
  if (meant) return meant
  const known = ['court', ...parties.map(({ party }) => party)].join('、')
  throw invalid({ field: 'audience', code: 'UNFIT', message: `应当是下列之一：${known}` })
}

/** The consultation of a third party; undefined for those who applied. */
export const consultationOfParty = ({ party }: Party): string | undefined =>
  party.startsWith('consultation:') ? party.slice('consultation:'.length) : undefined

/** The place among those who applied, from 0; -1 for a third party. */
export const placeOfParty = ({ party }: Party): number => {
  if (party === 'applicant') return 0
  return party.startsWith('coApplicant:') ? Number(party.split(':')[1]) : -1
}
