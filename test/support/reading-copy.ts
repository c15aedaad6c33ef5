/** The reading copy as staff get it: asked for, made by a worker, fetched. */
import type { Office } from './house.ts'

export async function readingCopyOf(office: Office, id: string) {
  const at = `/api/v1/cases/${id}/reading-copy`
  const asked = await office.signer.posts(at, '', {})
  await office.theJobsRun()
  const { json: state } = await office.signer.gets(`${at}/state`)
  const { bytes, status, headers } = await office.signer.gets(at)
  return { asked, state, bytes, status, headers }
}
