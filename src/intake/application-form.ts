/** The page's flat form as the application of the API, and the API's faults as faults of the form. */
import type { FieldError } from '../ground/errors.ts'
import { tidyNumber } from '../ground/tidy.ts'
import type { FormState } from '../web/shapes.ts'
import { jointAt, jointIn, receiverIn } from './joint-fields.ts'

type Form = Record<string, string>

const filled = (form: Form, names: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(names).flatMap(([field, name]) => (form[name]?.trim() ? [[field, form[name]]] : [])),
  )

const same = (...names: string[]) => Object.fromEntries(names.map((name) => [name, name]))
const PERSON = same('name', 'idType', 'idNumber', 'employer', 'phone', 'email', 'address', 'postcode')
const ORGANISATION = same(
  'organisationType',
  'name',
  'creditCode',
  'representative',
  'contact',
  'phone',
  'email',
  'address',
  'postcode',
)
const AGENT = { name: 'agentName', idType: 'agentIdType', idNumber: 'agentIdNumber', phone: 'agentPhone' }
const REQUEST = same('title', 'description', 'documentNumber', 'form', 'delivery')

/**
 * The posted fields as the body of `POST /applications`; blank fields are left out. It judges nothing: `APPLICATION` does.
 */
export function fromApplicationForm(form: Form): unknown {
  const together = Array.from({ length: jointIn(form) }, (_, i) => applicantFrom(form, jointAt(i + 1)))
  return {
    agency: form.agency || undefined,
    applicant: applicantFrom(form, ''),
    ...(together.length > 0 && { coApplicants: together, representative: receiverIn(form) }),
    ...(form.hasAgent && { agent: filled(form, AGENT) }),
    request: filled(form, REQUEST),
    ...(form.needsHelp && { needsHelp: true }),
    ...filled(form, same('helpWanted', 'contactWay', 'contactTimes')),
  }
}

function applicantFrom(form: Form, at: string): object {
  const kind = form[`${at}kind`] === 'organisation' ? 'organisation' : 'person'
  const names = kind === 'person' ? PERSON : ORGANISATION
  return { kind, ...filled(form, Object.fromEntries(Object.keys(names).map((name) => [name, at + name]))) }
}

/** Who may live anywhere has a postcode of any country. */
const FROM_ANYWHERE = ['passport', 'foreignResidentId', 'other']

/**
 * What only the page asks to be put right, while whoever typed it looks at it: a postcode of the mainland has six digits. The API takes
 * one of any country, and so does this from whoever has a document of another.
 */
export function pageFaults(values: Form): FormState['errors'] {
  const { kind, idType = '', postcode = '' } = values
  if (kind !== 'organisation' && FROM_ANYWHERE.includes(idType)) return []
  const digits = tidyNumber(postcode)
  if (!/^\d{4,10}$/.test(digits) || digits.length === 6) return []
  return [{ field: 'postcode', message: '邮政编码应当是 6 位数字' }]
}

/** `applicant.idNumber` → `idNumber`, `agent.phone` → `agentPhone`, `representative` → `receiver`: the names on the page. */
export const toFormErrors = (errors: readonly FieldError[]) =>
  errors.map(({ field, message }) => {
    const [head, ...rest] = field.split('.')
    const name = rest.join('.')
    const [index, ...of] = rest
    if (head === 'coApplicants' && of.length > 0) return { field: jointAt(Number(index) + 1) + of.join('.'), message }
    if (field === 'representative') return { field: 'receiver', message }
    if (head === 'agent' && name) return { field: `agent${name[0]!.toUpperCase()}${name.slice(1)}`, message }
    return { field: ['applicant', 'request', 'handover'].includes(head!) && name ? name : field, message }
  })
