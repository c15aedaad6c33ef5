/** One case: what to do next first, with the date; then facts, application, and dates with letters, side by side. */
import { CHANNELS, type FactType } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import { Consultations } from '../../consultations/pages/consultations.tsx'
import { hasRole } from '../../people/may.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ClockSteps } from '../../web/parts/clock-steps.tsx'
import { DueDate } from '../../web/parts/due.tsx'
import { Letters } from '../../web/parts/letters.tsx'
import type { FormState } from '../../web/shapes.ts'
import { staff } from '../../web/words/staff.ts'
import type { CaseView, Drafting, InList } from '../views.ts'
import { Acts } from './acts.tsx'
import { Application } from './application.tsx'
import { asideSays } from './aside-says.ts'
import { AskedCorrections } from './corrections.tsx'
import { stageTold } from './desk-table.tsx'
import { GivenFiles } from './given.tsx'
import { CooperationWay, HelpOpenPart } from './help-open.tsx'
import { ReadingHints } from './hints-line.tsx'
import { inHand } from './in-hand.ts'
import { Items } from './items.tsx'
import { isAskedToCorrect, MissingPart } from './missing.tsx'
import { draftIn, Neighbours } from './neighbours.tsx'
import { PreparedNotices } from './prepared.tsx'
import { returnedSays } from './returned-says.ts'
import { SensitivePart } from './sensitive.tsx'
import { Service } from './service.tsx'
import { Submitted } from './submitted.tsx'
import { Timeline } from './timeline.tsx'
import { Together } from './together.tsx'
import { UndeliveredPart } from './undelivered.tsx'
import { UrgedPart } from './urged.tsx'
import { WhyNotPart } from './why-not.tsx'

type Props = {
  viewer: Viewer
  view: CaseView
  csrf: string
  idempotencyKey: string
  /** The act whose form stands open; with `form`, the one that came back. */
  open?: FactType | undefined
  form?: FormState | undefined
  drafting?: Drafting | undefined
  list?: InList | undefined
  /** What was just done, and what comes next. */
  done?: string | undefined
}

