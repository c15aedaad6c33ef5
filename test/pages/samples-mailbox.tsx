/** Applications by mail: every page about it, with samples. */
import type { VNode } from 'preact'
import type { MailView } from '../../src/mailbox/list.ts'
import { MailPage } from '../../src/mailbox/pages/mail.tsx'
import { MailboxPage } from '../../src/mailbox/pages/mailbox.tsx'
import type { Viewer } from '../../src/people/sessions.ts'
import { viewer as handler } from './samples.ts'

const registrar: Viewer = { ...handler, id: 'u0', username: 'registrar', name: '林岚', roles: ['registrar'], units: [] }
const admin: Viewer = { ...registrar, username: 'admin', name: '顾清', roles: ['admin'] }
const of = { id: 'c1', receipt: '20260318-00000-000000', number: '2026-0001', title: '示例道路的规划' }
const mail: MailView = {
  ...{
    id: 'm1',
    agency: '云溪区人民政府',
    size: 30_000,
    isHere: true,
    arrivedAt: '2026-03-18T01:30:00.000Z',
    tries: 0,
  },
  said: { from: 'lisi@example.cn', name: '李四', subject: '答复：补充材料', sentAt: 'Wed, 18 Mar 2026 09:00:00 +0800' },
  ...{ state: 'proposed', why: 'sender', fault: null, case: of },
}
const failed: MailView = {
  ...mail,
  id: 'm2',
  state: 'taken',
  why: null,
  tries: 3,
  fault: 'the store is away',
  case: null,
}
const left: MailView = { ...mail, id: 'm3', said: null, isHere: false, state: 'aside', why: 'tooLarge', case: null }
const frame = { csrf: 'csrf-token', viewer: registrar, isSet: true, isRegistrar: true }
const standing = { lookedAt: '2026-03-18T01:31:00.000Z', fault: null, faultAt: null }
const away = { ...standing, fault: 'connect ECONNREFUSED', faultAt: '2026-03-18T02:00:00.000Z' }

export const mailboxPages: Record<string, VNode> = {
  mailbox: (
    <MailboxPage
      {...{ ...frame, standing, heap: 'open', heaps: { failed: 1, proposed: 1 }, mails: [mail, failed], done: 'again' }}
    />
  ),
  'mailbox, away': (
    <MailboxPage
      {...{ ...frame, standing: away, heap: 'all', heaps: { failed: 0, proposed: 0 }, mails: [mail, left], next: 'm3' }}
    />
  ),
  'mailbox, of an administrator': (
    <MailboxPage
      {...{ ...frame, viewer: admin, isRegistrar: false, isSet: false, heap: 'open', mails: [] }}
      heaps={{ failed: 2, proposed: 1 }}
    />
  ),
  'mailbox, none set': (
    <MailboxPage {...{ ...frame, isSet: false, heap: 'open', mails: [] }} heaps={{ failed: 0, proposed: 0 }} />
  ),
  mail: (
    <MailPage
      {...{ viewer: registrar, csrf: 'csrf-token', view: mail, text: '补充身份证件号码。\n谢谢。' }}
      pieces={[{ name: '身份证.jpg', size: 200_000 }]}
    />
  ),
  'mail, unread': <MailPage {...{ viewer: registrar, csrf: 'csrf-token', view: failed, text: null, pieces: [] }} />,
}
