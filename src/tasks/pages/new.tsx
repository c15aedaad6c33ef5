/** Setting a task of the year. */

import { at } from '../../people/pages/yearly-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import type { Frame, NewView } from '../views.ts'
import { LABELS, TaskFields } from './fields.tsx'
import { TasksFrame } from './frame.tsx'

export function NewTaskPage({ frame, view: { people, form, key } }: { frame: Frame; view: NewView }) {
  return (
    <TasksFrame frame={frame} title={`设置${frame.year}年的任务`}>
      <p class="lead">{`由${frame.name}承担。每次修改都留有记录。`}</p>
      <form method="post" action={at('/tasks', frame)} class="stack">
        <ErrorSummary form={form} labels={LABELS} />
        <input type="hidden" name="csrf" value={frame.csrf} />
        <input type="hidden" name="idempotencyKey" value={key} />
        <TaskFields form={form} people={people} year={frame.year} />
        <button class="primary" type="submit">
          保存
        </button>
      </form>
    </TasksFrame>
  )
}
