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
