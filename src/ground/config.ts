/** What the operator set, read once and checked whole: a start with three faults names all three. */
import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { databaseSet } from './database-set.ts'
import { type ExchangeSet, exchangeSet } from './exchange-set.ts'
import { foldersSet } from './folders-set.ts'
import { type ImapSet, imapSet } from './imap-set.ts'
import type { Ring } from './key-ring.ts'
import { limitsSet, sessionsSet } from './limits-set.ts'
import { networksSet, proxiesSet } from './networks-set.ts'
import { citizenOidcSet, type OidcSettings, oidcSet } from './oidc-set.ts'
import { outletsSet } from './outlets-set.ts'
import type { BucketSet } from './s3/bucket-set.ts'
import { SEALINGS, type Sealing } from './sealing.ts'
import { keptSecrets, SECRET_FILE, secretsGiven } from './secrets.ts'
import { parsed } from './setting.ts'
import type { Verifier } from './signed-note.ts'
import { type ClamdAddress, clamdSet, watchingSet } from './watching-set.ts'
import { type WitnessSet, witnessedLogs, witnessesSet } from './witnesses-set.ts'

type Role = 'all' | 'web' | 'worker'

export type Config = {
  host: string
  /** 0: any free port, known once the server listens. */
  port: number
  /** Absolute. */
  dataDir: string
  /** Unset: the PostgreSQL that ships with the packages, under `dataDir`. */
  databaseUrl: string | undefined
  /** The owner of its tables, for migrations; undefined where DATABASE_URL is the owner, or where the database is ours. */
  databaseOwnerUrl: string | undefined
  /** Unset: mails are kept as files under `dataDir`/outbox. */
  smtpUrl: string | undefined
  mailFrom: string
  /** The mailbox whose mails become applications; unset: none is read. */
  imap: ImapSet | undefined
  /** Unset: no text messages. */
  smsUrl: string | undefined
  smsToken: string | undefined
  /** The platform above that takes monthly returns as they are reported; unset: they are handed in as files. */
  returnsUrl: string | undefined
  returnsToken: string | undefined
  /** The platform above with which single cases are exchanged; undefined where none is set. */
  exchange: ExchangeSet | undefined
  /** Networks of the office to which its notices to other programs may lead, besides the public internet. */
  webhookNetworks: readonly string[]
  /** Addresses of the time stamp authorities that seals may name; none: letters carry no time stamp. */
  timestampAuthorities: readonly string[]
  /** A session of staff ends after so many minutes without use, and after so many hours in any case. */
  sessions: { idleMinutes: number; hours: number }
  /** The office's own identity provider (OpenID Connect); unset: staff sign in by password and passkey alone. */
  oidc: OidcSettings | undefined
  /** That of citizens. */
  citizenOidc: OidcSettings | undefined
  /** The store of files, or, where a bucket is it, what is on its way there. */
  blobDir: string
  /** Where files are kept in a bucket. */
  blobBucket: BucketSet | undefined
  /** Whether stored files are sealed by the first of the secrets. */
  blobsSealed: boolean
  /** The first seals, every one opens. */
  secrets: Ring
  /** How it seals; what was sealed otherwise opens all the same. */
  sealing: Sealing
  role: Role
  /** Where readers of our mails reach us, without a slash at the end; `addressOf` gives it where this is unset. */
  publicUrl: string | undefined
  /** Addresses and networks of the proxies whose word on the address of a request is taken; none: the connection's own. */
  trustProxy: readonly string[]
  /** So many applications a minute are taken from one network; undefined: no limit. */
  filingLimit: number | undefined
  /** What citizens wrote and have not filed is kept for so many days after they last wrote. */
  draftDays: number
  /** So many mails an hour that strangers set off go to one address, the others later; undefined: no limit. */
  mailLimit: number | undefined
  /** Bytes of memory that the process may take; undefined: those of the machine or its container. */
  memoryLimit: number | undefined
  /** Milliseconds for which the process may keep everybody waiting before it refuses some. */
  delayLimit: number
  /** The virus scanner (clamd) that looks at files before they are put on file; undefined: none. */
  clamd: ClamdAddress | undefined
  /** What is written on standard error: what goes wrong, or a line about each request, too. */
  log: 'faults' | 'requests'
  /** Whoever sends it may read /metrics; undefined: nobody. */
  metricsToken: string | undefined
  /** The collector of traces (OTLP over HTTP, in JSON), without a slash at the end; undefined: none are made. */
  tracesUrl: string | undefined
  /** Where checkpoints of the log go that the office cannot edit any more; none: nowhere. */
  witnesses: readonly WitnessSet[]
  /** The logs of others that this house witnesses, by their keys; none: the route is not there. */
  witnessFor: readonly Verifier[]
  /** NODE_ENV=development: browsers keep no style sheet, so that a change shows on reload. */
  development: boolean
  /** This is a practice space (演练区): set by the command that runs one, and by no setting. */
  practice?: true
}

/** `zh`: the same in Chinese, where it is not about what the setting wants (upkeep/settings.ts). */
export type SettingFault = { name: string; problem: string; remedy: string; zh?: string }

