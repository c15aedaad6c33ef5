/** More time: the extension of Art 33, once and in time, and the delay of Art 35. */
import { clock as reckon } from '../../../../workflows/statute/clock.ts'
import { inChinese } from '../../../../workflows/statute/days.ts'
import { type CaseFile, caseRule, daysOf, type Fault, filled, type Reading, rule } from '../subject.ts'
import { bodyText, lineWith, same } from '../tokens.ts'

/** The clock as it stood before the last extension: from which the notice counts. */
function beforeExtension({ context }: CaseFile, { law, on }: Reading) {
  const facts = context.clockFacts
  const at = facts.findLastIndex(({ type }) => type === 'extended')
  return at < 0 ? null : reckon({ channel: context.channel, facts: facts.filter((_, i) => i !== at), asOf: on }, law)
}

const isExtension = ({ template }: Reading) => template.id === 'extensionNotice'

const extensionDates = caseRule({
  id: 'EXTENSION_DATES',
  severity: 'error',
  article: '条例第三十三条第二款',
  zh: '延期前后的日期与期限计算一致',
  applies: isExtension,
  check(reading, file) {
    const before = beforeExtension(file, reading)
    const [old, next] = [filled(reading, 'extension', 'oldDueOn'), filled(reading, 'extension', 'newDueOn')]
    const faults: Fault[] = []
    if (before && !same(old, before.dueOn))
      faults.push({ says: `原答复期限写成${old}，计算结果是${inChinese(before.dueOn!)}。`, remedy: '以期限计算为准。' })
    if (before && !same(next, file.clock.dueOn))
      faults.push({
        says: `延长后的期限写成${next}，计算结果是${inChinese(file.clock.dueOn!)}。`,
        remedy: '以期限计算为准。',
      })
    return faults
  },
})

const extensionLength = caseRule({
  id: 'EXTENSION_TOO_LONG',
  severity: 'error',
  article: '条例第三十三条第二款',
  zh: '延长的期限不超过法定最长期限',
  applies: isExtension,
  check(reading) {
    const { lines } = reading
    const most = daysOf(reading, 'extension')
    const sentence = /延长(?:答复期限)?(\d+)个(工作日|月)|延长(?:答复期限)?(\d+)(日|天)/
    const [text, days, unit] = sentence.exec(bodyText(lines)) ?? []
    if (!text) return [{ says: '没有写明延长多少个工作日。', remedy: `写明延长的工作日数，最长${most}个工作日。` }]
    return unit === '工作日' && Number(days) >= 1 && Number(days) <= most
      ? []
      : [
          {
            says: `“${text}”：延长的期限最长不得超过${most}个工作日。`,
            remedy: `改为${most}个工作日以内。`,
            line: lineWith(lines, sentence),
          },
        ]
  },
})

const extensionInTime = caseRule({
  id: 'EXTENSION_AFTER_DUE',
  severity: 'error',
  article: '条例第三十三条第二款',
  zh: '在原期限届满前告知延期',
  applies: isExtension,
  check(reading, file) {
    const before = beforeExtension(file, reading)
    return before?.dueOn && reading.on > before.dueOn
      ? [{ says: `原答复期限已于${inChinese(before.dueOn)}届满，不能再延期。`, remedy: '不发延期告知书，尽快答复。' }]
      : []
  },
})

const extensionOnce = caseRule({
  id: 'EXTENSION_TWICE',
  severity: 'error',
  article: '条例第三十三条第二款',
  zh: '一个答复期限只延长一次',
  applies: isExtension,
  check(_, { facts }) {
    const restart = facts.findLastIndex(({ type }) => type === 'corrected' || type === 'feePaid' || type === 'reopened')
    return facts.slice(restart + 1).filter(({ type }) => type === 'extended').length > 1
      ? [{ says: '这一答复期限已经延长过一次。', remedy: '不再延期，在已延长的期限内答复。' }]
      : []
  },
})

const extensionConsent = rule({
  id: 'EXTENSION_CONSENT',
  severity: 'error',
  article: '条例第三十三条第二款',
  zh: '延期写明经工作机构负责人同意和理由',
  applies: isExtension,
  check: ({ lines }) =>
    /负责人(?:同意|批准)/.test(bodyText(lines))
      ? []
      : [
          {
            says: '没有写明经政府信息公开工作机构负责人同意。',
            remedy: '写明“经本机关政府信息公开工作机构负责人同意”。',
          },
        ],
})

const delayed = caseRule({
  id: 'DELAY_DATE',
  severity: 'error',
  article: '条例第三十五条',
  zh: '延迟答复写明与记录一致的期限',
  applies: ({ template }) => template.id === 'delay',
  check({ lines }, { facts, clock }) {
    const fact = facts.findLast((each) => each.type === 'reasonsAssessed')
    const until = (fact?.type === 'reasonsAssessed' ? fact.delayedUntil : undefined) ?? clock.dueOn
    return until && !bodyText(lines).includes(inChinese(until))
      ? [{ says: `没有写明延迟答复的期限（${inChinese(until)}）。`, remedy: '写明延迟答复至哪一日。' }]
      : []
  },
})

export const extensionRules = [
  extensionDates,
  extensionLength,
  extensionInTime,
  extensionOnce,
  extensionConsent,
  delayed,
]
