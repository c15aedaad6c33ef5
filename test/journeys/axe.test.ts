/** axe finds nothing on any page, every third of them in turn: every rule on a desk by day, widths again on a telephone by lamplight. */
import { createHash, randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { tokenFor } from '../../src/citizens/quiet.ts'
import { invite } from '../../src/people/sessions.ts'
import { publish } from '../../src/released/publish.ts'
import { application } from '../support/people.ts'
import { some } from '../support/proof.ts'
import { isClean, unfold } from './clean.ts'
import { comesIn, fillsTheForm, follows, looksItOver, type Numbers, openStage, type Stage } from './stage.ts'

let stage: Stage
let page: Page
/** Cases at the points of the way where pages differ. */
const at = {} as Record<'submitted' | 'assigned' | 'replyDrafted' | 'replyReviewed' | 'archived', string>
let filed: Numbers
let waiting: Numbers

beforeAll(async () => {
  stage = await openStage()
  page = (await stage.visitor()).page
  for (const until of ['submitted', 'assigned', 'replyDrafted', 'replyReviewed', 'archived'] as const)
    at[until] = (await stage.caseUntil(until)).id
  filed = await stage.citizen.files()
  const asked = await stage.caseUntil('assigned')
  waiting = asked
  await stage.handler.records(asked.id, {
    type: 'correctionRequested',
    matters: ['请写明所需信息的起止年份'],
    answerBy: '2026-03-20',
  })
})
afterAll(() => stage.close())

const opens = () => unfold(page)
const unfolded = (path: string) => async () => {
  await page.goto(path)
  await opens()
}
const signedIn = (who: string, path: () => string) => async () => {
  await comesIn(page, who, path())
  await opens()
}

const PAGES: [name: string, goes: () => Promise<unknown>][] = [
  ['home', unfolded('/')],
  ['guide', unfolded('/guide')],
  ['form', unfolded('/apply')],
  [
    'form that came back',
    async () => {
      await page.goto('/apply')
      await page.getByRole('button', { name: '下一步：核对' }).click()
      await page.locator('[data-errors]').waitFor()
    },
  ],
  [
    'form looked over',
    async () => {
      await page.goto('/apply')
      await fillsTheForm(page)
      await looksItOver(page)
    },
  ],
  ['reading room', unfolded('/released?q=电梯&topic=housing')],
  ['reading room, nothing found', unfolded('/released?q=飞碟')],
  ['released item', async () => page.goto(`/released/${await publishes(stage)}`)],
  ['enquiry', unfolded('/track')],
  [
    'tracking',
    async () => {
      await follows(page, filed)
      await opens()
    },
  ],
  ['receipt', unfolded('/receipt')],
  [
    'tracking, waiting for the applicant',
    async () => {
      await follows(page, waiting)
      await opens()
    },
  ],
  [
    'tracking, after the reply',
    async () => {
      const answered = await stage.caseUntil('replyServed')
      await follows(page, answered)
      await opens()
    },
  ],
  ['account, the way in', unfolded('/account')],
  [
    'account',
    async () => {
      await stage.citizen.files(application({ applicant: { email: 'axe@example.cn' } }))
      await entersTheAccount(page, stage, 'axe@example.cn')
      await opens()
    },
  ],
  ['notices by mail', async () => page.goto(`/notices/${tokenFor(stage.house, 'axe@example.cn')}`)],
  ['sign-in', unfolded('/sign-in')],
  ['a link that is no longer good', unfolded('/invitations/any')],
  [
    'password',
    async () => {
      const [person] = await stage.sql<{ id: string }[]>`select id from people where username = 'archivist'`
      await page.goto(`/invitations/${await invite(stage.house, person!.id)}`)
    },
  ],
  ['desk', signedIn('registrar', () => '/desk')],
  ['a paper application', signedIn('registrar', () => '/cases/new')],
  ['case to confirm', signedIn('registrar', () => `/cases/${at.submitted}`)],
  ['case in hand, with all its acts', signedIn('handler', () => `/cases/${at.assigned}`)],
  ['draft', signedIn('counsel', () => `/cases/${at.replyDrafted}/draft`)],
  ['case to sign', signedIn('signer', () => `/cases/${at.replyReviewed}`)],
  ['case in the archive', signedIn('archivist', () => `/cases/${at.archived}`)],
  ['supervision', signedIn('supervisor', () => '/supervision')],
  ['calendar', signedIn('admin', () => '/calendar')],
  ['a page of others', signedIn('auditor', () => '/cases/new')],
]

/** As after the right code. */
async function entersTheAccount(page: Page, { sql, address, house: { keys } }: Stage, email: string): Promise<void> {
  const token = createHash('sha256').update(email).digest('hex')
  const id = randomUUID()
  await sql`
    with account as (insert into accounts (id, email, found_by, created_at)
      values (${id}, ${keys.seal('accounts', [id], email)}, ${keys.blind(`account ${email}`)[0]!}, now()) returning id)
    insert into account_sessions (token, account_id, seen_at)
    select ${createHash('sha256').update(token).digest('hex')}, id, ${stage.house.time.now().toISOString()} from account`
  await page.context().addCookies([{ name: 'account', value: token, url: address }])
  await page.goto('/account')
}

async function publishes({ sql }: Stage): Promise<string> {
  const says = {
    title: '老旧小区加装电梯补贴办法',
    documentNumber: '云住建发〔2025〕18号',
    summary: '补贴范围和标准。',
  }
  const actor = { on: '2026-02-20', by: 'staff:registrar', at: new Date('2026-02-20T10:00:00+08:00') }
  return sql.begin((tx) => publish(tx, 'yunxi', { ...says, topic: 'housing', madeOn: null }, [], actor))
}

test.each(some(PAGES, 3))('%s', async (name, goes) => {
  await goes()
  await isClean(page, name)
})
