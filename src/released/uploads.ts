/**
 * What staff put into the reading room themselves, looked over as the files of a decision are: the copy that leaves is what is
 * published, and whatever it lays open is masked or answered for. SQL: an act asks in its transaction.
 */
import { counting } from '../../workflows/statute/counting.ts'
import type { Tx } from '../db/client.ts'
import { downloadName } from '../files/download-name.ts'
import { ownNamesOf } from '../files/findings.ts'
import { copiesOf } from '../files/given.ts'
import type { Taken } from '../files/uploads.ts'
import { type FieldError, invalid } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { type FactRow, heard } from '../ledger/queries.ts'
import { agencyById } from '../people/queries.ts'
import { sentence } from '../web/words/sentences.ts'
import { type FileFinding, findIn, foundSays, othersIn } from './file-findings.ts'
import { textOfFile } from './file-text.ts'
import type { Secrets } from './look-over.ts'
import type { Content } from './publish.ts'
import type { Answered } from './tables.ts'

/**
 * The copies of these files that may be published, and what they hold with the reason for which each may stand.
 * @param of the agency that publishes, whom nobody may learn of, and the facts of the case that the item goes back to
 * @param whys by the id of the finding
 * @throws Refusal INVALID (FILE_TYPE) naming each that the public could not open, (PERSONAL_DATA_IN_FILE) naming each finding that nobody answered for
 */
export async function lookedOverUploads(
  tx: Tx,
  { blobs, time }: Pick<House, 'blobs' | 'time'>,
  of: { agencyId: string; secrets: Secrets; facts: readonly FactRow[] },
  files: readonly Taken[],
  whys: Readonly<Record<string, string>>,
): Promise<{ contents: Content[]; found: Answered[] }> {
  if (files.length === 0) return { contents: [], found: [] }
  const closed = files.filter(({ heed }) => heed)
  if (closed.length > 0) throw invalid(...closed.map(unopenable))
  const agency = (await agencyById(tx, of.agencyId))!
  const { phone, fax, email, address } = agency.profile
  const others = othersIn(counting(of.facts.map(heard)), [phone, fax, email, address])
  const findings: FileFinding[] = []
  const contents: Content[] = []
  for (const [i, copy] of (await copiesOf(tx, { blobs, time }, files)).entries()) {
    const { id, name, type } = files[i]!
    contents.push({ name: downloadName(name, type), type, sha256: copy.sha256, size: copy.size })
    const text = await textOfFile(blobs, copy.sha256, type)
    findings.push(...(await findIn({ id, name, ...copy }, text, of.secrets, others, ownNamesOf(agency))))
  }
  const open = findings.filter((finding) => !whys[finding.id])
  if (open.length > 0) throw invalid(...open.map(unanswered))
  return { contents, found: findings.map((finding) => ({ says: foundSays(finding), why: whys[finding.id]! })) }
}

const unopenable = ({ name }: Taken): FieldError => ({
  field: 'files',
  code: 'FILE_TYPE',
  message: sentence('file.unpublishable', { name }),
})

const unanswered = (finding: FileFinding): FieldError => ({
  field: `confirmed.${finding.id}`,
  code: 'PERSONAL_DATA_IN_FILE',
  message: `${foundSays(finding)}。请遮盖后重新选择文件，或者写明仍可公布的理由`,
})
