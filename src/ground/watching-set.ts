/** What looks at the house from outside: the virus scanner, lines about requests, measures, traces. */
import type { Complain } from './secrets.ts'
import { parsed, type Setting } from './setting.ts'

export type ClamdAddress = { host: string; port: number } | { path: string }

/** The virus scanner (clamd); undefined where there is none, or where the fault was told. */
export function clamdSet(setting: Setting, fault: Complain): ClamdAddress | undefined {
  const clamdUrl = setting('CLAMD_URL')
  const clamd = clamdUrl === undefined ? undefined : clamdAt(clamdUrl)
  if (clamdUrl && !clamd)
    fault(
      'CLAMD_URL',
      'is not the address of a virus scanner (clamd)',
      'Write tcp://HOST:3310 or unix:///run/clamav/clamd.ctl, or leave it unset where there is none',
    )
  return clamd
}

/** What is written, who may read it, where traces go. Every fault is told to `fault`. */
export function watchingSet(setting: Setting, fault: Complain) {
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
  return { log: log === 'requests' ? ('requests' as const) : ('faults' as const), metricsToken, tracesUrl }
}

function clamdAt(text: string): ClamdAddress | undefined {
  const url = parsed(text, ['tcp:', 'unix:'])
  if (!url || url.username || url.password || url.search || url.hash) return undefined
  if (url.protocol === 'unix:')
    return !url.host && url.pathname.length > 1 ? { path: decodeURI(url.pathname) } : undefined
  if (!url.hostname || !url.port || url.pathname.length > 1) return undefined
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) }
}
