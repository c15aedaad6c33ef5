/** Coming in through the office's own identity provider: a real one, on this machine. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { beginAnew } from '../../src/people/recovery.ts'
import { isClean } from '../journeys/clean.ts'
import { openStage, type Stage } from '../journeys/stage.ts'
import { CLIENT, freePort, openIdentityProvider } from '../support/identity-provider.ts'
import { enrols, joins, later, type Visitor, visitorAt } from './visitor.ts'

const HERE = 'https://gk.example.gov.cn/sign-in/oidc/callback'
let stage: Stage
let provider: Awaited<ReturnType<typeof openIdentityProvider>>
let port: number
const told: string[] = []
beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation((line) => void told.push(String(line)))
  port = await freePort()
  stage = await openStage({
    oidc: {
      OIDC_ISSUER: `http://127.0.0.1:${port}`,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_ACR: 'urn:gov:two',
    },
  })
  // The provider lives now, and so does the office: each looks at the other's clock.
  ;(stage.house.time as unknown as { set(to: Date): void }).set(new Date())
})
afterAll(async () => {
  await stage.close()
  vi.restoreAllMocks()
})
beforeEach(() => {
  told.length = 0
})

type Coming = Parameters<typeof provider.comes>[0]
/** From the button to what the house says to who comes back. */
async function comes(who: Coming, visitor = visitorAt(stage.app), { next = '/profile', again = '' } = {}) {
  provider.comes(who)
  const sent = await visitor.gets(`/sign-in/oidc?next=${encodeURIComponent(next)}${again}`)
  expect(sent.status).toBe(303)
  const back = await provider.visit(String(sent.headers.location))
  expect(back.startsWith(HERE)).toBe(true)
  return { back, visitor, answer: await visitor.gets(back.slice(HERE.indexOf('/', 8))) }
}
const boundOf = (id: string) => stage.sql`select issuer, subject from provider_identities where person_id = ${id}`

test('a provider that is out of reach stops neither the start nor the password, and is asked again', async () => {
  await joins(stage, 'by-password', ['registrar'])
  const visitor = visitorAt(stage.app)
  const sent = await visitor.gets('/sign-in/oidc?next=/profile')
  expect(sent.status).toBe(503)
  expect(sent.text).toContain('请稍后再试，或者用用户名和密码登录。')
  expect(told.join()).toContain('ECONNREFUSED')
  expect((await visitor.signsIn('by-password')).headers.location).toBe('/desk')
  provider = await openIdentityProvider(port, [HERE, `${stage.address}/sign-in/oidc/callback`])
  expect((await visitor.gets('/sign-in/oidc')).status).toBe(303)
})

test('who is there already comes in, to the page that was wanted, and is known by the provider’s own identifier from then on', async () => {
  const id = await joins(stage, 'Oidc-One', ['registrar'])
  const { answer, visitor } = await comes({ sub: 'u-1', name: 'oidc-one' }, undefined, { next: '/desk?due=today' })
  expect([answer.status, answer.headers.location]).toEqual([303, '/desk?due=today'])
  expect(await visitor.isIn()).toBe(true)
  expect(await boundOf(id)).toEqual([{ issuer: provider.issuer, subject: 'u-1' }])
  const [asked] = provider.asked()
  expect(Object.fromEntries(asked!.searchParams)).toMatchObject({
    response_type: 'code',
    redirect_uri: HERE,
    code_challenge_method: 'S256',
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    acr_values: 'urn:gov:two',
  })
  // Renamed there: still the same person here.
  expect((await comes({ sub: 'u-1', name: 'somebody-else' })).answer.headers.location).toBe('/profile')
  // Another person who is given the old name there is not.
  const other = await comes({ sub: 'u-2', name: 'oidc-one' })
  expect(other.answer.status).toBe(403)
  expect(other.answer.text).toContain('请联系本机关系统管理员核对用户名')
  expect(await other.visitor.isIn()).toBe(false)
  // The binding is on record, once, for the auditor.
  const audit = await stage.staff('auditor').gets('/api/v1/audit?by=Oidc-One&what=identity')
  expect(audit.json.entries).toEqual([
    expect.objectContaining({
      what: 'identity',
      subject: 'Oidc-One',
      before: null,
      after: { issuer: provider.issuer, subject: 'u-1' },
    }),
  ])
  expect((await stage.staff('auditor').gets('/audit')).text).toContain('统一身份认证 Oidc-One')
})

