/** A form that was refused comes back as it was sent, with each fault at its field. */
import { Refusal } from '../ground/errors.ts'
import type { FormState } from './shapes.ts'

/** No form is there any more, nobody is signed in, or it was not sent from here. */
const isNoFormOfTheirs = ({ status, code }: Refusal) =>
  status >= 500 || status === 404 || status === 401 || code === 'CSRF'

/**
 * What whoever sent a form can mend, to be shown with it.
 * @param field at which a refusal of the whole is said; by itself above the form
 * @throws what is no refusal that a form can answer
 */
export function cameBack(
  values: Record<string, string>,
  error: unknown,
  field = '',
): { form: FormState; status: number } {
  if (!(error instanceof Refusal) || isNoFormOfTheirs(error)) throw error
  const errors = error.errors.length > 0 ? error.errors : [{ field, message: error.sentence }]
  return { form: { values, errors }, status: error.status }
}
