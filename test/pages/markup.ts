/** Reads rendered pages well enough to check their outline: the renderer writes regular markup. */
export type Tag = { name: string; attributes: Record<string, string>; at: number }

const TAG = /<([a-z][\w-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/g
const ATTRIBUTE = /([^\s=>/]+)(?:="([^"]*)")?/g

export const tagsOf = (page: string): Tag[] =>
  [...page.matchAll(TAG)].map(({ 1: name = '', 2: rest = '', index }) => ({
    name,
    at: index,
    attributes: Object.fromEntries([...rest.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, value])),
  }))

/** The words between `at` and the closing tag, without tags. */
export const textAfter = (page: string, tag: Tag): string =>
  page
    .slice(page.indexOf('>', tag.at) + 1, page.indexOf(`</${tag.name}>`, tag.at))
    .replace(/<[^>]*>/g, '')
    .trim()

const HAN = /\p{Script=Han}/u
/** These cannot be marked within; what is typed has no language but the writer's. */
const PLAIN = ['title', 'textarea']
const EMPTY = ['meta', 'link', 'input', 'br', 'hr', 'img']

/** Chinese texts of an English page that stand in no element of Chinese. */
export function unmarked(page: string): string[] {
  const open: boolean[] = []
  const found: string[] = []
  for (const [, end, name = '', attributes = '', text = ''] of page.matchAll(/<(\/?)(\w+)([^>]*)>([^<]*)/g)) {
    if (end) open.pop()
    else if (!EMPTY.includes(name)) {
      open.push(PLAIN.includes(name) || attributes.includes('lang="zh-CN"') || !!open.at(-1))
    }
    if (HAN.test(text) && !open.at(-1)) found.push(text)
  }
  return found
}
