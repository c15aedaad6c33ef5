/** Every page with sample props, by name: what the outline and escaping tests go through. */
import type { VNode } from 'preact'
import { AccountPage } from '../../src/account/pages/account.tsx'
import * as entering from '../../src/account/pages/entering.tsx'
import { NoticesPage } from '../../src/account/pages/notices.tsx'
import { AnswerDoorPage } from '../../src/consultations/pages/answer-door.tsx'
import { ConsultationPage } from '../../src/consultations/pages/consultation.tsx'
import { CasePage } from '../../src/desk/pages/case.tsx'
import { DeskPage } from '../../src/desk/pages/desk.tsx'
import { DueCalendarPage } from '../../src/desk/pages/due-calendar.tsx'
import { DraftPage } from '../../src/desk/pages/letter-preview.tsx'
import { ManyPage } from '../../src/desk/pages/many.tsx'
import { NewCasePage } from '../../src/desk/pages/new-case.tsx'
import { NoticePreviewPage, PreparedPage } from '../../src/desk/pages/notice.tsx'
import { RankingPage } from '../../src/desk/pages/ranking.tsx'
import { RecordSheetPage } from '../../src/desk/pages/record-sheet.tsx'
import { SlipPage } from '../../src/desk/pages/slip.tsx'
import { SupervisedListPage } from '../../src/desk/pages/supervised.tsx'
import { SupervisionPage } from '../../src/desk/pages/supervision.tsx'
import { ReadingCopyPage } from '../../src/evidence/reading/pages/reading-copy.tsx'
import { ApplyPage } from '../../src/intake/pages/apply.tsx'
import { DiscardPage, DraftCodePage, FiledPage } from '../../src/intake/pages/draft-pages.tsx'
import { GuidePage } from '../../src/intake/pages/guide.tsx'
import { HomePage } from '../../src/intake/pages/home.tsx'
import { NotOpenPage } from '../../src/intake/pages/not-open.tsx'
import { ReceiptPage } from '../../src/intake/pages/receipt.tsx'
import { ReviewPage } from '../../src/intake/pages/review.tsx'
import { StatementPage } from '../../src/intake/pages/statement.tsx'
import { StepPage } from '../../src/intake/pages/step.tsx'
import { TrackPage } from '../../src/intake/pages/track.tsx'
import { TrackingPage } from '../../src/intake/pages/tracking.tsx'
import { STEPS, stepOf } from '../../src/intake/steps.ts'
import { unprintedNote } from '../../src/letters/unprinted.ts'
import { FiguresPage } from '../../src/open-figures/pages/public.tsx'
import { AuthenticatorPage } from '../../src/people/pages/authenticator.tsx'
import { ChangePasswordPage } from '../../src/people/pages/change-password.tsx'
import { CodePage } from '../../src/people/pages/code.tsx'
import { FactorsPage } from '../../src/people/pages/factors.tsx'
import { PasswordPage } from '../../src/people/pages/password.tsx'
import { RecoveriesPage } from '../../src/people/pages/recoveries.tsx'
import { RecoveryCodesPage } from '../../src/people/pages/recovery-codes.tsx'
import { SignInPage } from '../../src/people/pages/sign-in.tsx'
import type { Invited } from '../../src/people/set-password.ts'
import { ChangePage } from '../../src/release/pages/change.tsx'
import { ChangesPage } from '../../src/release/pages/changes.tsx'
import { ItemPage } from '../../src/release/pages/item.tsx'
import { NewReleasePage } from '../../src/release/pages/new-release.tsx'
import { ProposalsPage } from '../../src/release/pages/proposals.tsx'
import { ReleasePage } from '../../src/release/pages/release.tsx'
import { ReleasesPage } from '../../src/release/pages/releases.tsx'
import { RoomPage } from '../../src/release/pages/room.tsx'
import { WithdrawnPage } from '../../src/release/pages/withdrawn.tsx'
import { NumbersPage } from '../../src/replies/pages/numbers.tsx'
import { ReprintPage } from '../../src/replies/pages/reprint.tsx'
import { TogetherPage } from '../../src/replies/pages/together.tsx'
import { ErrorPage } from '../../src/web/parts/error-page.tsx'
import type { Act } from '../../src/web/shapes.ts'
import type { Visit } from '../../src/web/visit.ts'
import { sentence } from '../../src/web/words/sentences.ts'
import { type Words, zh } from '../../src/web/words/zh.ts'
import * as sample from './samples.ts'
import { analysisPagesOf } from './samples-analysis.tsx'
import { answeredPagesOf } from './samples-answered.tsx'
import * as answering from './samples-answering.ts'
import { archivePages } from './samples-archive.tsx'
import {
  caseView,
  lacking,
  manyActs,
  tracking,
  trackingAside,
  trackingAsked,
  trackingMoved,
  trackingTogether,
} from './samples-case.ts'
import { cooperationPagesOf } from './samples-cooperation.tsx'
import * as copies from './samples-copies.ts'
import { correctionPagesOf } from './samples-corrections.tsx'
import { behindLate, desk, doubted, supervised } from './samples-desk.ts'
import { drillPagesOf } from './samples-drill.tsx'
import { entryPagesOf } from './samples-entry.tsx'
import { guidePagesOf, publicGuidePages } from './samples-guide.tsx'
import { helpPagesOf } from './samples-help.tsx'
import { register, reprinted, together } from './samples-letters.ts'
import { mailboxPages } from './samples-mailbox.tsx'
import { monthlyPagesOf } from './samples-monthly.tsx'
import * as notice from './samples-notices.ts'
import { officePages } from './samples-office.tsx'
import { outwardPages } from './samples-outward.tsx'
import { peoplePages } from './samples-people.tsx'
import { problemPagesOf } from './samples-problems.tsx'
import { redactionPagesOf } from './samples-redaction.tsx'
import * as released from './samples-released.ts'
import { remedyPagesOf } from './samples-remedies.tsx'
import { reportPagesOf } from './samples-reports.tsx'
import { sealPages } from './samples-seals.tsx'
import { settingsPages } from './samples-settings.tsx'
import { figuresSample, openFiguresPagesOf, spotPagesOf } from './samples-spot.tsx'
import { supervisionPagesOf } from './samples-supervision.tsx'
import { responsiblePagesOf, taskPagesOf } from './samples-tasks.tsx'
import { checkedPages } from './samples-templates.tsx'
import { transferPages } from './samples-transfers.tsx'

