/** What others read about us is what we are: the description of the API, and the catalogue of refusals. */
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REFUSALS } from '../../src/ground/errors.ts'
import { send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

type Operation = { summary?: string; tags?: string[]; security?: object[]; responses?: Record<string, unknown> }

describe('/openapi.json', () => {
  const described = async () => (await send(office.app, { url: '/openapi.json' })).json

  test('lists every route of the API that the app has, and no others', async () => {
    const { openapi, paths } = await described()
    expect(openapi).toMatch(/^3\./)
    const listed = Object.entries(paths as Record<string, Record<string, Operation>>).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(listed.filter((route) => route.includes('/api/v1/')).sort()).toEqual(routesOf(office).sort())
  })

  test('says of each what it does, for whom, and how a refusal looks', async () => {
    const { paths } = await described()
    for (const [path, operations] of Object.entries(paths as Record<string, Record<string, Operation>>))
      for (const [method, { summary, tags, security, responses }] of Object.entries(operations)) {
        const where = `${method} ${path}`
        expect(summary, where).toMatch(/^[A-Z].{4,}/)
        expect(tags, where).toEqual([expect.stringMatching(/^(public|staff)$/)])
        expect(Boolean(security?.length), where).toBe(tags?.[0] === 'staff' && where !== 'post /api/v1/sessions')
        expect(Object.keys(responses ?? {}).length, where).toBeGreaterThan(1)
      }
  })

  test('every secured route asks who is there, before anything else', async () => {
    const { paths } = await described()
    for (const [path, operations] of Object.entries(paths as Record<string, Record<string, Operation>>))
      for (const [method, { security }] of Object.entries(operations)) {
        if (!security?.length) continue
        const url = path.replace(/\{[^}]+\}/g, 'x')
        const answer = await send(office.app, { method: method.toUpperCase() as 'GET', url })
        expect([method, path, answer.status]).toEqual([method, path, 401])
      }
  })

  test('calls the fields of a fact what refusals call them', async () => {
    const { paths } = await described()
    const facts = JSON.stringify(paths['/api/v1/cases/{id}/facts'])
    for (const name of ['遗失信息的查找、恢复', '报请确定的机关']) expect(facts).toContain(name)
  })

  test('is shown at /api/docs', async () => {
    const answer = await send(office.app, { url: '/api/docs/' })
    expect([200, 302]).toContain(answer.status)
  })
})

/** The app's own list of routes, without HEAD, which comes with every GET. */
function routesOf({ app }: Office): string[] {
  const stack: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', path = '', methods = ''] = /^([│ ]*)[├└]── (\S*) \(([^)]+)\)/.exec(line) ?? []
      const [, bareIndent = '', bare] = /^([│ ]*)[├└]── (\S+)$/.exec(line) ?? []
      const depth = (indent || bareIndent).length / 4
      stack.length = depth
      stack[depth] = path || bare || ''
      const whole = stack.join('').replace(/:(\w+)/g, '{$1}')
      if (!methods || !whole.startsWith('/api/v1/')) return []
      return methods
        .split(', ')
        .filter((method) => method !== 'HEAD')
        .map((method) => `${method} ${whole}`)
    })
}

describe('the catalogue of refusals', () => {
  const readme = new URL('../../src/README.md', import.meta.url)
  const listed = () =>
    [...(existsSync(readme) ? readFileSync(readme, 'utf8') : '').matchAll(/^\|\s*`?([A-Z][A-Z_]+)`?\s*\|/gm)].map(
      ([, code]) => code!,
    )

  test('src/README.md lists every refusal of src/errors.ts', () => {
    expect(listed()).toEqual(expect.arrayContaining(Object.keys(REFUSALS)))
  })

  test('each code is listed once', () => {
    const codes = listed()
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([])
  })

  test('each refusal says in Chinese what happened and what to do', () => {
    for (const [code, [status, title, next]] of Object.entries(REFUSALS)) {
      expect(status, code).toBeGreaterThanOrEqual(400)
      for (const sentence of [title, next]) expect(sentence, code).toMatch(/\p{Script=Han}{3}/u)
      expect(next, code).toMatch(/。$/)
    }
  })
})
