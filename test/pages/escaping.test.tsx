import { describe, expect, test } from 'vitest'
import { ConsultationPage } from '../../src/consultations/pages/consultation.tsx'
import { CasePage } from '../../src/desk/pages/case.tsx'
import { DeskPage } from '../../src/desk/pages/desk.tsx'
import { DraftPage } from '../../src/desk/pages/letter-preview.tsx'
import { NewCasePage } from '../../src/desk/pages/new-case.tsx'
import { PreparedPage } from '../../src/desk/pages/notice.tsx'
import { SlipPage } from '../../src/desk/pages/slip.tsx'
import { SupervisionPage } from '../../src/desk/pages/supervision.tsx'
import { ApplyPage } from '../../src/intake/pages/apply.tsx'
import { GuidePage } from '../../src/intake/pages/guide.tsx'
import { HomePage } from '../../src/intake/pages/home.tsx'
import { ReceiptPage } from '../../src/intake/pages/receipt.tsx'
import { ReviewPage } from '../../src/intake/pages/review.tsx'
import { StatementPage } from '../../src/intake/pages/statement.tsx'
import { TrackingPage } from '../../src/intake/pages/tracking.tsx'
import { AuthenticatorPage } from '../../src/people/pages/authenticator.tsx'
import { CodePage } from '../../src/people/pages/code.tsx'
import { PasswordPage } from '../../src/people/pages/password.tsx'
import { RecoveriesPage } from '../../src/people/pages/recoveries.tsx'
import { RecoveryCodesPage } from '../../src/people/pages/recovery-codes.tsx'
import { SignInPage } from '../../src/people/pages/sign-in.tsx'
import { ChangePage } from '../../src/release/pages/change.tsx'
import { ChangesPage } from '../../src/release/pages/changes.tsx'
import { ItemPage } from '../../src/release/pages/item.tsx'
import { ReleasePage } from '../../src/release/pages/release.tsx'
import { RoomPage } from '../../src/release/pages/room.tsx'
import { WithdrawnPage } from '../../src/release/pages/withdrawn.tsx'
import { LessonsPage } from '../../src/remedies/pages/lessons.tsx'
import { RemediesPage } from '../../src/remedies/pages/register.tsx'
import { html } from '../../src/web/page.tsx'
import { ErrorPage } from '../../src/web/parts/error-page.tsx'
import { asSentence } from '../../src/web/words/sentences.ts'
import { zh } from '../../src/web/words/zh.ts'
import * as sample from './samples.ts'
import * as answering from './samples-answering.ts'
import * as cases from './samples-case.ts'
import * as desks from './samples-desk.ts'
import * as notices from './samples-notices.ts'
import * as room from './samples-released.ts'
import * as remedies from './samples-remedies.tsx'

const EVIL = `"'><script>alert(1)</script><img src=x onerror=alert(2)>&`

/** Words that decide the page's structure, not what a person wrote. */
const FIXED = new Set(['kind', 'type', 'stage', 'status', 'channel', 'outcome', 'on', 'today', 'dueOn', 'nextDueOn'])
const MORE = new Set(['madeOn', 'receivedOn', 'countedFrom', 'correctionNoticeDueOn', 'answerDueOn', 'field'])

/** Every text in it, made hostile. */
function hostile<T>(value: T, key = ''): T {
  if (FIXED.has(key) || MORE.has(key)) return value
  if (typeof value === 'string') return EVIL as T
  if (Array.isArray(value)) return value.map((one) => hostile(one)) as T
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hostile(one, name)])) as T
  return value
}

const { empty } = sample
const site = { host: EVIL, operator: EVIL, code: EVIL, icp: EVIL, police: EVIL, contact: EVIL, privacy: EVIL }
const visit = { words: zh, path: EVIL, look: { large: false, contrast: false }, site }
const agencies = hostile(sample.agencies)
const view = hostile(cases.caseView)
const form = { values: hostile(sample.refused.values), errors: hostile(sample.refused.errors) }
const signed = { viewer: hostile(sample.viewer), csrf: EVIL, idempotencyKey: EVIL }
const tracking = hostile(cases.tracking)
const uploads = hostile(sample.uploads)

const item = { ...hostile(room.item), topic: room.item.topic, releasedOn: room.item.releasedOn }

