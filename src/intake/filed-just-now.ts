/**
 * Who goes back from the receipt to a form that the browser filled in again, and submits it, has not asked twice: the form is a
 * new one, with another key, and the words are the same.
 */
import type { FastifyRequest } from 'fastify'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { type Application, representativeAmong } from '../acts/application.ts'
import { within } from '../db/client.ts'
import type { IdentityDocument } from '../files/take-identity-document.ts'
import type { Taken } from '../files/uploads.ts'
import { canonical } from '../ground/canonical.ts'
import type { House } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { sealIdentities } from '../ledger/identity.ts'
import { caseByReceipt, factsOf } from '../ledger/queries.ts'
import { trackedReceipt } from './tracked.ts'

/** Long enough to go back and forth; who asks for the same later means it. */
const JUST_NOW = 15 * 60_000 // ms

type Brought = { files: readonly Taken[]; papers?: readonly IdentityDocument[] | undefined }

/** What is left empty is the same as what is not there. */
function wordsOf(fact: Partial<FactOf<'submitted'>>) {
  const { applicant, coApplicants = [], agent, request, needsHelp = false } = fact
  const { helpWanted, contactWay, contactTimes, representative } = fact
  // The fact names who receives for all in one way, the form in several.
  const receiver =
    representative === undefined ? null : representativeAmong([applicant, ...coApplicants], representative)
  const wishes = {
    needsHelp,
    helpWanted,
    contactWay,
    contactTimes,
    receiver: coApplicants.length > 0 ? receiver : null,
  }
  const said = { applicant, coApplicants, agent: agent ?? null, request, ...wishes }
  return canonical(JSON.parse(JSON.stringify(said)))
}

/**
 * The receipt of what this browser filed last, if that was just now, to the same agency and in the same words, and this brings
 * no file or picture that it did not have; else undefined.
 */
export async function filedJustNow(
  { sql, keys, time }: Pick<House, 'sql' | 'keys' | 'time'>,
  request: FastifyRequest,
  application: Application,
  { files, papers = [] }: Brought,
): Promise<string | undefined> {
  const receipt = await trackedReceipt({ sql, keys, time }, request)
  const row = receipt ? await caseByReceipt(sql, receipt) : undefined
  if (!row || row.agencyId !== application.agency || papers.length > 0) return undefined
  if (time.now().getTime() - new Date(row.submittedAt).getTime() > JUST_NOW) return undefined
  const [first] = await within(sql, [row.agencyId], (tx) => factsOf(tx, keys, keyOf(row)))
  if (first?.fact.type !== 'submitted') return undefined
  const { contents = {} } = first.fact as { contents?: Record<string, string> }
  const had = new Set(Object.values(contents))
  if (files.some(({ sha256 }) => !had.has(sha256))) return undefined
  // Identity numbers stand in the fact as keyed proofs: by them a number that was put right is another application.
  const asKept = sealIdentities(application as unknown as FactOf<'submitted'>, keys, keyOf(row)).fact
  return wordsOf(first.fact) === wordsOf(asKept) ? row.receipt : undefined
}