/** Every fault of the settings at once, so that the operator mends them in one go. */
export class ConfigFault extends Error {
  readonly faults: SettingFault[]
  constructor(faults: SettingFault[]) {
    super(faults.map(({ name, problem, remedy }) => `${name} ${problem}. ${remedy}.`).join('\n'))
    this.name = 'ConfigFault'
    this.faults = faults
  }
}

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,62})(\.[a-z0-9]([a-z0-9-]{0,62}))*$/i

/**
 * The settings of the process from its environment; empty is unset. Creates DATA_DIR, and in it a secret where
 * SECRET_KEY is unset.
 * @throws ConfigFault with every setting that is wrong, and how to mend it.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: SettingFault[] = []
  // Compose files pass `NAME=` for what they leave open: empty is unset.
  const setting = (name: string) => env[name]?.trim() || undefined
  const fault = (name: string, problem: string, remedy: string) => void faults.push({ name, problem, remedy })

  const port = setting('PORT') ?? '3000'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    fault('PORT', `is "${port}", which is not a port`, 'Give a number from 1 to 65535, or 0 for any free port')

  const host = setting('HOST') ?? '127.0.0.1'
  if (!isIP(host) && !HOST_NAME.test(host))
    fault('HOST', `is "${host}", which is no address or host name`, 'Give one without scheme or port, as 127.0.0.1')

  const role = setting('ROLE') ?? 'all'
  if (!isRole(role)) fault('ROLE', `is "${role}", which this program does not play`, 'Give all, web or worker')

  const database = databaseSet(setting, fault)
  const outlets = outletsSet(setting, fault)
  const imap = imapSet(setting, fault)
  const exchange = exchangeSet(setting, fault)
  const networks = networksSet(setting, fault)
  const sessions = sessionsSet(setting, fault)
  const trustProxy = proxiesSet(setting, fault)
  const limits = limitsSet(setting, fault)
  const clamd = clamdSet(setting, fault)
  const watching = watchingSet(setting, fault)
  const oidc = oidcSet(setting, fault)
  const citizenOidc = citizenOidcSet(setting, fault)
  const witnesses = witnessesSet(setting('WITNESS_URL'), fault, setting)
  const witnessFor = witnessedLogs(setting('WITNESS_FOR'), fault)

  const publicUrl = setting('PUBLIC_URL')?.replace(/(?<!\/)\/+$/, '')
  const site = publicUrl && parsed(publicUrl, ['http:', 'https:'])
  if (publicUrl && (!site || site.search || site.hash))
    fault(
      'PUBLIC_URL',
      `is "${publicUrl}", which readers of our mails cannot open`,
      'Write https://HOST, or leave it unset',
    )

  const { blobDir, ...folders } = foldersSet(setting, fault)

  const sealing = setting('SEALING') ?? 'aes'
  if (!isSealing(sealing))
    fault(
      'SEALING',
      `is "${sealing}", which is no way to seal here`,
      'Give aes (AES-256-GCM) or sm4 (SM4-CTR, HMAC-SM3)',
    )

  const given = secretsGiven(setting, fault)
  // Made last, and only where nothing is wrong: a start that is refused leaves no secret behind.
  const secrets =
    given ??
    (faults.length
      ? undefined
      : keptSecrets(
          join(folders.dataDir, SECRET_FILE),
          !setting('DATABASE_URL') && existsSync(join(folders.dataDir, 'postgres')),
          fault,
        ))

  if (faults.length || !isRole(role) || !blobDir || !isSealing(sealing) || !secrets) throw new ConfigFault(faults)
  return {
    host,
    port: Number(port),
    ...database,
    ...outlets,
    imap,
    exchange,
    ...networks,
    sessions,
    oidc,
    citizenOidc,
    ...folders,
    blobDir,
    secrets,
    sealing,
    role,
    publicUrl,
    trustProxy,
    ...limits,
    clamd,
    ...watching,
    witnesses,
    witnessFor,
    development: setting('NODE_ENV') === 'development',
  }
}

/** Where readers reach us: PUBLIC_URL, or the address that the server listens on. */
export function addressOf({ publicUrl, host }: Pick<Config, 'publicUrl' | 'host'>, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::' // an address to listen on, not one to visit
  const name = everywhere ? '127.0.0.1' : isIP(host) === 6 ? `[${host}]` : host
  return publicUrl ?? `http://${name}:${port}`
}

const isRole = (text: string): text is Role => text === 'all' || text === 'web' || text === 'worker'

const isSealing = (text: string): text is Sealing => (SEALINGS as readonly string[]).includes(text)

/** The secrets that are set, whatever else is. @throws ConfigFault */
export function secretsSet(env: Readonly<Record<string, string | undefined>>): Ring | undefined {
  const faults: SettingFault[] = []
  const ring = secretsGiven(
    (name) => env[name]?.trim() || undefined,
    (name, problem, remedy) => void faults.push({ name, problem, remedy }),
  )
  if (faults.length > 0) throw new ConfigFault(faults)
  return ring
}
