/** Pieces that the pages of the workbench share: a template as it reads, a sample, a comparison, a state in word and shape. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { onDayAt } from '../../web/parts/format.ts'
import { STANDINGS, type Standing } from '../standing.ts'
import type { ChosenClause, ReadLine, Said, Sample, Scope } from '../views.ts'

export const KINDS = {
  reply: '答复',
  notice: '告知',
  consultation: '征求意见',
  internal: '存卷用表',
  remedy: '复议、诉讼文书',
} as const
export const REMEDIES = {
  first: '复议前置',
  either: '复议或者诉讼',
  cautioned: '复议或者诉讼，起诉是否立案由法院决定',
  reconsiderationOnly: '只告知复议',
  none: '不告知救济途径',
  ofEach: '各项依其办理结果',
} as const

/** The regulation that nearly all of them rest on is named once, in the lead. */
export const short = (article: string) => article.replace(/^(中华人民共和国)?政府信息公开条例/, '条例')

const MARKS: Record<Standing | 'shipped', [mark: string, look: string]> = {
  shipped: ['○', 'quiet'],
  draft: ['✎', ''],
  submitted: ['◇', 'soon'],
  returned: ['↩', 'quiet'],
  coming: ['◔', 'done'],
  inForce: ['●', 'done'],
  replaced: ['○', 'quiet'],
  withdrawn: ['✕', 'quiet'],
}

export function State({ standing }: { standing: Standing | 'shipped' }) {
  const [mark, look] = MARKS[standing]
  return (
    <span class={`state ${look}`} data-standing={standing}>
      <span aria-hidden="true">{mark} </span>
      {standing === 'shipped' ? '随附版本' : STANDINGS[standing]}
    </span>
  )
}

/** Blanks in Chinese, clauses under their names. */
export function Reading({
  title,
  lines,
  chosen,
}: {
  title: string
  lines: readonly ReadLine[]
  chosen: ChosenClause | undefined
}) {
  const isChosen = (clause: string) => chosen && [chosen.now, ...chosen.others].some((one) => one.clause === clause)
  return (
    <article class="letter-text" aria-label="模板文字">
      <p class="title">{title}</p>
      {lines.map(({ part, pieces, clause }, i) => (
        <div key={`${i} ${pieces[0]?.text}`} class={clause ? 'clause' : undefined}>
          {clause && clause !== lines[i - 1]?.clause && <p class="clause-name">{`条款：${clause}`}</p>}
          {clause && clause !== lines[i - 1]?.clause && isChosen(clause) && <Chosen chosen={chosen!} />}
          <p class={part}>
            {pieces.map(({ text, code }, n) =>
              code ? (
                <span key={`${n} ${code}`} class="blank" title={`{{${code}}}`}>
                  {text}
                </span>
              ) : (
                text
              ),
            )}
          </p>
        </div>
      ))}
    </article>
  )
}

/** Which choice of the agency put this clause here, and what the others would put. */
export function Chosen({ chosen: { question, now, others, follows } }: { chosen: ChosenClause }) {
  const instead = others.map(({ zh, clause }) => `选择“${zh}”的，用条款“${clause}”`).join('；')
  return (
    <p class="hint" data-chosen>
      {follows
        ? `随本机关对“${question}”的选择：现在是“${now.zh}”，用条款“${now.clause}”。${instead}。`
        : `本机关对“${question}”的选择现在是“${now.zh}”，随附版本用条款“${now.clause}”。自己写的版本不随选择改变。`}
    </p>
  )
}

export function SampleText({ lines, live }: { lines: Sample; live?: boolean }) {
  return (
    <article class="letter-text" aria-label="填好的样例" data-sample={live ? 'live' : undefined}>
      {lines.map(({ text, part }, i) => (
        <p key={`${i} ${text}`} class={part}>
          {text}
        </p>
      ))}
    </article>
  )
}

/** What the checker found in the words themselves; a case may show more. */
export function Findings({ findings, live }: { findings: readonly Said[]; live?: boolean }) {
  return (
    <ul class="faults" data-findings={live ? 'live' : undefined}>
      {findings.map(({ rule, severity, text }) => (
        <li key={`${rule} ${text}`} class={severity === 'error' ? undefined : 'asks'}>
          <b>{severity === 'error' ? '必须改正：' : '请核对：'}</b>
          {text}
        </li>
      ))}
    </ul>
  )
}

export function PageFrame({ url, title }: { url: string; title: string }) {
  return (
    <div class="letter-page">
      <iframe src={`${url}#toolbar=0&navpanes=0&view=FitH`} title={title} />
      <p class="hint">
        <a href={url}>单独打开版式文件（PDF，草稿）</a>
      </p>
    </div>
  )
}

/** The day of an instant (RFC 3339) in Chinese. */
export const when = (instant: string) => onDayAt(instant, inChinese)

/** Whose wording is shown, on every page where it is not the viewer's own agency's. */
export function Whose({ scope }: { scope: Scope }) {
  return scope.own ? null : <span>{scope.agency.name}</span>
}
