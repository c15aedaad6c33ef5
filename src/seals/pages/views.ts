/** What the parts of the page of seals have in common. */
import type { Agency } from '../../people/queries.ts'
import type { Viewer } from '../../people/sessions.ts'
import type { FormState } from '../../web/shapes.ts'
import type { SealVersion } from '../versions.ts'

type Act = 'revocation' | 'approval' | 'refusal'
/** Which form of the page: what it was about, in a word that ids may begin with. */
export type About = string
export const aboutOf = (form: { act: Act; agencyId: string; version: number; request?: number }): About =>
  [form.act, form.agencyId, form.version, form.request].filter((part) => part !== undefined).join('-')

export type Props = {
  viewer: Viewer
  csrf: string
  /** Those whose seals this person decides on. */
  agencies: readonly Pick<Agency, 'id' | 'name'>[]
  /** Those whose seals they install and try, too. */
  installsFor: readonly string[]
  /** The newest version of each agency first. */
  seals: readonly SealVersion[]
  /** `staff:NAME` → the person's name. */
  names: ReadonlyMap<string, string>
  /** Of the operator's list. */
  authorities: readonly string[]
  now: Date
  form: FormState
  /** The form that came back. */
  about: About | undefined
  /** Just done. */
  done?: string | undefined
  /** Why nothing was done, where no field is at fault. */
  trouble?: string | undefined
}

const NO_FORM: FormState = { values: {}, errors: [] }
/** The form as it came back, where it is the one that was sent. */
export const formFor = (about: About, props: Pick<Props, 'about' | 'form'>): FormState =>
  props.about === about ? props.form : NO_FORM

/** Instants in Beijing time, to the minute. */
export const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Asia/Shanghai',
})
export const DATE = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'Asia/Shanghai' })

/** Who did it and when. */
export const signature = ({ by, at }: { by: string; at: string }, names: Props['names']): string =>
  `${names.get(by) ?? by}，${CLOCK.format(new Date(at))}`
