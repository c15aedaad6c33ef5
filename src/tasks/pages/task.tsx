/** One task: what is asked, how it stands and by which figure, what was put down, and what its keepers may change. */

import { inChinese } from '../../../workflows/statute/days.ts'
import { at } from '../../people/pages/yearly-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, CheckField, TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { Pairs } from '../../web/parts/pairs.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import { figureInWords, ownerInWords, stateInWords } from '../export.ts'
import { MEASURES, targetInWords } from '../measures.ts'
import type { Frame, TaskView } from '../views.ts'
import { LABELS, TaskFields } from './fields.tsx'
import { TasksFrame } from './frame.tsx'
import { Proof } from './proof.tsx'

type Props = { frame: Frame; view: TaskView }

const DONE: Record<string, string> = {
  set: '任务已经设置。',
  task: '修改已经保存。',
  progress: '进展已经记录。',
  dropped: '已经记录。',
}
const NO_FORM: FormState = { values: {}, errors: [] }
const PROGRESS_LABELS = { says: '进展', evidence: '佐证', link: '佐证的网址', done: '已经完成' }

export function TaskPage({ frame, view }: Props) {
  const { task, behind, done, mayKeep, mayPutDown } = view
  const { measure, target } = task
  const pairs: [string, preact.ComponentChildren][] = [
    ['机关', task.agencyName],
    ['要求', <span class="as-written">{task.demand}</span>],
    ['依据', task.source],
    ['责任单位', task.unit],
    ['责任人', ownerInWords(task)],
    ['完成时限', inChinese(task.dueOn)],
    [
      '目标',
      measure &&
        target !== null &&
        `${MEASURES[measure].zh}${targetInWords(measure, target)}。${MEASURES[measure].says}`,
    ],
    ['现状', measure && (behind ? <a href={behind}>{figureInWords(task)}</a> : figureInWords(task))],
    ['情况', <strong data-state={task.state}>{stateInWords(task)}</strong>],
    ['取消的理由', task.droppedWhy],
    ['上一年度的任务', task.carriedFrom && <a href={`/tasks/${task.carriedFrom}`}>查看</a>],
  ]
  return (
    <TasksFrame frame={frame} title={task.title}>
      {done && DONE[done] && (
        <p class="note done" role="status">
          {DONE[done]}
        </p>
      )}
      <p class="no-print">
        <a class="offered" href={at('/tasks', frame)}>{`返回${task.year}年工作台账`}</a>
      </p>
      <Pairs of={pairs} />
      <Said view={view} />
      {mayPutDown && task.droppedWhy === null && <PutDown frame={frame} view={view} />}
      {mayKeep && <Change frame={frame} view={view} />}
      {mayKeep && <Drop frame={frame} view={view} />}
      <Versions view={view} />
    </TasksFrame>
  )
}

