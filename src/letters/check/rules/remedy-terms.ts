/** To whom a remedy goes and within how long: bodies, courts and periods. */
import { inForceOn } from '../../../../workflows/statute/dated.ts'
import { unfitBody } from '../../../../workflows/statute/remedies.ts'
import { caseRule, daysOf, decides, type Fault, isOutgoing, type Reading, rule } from '../subject.ts'
import { bodyText, lineWith } from '../tokens.ts'
import { toldRemedies } from '../told.ts'

const regimeOf = ({ law, on }: Reading) => inForceOn(law.remedies, on, 'rule.remedy')

const reconsiderPeriod = rule({
  id: 'REMEDY_PERIOD_RECONSIDERATION',
  severity: 'error',
  article: '行政复议法第二十条第一款',
  zh: '申请行政复议的期限是60日',
  applies: decides,
  check(reading) {
    const { reconsiderDays } = regimeOf(reading)
    return toldRemedies(reading.lines).reconsiderations.flatMap(({ period, line }): Fault[] => {
      if (!period)
        return [{ says: '没有写明申请行政复议的期限。', remedy: `写明自收到文书之日起${reconsiderDays}日内。`, line }]
      return period.number === reconsiderDays && period.unit === '日'
        ? []
        : [{ says: `申请行政复议的期限写成“${period.text}”。`, remedy: `改为${reconsiderDays}日内（自然日）。`, line }]
    })
  },
})

const suitPeriod = rule({
  id: 'REMEDY_PERIOD_SUIT',
  severity: 'error',
  article: '行政诉讼法第四十六条第一款',
  zh: '直接起诉的期限是6个月',
  applies: decides,
  check(reading) {
    const { sueMonths } = regimeOf(reading)
    return toldRemedies(reading.lines)
      .suits.filter(({ direct }) => direct)
      .flatMap(({ period, line }): Fault[] => {
        if (!period)
          return [{ says: '没有写明提起行政诉讼的期限。', remedy: `写明自收到文书之日起${sueMonths}个月内。`, line }]
        return period.number === sueMonths && period.unit === '个月'
          ? []
          : [
              {
                says: `直接提起行政诉讼的期限写成“${period.text}”。`,
                remedy: `改为${sueMonths}个月内；15日只用于收到复议决定书之后。`,
                line,
              },
            ]
      })
  },
})

const afterPeriod = rule({
  id: 'REMEDY_PERIOD_AFTER',
  severity: 'error',
  article: '行政诉讼法第四十五条；行政复议法第三十四条',
  zh: '复议之后起诉的期限是15日',
  applies: decides,
  check(reading) {
    const { sueDaysAfterReconsideration: days } = regimeOf(reading)
    return toldRemedies(reading.lines)
      .suits.filter(({ direct, period }) => !direct && period && (period.number !== days || period.unit !== '日'))
      .map(({ period, line }) => ({
        says: `收到复议决定之后起诉的期限写成“${period!.text}”。`,
        remedy: `改为${days}日内。`,
        line,
      }))
  },
})

const bodyMissing = rule({
  id: 'REMEDY_BODY_MISSING',
  severity: 'error',
  article: '行政复议法第二十条第三款、第二十三条第二款',
  zh: '写明了行政复议机关',
  applies: decides,
  check: ({ lines }) =>
    toldRemedies(lines)
      .reconsiderations.filter(
        ({ to }) => to === null || /^(有关|相关|法定|有管辖权的|复议|行政复议)(行政)?(复议)?(机关|部门)$/.test(to),
      )
      .map(({ line }) => ({ says: '没有写明向哪一机关申请行政复议。', remedy: '写明行政复议机关的全称。', line })),
})

const bodyWrong = caseRule({
  id: 'REMEDY_BODY_WRONG',
  severity: 'error',
  article: '行政复议法第二十四条、第二十五条、第二十七条、第二十八条',
  zh: '行政复议机关与机关类型相符',
  applies: decides,
  check(reading, { agency }) {
    const regime = regimeOf(reading)
    return toldRemedies(reading.lines).reconsiderations.flatMap(({ to, line }): Fault[] => {
      const wrong = to === null ? undefined : unfitBody(to, agency, regime)
      return wrong
        ? [
            {
              says: `行政复议机关写成“${wrong.named}”，对本机关的行政行为应当向${wrong.right}申请行政复议。`,
              remedy: `改为${wrong.right}的全称。`,
              line,
            },
          ]
        : []
    })
  },
})

const bodyOfProfile = caseRule({
  id: 'REMEDY_BODY_NOT_OURS',
  severity: 'warning',
  article: '行政复议法第二十四条',
  zh: '行政复议机关与本机关资料一致',
  applies: decides,
  check(reading, { agency }) {
    const { reconsiderationBody } = agency.profile
    return toldRemedies(reading.lines).reconsiderations.flatMap(({ to, line }): Fault[] =>
      to !== null && reconsiderationBody && to !== reconsiderationBody
        ? [
            {
              says: `行政复议机关写成“${to}”，本机关资料登记的是“${reconsiderationBody}”。`,
              remedy: '核对后统一。',
              line,
            },
          ]
        : [],
    )
  },
})

const INTERMEDIATE: readonly string[] = [
  'countyGovernment',
  'cityGovernment',
  'provincialGovernment',
  'stateCouncilDepartment',
]

