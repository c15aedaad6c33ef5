/**
 * Art 16 ¶2 lets an agency withhold what belongs to a process or to a file of enforcement; that it belongs there is the
 * condition, not the reason (Art 36 (3)). "属于行政执法案卷" says neither which record nor what disclosure would do.
 */
import { restsOnOtherwise } from './examination.ts'
import { draftField, type Rule } from './rule.ts'

const CATEGORY =
  /您（单位）|您|申请人|申请公开的|(?:所)?申请的|(?:上述|该|相关|有关|此类)|政府信息|信息|材料|内容|文件|资料|记录|档案|经审查|经查|经核查|本机关|行政机关|行政执法|行政处罚|执法|案卷|卷宗|案件|会议纪要|会议记录|会议|纪要|讨论记录|讨论稿|过程稿|磋商信函|请示报告|请示|报告|过程性|过程|讨论|内部|在?履行(?:行政)?管理职能|形成|属于|系|均为|均|为|是|中|其|依法|依据|根据|按照|规定|《?(?:中华人民共和国)?(?:政府信息公开)?条例》?|第[一二三四五六七八九十]+[条款项]|不予公开|不应当?公开|不能公开|不公开|可以|应当|因此|故|作为|的|和|、|，|。|；|范围|所指|一种|情形/g
const NAMED = /案卷|卷宗|执法|过程性|讨论|过程稿|磋商|请示|纪要|会议/
/** Fewer characters than a name of a record takes. */
const LEAST = 4

/** Does a text only say which kind of information it is? */
export function isBareCategory(text: string): boolean {
  const reasons = text.replace(/\s/g, '')
  return NAMED.test(reasons) && [...reasons.replace(CATEGORY, '')].length < LEAST
}

export const NOT_ONLY_A_CATEGORY: Rule = {
  code: 'REASONS_BARE_CATEGORY',
  article: '条例第十六条第二款、第三十六条第（三）项',
  kept: (_context, fact) =>
    fact?.type !== 'replyDrafted' ||
    !restsOnOtherwise(fact.outcome, fact) ||
    !isBareCategory(draftField(fact, 'reasons') + draftField(fact, 'withheld')),
}
