/** The files of a reply in the mail that brings it: attached up to a size that mail servers take, else where to fetch them. */
import type { House } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { givenToApplicant } from '../ledger/given.ts'
import { type CaseRow, factsOf } from '../ledger/queries.ts'
import { size } from '../web/parts/format.ts'

const MB = 1024 * 1024

export type GivenInMail = {
  attachments: { name: string; content: Uint8Array; type: string }[]
  /** Ids of the files that are attached: the proof of the mail names them. */
  brings: string[]
  /** Said in the mail; undefined where nothing is given. */
  says: string | undefined
}
export const NOTHING_GIVEN: GivenInMail = { attachments: [], brings: [], says: undefined }

/** The copies that left with the signature. The limit of the agency is one for all files of a mail together. */
export async function givenInMail(
  { sql, blobs, keys, lawFor, time }: Pick<House, 'sql' | 'blobs' | 'keys' | 'lawFor' | 'time'>,
  row: CaseRow,
): Promise<GivenInMail> {
  const given = await givenToApplicant(sql, row, await factsOf(sql, keys, keyOf(row)))
  const files = given.files.filter(({ virus }) => !virus)
  if (files.length === 0) return NOTHING_GIVEN
  const sum = files.reduce((total, file) => total + file.size, 0)
  if (sum > lawFor(row.agencyId).choices(time.today()).mailMegabytes * MB) {
    const says = `提供的文件共${files.length}件，合计${size(sum)}，没有随信附上，请打开下面的网址，凭受理编号和查询码下载。`
    return { ...NOTHING_GIVEN, says }
  }
  const attachments = await Promise.all(
    files.map(async ({ name, type, sha256 }) => ({ name, type, content: await blobs.read(sha256) })),
  )
  return { attachments, brings: files.map(({ id }) => id), says: `提供的文件共${files.length}件，随信附上。` }
}