const court = caseRule({
  id: 'REMEDY_COURT_LEVEL',
  severity: 'warning',
  article: '行政诉讼法第十四条、第十五条',
  zh: '管辖法院的级别与机关类型相符',
  applies: decides,
  check: ({ lines }, { agency }) =>
    toldRemedies(lines).suits.flatMap(({ to, direct, line }): Fault[] => {
      if (!direct || to === null || /^(依法)?(有管辖权的)?人民法院$/.test(to)) return []
      const intermediate = INTERMEDIATE.includes(agency.kind)
      const named = /中级|高级|最高/.test(to)
      if (intermediate && !named)
        return [
          {
            says: `被告是县级以上人民政府或者国务院部门的，由中级人民法院管辖，文中写成“${to}”。`,
            remedy: '改为中级人民法院；实行集中管辖的，在机关资料中登记。',
            line,
          },
        ]
      // Courts may be assigned across districts; then the office has registered the one that hears its cases.
      return !intermediate && named && to !== agency.profile.court
        ? [{ says: `“${to}”不是基层人民法院。`, remedy: '核对管辖法院；实行集中管辖的，在机关资料中登记。', line }]
        : []
    }),
})

const courtOfProfile = caseRule({
  id: 'REMEDY_COURT_NOT_OURS',
  severity: 'warning',
  article: '行政诉讼法第十四条、第十五条、第十八条',
  zh: '管辖法院与本机关资料一致',
  applies: decides,
  check: ({ lines }, { agency }) =>
    toldRemedies(lines).suits.flatMap(({ to, direct, line }): Fault[] =>
      direct &&
      to !== null &&
      agency.profile.court &&
      to !== agency.profile.court &&
      !/^(依法)?(有管辖权的)?人民法院$/.test(to)
        ? [{ says: `管辖法院写成“${to}”，本机关资料登记的是“${agency.profile.court}”。`, remedy: '核对后统一。', line }]
        : [],
    ),
})

const online = caseRule({
  id: 'REMEDY_ONLINE_CHANNEL',
  severity: 'hint',
  article: '行政复议法第二十二条第二款',
  zh: '网上送达的告知互联网复议渠道',
  applies: decides,
  check({ lines }, { facts }) {
    const submitted = facts.find((fact) => fact.type === 'submitted')
    const sent = submitted?.type === 'submitted' && ['portal', 'email'].includes(submitted.request.delivery ?? '')
    return sent &&
      !/互联网|网上|网站|https?:/.test(
        bodyText(lines)
          .split(/申请行政复议/)
          .slice(1)
          .join(''),
      )
      ? [
          {
            says: '申请人要求网上获取；通过互联网渠道送达的，应当同时提供提交行政复议申请书的互联网渠道。',
            remedy: '网上送达的，填写行政复议的互联网渠道。',
          },
        ]
      : []
  },
})

/** The reply period of the regulation of 2007. Extensions, corrections and the answers of third parties may well take 15 days. */
const oldPeriod = rule({
  id: 'PERIOD_15_WORKING_DAYS',
  severity: 'error',
  article: '条例第三十三条第二款',
  zh: '写出的答复期限不是2007年条例的期限',
  applies: isOutgoing,
  check: (reading) =>
    reading.lines.flatMap(({ own, part, at }) => {
      const days = daysOf(reading, 'reply')
      const wrong =
        part === 'body' &&
        /(?:收到.{0,6}申请之日起|答复期限为?)(?:15|十五|１５)个工作日|(?:本|行政)机关[^，。；要求]{0,12}(?:15|十五|１５)个工作日内.{0,4}(?:予以|作出|给予)?答复/.exec(
          own,
        )
      const thirdParty =
        wrong && /第三方|征求意见|贵(?:机关|单位)/.test(own.slice(Math.max(0, wrong.index - 30), wrong.index))
      return wrong && !thirdParty
        ? [
            {
              says: `“${wrong[0]}”是2007年条例的期限，现行条例为${days}个工作日。`,
              remedy: `改为${days}个工作日。`,
              line: at,
            },
          ]
        : []
    }),
})

const replyPeriod = rule({
  id: 'PERIOD_REPLY_WRONG',
  severity: 'error',
  article: '条例第三十三条第二款',
  zh: '写出的答复期限与条例一致',
  applies: isOutgoing,
  check(reading) {
    const { lines } = reading
    const [reply, notice] = [daysOf(reading, 'reply'), daysOf(reading, 'correctionNotice')]
    const wrong = /收到.{0,6}申请之日起(\d+)(个工作日|日|天)(?=.{0,40}(?:答复|告知))/
    const match = wrong.exec(bodyText(lines))
    if (!match || match[1] === '15') return [] // the rule above says it
    // Art 33, and Art 30 for the notice of what must be corrected.
    if (match[2] === '个工作日' && [reply, notice].includes(Number(match[1]))) return []
    return [
      {
        says: `“${match[0]}”与条例规定的期限不符。`,
        remedy: `答复期限为${reply}个工作日，补正告知为${notice}个工作日。`,
        line: lineWith(lines, wrong),
      },
    ]
  },
})

export const remedyTermRules = [
  reconsiderPeriod,
  suitPeriod,
  afterPeriod,
  bodyMissing,
  bodyWrong,
  bodyOfProfile,
  court,
  courtOfProfile,
  online,
  oldPeriod,
  replyPeriod,
]
