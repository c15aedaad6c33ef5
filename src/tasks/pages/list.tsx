/** The tasks of a year: how many stand how, and each with who answers for it, by when, and how far it is. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { at } from '../../people/pages/yearly-page.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { figureInWords, ownerInWords, stateInWords } from '../export.ts'
import { MEASURES, STATES, type State, targetInWords } from '../measures.ts'
import type { Task } from '../tasks.ts'
import type { Frame, ListView } from '../views.ts'
import { TasksFrame } from './frame.tsx'

type Props = { frame: Frame; view: ListView }

export function TasksPage({ frame, view: { tasks, tally, state, done } }: Props) {
  const { agency, choices, mayKeep, name, today, year } = frame
  const many = agency === 'all' && choices.length > 1
  const files = new URLSearchParams({ year: String(year), agency })
  return (
    <TasksFrame frame={frame} path="/tasks" title={`${year}年工作台账`}>
      {done === 'carried' && (
        <p class="note done" role="status">
          所选的任务已经列入本年度。
        </p>
      )}
      <p class="lead">{`共${tally.total}项任务，截至${inChinese(today)}。${tally.late > 0 ? `其中${tally.late}项逾期完成。` : ''}`}</p>
      <nav class="filters" aria-label="任务的情况">
        <ul>
          <li>
            <a href={at('/tasks', frame)} aria-current={state === undefined ? 'true' : undefined}>
              {`全部 ${tally.total}`}
            </a>
          </li>
          {(Object.keys(STATES) as State[]).map((one) => (
            <li key={one}>
              <a href={at('/tasks', frame, { state: one })} aria-current={one === state ? 'true' : undefined}>
                {`${STATES[one]} ${tally[one]}`}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {tasks.length === 0 ? (
        <p class="empty">{state ? '没有这种情况的任务。' : '还没有设置任务。'}</p>
      ) : (
        <table class="plain stacked in-line" data-tasks={tasks.length}>
          <caption class="unseen">{`${name}${year}年的任务，先到期的在前`}</caption>
          <TableHead names={['任务', '责任单位、责任人', '完成时限', '目标和现状', '情况', '最近进展']} />
          <tbody>
            {tasks.map((task) => (
              <Line key={task.id} task={task} many={many} />
            ))}
          </tbody>
        </table>
      )}
      <p class="buttons no-print">
        {mayKeep && (
          <a class="button" href={at('/tasks/new', frame)}>
            设置任务
          </a>
        )}
        {mayKeep || agency !== 'all' ? null : <span class="hint">选择一个机关后可以设置任务。</span>}
        <a class="offered" href={`/api/v1/tasks.xlsx?${files}`}>
          下载XLSX
        </a>
        <a class="offered" href={`/api/v1/tasks.csv?${files}`}>
          下载CSV
        </a>
      </p>
    </TasksFrame>
  )
}

function Line({ task, many }: { task: Task; many: boolean }) {
  const { id, agencyName, title, source, unit, dueOn, measure, target, state, progress } = task
  return (
    <tr data-task={id} data-state={state}>
      <th scope="row">
        <a href={`/tasks/${id}`}>{title}</a>
        {(many || source) && <p class="hint">{[many && agencyName, source].filter(Boolean).join('　')}</p>}
      </th>
      <td data-label="责任单位、责任人">{[unit, ownerInWords(task)].filter(Boolean).join('　')}</td>
      <td data-label="完成时限" class="figure">
        {inChinese(dueOn)}
      </td>
      <td data-label="目标和现状">
        {measure && target !== null
          ? `${MEASURES[measure].zh}${targetInWords(measure, target)}，现为${figureInWords(task)}`
          : '—'}
      </td>
      <td data-label="情况">
        {state === 'undone' ? <strong class="overdue">{stateInWords(task)}</strong> : stateInWords(task)}
      </td>
      <td data-label="最近进展">{progress ? <span class="as-written">{progress.says}</span> : '—'}</td>
    </tr>
  )
}
