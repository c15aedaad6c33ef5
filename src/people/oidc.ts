/**
 * Signing in through the office's own identity provider (OpenID Connect Core 1.0): the code flow, with PKCE, state and
 * nonce, and the signature of the identity looked at. The provider says who somebody is, never what they may.
 */

import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { Refusal } from '../ground/errors.ts'
import { masked, report } from '../ground/log.ts'
import type { OidcSettings } from '../ground/oidc-set.ts'

/** What goes with somebody to the provider, and is to come back from there. */
export type Errand = { state: string; nonce: string; verifier: string }
export type Identity = {
  issuer: string
  /** The provider's own identifier, which stays. */
  subject: string
  username: string
  /** When they proved to the provider who they are; null where it does not say. */
  provedAt: Date | null
  /** The provider says that it asked for two factors. */
  twoFactors: boolean
}
export type Provider = ReturnType<typeof openProvider>

/** Seconds for each answer of the provider: somebody waits. */
const PATIENCE = 10
/** What the provider says of itself is read again after an hour: it may move its addresses. */
const HOUR = 3_600_000

/** The provider of these settings. It is asked when somebody comes, so that it may be out of reach at the start. */
export function openProvider(settings: OidcSettings) {
  let known: { configuration: Configuration; until: number } | undefined
  async function configuration(): Promise<Configuration> {
    if (!known || known.until < Date.now())
      known = { configuration: await discovered(settings), until: Date.now() + HOUR }
    return known.configuration
  }

  return {
    /**
     * Where somebody is sent, and what is to be kept until they are back.
     * @param how.anew they prove who they are once more, though the provider may know them; `maxAge`: seconds since they did
     * @throws Refusal PROVIDER_UNREACHABLE
     */
    async ask(returnTo: string, { anew, maxAge }: { anew: boolean; maxAge: number }) {
      const errand: Errand = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
      try {
        const url = buildAuthorizationUrl(await configuration(), {
          redirect_uri: returnTo,
          scope: 'openid profile',
          state: errand.state,
          nonce: errand.nonce,
          code_challenge: await calculatePKCECodeChallenge(errand.verifier),
          code_challenge_method: 'S256',
          max_age: String(maxAge),
          ...(anew && { prompt: 'login' }),
          ...(settings.twoFactorAcr.length > 0 && { acr_values: settings.twoFactorAcr.join(' ') }),
        })
        return { url: url.href, errand }
      } catch (error) {
        throw told(error, 'PROVIDER_UNREACHABLE')
      }
    },

    /**
     * Who came back. @param address as it was called, with everything behind the question mark
     * @throws Refusal PROVIDER_REFUSED, PROVIDER_UNREACHABLE
     */
    async identityIn(address: URL, { state, nonce, verifier }: Errand): Promise<Identity> {
      try {
        const config = await configuration()
        const tokens = await authorizationCodeGrant(config, address, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        const claims = tokens.claims()!
        const asked = claims.preferred_username === undefined && config.serverMetadata().userinfo_endpoint
        const more = asked ? await fetchUserInfo(config, tokens.access_token, claims.sub) : {}
        const name = claims.preferred_username ?? (more as { preferred_username?: unknown }).preferred_username
        return {
          issuer: claims.iss,
          subject: claims.sub,
          username: typeof name === 'string' && name !== '' ? name : claims.sub,
          provedAt: claims.auth_time === undefined ? null : new Date(claims.auth_time * 1_000),
          twoFactors:
            (Array.isArray(claims.amr) && claims.amr.includes('mfa')) ||
            (typeof claims.acr === 'string' && settings.twoFactorAcr.includes(claims.acr)),
        }
      } catch (error) {
        throw told(error, 'PROVIDER_REFUSED')
      }
    },
  }
}

async function discovered({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const server = new URL(issuer)
  const extensions = [enableNonRepudiationChecks]
  // Settings let http through for this machine alone.
  if (server.protocol === 'http:') extensions.push(allowInsecureRequests)
  // Which way of showing the secret it takes is known once it has answered; basic is what it has to take (OAuth 2.0, 2.3.1).
  return discovery(server, clientId, undefined, (as, ...rest) => authenticationAt(as, clientSecret)(as, ...rest), {
    execute: extensions,
    timeout: PATIENCE,
  })
}

const authenticationAt = (
  { token_endpoint_auth_methods_supported: taken }: { token_endpoint_auth_methods_supported?: string[] },
  secret: string,
) => (taken && !taken.includes('client_secret_basic') ? ClientSecretPost(secret) : ClientSecretBasic(secret))

/** What went wrong, for the person; the cause, for who runs the machine: never a code or a secret. */
function told(error: unknown, otherwise: 'PROVIDER_UNREACHABLE' | 'PROVIDER_REFUSED'): Refusal {
  if (error instanceof Refusal) return error
  const causes = causesOf(error)
  // Somebody who changed their mind is no fault.
  if (!(error instanceof AuthorizationResponseError))
    report('The identity provider failed', undefined, { why: masked(causes.map(inAWord).join(': ')) })
  const isAway = causes.some(({ code, message }) => code === 'OAUTH_TIMEOUT' || message === 'fetch failed')
  return new Refusal(isAway ? 'PROVIDER_UNREACHABLE' : otherwise)
}

type Cause = { code?: string; message?: string; error?: string; cause?: unknown }

function causesOf(error: unknown): Cause[] {
  if (!(error instanceof Error)) return []
  return [error as Cause, ...causesOf(error.cause)]
}

/** `error` is the provider's own word for it, as `invalid_client`. */
const inAWord = ({ code, error, message }: Cause) => [code, error, message].filter(Boolean).join(' ')