const attacked = {
  released: <RoomPage {...{ visit, view: { ...hostile(room.found), items: [item] } }} />,
  'released-nothing': <RoomPage {...{ visit, view: hostile(room.nothing) }} />,
  'released-item': <ItemPage {...{ visit, item, address: EVIL, apply: EVIL }} />,
  'released-withdrawn': <WithdrawnPage {...{ visit, item: { ...item, withdrawnWhy: EVIL } }} />,
  release: (
    <ReleasePage
      {...signed}
      {...{ item, history: hostile(room.history), caseId: EVIL, stopped: 2, change: EVIL, inThree: true }}
    />
  ),
  change: (
    <ChangePage
      {...signed}
      {...{ item, change: hostile(room.change), files: hostile(room.changeFiles), form, step: 'second' }}
      names={new Map()}
    />
  ),
  changes: <ChangesPage {...signed} changes={[{ ...hostile(room.change), kind: 'corrected', mine: true }]} />,
  home: <HomePage {...{ visit, agencies }} phone12345={EVIL} readingRoom={EVIL} />,
  privacy: <StatementPage visit={visit} name="privacy" />,
  guide: <GuidePage {...{ visit, agencies, agency: agencies[0], signedBy: 'ab12 cd34', proofPage: 'ab12' }} />,
  apply: <ApplyPage {...{ visit, agencies, form, uploads, idempotencyKey: EVIL, blocks: 1, most: 20 }} />,
  review: (
    <ReviewPage
      {...{ visit, uploads, agency: agencies[0], fields: { title: EVIL }, hints: ['vague'] }}
      application={{
        ...sample.application,
        request: { ...sample.application.request, title: EVIL, description: EVIL },
      }}
    />
  ),
  receipt: (
    <ReceiptPage
      {...{
        visit,
        agency: agencies[0]!,
        receipt: EVIL,
        enquiryCode: EVIL,
        submittedAt: EVIL,
        where: null,
        channelNote: EVIL,
      }}
    />
  ),
  tracking: <TrackingPage {...{ visit, view: { ...tracking, remedy: asSentence(EVIL) }, csrf: EVIL, form }} />,
  consultation: (
    <ConsultationPage
      {...{
        visit,
        view: { ...hostile(answering.reached), kind: 'thirdParty', standing: 'open', may: ['thirdPartyAnswered'] },
        form,
      }}
      idempotencyKey={EVIL}
    />
  ),
  'consultation-answered': (
    <ConsultationPage
      {...{
        visit,
        view: {
          ...hostile(answering.answered),
          kind: 'thirdParty',
          standing: 'answered',
          answer: { ...hostile(answering.answered).answer!, on: '2026-03-10' },
        },
      }}
      idempotencyKey={EVIL}
    />
  ),
  'case-consultations': <CasePage {...signed} view={{ ...view, consultations: hostile(answering.refs) }} />,
  error: <ErrorPage {...{ title: EVIL, text: EVIL, advice: EVIL, next: [{ href: EVIL, label: EVIL }], code: EVIL }} />,
  'sign-in': <SignInPage form={form} next={EVIL} passkeys />,
  'sign-in-code': <CodePage form={form} username={EVIL} next={EVIL} passkeys />,
  authenticator: <AuthenticatorPage form={form} uri={EVIL} secret={EVIL} />,
  'recovery-codes': <RecoveryCodesPage codes={[EVIL]} username={EVIL} on={EVIL} next={EVIL} />,
  recoveries: (
    <RecoveriesPage
      {...signed}
      {...{ mayPropose: true, form, link: EVIL }}
      open={[
        {
          id: EVIL,
          username: EVIL,
          name: EVIL,
          agencyName: EVIL,
          why: EVIL,
          byName: EVIL,
          at: EVIL,
          forYou: true,
          linkOnly: false,
          officers: false,
        },
      ]}
    />
  ),
  password: (
    <PasswordPage
      token={EVIL}
      form={{ values: {}, errors: [{ field: 'password', message: EVIL }] }}
      invited={{ username: EVIL, name: EVIL, roles: ['signer'], agency: EVIL }}
    />
  ),
  slip: (
    <SlipPage
      {...{
        ...signed,
        view,
        office: { name: EVIL, phone: EVIL },
        submittedOn: '2026-03-02',
        oral: true,
        trackUrl: EVIL,
        code: EVIL,
      }}
    />
  ),
  'case-too-late': <CasePage {...signed} view={{ ...view, may: [] }} open="registered" form={form} />,
  desk: <DeskPage {...signed} view={{ ...hostile(desks.desk), filter: { q: EVIL } }} />,
  'desk-nothing': <DeskPage {...signed} view={{ ...desks.desk, rows: [], filter: { q: EVIL } }} />,
  remedies: (
    <RemediesPage
      {...signed}
      view={hostile({
        ...remedies.remediesView,
        lines: remedies.remediesView.lines.map((line) => ({ ...line, answer: null })),
      })}
    />
  ),
  lessons: <LessonsPage {...signed} view={hostile(remedies.lessonsView)} />,
  supervision: <SupervisionPage {...signed} {...hostile(desks.supervised)} today="2026-03-18" />,
  case: <CasePage {...signed} view={view} open="extended" form={form} />,
  'new-case': <NewCasePage {...signed} {...{ agencies, form, uploads, blocks: 1, most: 20 }} today="2026-03-18" />,
  notice: (
    <PreparedPage
      {...{ ...signed, view, letters: hostile(notices.noticeLetters), said: form }}
      {...{ change: hostile(notices.correcting), approve: hostile(notices.approving) }}
      notice={hostile({ ...notices.returnedNotice, forYou: true })}
    />
  ),
  draft: (
    <DraftPage
      {...signed}
      {...{ view, pdfUrl: EVIL, form: empty }}
      lines={[EVIL, { text: EVIL, findings: [{ text: EVIL, stops: true, article: EVIL }] }]}
    />
  ),
}

describe.each(Object.entries(attacked))('%s', (_name, vnode) => {
  const page = html(vnode)

  test('shows what a stranger wrote as words', () => {
    expect(page).toContain('&lt;script>alert(1)')
  })

  test('lets none of it become markup', () => {
    expect(page).not.toContain('<script>')
    expect(page).not.toContain('<img')
    // Each quotation mark of it inside an attribute is written out, so no attribute can end early.
    expect(page).not.toMatch(/="[^"]*"'>/)
  })
})
