/** What the operator set, read once and checked whole: a start with three faults names all three. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ExchangeSet, exchangeSet } from './exchange-set.ts'
import type { Ring } from './key-ring.ts'
import { isThisMachine } from './network.ts'
import { type BucketSet, bucketSet } from './s3/bucket-set.ts'
import { SEALINGS, type Sealing } from './sealing.ts'
import { type Complain, keptSecrets, SECRET_FILE, secretsGiven } from './secrets.ts'
import type { Verifier } from './signed-note.ts'
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
}

export type ClamdAddress = { host: string; port: number } | { path: string }

export type OidcSettings = {
  issuer: string
  clientId: string
  clientSecret: string
  /** Values of `acr` that stand for two factors, besides `mfa` in `amr`. */
  twoFactorAcr: readonly string[]
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

/** Megabytes: below, the process is full before the first visitor. */
/** At rest the process has taken 360 MB of the system, and needs 140 beside code: with 256 visitors were refused from the start. */
const LEAST_MEMORY = 512
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,62})(\.[a-z0-9]([a-z0-9-]{0,62}))*$/i
const MAIL_ADDRESS = /^(?:[^<>\p{Cc}]*<)?[^\s<>@,;:"\p{Cc}]+@[^\s<>@,;:"\p{Cc}]+>?$/u

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

  const smtpUrl = setting('SMTP_URL')
  if (smtpUrl && !parsed(smtpUrl, ['smtp:', 'smtps:'])?.hostname)
    fault(
      'SMTP_URL',
      'is not the address of a mail server',
      'Write smtp://USER:PASSWORD@HOST:587 or smtps://…:465, or leave it unset to keep mails as files under DATA_DIR/outbox',
    )

  const mailFrom = setting('MAIL_FROM') ?? 'noreply@localhost'
  if (!MAIL_ADDRESS.test(mailFrom) || mailFrom.includes('<') !== mailFrom.endsWith('>'))
    fault(
      'MAIL_FROM',
      `is "${mailFrom}", which is no mail address`,
      'Write name@example.gov.cn or 某某局 <name@example.gov.cn>',
    )

  const smsUrl = setting('SMS_URL')
  const gateway = parsed(smsUrl ?? '', ['http:', 'https:'])
  // Numbers and the password go there; over http they could be read on the way.
  const inTheClear = gateway?.protocol === 'http:' && !isThisMachine(gateway.hostname)
  if (smsUrl && (!gateway?.hostname || gateway.username || gateway.hash || inTheClear))
    fault(
      'SMS_URL',
      'is not the address of a gateway for text messages',
      'Write https://HOST/PATH (http on this machine alone), with the password in SMS_TOKEN and not in the address, or leave it unset to send none',
    )
  const smsToken = setting('SMS_TOKEN')
  if (smsToken && !smsUrl) fault('SMS_TOKEN', 'is set, and SMS_URL is not', 'Set both, or neither')
  // Of a header: what is not in it would end it, or be refused at the first message instead of here.
  if (smsToken && !/^[\x21-\x7e]+$/.test(smsToken))
    fault('SMS_TOKEN', 'holds characters that no header takes', 'Give letters, digits and punctuation without spaces')

  const returnsUrl = setting('RETURNS_URL')
  const platform = parsed(returnsUrl ?? '', ['http:', 'https:'])
  const isOpen = platform?.protocol === 'http:' && !isThisMachine(platform.hostname)
  if (returnsUrl && (!platform?.hostname || platform.username || platform.hash || isOpen))
    fault(
      'RETURNS_URL',
      'is not the address of a platform that takes monthly returns',
      'Write https://HOST/PATH (http on this machine alone), with the password in RETURNS_TOKEN and not in the address, or leave it unset to hand in files',
    )
  const returnsToken = setting('RETURNS_TOKEN')
  if (returnsToken && !returnsUrl) fault('RETURNS_TOKEN', 'is set, and RETURNS_URL is not', 'Set both, or neither')
  if (returnsToken && !/^[\x21-\x7e]+$/.test(returnsToken))
    fault(
      'RETURNS_TOKEN',
      'holds characters that no header takes',
      'Give letters, digits and punctuation without spaces',
    )

  const exchange = exchangeSet(setting, fault)

  const webhookNetworks = (setting('WEBHOOK_NETWORKS') ?? '').split(/[\s,]+/).filter(Boolean)
  if (!webhookNetworks.every(isNetwork))
    fault(
      'WEBHOOK_NETWORKS',
      `is "${webhookNetworks.join(', ')}", in which not all are addresses`,
      'Name the networks of the office to which webhooks may lead, as 10.20.0.0/16, separated by commas, or leave it unset for the public internet alone',
    )

  const timestampAuthorities = [...new Set((setting('TIMESTAMP_AUTHORITIES') ?? '').split(/[\s,]+/).filter(Boolean))]
  const isAuthority = (text: string) => {
    const url = parsed(text, ['http:', 'https:'])
    return url !== undefined && !url.username && !url.password && !url.hash
  }
  if (!timestampAuthorities.every(isAuthority))
    fault(
      'TIMESTAMP_AUTHORITIES',
      'names what is not the address of a time stamp authority',
      'Write https://HOST/PATH, several separated by commas, without passwords; one in a private network by its IP address (http://10.0.0.8/tsa), for a name that leads to a private address is refused',
    )

  const between = (name: string, usual: number, least: number, most: number, unit: string) => {
    const value = setting(name) ?? String(usual)
    const fits = /^\d{1,4}$/.test(value) && Number(value) >= least && Number(value) <= most
    if (!fits)
      fault(
        name,
        `is "${value}"`,
        `Give a whole number of ${unit} from ${least} to ${most}, or leave it unset for ${usual}`,
      )
    return Number(value)
  }
  // GB/T 22239 8.1.4.1 b asks for a limit without a number; offices are examined for half an hour at most.
  const idleMinutes = between('SESSION_IDLE_MINUTES', 30, 5, 480, 'minutes')
  const hours = between('SESSION_HOURS', 12, 1, 24, 'hours')

  const trustProxy = (setting('TRUST_PROXY') ?? '').split(/[\s,]+/).filter(Boolean)
  if (!trustProxy.every(isNetwork))
    fault(
      'TRUST_PROXY',
      `is "${trustProxy.join(', ')}", in which not all are addresses`,
      'Name the proxies before this service by address or network, as 127.0.0.1, 10.0.0.0/8, separated by commas, or leave it unset where there is none',
    )

  const limit = setting('FILING_LIMIT') ?? '60'
  if (limit !== 'off' && !/^[1-9]\d{0,5}$/.test(limit))
    fault('FILING_LIMIT', `is "${limit}"`, 'Give how many applications a minute are taken from one address, or off')

  // Where nobody counts applications, nobody counts their mails, unless that is asked for.
  const mails = setting('MAIL_LIMIT') ?? (limit === 'off' ? 'off' : '30')
  if (mails !== 'off' && !/^[1-9]\d{0,5}$/.test(mails))
    fault('MAIL_LIMIT', `is "${mails}"`, 'Give how many mails an hour strangers may set off to one address, or off')
  const memory = setting('MEMORY_LIMIT')
  if (memory !== undefined && !(/^\d{3,7}$/.test(memory) && Number(memory) >= LEAST_MEMORY))
    fault(
      'MEMORY_LIMIT',
      `is "${memory}"`,
      `Give megabytes, ${LEAST_MEMORY} or more, or leave it unset for all there are`,
    )
  const delayLimit = between('DELAY_LIMIT', 3_000, 100, 9_999, 'milliseconds')
  const clamdUrl = setting('CLAMD_URL')
  const clamd = clamdUrl === undefined ? undefined : clamdAt(clamdUrl)
  if (clamdUrl && !clamd)
    fault(
      'CLAMD_URL',
      'is not the address of a virus scanner (clamd)',
      'Write tcp://HOST:3310 or unix:///run/clamav/clamd.ctl, or leave it unset where there is none',
    )

  const log = setting('LOG') ?? 'faults'
  if (log !== 'faults' && log !== 'requests')
    fault('LOG', `is "${log}"`, 'Give faults, or requests for a line about each request, too')
  const metricsToken = setting('METRICS_TOKEN')
  if (metricsToken && !/^[\x21-\x7e]{20,200}$/.test(metricsToken))
    fault(
      'METRICS_TOKEN',
      'is shorter than 20 characters, or has others than letters, digits and marks',
      'Give a random one',
    )

  const tracesUrl = setting('OTEL_EXPORTER_OTLP_ENDPOINT')?.replace(/(?<!\/)\/+$/, '')
  const collector = parsed(tracesUrl ?? '', ['http:', 'https:'])
  if (tracesUrl !== undefined && (!collector || collector.username || collector.search || collector.hash))
    fault(
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'is not the address of a collector of traces',
      'Write http://HOST:4318 without /v1/traces and without a password, or leave it unset to make none',
    )

  const oidc = oidcFrom(setting, fault)
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

  const dataDir = resolve(setting('DATA_DIR') ?? 'var')
  const unwritable = whyUnwritable(dataDir)
  if (unwritable)
    fault('DATA_DIR', `is ${dataDir}, where this process cannot write (${unwritable})`, 'Give a folder that it owns')

  const blobUrl = setting('BLOB_URL')
  const bucket = blobUrl?.startsWith('s3:') ? bucketSet(blobUrl, setting) : undefined
  const blobBucket = Array.isArray(bucket) ? undefined : bucket
  if (Array.isArray(bucket)) for (const { problem, remedy } of bucket) fault('BLOB_URL', problem, remedy)
  const blobDir = blobFolder(bucket ? undefined : blobUrl, dataDir)
  if (!blobDir)
    fault(
      'BLOB_URL',
      'names a store that this version cannot use',
      'Leave it unset to keep files under DATA_DIR/blobs, or give file:///ABSOLUTE/FOLDER or s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION',
    )
  else if (blobDir !== join(dataDir, 'blobs')) {
    const why = whyUnwritable(blobDir)
    if (why) fault('BLOB_URL', `is ${blobDir}, where this process cannot write (${why})`, 'Give a folder that it owns')
  }
  const blobSealing = setting('BLOB_SEALING') ?? 'on'
  if (blobSealing !== 'on' && blobSealing !== 'off')
    fault('BLOB_SEALING', `is "${blobSealing}"`, 'Give on or off, or leave it unset for on')

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
          join(dataDir, SECRET_FILE),
          !setting('DATABASE_URL') && existsSync(join(dataDir, 'postgres')),
          fault,
        ))

  if (faults.length || !isRole(role) || !blobDir || !isSealing(sealing) || !secrets) throw new ConfigFault(faults)
  return {
    host,
    port: Number(port),
    dataDir,
    databaseUrl,
    databaseOwnerUrl,
    smtpUrl,
    mailFrom,
    smsUrl,
    smsToken,
    returnsUrl,
    returnsToken,
    exchange,
    webhookNetworks,
    timestampAuthorities,
    sessions: { idleMinutes, hours },
    oidc,
    blobDir,
    blobBucket,
    blobsSealed: blobSealing === 'on',
    secrets,
    sealing,
    role,
    publicUrl,
    trustProxy,
    filingLimit: limit === 'off' ? undefined : Number(limit),
    mailLimit: mails === 'off' ? undefined : Number(mails),
    memoryLimit: memory === undefined ? undefined : Number(memory) * 1_048_576,
    delayLimit,
    clamd,
    log: log === 'requests' ? 'requests' : 'faults',
    metricsToken,
    tracesUrl,
    witnesses,
    witnessFor,
    development: setting('NODE_ENV') === 'development',
  }
}