export function CasePage({ viewer, view, csrf, idempotencyKey, open, form, drafting, list, done }: Props) {
  const { id, number, receipt, request, stage, clock, draft } = view
  return (
    <StaffPage
      title={`${number ?? receipt} ${request.title}`}
      viewer={viewer}
      csrf={csrf}
      scripts={[
        ...(view.may.some(({ reckoned }) => reckoned) ? ['reckon.js'] : []),
        ...(drafting ? ['keep-draft.js'] : []),
      ]}
    >
      <p class="kicker">
        <a href={list?.address ?? '/desk'}>办件台</a>
        <span class="figure" data-number={number ?? ''}>
          {number ?? `受理编号 ${receipt}`}
        </span>
        <span>{stageTold({ stage, status: clock.status, ...(view.aside?.moved && { moved: view.aside.moved }) })}</span>
        <span>{CHANNELS[view.channel]}</span>
        {view.inEnglish && <span>申请人使用英文页面，告知邮件附英文</span>}
        {view.platformNumber && (
          <span class="figure" data-platform-number={view.platformNumber}>{`平台编号 ${view.platformNumber}`}</span>
        )}
      </p>
      <Neighbours list={list} />
      <h1>{request.title}</h1>
      {done && (
        <p class="note" role="status" data-done>
          {done}
        </p>
      )}
      <section class="next" aria-labelledby="next-title">
        <div class="next-head">
          <div>
            <h2 id="next-title" class="next-step">
              {view.nextStep}
            </h2>
            {view.approvers && (
              <p class={view.approvers.length > 0 ? 'hint' : 'late'} data-approvers={view.approvers.length}>
                {view.approvers.length > 0
                  ? `可以审批：${view.approvers.join('、')}。`
                  : '没有人可以审批这一步。请由法制审核员、签发人退回，系统管理员调整审批环节后重新拟稿。'}
              </p>
            )}
            {view.returned && (
              <p class="heed opinion" data-returned={view.returned.what}>
                <span aria-hidden="true">◇ </span>
                {`${returnedSays(view.returned)}　${inChinese(view.returned.on)}`}
              </p>
            )}
            {view.handedBack && (
              <p class="heed opinion" data-handed-back>
                <span aria-hidden="true">◇ </span>
                {`退回分办（${view.handedBack.by}，${inChinese(view.handedBack.on)}）：${view.handedBack.why}`}{' '}
                <a class="no-print" href={`/cases/${encodeURIComponent(id)}/cooperation#moves`}>
                  改派、撤回退回分办
                </a>
              </p>
            )}
            {draft && (
              <p>
                拟稿《{draft.title}》，{draft.by} 拟。
                <a href={draftIn(id, list?.name)}>查看拟稿</a>{' '}
                <a class="no-print" href={`/api/v1/cases/${encodeURIComponent(id)}/approval-sheet`}>
                  呈批单（PDF）
                </a>
              </p>
            )}
            {stage !== 'archive' && <ReadingHints id={id} hints={view.hints} />}
            <Items items={draft?.items} />
            <Together numbers={draft?.together} />
            {view.may.some(({ type }) => type === 'replyDrafted') && (
              <p>
                申请包括几项内容、办理结果不同的，<a href={`/cases/${encodeURIComponent(id)}/items`}>分几项答复</a>。
                <a href={`/cases/${encodeURIComponent(id)}/wording`}>以往的措辞、标准理由和案例</a>
              </p>
            )}
            {view.others > 0 && (
              <p>
                {`该申请人另有 ${view.others} 件未结申请。`}
                <a href={`/cases/${encodeURIComponent(id)}/together`}>一并答复</a>
              </p>
            )}
          </div>
          {stage === 'receive' && clock.status === 'closed' ? (
            <div class="due" data-status="closed">
              <p class="due-date">{view.aside?.moved ? '已移送' : '无效件'}</p>
              {view.aside?.moved && <p>{asideSays(view.aside)}</p>}
              {!view.aside?.moved && <p class="hint">{clock.careful.because?.text}</p>}
              {view.aside?.doubts.map((doubt) => (
                <p key={doubt} class="heed" data-doubt>
                  <span aria-hidden="true">◇ </span>
                  {doubt}
                </p>
              ))}
            </div>
          ) : (
            <DueDate clock={clock} today={view.today} words={staff} />
          )}
        </div>
        <MissingPart missing={view.missing ?? []} may={view.may} isAsked={isAskedToCorrect(view)} />
        <PreparedNotices caseId={id} notices={view.prepared ?? []} />
        <AskedCorrections caseId={id} corrections={view.corrections ?? []} />
        <UrgedPart id={id} urged={view.urged} />
        <HelpOpenPart id={id} open={view.helpOpen} />
        {view.helpOpen && <CooperationWay id={id} />}
        <SensitivePart sensitive={view.sensitive} mayMark={view.may.some(({ type }) => type === 'sensitivityMarked')} />
        {view.mailsToConfirm ? (
          <p class="note soon" data-mails={view.mailsToConfirm}>
            {`有${view.mailsToConfirm}封来件以发件地址和编号对上本件，等待登记人员核对是否申请人所发；核对以前不附卷。`}
            {hasRole(viewer, 'registrar') && <a href="/mailbox">去核对</a>}
          </p>
        ) : null}
        <UndeliveredPart undelivered={view.undelivered} consultations={view.consultations ?? []} />
        <Acts {...{ view, csrf, idempotencyKey, open, form, drafting, list: list?.name }} />
        <WhyNotPart view={view} />
      </section>
      <Service rows={view.service ?? []} may={view.may} />
      <div class="three">
        <section aria-labelledby="facts-title" class="facts">
          <h2 id="facts-title">办理经过</h2>
          <Timeline
            facts={view.facts}
            corrected={view.corrected}
            called={view.urged?.called}
            corrects={
              view.correctable && view.may.some(({ type }) => type === 'noted')
                ? { id, positions: view.correctable }
                : undefined
            }
          />
          <p class="no-print">
            <a class="offered" href={`/cases/${encodeURIComponent(id)}/problems`}>
              依法行政问题
            </a>
          </p>
          <p class="no-print">
            <a class="offered" href={`/cases/${encodeURIComponent(id)}/redaction`}>
              遮盖文件
            </a>
          </p>
          {view.urged && view.urged.called.size > 0 && (
            <p class="no-print">
              <a class="offered" href={`/cases/${encodeURIComponent(id)}/urgings`}>
                督办和答复
              </a>
            </p>
          )}
        </section>
        <Application view={view} csrf={csrf} />
        <div class="dates">
          <Dates view={view} />
          <Consultations {...{ consultations: view.consultations ?? [], csrf, idempotencyKey }} />
          <GivenFiles given={view.given} caseId={id} />
          <section aria-labelledby="letters-title">
            <h2 id="letters-title">文书</h2>
            <Letters letters={view.letters} words={staff} reprintsOf={`/cases/${encodeURIComponent(id)}`} />
            {!draft && view.facts.some(({ type }) => type === 'replyDrafted') && (
              <p class="no-print">
                <a href={`/api/v1/cases/${encodeURIComponent(id)}/approval-sheet`}>呈批单（PDF）</a>
              </p>
            )}
            {view.released && (
              <p>
                <a href={`/released/${view.released.id}`}>
                  {view.released.withdrawn ? '曾经公布的信息（已撤回）' : '已经公布的信息'}
                </a>
              </p>
            )}
          </section>
          <Submitted
            id={id}
            lacking={view.lacking ?? []}
            parties={view.parties ?? []}
            sought={view.facts.some(({ type }) => type === 'remedySought')}
          />
        </div>
      </div>
    </StaffPage>
  )
}

