/** A draft before it is signed: its lines with what the checker found, beside the page as it will be printed. */
import type { FactType } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Part } from '../../letters/part-of.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { CaseView, Drafting, InList } from '../views.ts'
import { Acts } from './acts.tsx'
import { GivenFiles } from './given.tsx'
import { HelpOpenPart } from './help-open.tsx'
import { ReadingHints } from './hints-line.tsx'
import { Items } from './items.tsx'
import { inList, Neighbours } from './neighbours.tsx'
import { Together } from './together.tsx'

/** A finding stops the signature or only asks for a second look. */
type Finding = { text: string; stops: boolean; article?: string; remedy?: string; rule?: string }
export type DraftLine = { text: string; part?: Part; findings?: Finding[] }
type Props = {
  viewer: Viewer
  view: CaseView
  lines: readonly (string | DraftLine)[]
  /** Labels of the blanks that nothing fills yet. */
  open?: readonly string[]
  /** Characters that no font has. */
  missing?: readonly string[]
  pdfUrl: string
  csrf: string
  idempotencyKey: string
  /** The act whose form came back. */
  act?: FactType | undefined
  form?: FormState | undefined
  drafting?: Drafting | undefined
  list?: InList | undefined
}

/** The viewer shows the page, not its own shelves. */
const PAGE_ALONE = '#toolbar=0&navpanes=0&view=FitH'

/** What is done about a draft, on the page that shows it. */
export const ABOUT_THE_DRAFT: readonly FactType[] = [
  'replyDrafted',
  'replyReviewed',
  'replyApproved',
  'replySigned',
  'replyReturned',
]

export function DraftPage(props: Props) {
  const { viewer, view, lines, open = [], missing = [], pdfUrl, csrf, idempotencyKey } = props
  const { act, form, drafting, list } = props
  const { id, number, receipt, request, draft } = view
  const all = lines.map((line): DraftLine => (typeof line === 'string' ? { text: line } : line))
  const findings = all.flatMap((line) => line.findings ?? [])
  // Lines without a list of findings were not checked, and the page must not say that they were.
  const checked = all.some((line) => line.findings !== undefined)
  const stops = findings.filter((finding) => finding.stops).length
  return (
    <StaffPage
      title={`拟稿 ${number ?? receipt}`}
      viewer={viewer}
      csrf={csrf}
      scripts={drafting ? ['keep-draft.js'] : []}
    >
      <p class="kicker">
        <a href={`/cases/${encodeURIComponent(id)}${inList(list?.name)}`}>{number ?? receipt}</a>
        <span>{request.title}</span>
      </p>
      <Neighbours list={list} />
      <h1>{draft ? draft.title : '拟稿'}</h1>
      <p>
        {draft &&
          `第 ${draft.position} 条记录，${inChinese(draft.on)} ${draft.by} 拟稿。办理结果：${draft.outcomeZh}。`}
        {findings.length ? `校验：${countsOf(stops, findings.length - stops)}。` : checked && '校验没有发现问题。'}
      </p>
      {draft && (
        <p class="no-print">
          <a href={`/examples?outcome=${draft.outcome}`}>{`“${draft.outcomeZh}”的案例分析`}</a>{' '}
          <a href={`/cases/${encodeURIComponent(id)}/wording?outcome=${draft.outcome}`}>以往的措辞</a>
        </p>
      )}
      <ReadingHints id={id} hints={view.hints} />
      <Opinions view={view} />
      <Items items={draft?.items} />
      <Together numbers={draft?.together} />
      {open.length > 0 && (
        <p class="note soon">{`还没有填写：${open.join('、')}。文中写成〔 〕，缺一项也不能签发，请重新拟稿补齐。`}</p>
      )}
      <LetterBeside lines={all} missing={missing} pdfUrl={pdfUrl} />
      <GivenFiles given={view.given} caseId={id} />
      <section class="next" aria-labelledby="sign-title">
        <h2 id="sign-title">{view.nextAct === 'replyApproved' ? '审批' : '审核与签发'}</h2>
        <HelpOpenPart id={id} open={view.helpOpen} warns />
        <Acts {...{ view, csrf, idempotencyKey, open: act, form, drafting, only: ABOUT_THE_DRAFT, list: list?.name }} />
      </section>
    </StaffPage>
  )
}

/** What was said of this draft since it was written: whoever passes it on or signs it reads that beside the letter. */
function Opinions({ view: { facts, draft } }: Pick<Props, 'view'>) {
  const said = draft ? facts.filter(({ type, position }) => position > draft.position && JUDGED.includes(type)) : []
  if (said.length === 0) return null
  return (
    <section aria-labelledby="opinions-title" class="facts" data-opinions={said.length}>
      <h2 id="opinions-title">审核、审批意见</h2>
      {said.map(({ position, zh, on, by, details }) => (
        <div key={position}>
          <p>{`${zh}　${by}　${inChinese(on)}`}</p>
          <dl class="pairs">
            {details.flatMap(({ label, value }) => [
              <dt key={label}>{label}</dt>,
              <dd key={`${label}-said`} class="description">
                {value}
              </dd>,
            ])}
          </dl>
        </div>
      ))}
    </section>
  )
}
const JUDGED: readonly string[] = ['replyReviewed', 'replyApproved']

/** The lines with their findings, beside the page as it will be printed where that has an address. */
export function LetterBeside({ lines, missing, pdfUrl, title }: Beside) {
  return (
    <>
      {missing.length > 0 && (
        <p class="note soon">{`字库里没有：${missing.map(named).join('、')}。文书里印成〓，请核对，或者请管理员补充字库。`}</p>
      )}
      <div class={pdfUrl ? 'draft' : 'draft-alone'}>
        <article class="letter-text" aria-label={title ? `《${title}》正文` : '文书正文'}>
          {lines.map((line, index) => (
            <Line key={`${index} ${line.text}`} line={line} />
          ))}
        </article>
        {pdfUrl && (
          <div class="letter-page">
            <iframe
              src={`${pdfUrl}${PAGE_ALONE}`}
              title={title ? `《${title}》版式预览` : '文书版式预览'}
              loading="lazy"
            />
            <p class="hint">
              <a href={pdfUrl}>单独打开版式文件（PDF，草稿）</a>
            </p>
          </div>
        )}
      </div>
    </>
  )
}
type Beside = {
  lines: readonly DraftLine[]
  missing: readonly string[]
  pdfUrl?: string | undefined
  /** Told where a page shows several. */
  title?: string | undefined
}

/** The counts of findings in Chinese; empty where there are none. */
export const countsOf = (errors: number, hints: number) =>
  [errors && `必须改正 ${errors} 处`, hints && `请核对 ${hints} 处`].filter(Boolean).join('，')

/** With its number: a character that cannot be printed can often not be seen either. */
const named = (character: string) => `“${character}”（U+${character.codePointAt(0)!.toString(16).toUpperCase()}）`

function Line({ line: { text, part = 'body', findings = [] } }: { line: DraftLine }) {
  return (
    <div class={findings.length ? 'letter-line found' : 'letter-line'}>
      <p class={part}>{text}</p>
      {findings.map(({ text: finding, remedy, stops, article, rule }) => (
        <p key={`${rule} ${finding}`} class={stops ? 'finding stops' : 'finding'} data-rule={rule}>
          <span aria-hidden="true">{stops ? '▲ ' : '◇ '}</span>
          <b>{stops ? '必须改正：' : '请核对：'}</b>
          {finding}
          {remedy}
          {article && <small>{`（${article}）`}</small>}
        </p>
      ))}
    </div>
  )
}
