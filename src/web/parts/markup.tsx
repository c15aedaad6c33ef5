/**
 * Long tables, written at once: a page of fifty lines as a tree of parts costs more than all else that its answer does. What
 * is put in is escaped, always; what stands as it is was made here.
 */
export class Markup {
  readonly __html: string
  constructor(html: string) {
    this.__html = html
  }
}

type Value = string | number | Markup | readonly Markup[] | null | undefined | false

/** HTML with values in it, as text or inside of quotation marks; without a value nothing stands there. */
export function markup(parts: TemplateStringsArray, ...values: Value[]): Markup {
  let html = parts[0]!
  for (let i = 0; i < values.length; i++) html += written(values[i]) + parts[i + 1]!
  return new Markup(html)
}

const written = (value: Value): string => {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Markup) return value.__html
  if (Array.isArray(value)) return value.map(({ __html }: Markup) => __html).join('')
  return escaped(String(value))
}

const MEANT = /["&<>]/
const NAMES: Record<string, string> = { '"': '&quot;', '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string) => (MEANT.test(text) ? text.replace(/["&<>]/g, (character) => NAMES[character]!) : text)

/** The body of a table, of lines that are written already: each value in them went through `escaped`. */
export const Lines = ({ of }: { of: readonly Markup[] }) => <tbody dangerouslySetInnerHTML={markup`${of}`} />
