/** The office's own identity provider (OpenID Connect), where the operator set one. */
import { isThisMachine } from './network.ts'
import type { Complain } from './secrets.ts'
import { parsed, type Setting } from './setting.ts'

export type OidcSettings = {
  issuer: string
  clientId: string
  clientSecret: string
  /** Values of `acr` that stand for two factors, besides `mfa` in `amr`. */
  twoFactorAcr: readonly string[]
}

const OIDC = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const

/** All three, or none. What the provider says of itself is read over https: over http anybody on the way could say it. */
export function oidcSet(setting: Setting, fault: Complain): OidcSettings | undefined {
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
