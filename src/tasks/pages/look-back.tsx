/** 回头看: what the year before left undone, to be ticked and taken over into this one. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { at } from '../../people/pages/yearly-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { stateInWords } from '../export.ts'
import type { LeftTask } from '../look-back.ts'
import type { Frame, LookBackView } from '../views.ts'
import { TasksFrame } from './frame.tsx'

/** The name of the box of a task. */
export const tickOf = (id: string): string => `task.${id}`

export function LookBackPage({ frame, view: { tasks, form } }: { frame: Frame; view: LookBackView }) {
  const { agency, mayKeep, year } = frame
  const open = tasks.filter(({ isCarried }) => !isCarried)
  const table = (
    <table class="plain stacked in-line">
      <caption class="unseen">{`${year - 1}年没有完成的任务`}</caption>
      <TableHead
        names={[...(mayKeep ? ['选择'] : []), '任务', '责任单位', '完成时限', '情况', '最近进展', `${year}年`]}
      />
      <tbody>
        {tasks.map((task) => (
          <Line
            key={task.id}
            task={task}
            year={year}
            mayKeep={mayKeep}
            ticked={form.values[tickOf(task.id)] === 'yes'}
            many={agency === 'all'}
          />
        ))}
      </tbody>
    </table>
  )
  return (
    <TasksFrame frame={frame} path="/tasks/look-back" title={`${year}年：对${year - 1}年任务回头看`}>
      <p class="lead">
        {`${year - 1}年没有完成的任务${tasks.length}项，其中${tasks.length - open.length}项已经列入${year}年。列入的，任务、要求、责任和目标不变，完成时限顺延一年，列入后可以修改。`}
      </p>
      <ErrorSummary form={{ ...form, errors: form.errors.map((one) => ({ ...one, field: '' })) }} advice={undefined} />
      {tasks.length === 0 ? (
        <p class="empty">没有未完成的任务。</p>
      ) : mayKeep && open.length > 0 ? (
        <form method="post" action={at('/tasks/look-back', frame)} class="stack">
          <input type="hidden" name="csrf" value={frame.csrf} />
          {table}
          <button class="primary no-print" type="submit">
            {`列入${year}年`}
          </button>
        </form>
      ) : (
        table
      )}
    </TasksFrame>
  )
}

type LineProps = { task: LeftTask; year: number; mayKeep: boolean; ticked: boolean; many: boolean }

function Line({ task, year, mayKeep, ticked, many }: LineProps) {
  const { id, title, agencyName, unit, dueOn, progress, isCarried } = task
  return (
    <tr data-task={id}>
      {mayKeep && (
        <td data-label="选择">
          {isCarried ? (
            '—'
          ) : (
            <label class="choice">
              <input type="checkbox" name={tickOf(id)} value="yes" checked={ticked} />
              <span class="unseen">{`列入${year}年：${title}`}</span>
            </label>
          )}
        </td>
      )}
      <th scope="row">
        <a href={`/tasks/${id}`}>{title}</a>
        {many && <p class="hint">{agencyName}</p>}
      </th>
      <td data-label="责任单位">{unit}</td>
      <td data-label="完成时限" class="figure">
        {inChinese(dueOn)}
      </td>
      <td data-label="情况">{stateInWords(task)}</td>
      <td data-label="最近进展">{progress ? <span class="as-written">{progress.says}</span> : '—'}</td>
      <td data-label={`${year}年`}>{isCarried ? '已列入' : '未列入'}</td>
    </tr>
  )
}