function Said({ view: { progress } }: Pick<Props, 'view'>) {
  return (
    <section aria-labelledby="said-title">
      <h2 id="said-title">进展</h2>
      {progress.length === 0 ? (
        <p class="empty">还没有填写。</p>
      ) : (
        <table class="plain stacked in-line">
          <caption class="unseen">进展，最近的在前</caption>
          <TableHead names={['时间', '填写人', '进展', '佐证']} />
          <tbody>
            {progress.map(({ n, at: instant, by, says, evidence, link, done }) => (
              <tr key={n}>
                <th scope="row">{onDayAt(instant, inChinese)}</th>
                <td data-label="填写人">{by}</td>
                <td data-label="进展">
                  <span class="as-written">{says}</span>
                  {done && '（填写为已经完成）'}
                </td>
                <td data-label="佐证">
                  <Proof evidence={evidence} link={link} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function PutDown({ frame, view: { task, about, form: back, key } }: Props) {
  const form = about === 'progress' ? back : NO_FORM
  const prefix = 'progress-'
  return (
    <form method="post" action={`/tasks/${task.id}/progress`} class="stack no-print" data-act="progress">
      <h2>填写进展</h2>
      <ErrorSummary form={form} labels={PROGRESS_LABELS} prefix={prefix} />
      <input type="hidden" name="csrf" value={frame.csrf} />
      <input type="hidden" name="idempotencyKey" value={key} />
      <AreaField name="says" label={PROGRESS_LABELS.says} form={form} rows={3} prefix={prefix} />
      <TextField
        name="evidence"
        label={PROGRESS_LABELS.evidence}
        form={form}
        prefix={prefix}
        optional="（选填）"
        help="能够证明的文件和文号，如《……》（云公开办〔2026〕3号）。"
      />
      <TextField
        name="link"
        label={PROGRESS_LABELS.link}
        form={form}
        prefix={prefix}
        optional="（选填）"
        help="公开的网址，或者本系统中页面的地址（以 / 开头）。"
      />
      {task.measure ? (
        <p class="hint">这项任务由系统中的数字判断是否完成；没有可以计算的件数时，以填写的为准。</p>
      ) : null}
      <CheckField name="done" label={PROGRESS_LABELS.done} form={form} prefix={prefix} />
      <button class="primary" type="submit">
        保存进展
      </button>
    </form>
  )
}

function Change({ frame, view: { task, about, form: back, people } }: Props) {
  const now: Record<string, string> = {
    ...{ title: task.title, demand: task.demand, source: task.source, unit: task.unit, dueOn: task.dueOn },
    ...{ owner: task.ownerUsername ?? '', measure: task.measure ?? '', target: String(task.target ?? '') },
  }
  const form = about === 'task' ? back : { values: now, errors: [] }
  return (
    <details class="fold no-print" open={about === 'task'}>
      <summary>修改任务</summary>
      <form method="post" action={`/tasks/${task.id}`} class="stack" data-act="change">
        <ErrorSummary form={form} labels={LABELS} />
        <input type="hidden" name="csrf" value={frame.csrf} />
        <input type="hidden" name="from" value={String(task.n)} />
        <TaskFields form={form} people={people} year={task.year} />
        <button type="submit">保存修改</button>
      </form>
    </details>
  )
}

function Drop({ frame, view: { task, about, form: back } }: Props) {
  const form = about === 'dropped' ? back : NO_FORM
  const isDropped = task.droppedWhy !== null
  return (
    <details class="fold no-print" open={about === 'dropped'}>
      <summary>{isDropped ? '恢复任务' : '取消任务'}</summary>
      <form method="post" action={`/tasks/${task.id}/dropped`} class="stack" data-act="drop">
        <ErrorSummary form={form} labels={{ why: '理由' }} prefix="dropped-" />
        <input type="hidden" name="csrf" value={frame.csrf} />
        <input type="hidden" name="from" value={String(task.n)} />
        <input type="hidden" name="dropped" value={isDropped ? 'no' : 'yes'} />
        <TextField
          name="why"
          label="理由"
          form={form}
          prefix="dropped-"
          help={isDropped ? '恢复以后按原来的时限办理。' : '取消以后仍然列在台账中，注明理由，不再提醒。'}
        />
        <button type="submit">{isDropped ? '恢复' : '取消这项任务'}</button>
      </form>
    </details>
  )
}

function Versions({ view: { versions } }: Pick<Props, 'view'>) {
  return (
    <details class="fold no-print">
      <summary>{`修改记录（${versions.length}）`}</summary>
      <table class="plain stacked in-line">
        <caption class="unseen">修改记录，最近的在前</caption>
        <TableHead names={['时间', '经手人', '任务和要求', '责任', '完成时限', '目标']} />
        <tbody>
          {versions.map((one) => (
            <tr key={one.n}>
              <th scope="row">{onDayAt(one.at, inChinese)}</th>
              <td data-label="经手人">{one.by}</td>
              <td data-label="任务和要求">
                {`${one.title}：${one.demand}`}
                {one.droppedWhy !== null && `（取消：${one.droppedWhy}）`}
              </td>
              <td data-label="责任">{[one.unit, one.owner].filter(Boolean).join('　')}</td>
              <td data-label="完成时限">{inChinese(one.dueOn)}</td>
              <td data-label="目标">
                {one.measure && one.target !== null
                  ? `${MEASURES[one.measure].zh}${targetInWords(one.measure, one.target)}`
                  : '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