const MOVED_TO = {
  ...{ agencyId: 'qingchuan-jyj', caseId: 'c2', agency: '青川区教育局', office: '青川区教育局办公室' },
  ...{ phone: '010-00000000', receipt: '20260302-00002-000002', at: '2026-03-10T02:00:00.000Z', lives: true },
}

/** The fingerprint of a key, as long as each is. */
const SIGNED_BY = 'ab12 '.repeat(16).trim()

const { agencies, empty, refused, viewer } = sample
/** What is wrong in one step of the form. */
const refusedIn = (n: number) => ({ ...refused, errors: refused.errors.filter(({ field }) => stepOf(field) === n) })
/** 分办, as a heap's form has it. */
const toAssign: Act = {
  type: 'assigned',
  zh: '分办',
  article: '第十条',
  primary: true,
  fields: [
    {
      ...{ name: 'unit', label: '承办机构', kind: 'choice', required: true },
      choices: [{ value: 'gkk', label: '政府信息公开科' }],
    },
  ],
}

const signed = { viewer, csrf: 'csrf-token', idempotencyKey: 'key-1' }
const [agency] = agencies as [sample.Agency]
const INVITED: Invited = { username: 'jia', name: '示例甲', roles: ['registrar', 'archivist'], agency: agency.name }

/** The foot of each page, as an office fills it in. */
const site = {
  ...{ host: '青川区人民政府', operator: '青川区人民政府办公室', code: '0000000000', contact: '0000-0000000' },
  ...{ icp: '示例ICP备00000000号', police: '示例公网安备00000000000000号' },
  ...{ privacy: '来函请写明受理编号。', accessibility: '一楼窗口备有放大镜。' },
}
export const visitIn = (words: Words): Visit => ({ words, path: '', look: { large: false, contrast: false }, site })

