/** The shape of a request: several matters in one, or nothing by which anything could be found. */

/** 1. 2、（3） ④ 五、 第六， at the beginning of an item. */
const ITEM =
  /(?:^|[；;。，,:：\n]\s{0,20})(?:\d{1,2}[.、）)](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,2}、|第[一二三四五六七八九十]，)/g
const AND_ALSO = /另外|此外|同时(?:请|申请|公开)|还要|还有|并请|再加上|以及另|外加/g

/** IdentityDocuments of one project are one matter, however many: what stands before the list names it. */
const ONE_MATTER = /(?:项目|工程|规划|地块|小区)[^；;。\n]{0,6}[:：]\s*$|的[:：]\s*$/

/**
 * Does it list numbered items that no common heading joins, or add further matters? Judged by the shape of the text alone.
 */
export function isSeveral(description: string): boolean {
  const items = [...description.matchAll(ITEM)]
  const [first] = items
  if (first && items.length > 1) {
    const head = description.slice(0, first.index) + (/^[:：]/.test(first[0]) ? '：' : '')
    return !ONE_MATTER.test(head)
  }
  const also = [...description.matchAll(AND_ALSO)].map(([word]) => word)
  return also.length > 1 || also.includes('再加上')
}

/** Words that name nothing: of asking, of papers in general, of whoever asks. */
const EMPTY_WORDS =
  /申请|依法|公开|有关|相关|关于|全部|所有|一切|历年|最近|出台|上次|上周|去年|就是|那个|那块|这个|说的|发过|交的|你们|贵单位|贵局|我们|我要|我需要|需要|都要|请|给我|把|看|文件|材料|资料|信息|规定|政策|情况|说明|依据|档案|会议|记录|纪要|批文|是什么|什么|一下|东西|那些|这些|随便|都可以|可以|只要|你懂|复印件|原件|一份|吧|和|及|与|的|了|我|\b(?:all|any|the|of|a|an|and|please|documents?|information|files?|me|give|or)\b/gi
/** A document number, a year, the title of a work. */
const ANCHOR = /〔|\d{4}|《|\d+号/
/** So many different characters, or words of another script, name something. */
const ENOUGH = { characters: 5, words: 2 }

/** Nothing is left to search by once the words of asking are taken out: no name, number, year or subject (Art 29). */
export function isVague(title: string, description: string): boolean {
  const rest = `${title} ${description}`
    .normalize('NFKC')
    .replace(/<[^<>]*>|\{\{[^{}]*\}\}/g, ' ')
    .replace(EMPTY_WORDS, ' ')
  const characters = new Set(rest.match(/[\p{Script=Han}]/gu)).size
  const words = new Set(rest.toLowerCase().match(/\b[a-z]{3,}\b/g)).size
  if (characters === 0) return words < ENOUGH.words || !/[a-z]{3}\s+[a-z]/i.test(description)
  return characters < (ANCHOR.test(rest) ? 2 : ENOUGH.characters)
}
