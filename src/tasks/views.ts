/** What the pages of the work ledger show. */
import type { Day } from '../../workflows/statute/days.ts'
import type { YearlyFrame } from '../people/pages/yearly-page.tsx'
import type { FormState } from '../web/shapes.ts'
import type { LeftTask } from './look-back.ts'
import type { State } from './measures.ts'
import type { Progress, Task, tally, Version } from './tasks.ts'

/** Whose tasks, of which year, and what may be asked instead. */
export type Frame = YearlyFrame & {
  today: Day
  /** May this person set tasks of what is shown? */
  mayKeep: boolean
}

export type ListView = {
  tasks: readonly Task[]
  tally: ReturnType<typeof tally>
  /** Those alone that stand so. */
  state: State | undefined
  done: string | undefined
}

/** Who can be named, by user name. */
export type People = Readonly<Record<string, string>>

export type NewView = { people: People; form: FormState; key: string }

export type TaskView = {
  task: Task
  /** Where the cases behind the figure are, for whoever may open them. */
  behind: string | undefined
  /** With who did it by name; versions with the name of who answers for it. */
  versions: readonly (Omit<Version, 'ownerId'> & { owner: string | undefined })[]
  progress: readonly Progress[]
  people: People
  mayKeep: boolean
  mayPutDown: boolean
  /** The form that came back. */
  about: 'task' | 'progress' | 'dropped' | undefined
  form: FormState
  key: string
  done: string | undefined
}

export type LookBackView = { tasks: readonly LeftTask[]; form: FormState }
