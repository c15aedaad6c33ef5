/** What the forms about one person share: the form that came back among several, and colleagues to choose from. */
import type { FormState } from '../../../web/shapes.ts'
import type { Candidate, Frame, PersonView } from '../views.ts'

export type About = 'details' | 'rights' | 'cover' | 'end' | 'link'
export type Props = Frame &
  PersonView & {
    idempotencyKey: string
    /** The form that came back. */
    about?: About | undefined
    form?: FormState | undefined
    /** What was just done, in a word. */
    done?: string | undefined
    /** The one-time link, told once. */
    link?: string | undefined
  }

const NOTHING: FormState = { values: {}, errors: [] }

/** The form as it came back, or as it stands. */
export const formOf = ({ about, form }: Props, mine: About, values: Record<string, string>): FormState =>
  about === mine && form ? form : { ...NOTHING, values }

/** Colleagues by user name, as a list shows them. */
export const options = (from: readonly Candidate[]) =>
  Object.fromEntries(
    from.map(({ username, name, note }) => {
      // Of two of one name the user name tells which.
      const isAlone = from.filter((one) => one.name === name).length === 1
      return [username, `${name}（${isAlone ? note : `${username}，${note}`}）`]
    }),
  )
