import type { ComponentChildren } from 'preact'
import { YearlyPage } from '../../people/pages/yearly-page.tsx'
import type { Frame } from '../views.ts'

const PAGES = { '/tasks': '本年任务', '/tasks/look-back': '回头看' } as const

type Props = {
  frame: Frame
  /** Of the page, for the same page of another year or agency; none of a single task. */
  path?: keyof typeof PAGES
  title: string
  children: ComponentChildren
}

/** A page of the work ledger. */
export const TasksFrame = (props: Props) => <YearlyPage {...props} kicker="工作台账" kind="/tasks" pages={PAGES} />
