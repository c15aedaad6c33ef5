/** The handbook: one text for pages and print, each step with an article, a page that this role may open, and facts that it may record. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ACTS } from '../../src/acts/catalogue.ts'
import { EXERCISE_CASES } from '../../src/demo/exercise-cases.ts'
import { openFonts } from '../../src/documents/index.ts'
import { parseYaml } from '../../src/ground/yaml.ts'
import { EXERCISES } from '../../src/help/exercises.ts'
import { GUIDES, guideOf, helpFor } from '../../src/help/handbook.ts'
import { GuidePage, HelpPage } from '../../src/help/pages/guide.tsx'
import { PracticePage } from '../../src/help/pages/practice.tsx'
import { handbookPdf } from '../../src/help/print.ts'
import { articleIn } from '../../src/help/words.ts'
import { ROLES, type Role } from '../../src/people/may.ts'
import { waysOf, waysWithin } from '../../src/people/navigation.ts'
import { html } from '../../src/web/page.tsx'
import { asFile, textIn } from '../documents/samples.ts'
import { viewer } from '../pages/samples.ts'
import { seatOf } from '../support/seat.ts'

type Table = {
  classes: Record<string, Partial<Record<Role, string>>>
  routes: { may: string; facts?: true; routes: string[] }[]
}
const TABLE = parseYaml(readFileSync('test/people/rights.yaml', 'utf8')) as Table
/** The door is walked through by its own test. */
const mayOpen = (role: Role, route: string) =>
  route.startsWith('/sign-in/') ||
  TABLE.routes.some(
    ({ may, routes }) =>
      routes.includes(`GET ${route}`) && (may === 'staff' || TABLE.classes[may]?.[role] !== undefined),
  )
const HAN = /\p{Script=Han}/u

test('every role has its page, in both languages', () => {
  expect(GUIDES.map(({ role }) => role)).toEqual(Object.keys(ROLES))
  for (const { role, day, steps, mistakes } of GUIDES) {
    const said = [day, ...steps.flatMap((step) => [step, step.title, step.at]), ...mistakes]
    for (const { zh, en } of said) {
      expect(zh, role).toMatch(HAN)
      expect(en, role).toMatch(/^[A-Z]/)
      expect(en.replaceAll('演练', ''), role).not.toMatch(HAN)
    }
    expect(steps.length, role).toBeGreaterThan(2)
    expect(mistakes.length, role).toBeGreaterThan(0)
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
    for (const { article } of [...steps, ...mistakes]) expect(articleIn('en', article), article).not.toMatch(HAN)
  }
})

test('what a page says of a role, the role may do', () => {
  for (const { role, steps } of GUIDES)
    for (const { at, pages = [], acts = [] } of steps) {
      expect(mayOpen(role, at.href.split('?')[0]!), `${role} ${at.href}`).toBe(true)
      for (const page of pages) expect(mayOpen(role, page), `${role} ${page}`).toBe(true)
      for (const act of acts) expect(ACTS[act as keyof typeof ACTS].may, `${role} ${act}`).toContain(role)
    }
})

test('every page of the navigation is told of to somebody who has it', () => {
  const told = new Set(GUIDES.flatMap(({ steps }) => steps.flatMap(({ pages = [] }) => pages)))
  const offered = (Object.keys(ROLES) as Role[]).flatMap((role) => {
    const who = { roles: [role], hasMailbox: true as const }
    return [...waysOf(who), ...WITHIN.flatMap((within) => waysWithin(who, within))].map(({ href }) => href)
  })
  expect([...new Set(offered)].filter((href) => !told.has(href))).toEqual([])
})
const WITHIN = ['档案', '统计报告', '公开信息'] as const

test('the handbook calls a case as the pages do', () => {
  const said = [GUIDES.map(({ day, steps, mistakes }) => [day, steps, mistakes]), EXERCISES]
  expect(JSON.stringify(said)).not.toContain('案件')
})

test('no role is offered a page that is refused it, nor anybody but administrators a command', () => {
  const rightsOf = (href: string) => {
    const [path = ''] = href.split(/[?#]/)
    return /^\/help\/(?!practice$|handbook\.pdf$)/.test(path) ? '/help/:role' : path
  }
  for (const role of Object.keys(ROLES) as Role[])
    for (const lang of ['zh', 'en'] as const) {
      const signed = { viewer: { ...viewer, roles: [role], seats: [seatOf(role)] }, csrf: 'c', lang }
      const pages = [
        HelpPage(signed),
        ...GUIDES.map((guide) => GuidePage({ ...signed, guide })),
        ...[true, false].map((practice) => PracticePage({ ...signed, practice })),
      ].map((page) => html(page))
      for (const page of pages) {
        const main = page.slice(page.indexOf('<main'), page.indexOf('</main'))
        const hrefs = [...main.matchAll(/href="(\/[^"]*)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'))
        for (const href of hrefs) expect([role, href, mayOpen(role, rightsOf(href))]).toEqual([role, href, true])
        if (role !== 'admin') expect(main, role).not.toContain('npm run')
      }
      if (role === 'admin') expect(pages.at(-1)).toContain('npm run')
      else expect(pages.at(-1)).toContain(lang === 'en' ? 'An administrator starts it' : '由系统管理员启动')
    }
})

test('every fact that staff record is told of on the page of somebody', () => {
  const told = new Set<string>(GUIDES.flatMap(({ steps }) => steps.flatMap(({ acts = [] }) => acts)))
  expect(Object.keys(ACTS).filter((type) => !told.has(type))).toEqual([])
})

test('help leads to the step of the page', () => {
  expect(helpFor(['handler'], '/cases/:id/draft')).toBe('/help/handler#draft')
  expect(helpFor(['counsel', 'head'], '/supervision')).toBe('/help/head#supervise')
  expect(helpFor(['archivist'], '/no-such-page')).toBe('/help/archivist')
  expect(helpFor([], '/desk')).toBe('/help')
})

test('the handbook is the same text', async () => {
  const printed = { fonts: openFonts(), at: new Date('2026-03-02T01:00:00Z'), author: '云溪区人民政府' }
  const { bytes, missing } = await handbookPdf('zh', printed)
  expect(missing).toEqual([])
  const words = (await textIn(asFile(bytes))).replace(/\s/g, '')
  // At the front how to sign in, and the page of each role.
  expect(words.indexOf('目录')).toBeLessThan(words.indexOf(guideOf('registrar')!.day.zh.slice(0, 12)))
  expect(words).toContain('一次性链接设置密码')
  for (const text of [guideOf('registrar')!.day.zh, guideOf('auditor')!.mistakes[0]!.zh])
    expect(words).toContain(text.slice(0, 12))
  expect((await handbookPdf('en', printed)).missing).toEqual([])
})

test('each exercise has its case, and each role an exercise', () => {
  expect(EXERCISES.flatMap((one) => one.case ?? []).toSorted()).toEqual(
    EXERCISE_CASES.map(({ about }) => about.asked[0]).toSorted(),
  )
  expect(new Set(EXERCISES.map(({ role }) => role))).toEqual(new Set(Object.keys(ROLES)))
})
