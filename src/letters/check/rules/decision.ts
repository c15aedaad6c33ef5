/** What is decided, in plain words, and on no condition that the law does not know. */
import type { Outcome } from '../../../../workflows/disclosure/vocabulary.ts'
import { hasOutcome, isReply, rule, toApplicant, WITHHELD } from '../subject.ts'
import { bodyText, inBody, lineWith, sentencesOf, unquoted } from '../tokens.ts'

/** Any one of the words will do; the law fixes what is decided, not the phrase. */
const DECISIONS: Partial<Record<Outcome, readonly RegExp[]>> = {
  alreadyPublic: [/主动公开|已经?公开/],
  disclosed: [/予以公开|提供|公开/],
  partlyDisclosed: [/不予公开/, /(?<!不)予以公开|提供/],
  stateSecret: [/不予公开/, /国家秘密/],
  prohibitedByLaw: [/不予公开/, /禁止公开/],
  safetyAndStability: [/不予公开/, /危及|三安全/],
  thirdPartyRights: [/不予公开/, /第三方/],
  internalAffairs: [/不予公开/, /内部事务|人事管理|后勤管理|内部工作流程/],
  processInformation: [/不予公开/, /过程性信息|讨论记录|过程稿|磋商信函|请示报告/],
  enforcementFile: [/不予公开/, /案卷/],
  registryEnquiry: [/依照.{0,30}(?:规定|法|条例).{0,10}(?:办理|查询)|查询/],
  notHeld: [/不存在/],
  notThisAgency: [/不属于本(?:行政)?机关|不是本(?:行政)?机关|非本机关/],
  needsProcessing: [/不予提供|无法提供/],
  stillUnclear: [/无法提供|不能提供/],
  petition: [/不作为政府信息公开申请处理|不予处理/],
  repeatRequest: [/不予重复处理|不再重复(?:处理|答复)/],
  publication: [/途径/],
  excessive: [/不予处理/],
  reissue: [/不予处理|不作为政府信息公开申请/, /确认|重新出具|已经?(?:获取|取得|提供)/],
  correctionLapsed: [/不再处理/],
  feeLapsed: [/不再处理/],
  notGovernmentInformation: [/不属于政府信息/],
  advice: [/(?:进行|属于|是)咨询/],
}

const decision = rule({
  id: 'DECISION_MISSING',
  severity: 'error',
  article: '条例第三十六条',
  zh: '写明了处理决定',
  applies: (reading) => isReply(reading) && reading.outcome !== null && DECISIONS[reading.outcome] !== undefined,
  check({ lines, outcome }) {
    const text = unquoted(bodyText(lines))
    return DECISIONS[outcome!]!.every((words) => words.test(text))
      ? []
      : [
          {
            says: '没有写明与办理结果相符的处理决定。',
            remedy: '用一句话写明决定，例如“不予公开”“予以公开”“该政府信息不存在”。',
          },
        ]
  },
})

/** One letter may say of a second item that it does not exist: that is no opposite decision (法释〔2025〕8号 Art 14). */
const GIVEN = /本机关决定(?:对.{0,12})?予以公开|上述(?:信息|内容)予以公开/
const REFUSED = /本机关决定(?:对.{0,20})?不予公开|上述(?:信息|内容)不予公开/

const contradiction = rule({
  id: 'DECISION_CONTRADICTS',
  severity: 'error',
  article: '条例第三十六条',
  zh: '处理决定前后一致',
  applies: hasOutcome('disclosed', 'alreadyPublic', 'notHeld', 'notThisAgency', ...WITHHELD),
  check({ lines, outcome }) {
    const line = lineWith(inBody(lines), WITHHELD.includes(outcome!) ? GIVEN : REFUSED)
    return line === undefined
      ? []
      : [{ says: '文中另有一个与办理结果相反的决定。', remedy: '删去相反的表述，或者改正办理结果。', line }]
  },
})

/** The purpose of the information, not that of a plot of land or of a fund, which a letter may well speak of. */
const PURPOSE =
  /三需要|生产、?生活、?科研|自身.{0,6}特殊需要|(?:说明|提供|填写|写明|证明|补充|明确)[^，。；]{0,6}(?:信息|申请)的?(?:用途|使用目的)/

/** What only the regulation of 2007 asked: nobody needs a purpose today. */
const purpose = rule({
  id: 'PURPOSE_ASKED',
  severity: 'error',
  article: '条例第二十七条',
  zh: '不以用途、三需要为条件',
  applies: toApplicant,
  check: ({ lines }) =>
    inBody(lines).flatMap(({ own, at }) => {
      const match = PURPOSE.exec(unquoted(own))
      return match
        ? [
            {
              says: `“${match[0]}”：2019年以后申请人不需要说明用途，不能以此为条件。`,
              remedy: '删去有关用途、特殊需要的内容。',
              line: at,
            },
          ]
        : []
    }),
})

const standing = rule({
  id: 'INTEREST_REQUIRED',
  severity: 'warning',
  article: '条例第二十七条',
  zh: '不以利害关系为条件',
  applies: toApplicant,
  check: ({ lines }) =>
    inBody(lines).flatMap(({ own, at }) =>
      sentencesOf(unquoted(own))
        .filter((sentence) =>
          /(?:没有|无|不具有|不存在)(?:直接)?利害关系|不具备?申请(?:人)?(?:主体)?资格|与(?:您|贵单位|你们|申请人)(?:（单位）)?(?:本人)?无关/.test(
            sentence,
          ),
        )
        .map(() => ({
          says: '以没有利害关系或者没有申请资格为由，条例没有这样的条件。',
          remedy: '删去该理由，依照条例规定的情形答复。',
          line: at,
        })),
    ),
})

export const decisionRules = [decision, contradiction, purpose, standing]
