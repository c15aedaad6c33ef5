/** Real letters that gave one thing for another: what is no government information, a mere question, another's record, a rule for a law. */
import type { FactOf } from '../../../../workflows/disclosure/vocabulary.ts'
import { caseRule, type Fault, filled, hasOutcome, isWithheld, rule } from '../subject.ts'
import { bodyText, inBody, unquoted } from '../tokens.ts'

/** “不属于应当公开的政府信息” speaks of a ground of the regulation, “不属于政府信息公开的范围” of none at all. */
const NO_INFORMATION =
  /不(?:属于|是|构成)(?:(?:《?(?:中华人民共和国)?(?:政府信息公开)?条例》?(?:第二条)?)?(?:所称|所指|规定|意义上)的?|法定的)?政府信息(?!公开|工作)/

const noInformation = rule({
  id: 'NOT_INFORMATION_WITHHELD',
  severity: 'error',
  article: '条例第二条、第三十六条第（三）项',
  zh: '不属于政府信息的不作不予公开',
  applies: isWithheld,
  check: ({ lines }) =>
    inBody(lines).flatMap(({ own, at }) => {
      const match = NO_INFORMATION.exec(unquoted(own))
      return match
        ? [
            {
              says: `“${match[0]}”不是不予公开的理由：不予公开的是政府信息。`,
              remedy: '改用办理结果“不属于政府信息”，或者删去这一说法。',
              line: at,
            },
          ]
        : []
    }),
})

const QUESTION =
  /咨询|询问|请教|答疑|如何(?:办理|申请|理解|计算|认定)|怎样|怎么(?:办|算)|是否(?:可以|需要|符合)|能否|(?:办理|申请)(?:的)?(?:条件|流程|手续|材料)|政策(?:解释|解读|解答)/
const COMPLAINT =
  /信访|投诉|举报|控告|申诉|检举|要求(?:解决|查处|处理|赔偿|补偿|答复)|请求(?:解决|查处|处理|赔偿|补偿)|上访|反映问题/

const question = caseRule({
  id: 'PETITION_IS_ADVICE',
  severity: 'error',
  article: '条例第三十九条第一款、第二条',
  zh: '咨询不作信访、投诉、举报',
  applies: hasOutcome('petition'),
  check(reading) {
    const matter = filled(reading, 'ask', 'matter') || (/实质上?是([^。；]*)/.exec(bodyText(reading.lines))?.[1] ?? '')
    const words = QUESTION.exec(matter)?.[0]
    return words && !COMPLAINT.test(matter)
      ? [
          {
            says: `“${words}”是咨询，第三十九条第一款只适用于信访、投诉、举报等活动。`,
            remedy: '改用办理结果“咨询”，写明咨询的渠道。',
          },
        ]
      : []
  },
})

const BODY = '\\p{Script=Han}{2,20}?(?:局|厅|委员会|人民政府|办公室|指挥部|管委会)'
const MAKERS: readonly RegExp[] = [
  new RegExp(`(?:^|[《“])(${BODY})(?:关于|印发|制发|作出|发布|下发|出具|的)`, 'u'),
  new RegExp(`由(${BODY})(?:制作|制发|印发|作出|发布|出具|编制|批准)`, 'u'),
]
/** 法释 is law, and nobody's record. */
const NUMBERED = /(\p{Script=Han}{2,12})(?<!法释)〔\d{4}〕\d+号/u

/** The agency that the request itself names as the maker, or the mark of its 文号; null where none is evident. */
function makerIn(request: FactOf<'submitted'>['request'], own: string, mark: string) {
  const texts = [request.documentNumber ?? '', request.title ?? '', request.description ?? '']
  const isOwn = (name: string) => own.includes(name) || name.includes(own)
  for (const pattern of MAKERS)
    for (const text of texts) {
      const name = pattern.exec(text)?.[1]
      if (name && !isOwn(name)) return { name, named: name }
    }
  for (const text of texts) {
    const [whole, prefix] = NUMBERED.exec(text) ?? []
    // An agency's marks begin alike, whatever the series: 云政办发, 云公开.
    if (whole && prefix && !prefix.startsWith([...mark][0] ?? '\u0000')) return { name: whole, named: null }
  }
  return null
}

