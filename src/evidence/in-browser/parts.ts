/** What the page is put together from. Texts of a bundle go in as texts, never as markup. */

/** The element with this id. @throws Error where the page has none */
export function at<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page lacks #${id}.`)
  return found as E
}

type Child = Node | string

export function element(name: string, children: readonly Child[] = [], className = ''): HTMLElement {
  const made = document.createElement(name)
  if (className) made.className = className
  // One by one: a browser takes only so many arguments at once.
  for (const child of children) made.append(typeof child === 'string' ? shown(child) : child)
  return made
}

/** What others wrote, with the signs that cannot be seen or turn a text about written out. */
export const shown = (text: string): string =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) =>
    sign
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )

/** JSON over several lines, which stays the same JSON. */
export const shownJson = (value: unknown): string => JSON.stringify(value, null, 1).split('\n').map(shown).join('\n')

/** A term and what is said of it; nothing where there is nothing to say. */
export function row(term: string, said: string | undefined, className = ''): HTMLElement[] {
  return said === undefined ? [] : [element('dt', [term]), element('dd', [shown(said)], className)]
}

export function tableOf(caption: string, heads: readonly string[], rows: readonly HTMLElement[]): HTMLElement {
  const head = element('tr', heads.map(headCell))
  const table = element('table', [element('caption', [caption]), element('thead', [head]), element('tbody', rows)])
  const around = element('div', [table], 'wide')
  around.tabIndex = 0
  around.role = 'region'
  around.ariaLabel = caption
  return around
}

function headCell(text: string): HTMLElement {
  const cell = element('th', [text])
  cell.setAttribute('scope', 'col')
  return cell
}

/** With commas. */
export const grouped = (n: number): string => n.toLocaleString('en-US')

export const inMegabytes = (bytes: number): string =>
  bytes < 2 ** 20 ? `${(bytes / 2 ** 10).toFixed(1)} KB` : `${(bytes / 2 ** 20).toFixed(1)} MB`

/** 2026-03-02 as 2026年3月2日. */
export const inWords = (day: string): string => {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  return year ? `${year}年${Number(month)}月${Number(date)}日` : day
}
