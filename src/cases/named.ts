/** The letters and files that a fact names: of its own case, known by their hashes, and such as may leave the house. SQL: the door asks in its transaction. */
import { answersOf } from '../../workflows/disclosure/answers.ts'
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import type { Tx } from '../db/client.ts'
import { type Candidate, mayLeave } from '../files/given.ts'
import { identityAmong } from '../files/identity-documents.ts'
import { requireRedacted } from '../files/redacted.ts'
import { requireNoSecret } from '../files/secret.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { type CaseFile, keyOf } from '../ledger/case-file.ts'
import { sentence } from '../web/words/sentences.ts'
import { requireMarkable } from './closing.ts'

/** A fact may only name letters of its own case; whether one still counts is the procedure's to say. */
export async function lettersNamed(tx: Tx, { agencyId, caseId }: CaseKey, fact: Fact, prefix = ''): Promise<void> {
  if (fact.type !== 'sent' && fact.type !== 'received') return
  const [known] = await tx`
    select 1 as known from letters where agency_id = ${agencyId} and case_id = ${caseId} and id = ${fact.letter}`
  if (!known)
    throw invalid({ field: `${prefix}letter`, code: 'NO_SUCH_LETTER', message: '本件没有这一文书，请从列表中选择' })
}

/** A fact may only name files of its own case; it keeps what they hold, by hash, so that none can be exchanged later. */
export async function filesNamed(
  tx: Tx,
  { keys }: Pick<House, 'keys'>,
  file: CaseFile,
  fact: Fact,
  prefix = '',
): Promise<{ contents?: Record<string, string> }> {
  const { agencyId, caseId } = keyOf(file.row)
  const contents: Record<string, string> = {}
  const named = Object.entries(namedBy(fact)).filter(([, ids]) => Array.isArray(ids) && ids.length > 0)
  if (named.length === 0) return {}
  const all = await tx<NamedFile[]>`
    select id, name, sha256, by from files
    where agency_id = ${agencyId} and case_id = ${caseId} order by at, id`
  for (const [field, ids] of named as [string, string[]][]) {
    const files = all.filter(({ id }) => ids.includes(id))
    const missing = ids.filter((id) => !files.some((file) => file.id === id))
    if (missing.length > 0)
      throw invalid({
        field: `${prefix}${field}`,
        code: 'NO_SUCH_FILE',
        message: sentence('field.noSuchFile', { files: missing.join('、') }),
      })
    if (LEAVES.includes(fact.type) && field !== 'evidence') {
      await requireNoSecret(tx, { agencyId, caseId }, files)
      await requireRedacted(tx, { agencyId, caseId }, files)
    }
    if (fact.type === 'replyDrafted' && field !== 'evidence')
      requireOurs(files, mayLeave(all, file.facts, await identityAmong(tx, keys, all)), `${prefix}${field}`)
    if (fact.type === 'evidenceClosed' && field === 'files') requireMarkable(file, files, fact.kind, prefix)
    for (const { id, sha256 } of files) contents[id] = sha256
  }
  return Object.keys(contents).length > 0 ? { contents } : {}
}

type NamedFile = Candidate & { name: string }

/** Facts whose files go out of the house; their evidence does not. */
const LEAVES: readonly Fact['type'][] = ['replyDrafted', 'releaseDecided']

/** Ids of files by the field that names them. */
function namedBy(fact: Fact): Record<string, unknown> {
  const items = fact.type === 'replyDrafted' ? answersOf(fact).filter(({ matter }) => matter !== null) : []
  return {
    files: 'files' in fact ? fact.files : undefined,
    ...Object.fromEntries(items.map(({ files }, i) => [`items.${i}.files`, files])),
    evidence: fact.evidence,
  }
}

/** What came from the applicant or a third party is not what the applicant asked for, and may be nobody's to give. */
function requireOurs(files: readonly NamedFile[], ours: readonly NamedFile[], field: string): void {
  const theirs = files.filter((file) => !ours.includes(file))
  if (theirs.length === 0) return
  throw invalid(
    ...theirs.map(({ name }) => ({
      field,
      code: 'NOT_FOR_RELEASE',
      message: `“${name}”是申请人或者第三方提交的材料、身份证件，或者与其内容完全相同，不能作为答复提供。请上传本机关的文件，再选择它`,
    })),
  )
}