function clamdAt(text: string): ClamdAddress | undefined {
  const url = parsed(text, ['tcp:', 'unix:'])
  if (!url || url.username || url.password || url.search || url.hash) return undefined
  if (url.protocol === 'unix:')
    return !url.host && url.pathname.length > 1 ? { path: decodeURI(url.pathname) } : undefined
  if (!url.hostname || !url.port || url.pathname.length > 1) return undefined
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) }
}

/** An address, or a network as `10.0.0.0/8`; not one of everybody, by whom any address could be claimed. */
function isNetwork(text: string): boolean {
  const [address = '', length, ...more] = text.split('/')
  const version = isIP(address)
  if (!version || more.length > 0) return false
  return length === undefined || (/^[1-9]\d{0,2}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128))
}

/** Where readers reach us: PUBLIC_URL, or the address that the server listens on. */
export function addressOf({ publicUrl, host }: Pick<Config, 'publicUrl' | 'host'>, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::' // an address to listen on, not one to visit
  const name = everywhere ? '127.0.0.1' : isIP(host) === 6 ? `[${host}]` : host
  return publicUrl ?? `http://${name}:${port}`
}

const OIDC = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const

/** All three, or none. What the provider says of itself is read over https: over http anybody on the way could say it. */
function oidcFrom(setting: (name: string) => string | undefined, fault: Complain): OidcSettings | undefined {
  const [issuer, clientId, clientSecret] = OIDC.map(setting)
  const acr = setting('OIDC_ACR')
  const given = [...OIDC, 'OIDC_ACR'].filter(setting)
  if (given.length === 0) return undefined
  for (const name of OIDC)
    if (!setting(name))
      fault(name, `is not set, and ${given.join(' and ')} is`, `Set ${OIDC.join(', ')} together, or none of them`)
  const url = parsed(issuer ?? '', ['https:', 'http:'])
  const isSafe = url?.protocol === 'https:' || (url !== undefined && isThisMachine(url.hostname))
  if (issuer && (!url || !isSafe || url.username || url.password || url.search || url.hash))
    fault(
      'OIDC_ISSUER',
      'is not the address of an identity provider',
      'Write https://HOST/PATH as the provider calls itself in its "issuer" (http on this machine alone), with the password in OIDC_CLIENT_SECRET and not in the address',
    )
  if (!issuer || !clientId || !clientSecret) return undefined
  return { issuer, clientId, clientSecret, twoFactorAcr: acr?.split(/\s+/) ?? [] }
}

const isRole = (text: string): text is Role => text === 'all' || text === 'web' || text === 'worker'

function parsed(text: string, schemes: string[]): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && schemes.includes(url.protocol) ? url : undefined
}

function blobFolder(text: string | undefined, dataDir: string): string | undefined {
  if (!text) return join(dataDir, 'blobs')
  const url = parsed(text, ['file:'])
  // An encoded slash makes fileURLToPath throw.
  return url && !url.host && !/%2f/i.test(url.pathname) ? fileURLToPath(url) : undefined
}

/** Asked by writing: permission bits do not tell of read-only disks, quotas and container users. */
function whyUnwritable(folder: string): string | undefined {
  try {
    makeFolder(folder)
    const trial = join(folder, `.writable-${randomUUID()}`)
    writeFileSync(trial, '')
    rmSync(trial)
    return undefined
  } catch (why) {
    return (why as Error).message
  }
}

/**
 * Makes the folder and those above it. Not `recursive`: below /proc, where nothing can be made, Node 24 then tries for ever.
 * @param mode others may usually pass through but not list: the database server runs as another user where we are root
 * @throws Error of the system
 */
export function makeFolder(folder: string, mode = 0o711): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder), mode)
  mkdirSync(folder, { mode })
}

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
