/** A real identity provider on this machine, where whoever comes is who the test says, without a page. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'

export const CLIENT = { id: 'ysqgk', secret: 'a secret of the provider, and of nobody else' }

type Visitor = {
  sub: string
  /** `preferred_username`; null: it has none. */
  name?: string | null
  amr?: string[]
  acr?: string
  /** Changes their mind at the page of the provider. */
  declines?: boolean
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

/** @param returnTo addresses to which it lets people go back */
export async function openIdentityProvider(port: number, returnTo: readonly string[]) {
  const people = new Map<string, Visitor>()
  let next: Visitor | undefined
  const server = createServer()
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${port}`
  const configuration: Configuration = {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [...returnTo],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['of the tests'] },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    pkce: { required: () => true },
    claims: { openid: ['sub', 'amr', 'acr'], profile: ['preferred_username'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/come/${uid}` },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, ...(people.get(sub)?.name && { preferred_username: people.get(sub)!.name! }) }),
    }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  }
  const provider = new Provider(issuer, configuration)
  const asked: URL[] = []
  const answers = provider.callback()
  server.on('request', (request, response) => {
    const url = new URL(request.url!, issuer)
    if (url.pathname === '/auth') asked.push(url)
    if (!url.pathname.startsWith('/come/')) return answers(request, response)
    const { sub, amr, acr, declines } = next!
    const result = declines
      ? { error: 'access_denied', error_description: 'changed their mind' }
      : { login: { accountId: sub, ...(amr && { amr }), ...(acr && { acr }) } }
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  })

  return {
    issuer,
    /** What it was asked, the last first. */
    asked: () => asked.toReversed(),
    /** Who comes next. */
    comes(visitor: Visitor) {
      people.set(visitor.sub, visitor)
      next = visitor
    },
    /**
     * Goes there as a browser does, with its cookies there.
     * @returns the address that it sends the browser back to
     */
    async visit(address: string, jar = new Map<string, string>()): Promise<string> {
      let at = address
      while (at.startsWith(issuer)) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
        const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
        for (const line of answer.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
          jar.set(name!, value!)
        }
        const to = answer.headers.get('location')
        if (!to) throw new Error(`The provider says ${answer.status}: ${await answer.text()}`)
        at = new URL(to, issuer).href
      }
      return at
    },
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((done) => server.close(() => done()))
    },
  }
}