test('without a name of its own the identifier is the name', async () => {
  await joins(stage, 'by-subject', ['registrar'])
  expect((await comes({ sub: 'by-subject', name: null })).answer.headers.location).toBe('/profile')
})

test('nobody is added, nobody who has left comes in, and no account of the demonstration', async () => {
  const [before] = await stage.sql`select count(*)::int as n from people`
  const left = await joins(stage, 'has-left', ['registrar'])
  await stage.sql`update people set ended_at = now() where id = ${left}`
  for (const name of ['nobody-here', 'has-left', 'registrar', 'admin']) {
    const { answer, visitor } = await comes({ sub: `stranger-${name}`, name })
    expect([name, answer.status]).toEqual([name, 403])
    expect(await visitor.isIn()).toBe(false)
  }
  const [after] = await stage.sql`select count(*)::int as n from people`
  expect(after!.n).toBe(before!.n + 1)
  // Bound, then ended: out at once.
  const id = await joins(stage, 'leaves-later', ['registrar'])
  await comes({ sub: 'u-leaves', name: 'leaves-later' })
  await stage.sql`update people set ended_at = now() where id = ${id}`
  expect((await comes({ sub: 'u-leaves', name: 'leaves-later' })).answer.status).toBe(403)
})

test('strangers are counted like wrong passwords, and those who are known are not', async () => {
  const visitor = visitorAt(stage.app)
  for (let i = 0; i < 10; i++) expect((await comes({ sub: 'u-x', name: 'guesses' }, visitor)).answer.status).toBe(403)
  const { answer } = await comes({ sub: 'u-x', name: 'guesses' }, visitor)
  expect([answer.status, Number(answer.headers['retry-after'])]).toEqual([429, 30])
  await joins(stage, 'comes-often', ['registrar'])
  const often = visitorAt(stage.app)
  for (let i = 0; i < 12; i++)
    expect((await comes({ sub: 'u-often', name: 'comes-often' }, often)).answer.headers.location).toBe('/profile')
})

test('administrators, security officers and signers still show their second factor', async () => {
  await joins(stage, 'signs-by-oidc', ['signer'])
  const first = await comes({ sub: 'u-signs', name: 'signs-by-oidc' })
  expect(first.answer.headers.location, 'none yet').toBe('/sign-in/authenticator')
  expect(await first.visitor.isIn()).toBe(false)
  const { secret } = await enrols(stage, visitorAt(stage.app), 'signs-by-oidc')
  expect(secret).toHaveLength(20)
  later(stage, 30)
  for (const more of [{}, { amr: ['pwd'] }, { acr: 'urn:other' }]) {
    const { answer, visitor } = await comes({ sub: 'u-signs', name: 'signs-by-oidc', ...more })
    expect([more, answer.headers.location]).toEqual([more, '/sign-in/code'])
    expect(await visitor.isIn()).toBe(false)
  }
})

test.each([{ amr: ['pwd', 'mfa'] }, { acr: 'urn:gov:two' }])(
  'unless the provider says that it asked for two: %j',
  async (more) => {
    const name = `two-${Object.keys(more)[0]}`
    await joins(stage, name, ['signer'])
    const { answer, visitor } = await comes({ sub: name, name, ...more })
    expect(answer.headers.location).toBe('/profile')
    expect((await visitor.gets('/desk')).status, 'in the signer’s place').toBe(200)
  },
)

test('who was known to the provider long ago is asked once more before the way in is changed', async () => {
  await joins(stage, 'long-known', ['registrar'])
  const { visitor } = await comes({ sub: 'u-long', name: 'long-known' })
  await stage.sql`update sessions set proved_at = proved_at - interval '20 minutes' where factor is null`
  const asked = await visitor.submits('/sign-in/factors', '/sign-in/factors/authenticator')
  expect(asked.headers.location).toBe('/sign-in?again=yes&next=%2Fsign-in%2Ffactors')
  const door = await visitor.gets(asked.headers.location as string)
  const way = /href="(\/sign-in\/oidc[^"]+)"/.exec(door.text)![1]!.replaceAll('&amp;', '&')
  provider.comes({ sub: 'u-long', name: 'long-known' })
  const back = await provider.visit(String((await visitor.gets(way)).headers.location))
  expect(provider.asked()[0]!.searchParams.get('prompt')).toBe('login')
  expect((await visitor.gets(back.slice(HERE.indexOf('/', 8)))).headers.location).toBe('/sign-in/factors')
  const done = await visitor.submits('/sign-in/factors', '/sign-in/factors/authenticator')
  expect(done.headers.location).toBe('/sign-in/authenticator')
})

