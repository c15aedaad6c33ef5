/** A faulty draft before its signature, and the workbench with a version that the checker stops. */
import type { VNode } from 'preact'
import { DraftPage } from '../../src/desk/pages/letter-preview.tsx'
import { diffLines } from '../../src/ground/diff.ts'
import { folderOf, shippedMessages } from '../../src/letters/templates/messages.ts'
import { sampleOf } from '../../src/workbench/check-message.ts'
import type { MessageRow } from '../../src/workbench/message-show.ts'
import { EditPage } from '../../src/workbench/pages/edit.tsx'
import { TemplatesPage } from '../../src/workbench/pages/list.tsx'
import { MessagePage } from '../../src/workbench/pages/message.tsx'
import { MessageEditPage } from '../../src/workbench/pages/message-edit.tsx'
import { MessageVersionPage } from '../../src/workbench/pages/message-version.tsx'
import { MessagesPage } from '../../src/workbench/pages/messages.tsx'
import { VersionPage } from '../../src/workbench/pages/version.tsx'
import type { About, Frame, HistoryLine, Preview, Row, Said } from '../../src/workbench/views.ts'
import { agencies, empty, viewer } from './samples.ts'
import { caseView } from './samples-case.ts'

const [{ code: id, name }] = agencies as [(typeof agencies)[number]]
const signed = { viewer, csrf: 'csrf-token' }
const frame: Frame = { ...signed, scope: { agency: { id, name }, own: true, others: [] }, today: '2026-03-18' }
const about: About = {
  id: 'internalAffairs',
  kind: 'reply',
  title: '政府信息不予公开答复书',
  articles: ['政府信息公开条例第十六条第一款'],
  remedy: 'first',
  version: 3,
}
const findings: Said[] = [
  { rule: 'LAW_REPEALED', severity: 'error', text: '法释〔2011〕17号自2025年6月1日起废止。改引法释〔2025〕8号。' },
  { rule: 'POLITE_WORDS', severity: 'hint', text: '有客套话。删去。' },
]
const line: HistoryLine = {
  version: 3,
  number: 3,
  standing: 'submitted',
  by: '示例·法制员',
  at: '2026-03-18T01:30:00.000Z',
  why: '补充依据。',
  basedOn: null,
  acts: [],
}
const row: Row = {
  id: 'internalAffairs',
  title: about.title,
  of: '不予公开：内部事务信息',
  kind: 'reply',
  articles: about.articles,
  version: 2,
  inForce: '2026-11-21',
  isOwn: false,
  pending: [{ version: 3, standing: 'submitted', by: '示例·法制员', day: null, forYou: true }],
}
const shippedLine: HistoryLine = { ...line, version: null, number: 1, standing: 'shipped', by: '', at: '', why: '' }
const message = shippedMessages.get('mails.registered')!
const short = shippedMessages.get('sms.correction')!
const said = { message, sample: sampleOf(message) }
const messageRows: MessageRow[] = [message, short].map(({ id, statutory }, i) => ({
  ...{
    id,
    folder: folderOf({ id }),
    title: i === 0 ? '政府信息公开申请已登记' : '补正',
    statutory,
    version: 2,
    isOwn: i === 0,
  },
  pending: i === 0 ? row.pending : [],
}))
const text = [{ text: '参照法释〔2011〕17号的规定，不予公开。', part: 'body' }]
const preview: Preview = { pdfUrl: '/preview.pdf', asked: '', found: null, missing: [], text }

export const checkedPages: Record<string, VNode> = {
  'draft-stopped': (
    <DraftPage
      {...signed}
      idempotencyKey="key-1"
      view={{
        ...caseView,
        nextAct: 'replySigned',
        may: [
          {
            type: 'replySigned',
            zh: '签发',
            article: '条例第四十五条',
            primary: true,
            note: '文书有 1 处必须改正，现在不能签发，请退回修改。',
            warning: '签发后文书编号并固定，不能修改或者撤回。',
            fields: [
              { name: 'override.approvedBy', label: '批准人', kind: 'text', required: false, fold: '确需照此签发' },
              { name: 'override.reason', label: '理由', kind: 'long', required: false, fold: '确需照此签发' },
            ],
          },
        ],
      }}
      act="replySigned"
      form={{
        values: { 'override.approvedBy': '示例·负责人' },
        errors: [{ field: 'override.reason', message: '请填写' }],
      }}
      open={['理由']}
      missing={['\u{323af}']}
      lines={[
        { text: about.title, part: 'title' },
        {
          text: text[0]!.text,
          findings: [
            {
              text: '法释〔2011〕17号自2025年6月1日起废止。',
              remedy: '改引法释〔2025〕8号。',
              rule: 'LAW_REPEALED',
              article: '法释〔2025〕8号',
              stops: true,
            },
          ],
        },
      ]}
      pdfUrl="/preview.pdf"
    />
  ),
  templates: <TemplatesPage {...frame} rows={[row]} only="waiting" mayEdit messages={1} />,
  messages: <MessagesPage {...frame} rows={messageRows} mayEdit />,
  message: <MessagePage {...frame} {...said} holds={2} history={[line, shippedLine]} mayEdit />,
  'message, a version': (
    <MessageVersionPage
      {...{ ...frame, ...said, id: message.id, line, acts: [], proposed: '2026-03-18', may: ['approved', 'returned'] }}
      {...{ findings: [], lines: diffLines(message.body, `${message.body}请妥善保存。`), mayEdit: true }}
      {...{ form: empty, open: undefined }}
    />
  ),
  'message, worded anew': (
    <MessageEditPage
      {...{ ...frame, id: short.id, ground: short, from: null, sample: null }}
      form={{
        values: { body: short.body, why: '' },
        errors: [{ field: 'body', message: '短信应当是一段' }],
      }}
    />
  ),
  'message, to be saved': (
    <MessageEditPage
      {...{ ...frame, id: short.id, ground: short, from: null, sample: sampleOf(short) }}
      form={{ values: { body: short.body }, errors: [] }}
    />
  ),
  'mail, worded anew': (
    <MessageEditPage
      {...{ ...frame, id: message.id, ground: message, from: null, sample: sampleOf(message) }}
      form={{ values: { subject: message.subject!, body: message.body }, errors: [] }}
    />
  ),
  'template-edited': (
    <EditPage
      {...frame}
      {...{
        about,
        asks: { reasons: { label: '理由', help: '写明事实。' } },
        clauses: [],
        from: 3,
        chosen: undefined,
        form: empty,
      }}
      {...{ sample: text, faults: [], findings }}
    />
  ),
  'template-stopped': (
    <VersionPage
      {...frame}
      {...{ about, line, acts: [], lines: [], proposed: '2026-11-21', may: ['approved', 'returned'], mayEdit: false }}
      {...{ findings, preview, form: empty, open: undefined }}
    />
  ),
}
