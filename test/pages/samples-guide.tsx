/** Pages of the guide and of questions with whatever may stand on them. */
import type { VNode } from 'preact'
import { diffLines } from '../../src/ground/diff.ts'
import type { GuideContent } from '../../src/guide/content.ts'
import type { Published } from '../../src/guide/guide.ts'
import { GuideEditPage } from '../../src/guide/pages/guide.tsx'
import { QuestionsPage } from '../../src/guide/pages/public-questions.tsx'
import { EntryPage, QuestionsEditPage } from '../../src/guide/pages/questions.tsx'
import { SamplesPage } from '../../src/guide/pages/samples.tsx'
import { VersionsPage } from '../../src/guide/pages/versions.tsx'
import type { Entry, PublicAnswer } from '../../src/guide/questions.ts'
import { GuidePage } from '../../src/intake/pages/guide.tsx'
import { PracticePage, PractisedPage } from '../../src/intake/pages/practice.tsx'
import type { Viewer } from '../../src/people/sessions.ts'
import { TerminalPage } from '../../src/settings/pages/terminal.tsx'
import type { Visit } from '../../src/web/visit.ts'

const at = '2026-03-17T02:00:00.000Z'
const by = 'staff:head'
const empty = { values: {}, errors: [] }
const agency = { id: 'qingchuan', name: '青川区人民政府办公室' }
const other = { id: 'qingchuan-zjj', name: '青川区住房和城乡建设局' }
const content: GuideContent = {
  ...{ categories: '主动公开和依申请公开两类。', arrangement: '按索引、名称编排。', obtaining: '网站、档案馆。' },
  ...{ office: '信息公开科', responsible: '科长', address: '示例路1号', postcode: '000000', hours: '工作日' },
  ...{ phone: '0000-8800001', fax: '未开通', email: 'gk@example.gov.cn', online: 'https://gk.example.gov.cn' },
}
const changed = { ...content, address: '示例路2号', obtaining: '网站、档案馆。\n公共图书馆。' }
const published: Published[] = [
  { nth: 1, content, on: '2026-01-05', at: '2026-01-05T02:00:00.000Z', by },
  { nth: 2, content: changed, on: '2026-03-17', at, by },
]
const question = '可以请别人代我申请吗？'
const entry: Entry = {
  ...{
    id: 'a1',
    n: 3,
    agencyId: agency.id,
    topic: 'apply',
    question,
    answer: '可以，附授权委托书。',
    basis: '条例第二十七条',
  },
  ...{ state: 'submitted', why: '', by, at, author: by, stands: true },
}
const said: PublicAnswer = {
  ...{ id: 'a1', agency: { code: agency.id, name: agency.name }, topic: 'apply', question },
  ...{ answer: '可以，附授权委托书。\n委托书写明代理的事项。', basis: '条例第二十七条' },
  ...{ version: 2, publishedOn: '2026-01-05', updatedOn: '2026-03-17' },
}

