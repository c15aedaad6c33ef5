/** The words of a mail that is a page: read by a person as text, with nothing that a page could fetch or run. Linear, whatever stands there. */

/** What stands between these is no text. */
const SILENT = ['script', 'style', 'head', 'title']
const BREAKS = ['br', 'p', 'div', 'tr', 'li', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote']

/** Line by line. */
export function textOfHtml(html = ''): string {
  const lower = html.toLowerCase()
  const said: string[] = []
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    said.push(html.slice(at, open < 0 ? html.length : open))
    if (open < 0) break
    if (html.startsWith('<!--', open)) {
      at = behind(html, '-->', open)
      continue
    }
    const close = behind(html, '>', open)
    const [, slash = '', tag = ''] = /^<(\/?)([a-z]+[1-6]?)/.exec(lower.slice(open, open + 20)) ?? []
    if (BREAKS.includes(tag)) said.push('\n')
    at = !slash && SILENT.includes(tag) ? behind(lower, `</${tag}>`, close) : close
  }
  const lines = entities(said.join(''))
    .split('\n')
    .map((line) => line.trim())
  return lines
    .filter((line, i) => line !== '' || (i > 0 && lines[i - 1] !== ''))
    .join('\n')
    .trim()
}

/** Just behind the next of these; the end where there is none. */
function behind(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from)
  return at < 0 ? text.length : at + what.length
}

const NAMED: Record<string, string> = { nbsp: ' ', lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const entities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (written, decimal, hex, name?: string) =>
    name ? (NAMED[name.toLowerCase()] ?? written) : sign(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
  )

const sign = (n: number): string => (n > 0 && n <= 0x10ffff ? String.fromCodePoint(n) : '')
