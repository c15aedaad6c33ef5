/** Cases ticked in a form: under which name each is, and which were. */

/** The name under which a case is ticked. */
export const ticked = (id: string): string => `${PREFIX}${id}`
const PREFIX = 'case.'

/** The ids of those that were. */
export const tickedIn = (values: Readonly<Record<string, string>>): string[] =>
  Object.keys(values).flatMap((name) => (name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []))
