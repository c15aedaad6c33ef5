/**
 * A virus that is found after a file was put on file or published: the scanner was away then, or there was none. Whoever
 * receives for the agency, its heads and the handler hear of it by mail, for the file may have been opened. SQL: a sweep and
 * a job ask.
 */
import type { Tx } from '../db/client.ts'
import { addressOf } from '../ground/config.ts'
import type { House } from '../house.ts'
import { enqueue, type Jobs } from '../jobs/enqueue.ts'

type Place = Omit<Jobs['virusFound'], 'personId' | 'virus'>

/** In the transaction that keeps what the scanner said: one mail to each person for each place of the file. */
export async function announceVirus(tx: Tx, { sha256, virus }: { sha256: string; virus: string }): Promise<void> {
  const places = await tx<(Place & { handlerId: string | null })[]>`
    select distinct f.agency_id, f.case_id, null as released, c.handler_id from (
      select agency_id, case_id from files where sha256 = ${sha256}
      union select agency_id, case_id from identity_papers where proof = ${sha256}
    ) f join cases c on c.agency_id = f.agency_id and c.id = f.case_id
    union all
    select r.agency_id, null, r.id, null from released r join released_files f on f.released_id = r.id and f.taken_off is null
    where f.sha256 = ${sha256}`
  for (const { handlerId, ...place } of places) {
    const people = await tx<{ id: string }[]>`
      select p.id from people p join agencies a on a.id = ${place.agencyId}
      where p.email is not null and p.ended_at is null
        and (p.id = ${handlerId} or p.agency_id in (a.id, a.taken_in_by) and p.roles && '{head,registrar}')`
    for (const { id: personId } of people) await enqueue(tx, 'virusFound', { personId, virus, ...place })
  }
}

/** Mails one of them; to one who has left, nothing. The file is named by its case alone: its name may be a person's. */
export async function mailVirusFound(
  { config, sql, post }: Pick<House, 'config' | 'sql' | 'post'>,
  { personId, agencyId, caseId, released, virus }: Jobs['virusFound'],
): Promise<void> {
  const [person] = await sql<{ name: string; email: string | null }[]>`
    select name, email from people where id = ${personId} and ended_at is null`
  if (!person?.email) return
  const [row] = await sql<{ called: string }[]>`
    select coalesce(number, receipt) as called from cases where agency_id = ${agencyId} and id = ${caseId}`
  const [called, path] = caseId
    ? [`申请 ${row?.called ?? ''}`, `/cases/${caseId}`]
    : [`公开信息 ${released}`, `/releases/${released}`]
  const next = caseId
    ? '收到申请的日期不变；文件由申请人提交的，请与其联系，另行提交。'
    : '请另行制作没有病毒的文件，更正这一信息。'
  await post.send({
    to: person.email,
    subject: `${called} 的文件查出病毒`,
    text: [
      `${person.name}：`,
      '',
      `${called} 的一个文件补扫时查出病毒（${virus}），现在谁也打不开它。此前打开或者下载过它的，请检查所用的计算机。${next}`,
      `${addressOf(config, config.port)}${path}`,
    ].join('\n'),
    messageId: `<virus.${personId}.${caseId ?? released}.${virus.replace(/[^\w.-]/g, '')}@${post.domain}>`,
  })
}
