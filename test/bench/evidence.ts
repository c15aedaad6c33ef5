/** Two cases whose evidence is asked for, in an office that runs in a process of its own: a heavy one, and a long one. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { record } from '../../src/cases/record.ts'
import { PASSWORD } from '../../src/demo/district.ts'
import { seedDistrict } from '../../src/demo/seed-district.ts'
import { newId } from '../../src/ground/ids.ts'
import { append } from '../../src/ledger/append.ts'
import { written } from '../../src/ledger/entry.ts'
import { kept } from './kept.ts'
import { type Office, openOffice, startServer } from './office.ts'
import { startService } from './office-process.ts'

/** Sixty facts, forty files, 100 MB (contract, section 1). */
const HEAVY = { facts: 60, files: 40, bytes: 2_500_000 }
/** So many that reading them takes longer than beginning to. */
const LONG = { facts: 5_000, files: 0, bytes: 0 }

export const theEvidence = kept(async () => {
  const server = await startServer()
  const office = await openOffice(server, seedDistrict)
  const heavy = await makeCase(office, HEAVY)
  const long = await makeCase(office, LONG)
  await office.close()
  const service = await startService(server)
  const authorization = await signedIn(service.address)
  // Plainly received: `fetch` took as much of the machine for its streams as the service for the bundle.
  const bundleOf = async (id: string): Promise<Buffer> => {
    const asked = get(`${service.address}/api/v1/cases/${id}/evidence`, { headers: { authorization } })
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    const content = await buffer(answer)
    if (answer.statusCode !== 200) throw new Error(`no evidence: ${answer.statusCode} ${content}`)
    return content
  }
  return {
    folder: server.folder,
    service,
    heavy: { ...HEAVY, bundle: () => bundleOf(heavy) },
    long: { ...LONG, bundle: () => bundleOf(long) },
    async close() {
      await service.close()
      await server.stop()
    },
  }
})

/** A case of so many facts; some add a file each, the others note something. */
async function makeCase({ house, app }: Office, { facts, files, bytes }: typeof HEAVY): Promise<string> {
  const payload = {
    agency: 'yunxi',
    applicant: { kind: 'person', name: '张三', idType: 'passport', idNumber: 'E00000001', phone: '0000-10000001' },
    request: {
      title: '示例路危旧房改造征收补偿方案',
      description: '申请公开示例路危旧房改造项目的征收补偿方案。',
      form: 'electronic',
      delivery: 'portal',
    },
  }
  const filed = await app.inject({ method: 'POST', url: '/api/v1/applications', payload })
  const [key] = await house.sql<{ agencyId: string; caseId: string }[]>`
    select agency_id, id as case_id from cases where receipt = ${filed.json().receipt}`
  const actor = { by: 'staff:registrar', at: house.time.now() }
  const on = house.time.today()
  for (let n = 0; n < files; n++) {
    const { sha256, size } = await house.blobs.put(randomBytes(bytes))
    const id = newId(actor.at)
    await house.everywhere.sql`
      insert into files (agency_id, case_id, id, name, size, sha256, type, by, at)
      values (${key!.agencyId}, ${key!.caseId}, ${id}, ${`材料${n + 1}.pdf`}, ${size}, ${sha256}, 'application/pdf', ${actor.by}, ${actor.at.toISOString()})`
    await house.sql.begin((tx) => record(tx, house, key!, { type: 'fileAdded', on, files: [id] }, actor))
  }
  const noted = (n: number) =>
    ({ type: 'noted', on, text: `第${n}次核对：相关材料共${n}页，逐页标注，另行装订。` }) as const
  // Each fact reads the facts before it: through the door the long case took its square, seven minutes. So notes are put
  // down as the door puts them, and the last one goes through it and brings the row to what they come to.
  const { sql } = house.everywhere
  const [row] = await sql<{ length: number; head: string }[]>`select length, head from cases where id = ${key!.caseId}`
  await sql.begin(async (tx) => {
    let { length, head } = row!
    for (let n = files + 1; n < facts - 1; n++) {
      const note = written(key!, { length, head }, noted(n), actor.by, actor.at)
      await append(tx, house.keys, note)
      length++
      head = note.hash
    }
    await tx`update cases set length = ${length}, head = ${head} where id = ${key!.caseId}`
  })
  await house.sql.begin((tx) => record(tx, house, key!, noted(facts - 1), actor))
  return key!.caseId
}

async function signedIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'archivist', password: PASSWORD }),
  })
  const { token } = (await answer.json()) as { token: string }
  return `Bearer ${token}`
}
