/** axe finds nothing on the pages of those who keep the house, every third in turn: legal staff, administrators, whoever publishes. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { lettersOf } from '../../src/ledger/queries.ts'
import { publish } from '../../src/released/publish.ts'
import { uploadSeal } from '../../src/seals/two-persons.ts'
import { installSeal, selfSignedStore, uploadOf } from '../seals/installing.ts'
import { some } from '../support/proof.ts'
import { isClean, unfold } from './clean.ts'
import { comesIn, openStage, type Stage } from './stage.ts'

let stage: Stage
let page: Page
let reprint: string
let together: string
let person: string
let published: string

beforeAll(async () => {
  stage = await openStage()
  page = (await stage.visitor()).page
  const signed = await stage.caseUntil('replySigned')
  const [letter] = await lettersOf(stage.sql, { agencyId: 'yunxi', caseId: signed.id })
  reprint = `/cases/${signed.id}/letters/${letter!.id}/reprint`
  together = `/cases/${(await stage.caseUntil('assigned')).id}/together`
  const says = { title: '老旧小区加装电梯补贴办法', documentNumber: null, summary: '补贴范围和标准。' }
  const actor = { on: '2026-02-20', by: 'staff:registrar', at: new Date('2026-02-20T10:00:00+08:00') }
  const item = { ...says, topic: 'housing' as const, madeOn: null }
  published = `/releases/${await stage.sql.begin((tx) => publish(tx, 'yunxi', item, [], actor))}`
  const admin = stage.staff('admin')
  await admin.posts('/api/v1/people', '', { username: 'xu.an', name: '示例·新人', roles: ['handler'] })
  const selfSigned = { p12: selfSignedStore(), selfSigned: true }
  await installSeal(stage.house, 'yunxi', selfSigned)
  await uploadSeal(stage.house, 'yunxi', uploadOf(selfSigned), 'staff:other')
  const [handler] = await stage.sql`select id from people where username = 'handler'`
  person = `/people/${handler!.id}`
})
afterAll(() => stage.close())

const PAGES: [name: string, who: string, path: () => string][] = [
  ['numbers of letters', 'registrar', () => '/numbers'],
  ['a letter made again', 'registrar', () => reprint],
  ['one letter for several', 'handler', () => together],
  ['what is published', 'registrar', () => '/releases'],
  ['what was published', 'registrar', () => published],
  ['publishing', 'registrar', () => '/releases/new'],
  ['templates', 'counsel', () => '/templates'],
  ['a template', 'counsel', () => '/templates/notHeld'],
  ['editing a template', 'counsel', () => '/templates/notHeld/edit'],
  ['comparing versions', 'counsel', () => '/templates/notHeld/compare'],
  ['the set-up', 'admin', () => '/setup'],
  ['what the doctor says', 'admin', () => '/doctor'],
  ['agencies', 'admin', () => '/agencies'],
  ['an agency and its units', 'admin', () => '/agencies/yunxi'],
  ['a new agency', 'admin', () => '/agencies/new'],
  ['an import', 'admin', () => '/import'],
  ['fonts', 'admin', () => '/fonts'],
  ['the ranking', 'supervisor', () => '/supervision/ranking'],
  ['access tokens', 'admin', () => '/tokens'],
  ['webhooks', 'admin', () => '/webhooks'],
  ['seals', 'admin', () => '/seals'],
  ['seals, to who decides', 'head', () => '/seals'],
  ['settings', 'admin', () => '/settings'],
  ['people', 'admin', () => '/people'],
  ['inviting', 'admin', () => '/people/new'],
  ['one person', 'admin', () => person],
  ['rights that wait', 'security', () => '/approvals'],
  ['the audit', 'auditor', () => '/audit'],
  ['sign-ins and grants', 'auditor', () => '/audit/standing'],
  ['one’s own account', 'handler', () => '/profile'],
  ['settings, to who decides', 'head', () => '/settings'],
  ['a choice of law, to be proposed', 'admin', () => '/settings/choices/feeMonth'],
  ['a choice of law, to be decided', 'head', () => '/settings/choices/partlyDisclosedFirst'],
]

let seated: string | undefined
test.each(some(PAGES, 3))('%s', async (name, who, path) => {
  if (seated === who) await page.goto(path())
  else await comesIn(page, who, path())
  seated = who
  await unfold(page)
  await isClean(page, name)
})
