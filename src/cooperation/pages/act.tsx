/** One form of these pages, with its machinery; what came back stands in the form that it came from. */
import type { ComponentChildren } from 'preact'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import type { FormState } from '../../web/shapes.ts'

export type Back = { act: string; form: FormState }
export type Posting = { csrf: string; key: string; back?: Back | undefined }
const NO_FORM: FormState = { values: {}, errors: [] }

type Props = Posting & {
  /** Ends the address, and tells the forms of a page apart. */
  act: string
  action: string
  labels: Readonly<Record<string, string>>
  button: string
  /** Said instead of a heading, for whoever hears the page. */
  says?: string
  files?: boolean
  /** What the form begins with. */
  begins?: Readonly<Record<string, string>>
  children: (form: FormState, prefix: string) => ComponentChildren
}

export function Act({
  csrf,
  key_,
  back,
  act,
  action,
  labels,
  button,
  says,
  files,
  begins = {},
  children,
}: Omit<Props, 'key'> & { key_: string }) {
  const form = back?.act === act ? back.form : { ...NO_FORM, values: { ...begins } }
  const prefix = `${act.replace(/\W+/g, '-')}-`
  return (
    <form
      method="post"
      action={action}
      class="stack no-print"
      data-act={act}
      aria-label={says}
      {...(files && { enctype: 'multipart/form-data' })}
    >
      <ErrorSummary form={form} labels={labels} prefix={prefix} />
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="idempotencyKey" value={key_} />
      {form.uploads && <input type="hidden" name="basket" value={form.uploads.token} />}
      {children(form, prefix)}
      <button class="primary" type="submit">
        {button}
      </button>
    </form>
  )
}

/** Opens by itself where its form came back; `stands` open from the first, where it is what somebody comes for. */
export function Fold({
  title,
  back,
  act,
  stands,
  children,
}: {
  title: string
  back?: Back | undefined
  act: string
  stands?: boolean
  children: ComponentChildren
}) {
  return (
    <details class="fold no-print" open={stands || back?.act === act}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}