test('what came back opens once, for the browser that went, as it was sent', async () => {
  await joins(stage, 'comes-once', ['registrar'])
  const went = await comes({ sub: 'u-once', name: 'comes-once' })
  const path = went.back.slice(HERE.indexOf('/', 8))
  expect((await went.visitor.gets(path)).status, 'a second time').toBe(401)
  /** Goes there, and comes back with another address, or in another browser. */
  const returns = async ({ in: browser, change }: { in?: Visitor; change?: (back: URL) => unknown }) => {
    provider.comes({ sub: 'u-once', name: 'comes-once' })
    const visitor = visitorAt(stage.app)
    const back = new URL(await provider.visit(String((await visitor.gets('/sign-in/oidc')).headers.location)))
    await change?.(back)
    return (await (browser ?? visitor).gets(back.pathname + back.search)).status
  }
  expect(await returns({}), 'untouched').toBe(303)
  expect(await returns({ in: visitorAt(stage.app) }), 'another browser').toBe(401)
  for (const [name, value] of [
    ['state', 'x'.repeat(43)],
    ['code', 'x'.repeat(43)],
    ['iss', 'https://evil.example'],
  ] as const)
    expect([name, await returns({ change: (back) => back.searchParams.set(name, value) })]).toEqual([name, 401])
  for (const column of ['nonce', 'verifier', 'state']) {
    const change = () => stage.sql`update provider_requests set ${stage.sql(column)} = ${'y'.repeat(43)}`
    expect([column, await returns({ change })]).toEqual([column, 401])
  }
  expect(await returns({ change: () => later(stage, 601) }), 'too late').toBe(401)
  expect(told.join(), 'the cause is there for who runs the machine').toMatch(
    /unexpected ID Token "nonce" claim value|nonce/,
  )
  expect(told.join()).not.toContain(CLIENT.secret)
})

test('a way that leads out of the house is not taken', async () => {
  await joins(stage, 'stays-inside', ['registrar'])
  const { answer } = await comes({ sub: 'u-in', name: 'stays-inside' }, undefined, { next: '//evil.example/' })
  expect(answer.headers.location).toBe('/desk')
})

test('two persons let somebody begin anew: the binding goes, and is found by name again', async () => {
  const id = await joins(stage, 'begins-anew', ['registrar'])
  await comes({ sub: 'u-old', name: 'begins-anew' })
  await stage.house.sql.begin((tx) => beginAnew(tx, stage.house, id, 'staff:admin'))
  expect(await boundOf(id)).toEqual([])
  expect((await comes({ sub: 'u-new', name: 'begins-anew' })).answer.headers.location).toBe('/profile')
  expect(await boundOf(id)).toEqual([{ issuer: provider.issuer, subject: 'u-new' }])
})

test('in a browser: the button, there and back; somebody who changes their mind', async () => {
  await joins(stage, 'by-browser', ['registrar'])
  const { page, context } = await stage.visitor()
  const answers = () => page.goto('/sign-in?next=/profile')
  stage.house.config.publicUrl = undefined
  try {
    await answers()
    await isClean(page, 'sign-in with an identity provider')
    provider.comes({ sub: 'u-browser', name: 'by-browser', declines: true })
    await page.getByRole('link', { name: '统一身份认证登录' }).click()
    await page.getByText('统一身份认证没有完成').waitFor()
    await isClean(page, 'declined at the identity provider')
    provider.comes({ sub: 'u-browser', name: 'by-browser' })
    await page.getByRole('link', { name: '统一身份认证登录' }).click()
    await page.waitForURL('**/profile')
  } finally {
    stage.house.config.publicUrl = 'https://gk.example.gov.cn'
    await context.close()
  }
  expect(told, 'nobody’s fault').toEqual([])
})

test('a provider that goes away in between', async () => {
  await joins(stage, 'in-between', ['registrar'])
  const visitor = visitorAt(stage.app)
  provider.comes({ sub: 'u-between', name: 'in-between' })
  const back = new URL(await provider.visit(String((await visitor.gets('/sign-in/oidc')).headers.location)))
  await provider.close()
  const answer = await visitor.gets(back.pathname + back.search)
  expect([answer.status, await visitor.isIn()]).toEqual([503, false])
})
