/** What goes wrong, for whoever runs the machine: one line of JSON each on standard error, without what people wrote. */

/**
 * @param what in the house's own words
 * @param more what helps to find it: a request's number, a route, a job's name; never what somebody typed
 */
export function report(what: string, error?: unknown, more: Record<string, string | number | undefined> = {}): void {
  const caught = error === undefined ? {} : { error: told(error) }
  console.error(JSON.stringify({ at: new Date().toISOString(), what, ...more, ...caught }))
}

type Told = {
  name: string
  code?: string
  message: string
  where: string[]
  about?: Record<string, string>
  cause?: Told
}
/** Names of the database's own things. Its `detail`, `where` and parameters quote rows, and are left out. */
const ABOUT = ['table_name', 'column_name', 'constraint_name', 'routine', 'syscall', 'command']
const FRAMES = 8
const CAUSES = 3

function told(error: unknown, depth = 0): Told {
  if (!(error instanceof Error)) return { name: typeof error, message: masked(String(error)), where: [] }
  const fields = error as unknown as Record<string, unknown>
  const about = ABOUT.flatMap((name) => (typeof fields[name] === 'string' ? [[name, masked(fields[name])]] : []))
  // A stack begins with the message, which may have lines of its own.
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at .*[:)]/.test(line))
  return {
    name: error.name,
    ...(fields.code !== undefined && { code: String(fields.code).slice(0, 40) }),
    message: masked(error.message),
    where: frames.slice(0, FRAMES).map((line) => line.trim().slice(3)),
    ...(about.length > 0 && { about: Object.fromEntries(about) }),
    ...(error.cause !== undefined && depth < CAUSES && { cause: told(error.cause, depth + 1) }),
  }
}

/** What stands in quotation marks; first with what is before or behind it where it is a thing of the database or of OpenID Connect. */
const NAMED =
  /(\b(?:relation|column|constraint|table|function|role) "[^"]*"?|"[a-z_]{1,30}" (?:\([a-z ]{1,30}\) )?(?:claim|response parameter)\b)|"[^"]*"?/g

/**
 * A message without what names people: addresses, numbers, codes, Chinese, and what stands in quotation marks, unless the
 * database names one of its own things, or a claim. The words of programs stay.
 */
export const masked = (text: string): string =>
  text
    .slice(0, 2_000)
    .replace(/[^\s<>"'(),;:@]{1,256}@[^\s<>"'(),;:]{1,256}/g, '<mail>')
    .replace(NAMED, (all, own) => (own ? all : '"…"'))
    .replace(/\p{Script=Han}[\p{Script=Han}\p{P}\w]*/gu, '…')
    .replace(/\+?\d[\d -]{4,}\d[Xx]?/g, '<number>')
    .replace(/\b(?=[A-Z]*\d)[0-9A-Z]{8,}\b/g, '<code>')