export const pages = (words: Words = zh, visit = visitIn(words)): Record<string, VNode> => ({
  home: <HomePage {...{ visit, agencies }} phone12345="12345" readingRoom="/released" />,
  'home-closed': <HomePage {...{ visit, agencies: [] }} phone12345="12345" readingRoom="/released" closed />,
  released: <RoomPage {...{ visit, view: released.room }} />,
  'released-found': <RoomPage {...{ visit, view: released.found }} />,
  'released-nothing': <RoomPage {...{ visit, view: released.nothing }} />,
  'released-nearest': <RoomPage {...{ visit, view: released.nearest }} />,
  'released-item': (
    <ItemPage
      {...{ visit, item: released.item }}
      address="https://gk.example.gov.cn/released/2026-0007"
      apply="/apply"
    />
  ),
  figures: <FiguresPage {...{ visit, shown: [figuresSample], years: [2025, 2024], year: 2025 }} />,
  ...publicGuidePages(visit),
  'figures-none': <FiguresPage {...{ visit, shown: [], years: [], year: undefined }} />,
  'released-withdrawn': <WithdrawnPage {...{ visit, item: released.withdrawn }} />,
  releases: <ReleasesPage {...signed} q="" items={[released.item, released.withdrawn]} />,
  'releases-proposals': <ProposalsPage {...signed} view={released.proposals} />,
  'releases-proposals-none': (
    <ProposalsPage {...signed} view={{ ...released.proposals, agencies: [], proposals: [], next: null, ask: {} }} />
  ),
  'releases-none': <ReleasesPage {...signed} q="飞碟" items={[]} />,
  'release-new': (
    <NewReleasePage
      {...signed}
      agencies={[{ id: 'a1', name: '青川区人民政府办公室' }]}
      three={['青川区人民政府办公室']}
      form={{
        values: { title: '办法' },
        errors: [
          { field: 'topic', message: '请选择所列选项之一' },
          { field: 'files', message: '“办法.pdf”的内容与文件类型不符' },
          {
            field: 'confirmed.0123456789ab',
            message: '“办法.pdf”含有手机号码1处：138*****000。请遮盖后重新选择文件，或者写明仍可公布的理由',
          },
        ],
      }}
    />
  ),
  release: (
    <ReleasePage
      {...signed}
      item={released.item}
      caseId="c1"
      history={released.history}
      stopped={1}
      change="c1"
      done="已经公布。"
      unprinted="汉字1个（U+31350）"
      inThree
    />
  ),
  'release-refused': (
    <ReleasePage
      {...signed}
      item={released.item}
      caseId={null}
      history={released.history}
      stopped={0}
      change={undefined}
      inThree={false}
      back={{ kind: 'withdrawal', form: { values: { why: '' }, errors: [{ field: 'why', message: '请填写' }] } }}
    />
  ),
  'release-withdrawn': (
    <ReleasePage
      {...signed}
      item={released.withdrawn}
      caseId={null}
      history={released.history}
      stopped={2}
      change={undefined}
      inThree
    />
  ),
  'release-changes': (
    <ChangesPage
      {...signed}
      changes={[
        { ...released.change, by: '林知远', mine: true },
        { ...released.change, id: 'c2', by: '林知远', mine: false, ...released.refused },
      ]}
    />
  ),
  'release-changes-none': <ChangesPage {...signed} changes={[]} />,
  'release-change': (
    <ChangePage
      {...{ ...signed, change: released.change, files: released.changeFiles, item: released.item, step: 'second' }}
      form={{ values: {}, errors: [{ field: 'opinion', message: '请写明意见' }] }}
      names={new Map([['staff:lin', '林知远']])}
    />
  ),
  'release-change-refused': (
    <ChangePage
      {...{ ...signed, change: { ...released.change, ...released.refused, kind: 'published' }, files: [] }}
      form={{ values: {}, errors: [] }}
      names={new Map()}
    />
  ),
  privacy: <StatementPage {...{ visit, name: 'privacy' }} />,
  accessibility: <StatementPage {...{ visit, name: 'accessibility' }} />,
  guide: <GuidePage {...{ visit, agencies, agency, signedBy: SIGNED_BY, proofPage: SIGNED_BY.replaceAll(' ', '') }} />,
  apply: (
    <ApplyPage {...{ visit, agencies, form: empty, uploads: sample.noUploads, most: 20 }} idempotencyKey="key-1" />
  ),
  'apply-refused': (
    <ApplyPage
      {...{ visit, agencies, form: refused, uploads: sample.uploads, blocks: 2, most: 2 }}
      idempotencyKey="key-1"
    />
  ),
  ...Object.fromEntries(
    STEPS.map((n) => [
      `step-${n}`,
      <StepPage
        key={n}
        {...{ visit, n, agencies, form: n === 2 ? refusedIn(n) : empty, uploads: sample.uploads, blocks: 1, most: 2 }}
        {...{ idempotencyKey: 'key-1', back: n === 3, kept: n > 1 ? new Date('2026-03-02T01:30:00Z') : undefined }}
      />,
    ]),
  ),
  'draft-code': (
    <DraftCodePage
      {...{ visit, isKept: true, given: { code: 'M4XT8WQH7K', until: new Date('2026-03-02T02:30:00Z') } }}
      form={{ values: {}, errors: [{ field: 'code', message: words.drafts.code.wrong }] }}
    />
  ),
  'draft-code-none': <DraftCodePage {...{ visit, isKept: false, given: undefined, form: empty }} />,
  'draft-discard': <DiscardPage visit={visit} />,
  'draft-filed': <FiledPage {...{ visit, receipt: '20260212-0417-83916' }} />,
  review: (
    <ReviewPage
      {...{ visit, agency, application: sample.application, uploads: sample.uploads }}
      fields={{ title: sample.application.request.title, idempotencyKey: 'key-1' }}
      hints={['vague', 'several']}
      unprinted={unprintedNote(words, ['\u182e'])}
    />
  ),
  'review-plain': (
    <ReviewPage
      {...{ visit, agency, application: sample.plainApplication, uploads: sample.noUploads, fields: {}, hints: [] }}
    />
  ),
  receipt: (
    <ReceiptPage
      {...{
        visit,
        agency,
        receipt: '20260212-0417-83916',
        enquiryCode: 'M4XT8WQH7K',
        submittedAt: '2026-02-12T13:05:44Z',
      }}
      channelNote="您通过网络提交。受理机关将拨打您留的电话确认；双方确认之日为收到申请之日。"
      where="page"
      contactBy="2026-02-13"
      unprinted={unprintedNote(words, ['\u182e'])}
    />
  ),
  track: (
    <TrackPage
      visit={visit}
      form={{
        values: { receipt: 'QC-1' },
        errors: [{ field: 'receipt', message: '没有找到。请核对受理编号和查询码。' }],
      }}
    />
  ),
  tracking: <TrackingPage {...{ visit, view: tracking }} csrf="csrf-token" />,
  ...answeredPagesOf(visit),
  'tracking-thanked': (
    <TrackingPage
      {...{ visit, view: tracking }}
      csrf=""
      done="corrected"
      notices={{ mail: 'z***@example.cn', isMailed: false, where: null, choose: '/notices/t', sms: null }}
    />
  ),
  'tracking-moved': <TrackingPage {...{ visit, view: trackingMoved }} csrf="" />,
  'tracking-aside': <TrackingPage {...{ visit, view: trackingAside }} csrf="" />,
  'tracking-together': <TrackingPage {...{ visit, view: trackingTogether }} csrf="" />,
  'tracking-asked': (
    <TrackingPage
      {...{ visit, view: trackingAsked }}
      csrf=""
      notices={{ mail: 'z***@example.cn', isMailed: true, where: null, choose: '/notices/t', sms: { on: null } }}
      satisfaction={{ answered: { step: 4, said: '很快。', until: '2026-04-15' }, open: true }}
    />
  ),
  'tracking-asked-refused': (
    <TrackingPage
      {...{ visit, view: trackingAsked }}
      csrf=""
      notices={{ mail: null, isMailed: false, where: 'page', choose: null, sms: { on: '138****0001' } }}
      satisfaction={{ answered: null, open: true }}
      form={{ values: { type: 'satisfaction' }, errors: [{ field: 'step', message: '请选择一项' }] }}
    />
  ),
  'account-address': (
    <entering.AddressPage {...{ visit, form: empty, passkeys: true, provider: true, said: 'identity-refused' }} />
  ),
  'account-code': (
    <entering.CodePage visit={visit} form={{ values: {}, errors: [{ field: 'code', message: '验证码不对' }] }} />
  ),
  account: (
    <AccountPage
      waiting={[{ receipt: 'R20260302-WAITS1', on: '2026-03-02' }]}
      devices={[{ id: 'd', name: 'Chrome · Android', at: '2026-03-02T02:00:00.000Z' }]}
      provider={{ linked: false }}
      said="passkey-kept"
      mayRegister
      {...{ visit, email: 'someone@example.cn', choose: '/notices/t' }}
      applications={[
        {
          receipt: tracking.receipt,
          number: tracking.number,
          title: tracking.title,
          stage: 'review',
          status: 'running',
          dueOn: '2026-03-26',
          carefulDueOn: '2026-03-25',
          settledOn: null,
          left: 6,
          nextStep: sentence('next.handling'),
          letters: [{ title: '政府信息公开申请登记回执', url: '/letters/l1' }],
        },
      ]}
      contact={{ name: '苏禾', email: 'someone@example.cn' }}
    />
  ),
  'account-empty': (
    <AccountPage
      {...{ waiting: [], devices: [], mayRegister: true, provider: { linked: true } }}
      {...{ visit, email: 'someone@example.cn', choose: '/notices/t', applications: [], contact: {} }}
      form={{ values: { type: 'delete' }, errors: [{ field: 'confirm', message: '请先勾选确认' }] }}
    />
  ),
  'account-deleted': <entering.DeletedPage visit={visit} />,
  notices: <NoticesPage {...{ visit, token: 't', quiet: true, done: true }} />,
  'tracking-refused': (
    <TrackingPage
      {...{ visit, view: tracking }}
      csrf="csrf-token"
      form={{ values: { type: 'withdrawn' }, errors: [{ field: 'confirm', message: '请勾选确认。' }] }}
    />
  ),
  numbers: <NumbersPage {...{ viewer, view: register }} csrf="csrf-token" />,
  'numbers-none': (
    <NumbersPage {...{ viewer, view: { ...register, last: 0, voided: 0, numbers: [] } }} csrf="csrf-token" />
  ),
  'numbers-gap': <NumbersPage {...{ viewer, view: { ...register, missing: [2] } }} csrf="csrf-token" />,
  together: <TogetherPage {...signed} view={together} />,
  'together-refused': (
    <TogetherPage
      {...signed}
      view={together}
      form={{
        values: { 'case-case-2': 'yes', outcome: 'disclosed' },
        errors: [{ field: 'cases', message: '登记编号2026-0012：公开前须经保密审查。' }],
      }}
    />
  ),
  'together-nobody': <TogetherPage {...signed} view={{ ...together, others: [] }} />,
  'together-reading': <TogetherPage {...signed} view={{ ...together, act: null }} />,
  'reading-copy-none': <ReadingCopyPage {...{ viewer, view: copies.none }} csrf="csrf-token" />,
  'reading-copy-making': <ReadingCopyPage {...{ viewer, view: copies.making }} csrf="csrf-token" />,
  'reading-copy-made': <ReadingCopyPage {...{ viewer, view: copies.made }} csrf="csrf-token" />,
  'reading-copy-failed': <ReadingCopyPage {...{ viewer, view: copies.failed }} csrf="csrf-token" />,
  reprint: <ReprintPage {...{ viewer, of: caseView, reprint: reprinted }} csrf="csrf-token" />,
  'reprint-differs': (
    <ReprintPage
      {...{ viewer, of: caseView }}
      reprint={{
        ...reprinted,
        identical: false,
        differs: [{ code: 'FONTS_MISSING', message: '留存的字库文件不在存储中。' }],
      }}
      csrf="csrf-token"
    />
  ),
  error: (
    <ErrorPage
      visit={words === zh ? visit : undefined}
      title="没有找到这个页面"
      text="地址可能写错了，或者页面已经移走。"
      advice="您刚才填写的内容没有提交，也没有丢失。"
      next={[
        { href: '/', label: '回到首页' },
        { href: '/track', label: '查询进度' },
      ]}
      code="NOT_FOUND"
    />
  ),
  'sign-in': (
    <SignInPage
      form={{
        values: { username: 'handler' },
        errors: [{ field: 'password', message: '用户名或者密码不对，请重新输入。' }],
      }}
      next="/desk"
    />
  ),
  'sign-in-after-password': <SignInPage form={empty} next="/cases/c1" passwordSet />,
  password: <PasswordPage token="t" form={empty} invited={INVITED} />,
  'password-refused': (
    <PasswordPage
      token="t"
      form={{ values: {}, errors: [{ field: 'again', message: '两次输入的密码不一致' }] }}
      invited={INVITED}
    />
  ),
  code: (
    <CodePage
      username="head"
      next="/desk"
      passkeys
      form={{ values: {}, errors: [{ field: 'code', message: '验证码不正确，或者已经用过。' }] }}
    />
  ),
  authenticator: (
    <AuthenticatorPage
      form={{ values: {}, errors: [{ field: 'code', message: '验证码不正确。' }] }}
      uri="otpauth://totp/x:head?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
      secret="GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    />
  ),
  'recovery-codes': (
    <RecoveryCodesPage codes={['AB2CD-34EFG', 'HJ5KM-67NPQ']} username="head" on="2026年3月2日" next="/desk" />
  ),
  factors: (
    <FactorsPage
      {...{ viewer, csrf: 'csrf-token', required: true, offered: true, day: () => '2026年3月2日' }}
      passkeys={[{ id: 'k1', name: 'Chrome 141 · Windows', at: '2026-03-02T01:30:00Z' }]}
      factors={{ authenticatorSince: '2026-03-02T01:30:00Z', codesLeft: 2, demonstration: false }}
    />
  ),
  'factors-none': (
    <FactorsPage
      {...{ viewer, csrf: 'csrf-token', required: false, passkeys: [], offered: false, day: () => '' }}
      factors={{ authenticatorSince: null, codesLeft: 0, demonstration: false }}
    />
  ),
  'factors-demonstration': (
    <FactorsPage
      {...{ viewer, csrf: 'csrf-token', required: true, passkeys: [], offered: true, day: () => '' }}
      factors={{ authenticatorSince: null, codesLeft: 0, demonstration: true }}
    />
  ),
  'change-password': (
    <ChangePasswordPage
      {...{ viewer, csrf: 'csrf-token' }}
      form={{ values: {}, errors: [{ field: 'current', message: '现在的密码不正确' }] }}
    />
  ),
  recoveries: (
    <RecoveriesPage
      {...{ viewer, csrf: 'csrf-token', mayPropose: true }}
      form={{ values: { username: 'x' }, errors: [{ field: 'username', message: '没有这个在职人员' }] }}
      open={[true, false].map((forYou, i) => ({
        ...{ linkOnly: !forYou, officers: !forYou },
        ...{ id: `r${i}`, username: 'signer', name: '签发人', agencyName: '青川区人民政府', forYou },
        ...{ why: '手机丢失，当面核实了工作证。', byName: '系统管理员', at: '2026年3月2日9:30' },
      }))}
      link="https://gk.example.gov.cn/invitations/x"
    />
  ),
  'recoveries-none': <RecoveriesPage {...{ viewer, csrf: 'csrf-token', mayPropose: false, form: empty, open: [] }} />,
  'password-gone': <PasswordPage token="t" form={empty} invited={undefined} />,
  'error-for-staff': (
    <ErrorPage
      visit={words === zh ? visit : undefined}
      title="您的岗位不能进行这一操作"
      text=""
      advice=""
      next={[]}
      code="NOT_YOURS"
    />
  ),
  'answer-door': (
    <AnswerDoorPage
      {...{ visit, offices: agencies }}
      form={{
        values: { number: 'Z1' },
        errors: [{ field: 'number', message: words.answering.wrong }],
      }}
    />
  ),
  consultation: <ConsultationPage {...{ visit, view: answering.awaited }} idempotencyKey="key-1" />,
  'consultation-refused': (
    <ConsultationPage
      {...{ visit, view: answering.reached }}
      idempotencyKey="key-1"
      form={{
        values: { opinion: 'object' },
        errors: [
          { field: 'reasons', message: words.answering.fault.reasons },
          { field: 'confirm', message: words.answering.fault.confirm },
        ],
      }}
    />
  ),
  'consultation-answered': <ConsultationPage {...{ visit, view: answering.answered }} idempotencyKey="key-1" />,
  'consultation-on-paper': <ConsultationPage {...{ visit, view: answering.onPaper }} idempotencyKey="key-1" />,
  'consultation-too-late': (
    <ConsultationPage
      {...{ visit, view: answering.closed }}
      idempotencyKey="key-1"
      form={{ values: {}, errors: [{ field: 'type', message: '已经更正或者撤销。' }] }}
    />
  ),
  'case-with-consultations': <CasePage {...signed} view={{ ...caseView, consultations: answering.refs }} />,
  desk: <DeskPage {...signed} view={desk} />,
  'due-calendar': (
    <DueCalendarPage
      {...signed}
      today="2026-03-04"
      from="2026-03-02"
      counts={new Map([['2026-03-04', 3]])}
      isOff={(day) => day === '2026-03-07'}
    />
  ),
  ...correctionPagesOf(signed),
  ...entryPagesOf(signed, agencies),
  'record-sheet': <RecordSheetPage {...signed} view={caseView} submittedOn="2026-03-02" />,
  'desk-more': (
    <DeskPage
      {...signed}
      view={{
        ...desk,
        filter: { more: 'yes', unit: 'u1', due: 'week', from: '2026-03-01', sort: '-submitted' },
        choices: {
          agencies: { a1: '青川区', a2: '示例局' },
          units: { u1: '公开科' },
          handlers: { handler: '示例·承办人' },
        },
        correctionsWaiting: [
          { id: 'n1', caseId: 'c1', number: null, receipt: '20260212-0417-83917', title: '征收补偿方案', position: 3 },
        ],
      }}
    />
  ),
  'case-corrections': (
    <CasePage
      {...signed}
      done="已经更正。"
      view={{
        ...caseView,
        corrections: [
          {
            ...{ id: 'n1', position: 1, zh: '提交', why: '姓名录错。', askedBy: '示例·登记人员' },
            ...{ askedAt: '2026-03-03T02:00:00.000Z', forYou: true },
          },
          {
            ...{ id: 'n2', position: 2, zh: '登记', why: '重复。', askedBy: '示例·登记人员', forYou: false },
            ...{ askedAt: '2026-03-03T02:00:00.000Z', refused: { by: '示例·主任', opinion: '没有重复。' } },
          },
        ],
      }}
    />
  ),
  ranking: (
    <RankingPage
      {...{ ...signed, year: 2026, years: [2026, 2025, 2024], by: 'inTime', now: '2026-03-18T02:05:00.000Z' }}
      rows={supervised.agencies.map((one, i) => ({ ...one, decided: 2, lost: i, place: one.answered > 0 ? 1 : null }))}
    />
  ),
  supervision: <SupervisionPage {...signed} {...supervised} today="2026-03-18" now="2026-03-18T02:05:00.000Z" />,
  'supervision-urged': (
    <SupervisionPage
      {...{ ...signed, ...supervised, today: '2026-03-18' }}
      urgings={new Map([[supervised.agencies[0]!.agencyId, 2]])}
      urged={new Map([[supervised.escalated[0]!.id, '督办待答复，2026年3月20日以前']])}
    />
  ),
  supervised: <SupervisedListPage {...signed} {...behindLate} />,
  'supervised-urged': (
    <SupervisedListPage
      {...{ ...signed, ...behindLate, figure: 'overdue' }}
      urged={new Map(behindLate.page.cases.slice(0, 1).map(({ id }) => [id, '督办2次，已答复']))}
    />
  ),
  'supervised-none': <SupervisedListPage {...signed} {...behindLate} figure="lost" page={{ cases: [], next: null }} />,
  ...reportPagesOf(signed),
  ...monthlyPagesOf(signed),
  ...analysisPagesOf(signed),
  ...taskPagesOf(signed),
  ...responsiblePagesOf(signed),
  ...spotPagesOf(signed),
  ...supervisionPagesOf(signed),
  ...cooperationPagesOf(signed),
  ...problemPagesOf(signed),
  ...redactionPagesOf(signed),
  ...openFiguresPagesOf(signed),
  ...guidePagesOf(signed),
  ...remedyPagesOf(signed),
  ...drillPagesOf(signed),
  ...helpPagesOf(signed),
  'supervised-aside': (
    <SupervisedListPage
      {...signed}
      {...behindLate}
      figure="aside"
      asides={new Map(behindLate.page.cases.map(({ id }) => [id, doubted]))}
    />
  ),
  'desk-aside': (
    <DeskPage
      {...signed}
      view={{
        ...{ ...desk, filter: { aside: 'yes' } },
        asides: new Map([
          [desk.rows[0]!.id, doubted],
          [desk.rows[1]!.id, { ...doubted, doubts: [] }],
        ]),
        restoredBy: ['示例·登记员', '示例·收发员'],
      }}
    />
  ),
  'desk-aside-nobody': <DeskPage {...signed} view={{ ...desk, filter: { aside: 'yes' }, restoredBy: [] }} />,
  'case-aside': (
    <CasePage
      {...signed}
      view={{
        ...{ ...caseView, stage: 'receive', status: 'closed', aside: doubted },
        clock: { ...caseView.clock, status: 'closed' },
      }}
    />
  ),
  'case-moved': (
    <CasePage
      {...signed}
      view={{
        ...{ ...caseView, stage: 'receive', status: 'closed' },
        aside: { ...doubted, doubts: [], moved: MOVED_TO },
        clock: { ...caseView.clock, status: 'closed' },
      }}
    />
  ),
  'case-handed-back': (
    <CasePage
      {...signed}
      view={{ ...caseView, handedBack: { on: '2026-03-10', by: '示例·承办人', why: '属于综合科职责。' } }}
    />
  ),
  'desk-aside-empty': <DeskPage {...signed} view={{ ...desk, rows: [], next: null, filter: { aside: 'yes' } }} />,
  'desk-empty': (
    <DeskPage {...signed} view={{ ...desk, rows: [], next: null, filter: { due: 'overdue', mine: true, q: '云溪' } }} />
  ),
  case: <CasePage {...signed} view={caseView} />,
  'case-urged': (
    <CasePage
      {...signed}
      view={{
        ...caseView,
        urged: {
          open: [
            { position: 3, dueOn: '2026-03-12', isOverdue: true, mayAnswer: true },
            { position: 4, dueOn: '2026-03-30', isOverdue: false, mayAnswer: false },
          ],
          called: new Map([[caseView.facts[0]!.position, '督办']]),
          mayUrge: true,
        },
      }}
    />
  ),
  'desk-cooperation': (
    <DeskPage
      {...signed}
      view={{
        ...{ ...desk, wordsWaiting: { letters: 2, messages: 1 } },
        beside: {
          ...{ help: 2, handedBack: 0, invited: 1, mentioned: 3, time: 1, answered: 2, returned: 1 },
          ...{ problems: 2, problemAnswers: 1, examples: 1, guides: 1, questions: 2 },
        },
      }}
    />
  ),
  'case-help-open': (
    <CasePage
      {...signed}
      view={{
        ...caseView,
        helpOpen: [
          { position: 7, unit: '综合科', dueOn: '2026-03-12', isOverdue: true, asksTime: true },
          { position: 8, unit: '督查科', dueOn: '2026-03-30', isOverdue: false, asksTime: false },
        ],
      }}
    />
  ),
  'desk-urgings': <DeskPage {...signed} view={{ ...desk, urgingsAwaited: 2, urgingsAnswered: 1 }} />,
  'case-open': (
    <CasePage
      {...signed}
      view={caseView}
      open="extended"
      form={{
        values: { workingDays: '30' },
        errors: [{ field: 'workingDays', message: '延长的工作日应当在 1 至 20 之间。' }],
      }}
    />
  ),
  'case-returned': (
    <CasePage
      {...signed}
      view={{
        ...caseView,
        returned: {
          what: '分管领导审批未通过',
          by: '示例·公开办主任',
          on: '2026-03-17',
          opinion: '附件第3页的电话应当遮盖。',
        },
      }}
      list={{ name: 'waiting=me', address: '/desk?waiting=me', before: '/cases/c1?in=x', after: '/cases/c2?in=x' }}
    />
  ),
  'case-to-approve': (
    <CasePage
      {...signed}
      view={{
        ...caseView,
        nextStep: '请审批：分管领导审批（第2步，共2步）。',
        nextAct: 'replyApproved',
        approvers: [],
      }}
      list={{ name: '', address: '/desk' }}
    />
  ),
  'case-of-many-acts': <CasePage {...signed} view={{ ...caseView, may: manyActs }} />,
  'case-too-late': (
    <CasePage
      {...signed}
      view={{ ...caseView, may: [] }}
      open="registered"
      form={{
        values: { type: 'registered', note: '上午与申请人确认。' },
        errors: [{ field: 'type', message: '现在不能登记：本件已经登记。' }],
      }}
    />
  ),
  slip: (
    <SlipPage
      {...signed}
      view={{
        ...{ ...caseView, missing: lacking },
        papers: {
          may: true,
          papers: [{ id: 'p1', name: '身份证.jpg', size: 1, erasedAt: null, heed: 'damaged' }],
          looks: [],
        },
      }}
      office={{ name: '政府信息公开办公室', phone: '0000-0000001' }}
      {...{ submittedOn: '2026-03-02', oral: true, trackUrl: 'https://gk.example.gov.cn/track', code: 'M4XT8WQH7K' }}
    />
  ),
  'case-lacking': <CasePage {...signed} view={{ ...caseView, missing: lacking }} />,
  'new-case': (
    <NewCasePage
      {...signed}
      {...{ agencies, form: refused, uploads: sample.uploads, blocks: 1, most: 20 }}
      today="2026-03-18"
    />
  ),
  ...checkedPages,
  ...mailboxPages,
  ...outwardPages,
  ...peoplePages,
  'notice-preview': (
    <NoticePreviewPage
      {...signed}
      view={caseView}
      letters={notice.noticeLetters}
      act={notice.correcting}
      form={{ values: notice.typed, errors: [] }}
    />
  ),
  'notice-waiting': (
    <PreparedPage
      {...{ ...signed, view: caseView, change: notice.correcting, approve: notice.approving }}
      letters={notice.noticeLetters.map((letter) => ({ ...letter, pdfUrl: '/preview.pdf' }))}
      notice={notice.waitingNotice}
      said={empty}
    />
  ),
  'notice-returned': (
    <PreparedPage
      {...{ ...signed, view: caseView, change: notice.correcting, approve: notice.approving }}
      letters={notice.noticeLetters}
      notice={notice.returnedNotice}
      said={{ values: notice.typed, errors: [] }}
      back={{
        about: 'withdrawal',
        form: { values: {}, errors: [{ field: 'type', message: '您的岗位不能进行这一操作' }] },
      }}
    />
  ),
  'case-drafting': (
    <CasePage
      {...signed}
      view={caseView}
      drafting={{
        form: { values: { type: 'replyDrafted', outcome: 'disclosed' }, errors: [] },
        returned: {
          what: '法制审核未通过',
          opinion: '请补充检索范围的说明。',
          by: '示例·法制审核员',
          on: '2026-03-09',
        },
        kept: { id: 'c1', form: 'one', at: '2026-03-10T02:20:00Z', after: 3 },
      }}
    />
  ),
  'case-notices': (
    <CasePage {...signed} view={{ ...caseView, prepared: [notice.waitingNotice, notice.returnedNotice] }} />
  ),
  'desk-waiting': (
    <DeskPage
      {...signed}
      view={{
        ...desk,
        filter: { waiting: 'me', waits: 'toAssign' },
        together: {
          act: toAssign,
          agency: '青川区人民政府办公室',
          ticks: 'all',
          idempotencyKey: 'k',
          listedAt: '2026-03-02T01:30:00.000Z',
        },
      }}
    />
  ),
  'desk-nothing-waits': (
    <DeskPage {...signed} view={{ ...desk, rows: [], next: null, filter: { waiting: 'me' }, waiting: [] }} />
  ),
  many: (
    <ManyPage
      {...signed}
      what="分办"
      back="/desk"
      results={[
        { case: 'c1', status: 201, number: '青公开申〔2026〕9号', receipt: '20260212-0417-83916' },
        {
          case: 'c2',
          status: 409,
          code: 'FACT_NOT_ALLOWED',
          message: '现在不能记录。',
          title: '示例路危旧房改造征收补偿方案',
          since: [{ zh: '撤回', by: '申请人', at: '2026-03-02T01:30:00.000Z' }],
          number: null,
          receipt: '20260212-0417-83917',
        },
        { case: 'c3', status: 404, code: 'NOT_FOUND', message: '没有这件申请' },
      ]}
    />
  ),
  'many-refused': <ManyPage {...signed} what="分办" back="/desk" results={[]} error="请选择1至200件" />,
  'desk-returned': (
    <DeskPage
      {...signed}
      view={{
        ...desk,
        filter: { waiting: 'me', waits: 'returned' },
        returned: new Map([
          [
            desk.rows[0]!.id,
            { what: '退回', by: '示例·签发人', on: '2026-03-17', opinion: '附件有误，请更换。'.repeat(12) },
          ],
        ]),
      }}
    />
  ),
  'desk-notices': <DeskPage {...signed} view={{ ...desk, noticesWaiting: notice.toApprove }} />,
  ...officePages,
  'not-open': <NotOpenPage {...{ visit, agencies }} />,
  'not-open-unnamed': <NotOpenPage {...{ visit, agencies: [] }} />,
  ...settingsPages,
  ...archivePages,
  ...transferPages,
  ...sealPages,
  draft: (
    <DraftPage
      {...signed}
      view={{
        ...caseView,
        nextAct: 'replyReviewed',
        may: [
          ...caseView.may,
          {
            type: 'replyReviewed',
            zh: '法制审核',
            article: '条例第四十五条',
            primary: true,
            fields: [
              { name: 'passed', label: '是否通过', kind: 'yesNo', required: true },
              { name: 'opinion', label: '意见', kind: 'long', required: true },
            ],
          },
        ],
      }}
      lines={[
        { text: '政府信息公开申请答复书', part: 'title' },
        { text: '苏禾：', part: 'addressee' },
        '本机关于2026年2月13日收到您提出的政府信息公开申请，登记编号为青公开申〔2026〕17号。',
        {
          text: '经审查，您申请的扬尘治理方案涉及商业秘密，不予公开。',
          findings: [
            { text: '不予公开须写明依据的条款。', stops: true, article: '条例第三十六条第（三）项' },
            { text: '第三方尚未答复，请核对结论。', stops: false },
          ],
        },
        '如对本答复不服，可以自收到本答复之日起六十日内申请行政复议。',
        { text: '青川区人民政府办公室', part: 'end' },
        { text: '2026年3月18日', part: 'end' },
      ]}
      pdfUrl="/preview.pdf"
    />
  ),
})