export function guidePagesOf({ viewer, csrf }: { viewer: Viewer; csrf: string }): Record<string, VNode> {
  const signed = { viewer, csrf }
  const waits = {
    ...{ agencyId: agency.id, n: 5, content: changed, state: 'submitted' as const, why: '', by, at },
    ...{ writer: '示例·负责人', own: false, lines: diffLines('地址：示例路1号', '地址：示例路2号') },
  }
  const due = { agencyId: agency.id, name: agency.name, by: '2026-03-18' as const, elements: ['address' as const] }
  const view = {
    ...{ agency, agencies: [agency, other], published, lacking: [], from: 5, saved: 'proposed' },
    ...{ form: { values: changed, errors: [] }, isWritten: false },
  }
  const refused = { values: {}, errors: [{ field: 'why', message: '不批准的，请写明理由' }] }
  const wrong = { values: { ...content, phone: '' }, errors: [{ field: 'phone', message: '请填写' }] }
  const entries = [entry, { ...entry, id: 'a2', state: 'approved' as const }, { ...entry, id: 'a3', stands: false }]
  const lines = [{ n: 1, state: 'submitted' as const, by: '示例·承办人', at, why: '', answer: '可以。' }]
  const one = { entry, lines, form: empty, isWritten: false, mayWrite: true, mayDecide: true, isOwn: false }
  return {
    'guide-edit': <GuideEditPage {...signed} view={{ ...view, waits, due: { ...due, what: 'waiting' }, refused }} />,
    'guide-edit-own': <GuideEditPage {...signed} view={{ ...view, waits: { ...waits, own: true } }} />,
    'guide-edit-due': <GuideEditPage {...signed} view={{ ...view, due: { ...due, what: 'changedElsewhere' } }} />,
    'guide-edit-none': (
      <GuideEditPage
        {...signed}
        view={{ ...view, agencies: [agency], published: [], lacking: ['categories'], form: wrong, isWritten: true }}
      />
    ),
    'questions-edit': (
      <QuestionsEditPage
        {...signed}
        view={{
          ...{ agency, agencies: [agency, { ...other, waiting: 2 }], entries, waiting: 1, isWaiting: false },
          ...{ form: empty, isWritten: false, mayWrite: true },
        }}
      />
    ),
    'questions-edit-none': (
      <QuestionsEditPage
        {...signed}
        view={{
          agency,
          agencies: [agency],
          ...{ entries: [], waiting: 0, isWaiting: true },
          form: { ...wrong, errors: [{ field: 'question', message: '请填写' }] },
          isWritten: true,
          mayWrite: true,
        }}
      />
    ),
    terminal: <TerminalPage {...signed} isOn={false} />,
    'terminal-on': <TerminalPage {...signed} isOn />,
    'question-edit': <EntryPage {...signed} view={one} />,
    'question-edit-own': <EntryPage {...signed} view={{ ...one, form: refused, isOwn: true }} />,
  }
}

export function publicGuidePages(visit: Visit): Record<string, VNode> {
  const view = {
    ...{ code: agency.id, name: agency.name, kind: 'countyGovernment', office: content.office, fax: content.fax },
    ...{ address: content.address, postcode: '000000', phone: content.phone, email: content.email, hours: '工作日' },
  }
  const { categories, arrangement, obtaining, responsible, online } = content
  const own = {
    ...{ categories, arrangement, obtaining, responsible, online, versions: 2, changed: ['address', 'obtaining'] },
    ...{ publishedOn: '2026-01-05' as const, updatedOn: '2026-03-17' as const },
  }
  const wrongForm = { values: { name: '张三' }, errors: [{ field: 'phone', message: '请填写' }] }
  const looked = { q: '代为申请', topic: 'apply', agency: undefined }
  return {
    'guide-own': <GuidePage {...{ visit, agencies: [view], agency: view, own, signedBy: 'a', proofPage: 'b' }} />,
    'guide-versions': <VersionsPage {...{ visit, agency, published, shown: published[1] }} />,
    'guide-versions-none': <VersionsPage {...{ visit, agency, published: [], shown: undefined }} />,
    questions: <QuestionsPage {...{ visit, looked: {}, found: [said], isLike: false, topics: ['apply', 'fee'] }} />,
    'questions-like': <QuestionsPage {...{ visit, looked, found: [said], isLike: true, topics: ['apply'] }} />,
    'questions-none': <QuestionsPage {...{ visit, looked, found: [], isLike: false, topics: [] }} />,
    practice: <PracticePage {...{ visit, agencies: [view], form: wrongForm }} />,
    practised: <PractisedPage {...{ visit, title: '某批复', hints: ['vague'] }} />,
    'practised-clear': <PractisedPage {...{ visit, title: '某批复', hints: [] }} />,
    samples: <SamplesPage {...{ visit, added: [{ ...said, topic: 'badSample' }] }} />,
  }
}