function Dates({ view: { clock, awaited, days, today, unit, handler } }: { view: CaseView }) {
  return (
    <section aria-labelledby="dates-title">
      <h2 id="dates-title">期限</h2>
      <dl class="pairs">
        <div>
          <dt>收到申请之日</dt>
          <dd>{clock.receivedOn ? inChinese(clock.receivedOn) : clock.status === 'closed' ? '—' : '待双方确认'}</dd>
        </div>
        <div>
          <dt>补正告知最迟</dt>
          <dd>{clock.correctionNoticeDueOn ? inChinese(clock.correctionNoticeDueOn) : '—'}</dd>
        </div>
        <div>
          <dt>答复最迟</dt>
          <dd>
            {clock.status === 'waiting' ? '等待期间不计算，收到后重新计算' : clock.dueOn ? inChinese(clock.dueOn) : '—'}
          </dd>
        </div>
        {awaited && (
          <div>
            <dt>{awaited.what}</dt>
            <dd>{inChinese(awaited.by)}</dd>
          </div>
        )}
        <div>
          <dt>已用工作日</dt>
          <dd>{`${clock.workingDays.used} / ${clock.workingDays.allowed}`}</dd>
        </div>
        {clock.consultations.map(({ type, answerDueOn }) => (
          <div key={type + answerDueOn}>
            <dt>{type === 'thirdParty' ? '第三方答复最迟' : '其他机关答复最迟'}</dt>
            <dd>{answerDueOn ? inChinese(answerDueOn) : '待送达'}</dd>
          </div>
        ))}
        <div>
          <dt>承办</dt>
          <dd class="bits">
            {inHand({ unit, handler }).map((who) => (
              <span key={who}>{who}</span>
            ))}
          </dd>
        </div>
      </dl>
      {clock.warnings?.map(({ code, text, article }) => (
        <p key={code + text} class="heed" data-warning={code}>
          <span aria-hidden="true">◇ </span>
          {text} <span class="article">{article}</span>
        </p>
      ))}
      <ClockSteps clock={clock} days={days} today={today} words={staff} />
    </section>
  )
}
