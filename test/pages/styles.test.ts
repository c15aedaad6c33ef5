/** Two style sheets for browsers, however many files they are written in. */
import { appendFileSync, cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { SHEETS, sheet, styleSheets } from '../../src/web/styles.ts'

const STYLES = 'src/web/styles'

/** Asks for addresses of a web that serves nothing but the sheets. */
async function opened(options = { development: false, folder: pathToFileURL(`${STYLES}/`) }) {
  const app = Fastify()
  await app.register(styleSheets, options)
  return (url: string, headers = {}) => app.inject({ url, headers })
}

test.each(SHEETS)('%s is whole, and kept for an hour', async (name) => {
  const get = await opened()
  const { body, headers } = await get(`/assets/${name}`)
  expect(body).toBe(sheet(name))
  expect(headers).toMatchObject({ 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=3600' })
})

test('every file under styles/ is part of one sheet, once', () => {
  const files = globSync(`${STYLES}/**/*.css`)
  const timesSent = (css: string) => SHEETS.reduce((sum, name) => sum + sheet(name).split(css).length - 1, 0)
  expect(files.map((file) => [file, timesSent(readFileSync(file, 'utf8'))])).toEqual(files.map((file) => [file, 1]))
})

test('a browser that has it is not sent it again', async () => {
  const get = await opened()
  const again = async (tag: string) => {
    const { statusCode, body } = await get('/assets/site.css', { 'if-none-match': tag })
    return [statusCode, body === '']
  }
  const etag = String((await get('/assets/site.css')).headers.etag)
  expect(await again(etag)).toEqual([304, true])
  expect(await again(`"older", W/${etag}`)).toEqual([304, true])
  expect(await again('"older"')).toEqual([200, false])
})

test('in development a change shows on reload', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'ysqgk-styles-'))
  onTestFinished(() => rmSync(copy, { recursive: true }))
  cpSync(STYLES, copy, { recursive: true })
  const folder = pathToFileURL(`${copy}/`)
  const whileWorking = await opened({ development: true, folder })
  const inUse = await opened({ development: false, folder })
  const before = await whileWorking('/assets/site.css')
  appendFileSync(join(copy, 'acts.css'), '.new {\n  color: var(--ink);\n}\n')
  const after = await whileWorking('/assets/site.css', { 'if-none-match': before.headers.etag })
  expect(after.statusCode).toBe(200)
  expect(after.body).toContain('.new {')
  expect(after.headers['cache-control']).toBe('no-cache')
  expect((await inUse('/assets/site.css')).body).toBe(before.body)
})
