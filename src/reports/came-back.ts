/** What a form of a report gets back where something is refused. */
import { Refusal } from '../ground/errors.ts'
import type { FormState } from '../web/shapes.ts'

/** What is refused comes back on the page, with what was typed. @throws whatever is no refusal of the form */
export function cameBack(values: Record<string, string>, error: unknown): { form: FormState; status: number } {
  if (!(error instanceof Refusal) || error.status >= 500 || error.status === 404 || error.status === 403) throw error
  // An identity of the tables stands under no control.
  const errors = error.errors.map((one) => (one.field in values ? one : { ...one, field: '' }))
  return {
    form: { values, errors: errors.length > 0 ? errors : [{ field: '', message: error.sentence }] },
    status: error.status,
  }
}
