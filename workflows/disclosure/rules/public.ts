/** 已主动公开 (Art 36 (1)): the way to obtain it is told so that it is found there. The home page of a government is no way. */
import { draftField, type Rule } from './rule.ts'

const PAGE = /https?:\/\/[^\s，。；、）)”"]+|(?<![\w.])(?:www\.)[^\s，。；、）)”"]+/g
/** Beyond the host there is a path or a question that names a page. */
const isHome = (page: string) => /^(?:https?:\/\/)?[^/?#]+(?:\/?|\/index\.\w+|\/#?)$/i.test(page)
/** Where it can be read without an address on the web: a column, a gazette, a place, a publisher. */
const PLACE =
  /栏目|专栏|专题|频道|公报|公告栏|公示栏|第\d+期|图书馆|档案馆|查阅|书店|出版社|公众号|客户端|报》|日报|窗口|[路街道巷]\d+号|\d+室/
const SITE = /网站|官网|门户网|主页|首页/

/** Does a text tell where it can be read: `page`, `place`; only the home page: `home`; or nothing: null. */
export function addressIn(text: string): 'page' | 'place' | 'home' | null {
  const pages = text.match(PAGE) ?? []
  if (pages.some((page) => !isHome(page))) return 'page'
  if (PLACE.test(text)) return 'place'
  return pages.length > 0 || SITE.test(text) ? 'home' : null
}

const ARTICLE = '条例第三十六条第（一）项'
const where = (fact: Parameters<Rule['kept']>[1]) => addressIn(draftField(fact, 'where'))

export const ALREADY_PUBLIC: Rule[] = [
  {
    code: 'PUBLIC_ADDRESS_MISSING',
    article: ARTICLE,
    kept: (_context, fact) => fact?.type !== 'replyDrafted' || where(fact) !== null,
  },
  {
    code: 'HOME_PAGE_ONLY',
    article: ARTICLE,
    kept: (_context, fact) => fact?.type !== 'replyDrafted' || where(fact) !== 'home',
  },
]
