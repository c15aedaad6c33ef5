/** A database from the time when one person sufficed: what was in force stays so, what was revoked too, and it is told. */
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { connect } from '../../src/db/client.ts'
import { EDITION } from '../../src/db/edition.ts'
import { migrate, migrationsKnown } from '../../src/db/migrate.ts'
import { sealInForce } from '../../src/seals/installed.ts'
import { sealsOf } from '../../src/seals/versions.ts'
import { freshDatabase } from '../support/postgres.ts'

/** The migration before there was a second person. */
const BEFORE = migrationsKnown()[26]

test('seals of before are brought along', async () => {
  const database = await freshDatabase()
  const owner = postgres(database.url, { max: 1, onnotice: () => {} })
  for (const schema of ['public', 'drizzle', 'graphile_worker'])
    await owner.unsafe(`drop schema ${schema} cascade${schema === 'public' ? '; create schema public' : ''}`)
  await migrate(database.url, 'DATABASE_URL', BEFORE)
  for (const [position, id] of ['a', 'b'].entries()) {
    await owner`
      insert into agencies (id, name, kind, taken_in_by, profile, position)
      values (${id}, ${id}, 'countyDepartment', ${id}, '{}', ${position})`
    for (const [version, issuer] of [
      [1, 'CN=甲'],
      [2, 'CN=证书机构'],
    ] as const)
      await owner`
        insert into agency_seals (agency_id, version, provider, sealed, subject, issuer, serial, not_before, not_after,
          diameter, by, at)
        values (${id}, ${version}, 'pkcs12', '', 'CN=甲', ${issuer}, '1', now(), now(), 45, 'staff:admin', now())`
  }
  await owner`
    insert into agency_seal_revocations (agency_id, version, reason, by, at) values ('b', 2, '更换。', 'staff:admin', now())`
  // Such data is of another edition by now, and refused by name: the step itself is tried.
  await owner`update data_editions set edition = ${EDITION}`
  await migrate(database.url)
  const { sql, db } = connect(database.url)
  expect((await sealInForce(sql, 'a'))?.version).toBe(2)
  expect(await sealInForce(sql, 'b')).toBeUndefined()
  const seals = await sealsOf(db, ['a', 'b'])
  expect(seals.map(({ agencyId, version, standing, selfSigned }) => [agencyId, version, standing, selfSigned])).toEqual(
    [
      ['a', 2, 'inForce', false],
      ['a', 1, 'earlier', true],
      ['b', 2, 'revoked', false],
      ['b', 1, 'earlier', true],
    ],
  )
  expect(seals[2]!.decision).toMatchObject({ by: 'system', why: '实行双人办理以前已经安装' })
  await sql.end()
  await owner.end()
  await database.drop()
})
