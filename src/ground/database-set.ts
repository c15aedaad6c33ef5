/** The database that the operator set, and the owner of its tables where the service is another role. */
import type { Complain } from './secrets.ts'
import { parsed, type Setting } from './setting.ts'

/** Both unset: the PostgreSQL that ships with the packages. Every fault is told to `fault`. */
export function databaseSet(setting: Setting, fault: Complain) {
  const databaseUrl = setting('DATABASE_URL')
  if (databaseUrl) {
    const url = parsed(databaseUrl, ['postgres:', 'postgresql:'])
    if (!url?.hostname || url.pathname.length < 2)
      fault(
        'DATABASE_URL',
        'is not the address of a PostgreSQL database',
        'Write postgres://USER:PASSWORD@HOST:5432/DATABASE (characters such as @ / # in the password as %40 %2F %23), or leave it unset for the embedded database',
      )
  }

  const databaseOwnerUrl = setting('DATABASE_OWNER_URL')
  if (databaseOwnerUrl) {
    const [owner, service] = [databaseOwnerUrl, databaseUrl].map((url) =>
      parsed(url ?? '', ['postgres:', 'postgresql:']),
    )
    if (!owner?.hostname || owner.pathname.length < 2)
      fault('DATABASE_OWNER_URL', 'is not the address of a PostgreSQL database', 'Write it as DATABASE_URL')
    else if (!service)
      fault('DATABASE_OWNER_URL', 'is set, and DATABASE_URL is not', 'Set both, or neither for the embedded database')
    else if (owner.username === service.username)
      fault(
        'DATABASE_OWNER_URL',
        'names the role of DATABASE_URL',
        'Give the service a role of its own in DATABASE_URL: ysqgk db roles prints how',
      )
  }
  return { databaseUrl, databaseOwnerUrl }
}
