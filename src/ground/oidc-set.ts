/** Identity providers (OpenID Connect), where the operator set them: the office's own for staff, and one for citizens. */
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
const CITIZENS = ['CITIZEN_OIDC_ISSUER', 'CITIZEN_OIDC_CLIENT_ID', 'CITIZEN_OIDC_CLIENT_SECRET'] as const

/** That of the office, for staff. */
export const oidcSet = (setting: Setting, fault: Complain): OidcSettings | undefined =>
  providerSet(setting, fault, OIDC, (says, remedy) => fault('OIDC_ISSUER', says, remedy), 'OIDC_ACR')
/** That of citizens (统一身份认证), whose factors are its own affair. */
export const citizenOidcSet = (setting: Setting, fault: Complain): OidcSettings | undefined =>
  providerSet(setting, fault, CITIZENS, (says, remedy) => fault('CITIZEN_OIDC_ISSUER', says, remedy))

/** All three, or none. What the provider says of itself is read over https: over http anybody on the way could say it. */
function providerSet(
  setting: Setting,
  fault: Complain,
  names: typeof OIDC | typeof CITIZENS,
  unfit: (says: string, remedy: string) => void,
  withAcr?: 'OIDC_ACR',
): OidcSettings | undefined {
  const [issuer, clientId, clientSecret] = names.map(setting)
  const acr = withAcr && setting(withAcr)
  const given = [...names, ...(withAcr ? [withAcr] : [])].filter(setting)
  if (given.length === 0) return undefined
  for (const name of names)
    if (!setting(name))
      fault(name, `is not set, and ${given.join(' and ')} is`, `Set ${names.join(', ')} together, or none of them`)
  const url = parsed(issuer ?? '', ['https:', 'http:'])
  const isSafe = url?.protocol === 'https:' || (url !== undefined && isThisMachine(url.hostname))
  if (issuer && (!url || !isSafe || url.username || url.password || url.search || url.hash))
    unfit(
      'is not the address of an identity provider',
      `Write https://HOST/PATH as the provider calls itself in its "issuer" (http on this machine alone), with the password in ${names[2]} and not in the address`,
    )
  if (!issuer || !clientId || !clientSecret) return undefined
  return { issuer, clientId, clientSecret, twoFactorAcr: acr?.split(/\s+/) ?? [] }
}