const maker = caseRule({
  id: 'MAKER_NOT_NAMED',
  severity: 'error',
  article: '条例第三十六条第（五）项、第十条',
  zh: '制作机关明显的，告知其名称和联系方式',
  applies: hasOutcome('notThisAgency', 'notHeld'),
  check(reading, { facts, agency }): Fault[] {
    const [submitted] = facts
    const text = unquoted(bodyText(reading.lines))
    if (submitted?.type !== 'submitted') return []
    if (reading.outcome === 'notHeld' && !/(?:不|未|没有)掌握/.test(text)) return []
    if (filled(reading, 'ask', 'responsibleAgency') !== '') return []
    const evident = makerIn(submitted.request, agency.name, agency.profile.mark)
    if (!evident || (evident.named && text.includes(evident.named))) return []
    return [
      {
        says: `申请写明了“${evident.name}”，制作机关是明显的，文书没有告知由谁负责公开。`,
        remedy:
          reading.outcome === 'notHeld'
            ? '不掌握不等于不存在：改用办理结果“非本机关负责公开”，写明负责公开的机关及其联系方式。'
            : '填写负责公开的行政机关及其联系方式。',
      },
    ]
  },
})

/** “由…制作”, “属于…职责”: the drafter's own words name whoever made it, holds it, or has to. */
const HOLDERS: readonly RegExp[] = [
  new RegExp(`由(${BODY})(?:负责)?(?:制作|编制|印发|制发|保存|保管|掌握|持有|公开)`, 'u'),
  new RegExp(`(?:属于?|系)(${BODY})(?:的)?(?:职责|职权|公开)`, 'u'),
  new RegExp(`(?:保存|存放|收存)(?:在|于)(${BODY})`, 'u'),
]

const heldElsewhere = caseRule({
  id: 'NOT_HELD_BUT_ELSEWHERE',
  severity: 'error',
  article: '条例第三十六条第（五）项、第十条',
  zh: '由其他机关制作、保存的，不答复不存在',
  applies: hasOutcome('notHeld'),
  check(reading, { agency }): Fault[] {
    const isOwn = (name: string) => /^(?:本|我)/.test(name) || agency.name.includes(name) || name.includes(agency.name)
    const said = unquoted(filled(reading, 'ask', 'reasons'))
    const name = HOLDERS.map((pattern) => pattern.exec(said)?.[1]).find((one) => one && !isOwn(one))
    return name
      ? [
          {
            says: `补充说明写明信息由“${name}”制作、保存或者负责，文书却答复不存在。`,
            remedy: '改用办理结果“非本机关负责公开”，写明负责公开的行政机关的名称、联系方式。',
          },
        ]
      : []
  },
})

const OWN_LAW = /^(?:中华人民共和国)?政府信息公开条例$|^条例$|行政复议法|行政诉讼法/
/** A regulation of a place is no 行政法规, though it is called 条例; 城市… names a matter, not a place. */
const OF_A_PLACE = /^(?!城市|村|乡镇)\p{Script=Han}{1,8}(?:省|自治区|自治州|市|县|特区)/u

/** 法律、行政法规 by their names: laws of the National People's Congress, regulations of the State Council. */
const isLaw = (name: string, after: string): boolean =>
  /国务院令/.test(name + after) ||
  /^国务院关于|^全国人(?:民代表大会|大)/.test(name) ||
  /(?:法|法典)$/.test(name.replace(/办法$/, '')) ||
  (/条例$/.test(name) && !OF_A_PLACE.test(name))

const lessThanLaw = caseRule({
  id: 'PROHIBITED_BY_LESS_THAN_LAW',
  severity: 'error',
  article: '条例第十四条',
  zh: '禁止公开的依据不是规章、规范性文件',
  applies: hasOutcome('prohibitedByLaw'),
  check(reading) {
    const text = filled(reading, 'ask', 'law') || bodyText(reading.lines)
    const cited = [...text.matchAll(/《([^》]{1,200})》([^《。；]*)/g)]
      .map(([, name, after]) => ({ name: name!, after: after! }))
      .filter(({ name }) => !OWN_LAW.test(name))
    return cited.length === 0 || cited.some(({ name, after }) => isLaw(name, after))
      ? []
      : [
          {
            says: `《${cited[0]!.name}》不是法律、行政法规，不能作为禁止公开的依据。`,
            remedy: '写明禁止公开的法律、行政法规（行政法规写国务院令号）；没有的，改正办理结果。',
          },
        ]
  },
})

export const misnamedRules = [noInformation, question, maker, heldElsewhere, lessThanLaw]
