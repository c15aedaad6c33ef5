/** `db roles`: the SQL that gives the service a role which owns nothing, to be read and run by whoever runs the server. SQL: the server's own tables. */
import type { Writable } from 'node:stream'
import { connect } from '../db/client.ts'
import { rightsLacking, roleOf } from '../db/rights.ts'
import { RUNTIME } from '../db/runtime.ts'
import type { Config } from '../ground/config.ts'

type Addresses = Pick<Config, 'databaseUrl' | 'databaseOwnerUrl'>

/** Nothing is changed: what is printed is asked for by a person. @returns the exit code */
export async function dbRolesCommand(
  { databaseUrl, databaseOwnerUrl }: Addresses,
  output: Writable,
  errors: Writable,
): Promise<number> {
  if (!databaseUrl) {
    errors.write(
      'The database that ships with the packages has its two roles: one owns the tables, the other serves.\n',
    )
    return 0
  }
  const role = databaseOwnerUrl ? roleOf(databaseUrl) : RUNTIME
  const { sql } = connect(databaseOwnerUrl ?? databaseUrl, 1)
  try {
    const [known] = await sql`select from pg_roles where rolname = ${role}`
    const making = known ? [] : [`create role "${role}" login password 'CHANGE THIS'`]
    const statements = [...making, ...(await rightsLacking(sql, role))]
    for (const statement of statements) output.write(`${statement};\n`)
    errors.write(statements.length > 0 ? THEN : `The role ${role} has what it needs, and no more.\n`)
    return 0
  } finally {
    await sql.end()
  }
}

const THEN =
  'Run this as the owner of the tables. Then start with DATABASE_URL as the new role, and DATABASE_OWNER_URL as the owner: each start brings tables and rights up to date.\n'
