/** The page of an application that waits for both sides, and the page of its answer; the receipt of what was sent. */
import type { VNode } from 'preact'
import { PaperPage } from '../../src/intake/pages/paper.tsx'
import { SentPage } from '../../src/intake/pages/sent.tsx'
import { TrackingPage } from '../../src/intake/pages/tracking.tsx'
import type { TrackingView } from '../../src/intake/views.ts'
import type { Visit } from '../../src/web/visit.ts'
import { sentence } from '../../src/web/words/sentences.ts'
import { agencies, clock, letters } from './samples.ts'
import { tracking, trackingAsked } from './samples-case.ts'

const none = { stopped: [], infected: [], unseenPapers: [], heeded: [], may: [] }

const confirming: TrackingView = {
  ...{ ...tracking, ...none, number: null, stage: 'receive', files: [], letters: [], days: [] },
  stages: tracking.stages.map((one, i) => ({ ...one, now: i === 0, ...(i > 0 && { on: null, by: null, events: [] }) })),
  nextStep: sentence('next.toConfirm'),
  contactBy: '2026-02-13',
  clock: {
    ...clock,
    ...{ status: 'awaitingConfirmation', receivedOn: null, dueOn: null, excluded: [], consultations: [] },
    careful: { dueOn: '2026-03-25', inTime: null, because: clock.careful.because },
  },
  may: [
    {
      ...{ type: 'confirmed', zh: '双方确认', article: '条例第三十一条', primary: true },
      fields: [{ name: 'how', label: '确认方式', kind: 'choice', required: true, choices: [] }],
    },
    ...tracking.may,
  ],
}

const answered: TrackingView = {
  ...{ ...tracking, ...none, stage: 'reply', letters, days: [] },
  stages: tracking.stages.map((one, i) => ({
    ...{ ...one, now: i === 3 },
    ...(i === 3 && {
      on: '2026-03-16',
      by: '政府信息公开科',
      events: [
        { on: '2026-03-16', what: 'replySigned' as const },
        { on: '2026-03-16', what: 'replyServed' as const },
      ],
    }),
  })),
  nextStep: sentence('next.replied'),
  result: 'partlyDisclosed',
  extension: { on: '2026-03-10', workingDays: 20, reason: '需要向多个机构检索，并核对涉及第三方的内容。' },
  sent: [
    { position: 2, type: 'confirmed', at: '2026-02-13T01:10:00Z' },
    { position: 6, type: 'corrected', at: '2026-02-24T02:00:00Z' },
  ],
  clock: { ...clock, ...{ status: 'settled', settledOn: '2026-03-16', inTime: true } },
  remedy: trackingAsked.remedy,
  lastDays: trackingAsked.lastDays,
}

export const answeredPagesOf = (visit: Visit): Record<string, VNode> => ({
  paper: <PaperPage {...{ visit, agencies, isOpen: true }} agency={{ ...agencies[0]!, fax: '0100-5550102' }} />,
  'paper-none': <PaperPage {...{ visit, agencies: [], isOpen: false }} agency={undefined} />,
  'tracking-confirm': <TrackingPage {...{ visit, view: confirming }} csrf="" />,
  'tracking-answered': <TrackingPage {...{ visit, view: answered }} csrf="" />,
  'tracking-sent': (
    <SentPage
      {...{ visit, receipt: tracking.receipt, number: tracking.number, agency: tracking.agency.name }}
      slip={{
        ...{ position: 6, type: 'corrected', at: '2026-02-24T02:00:00Z', hash: 'a'.repeat(64) },
        text: { said: '1．起止年份为2019年至2021年。\n2．文号为青政发〔2019〕3号。', sha256: 'b'.repeat(64) },
        files: [{ id: 'f1', name: '说明.pdf', size: 24_000, sha256: 'c'.repeat(64) }],
      }}
    />
  ),
})
