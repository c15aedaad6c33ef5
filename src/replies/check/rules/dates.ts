/** The days that a letter names: real, past where they are past, and those of the clock. */
import { clock as reckon } from '../../../../workflows/statute/clock.ts'
import { type Day, inChinese, weekday } from '../../../../workflows/statute/days.ts'
import {
  type CaseFile,
  caseRule,
  type Fault,
  filled,
  isLetter,
  isOutgoing,
  isReply,
  type Reading,
  rule,
  toApplicant,
} from '../subject.ts'
import { bodyText, datesIn, inBody, lineWith, unquoted } from '../words.ts'

const same = (printed: string, day: Day | null | undefined) =>
  !day || printed === '' || printed.replace(/\s/g, '') === inChinese(day)

const signature = caseRule({
  id: 'DATE_OF_SIGNATURE',
  severity: 'error',
  article: '党政机关公文处理工作条例第九条',
  zh: '成文日期是签发之日',
  applies: (reading) => isLetter(reading) && reading.letter.date !== '',
  check: ({ letter, lines, on }) =>
    letter.date === inChinese(on)
      ? []
      : [
          {
            says: `成文日期写成“${letter.date}”，签发之日是${inChinese(on)}。`,
            remedy: '成文日期用签发之日。',
            line: lines.find(({ part }) => part === 'date')?.at,
          },
        ],
})

const unreal = rule({
  id: 'DATE_NOT_REAL',
  severity: 'error',
  article: '民法典第二百条',
  zh: '日期真实存在',
  applies: isOutgoing,
  check: ({ lines }) =>
    inBody(lines).flatMap(({ own, at }) =>
      datesIn(own)
        .filter(({ real }) => !real)
        .map(({ text }) => ({ says: `“${text}”不是真实存在的日期。`, remedy: '核对后改正。', line: at })),
    ),
})

const AHEAD = /将|至|截止|截至|期限|届满|延长|延迟|计划|预计|拟|最迟|不晚于|请于|请在|要求于|定于|到期|公布|施行|起$/
const BY = /^(?:（[^）]*）)?(?:以前|之前|前|届满|止|到期|起施行|起开放)/

const future = caseRule({
  id: 'DATE_IN_FUTURE',
  severity: 'error',
  article: '条例第三十三条',
  zh: '已经发生的事没有写成将来的日期',
  applies: isOutgoing,
  check: ({ lines, on }) =>
    inBody(lines).flatMap(({ own, at }) =>
      datesIn(unquoted(own))
        .filter(
          ({ real, day, before, after }) =>
            real && day > on && !AHEAD.test(before.split(/[，。；]/).at(-1)!) && !BY.test(after),
        )
        .map(({ text }) => ({ says: `“${text}”晚于成文日期。`, remedy: '核对日期；是期限的，写明“以前”。', line: at })),
    ),
})

const DAYS = '日一二三四五六'

const weekdays = rule({
  id: 'DATE_WEEKDAY',
  severity: 'error',
  article: '民法典第二百条',
  zh: '星期与日期相符',
  applies: isOutgoing,
  check: ({ lines }) =>
    inBody(lines).flatMap(({ own, at }) =>
      datesIn(own).flatMap(({ day, real, text, after }): Fault[] => {
        const named = /^[（(]?(?:星期|周|礼拜)([一二三四五六日天])/.exec(after)?.[1]?.replace('天', '日')
        const right = real ? DAYS[weekday(day)] : named
        return named && named !== right
          ? [{ says: `${text}是星期${right}，文中写成星期${named}。`, remedy: '改正星期或者日期。', line: at }]
          : []
      }),
    ),
})

const receiptMissing = rule({
  id: 'RECEIPT_DATE_MISSING',
  severity: 'error',
  article: '条例第三十一条',
  zh: '写明收到申请之日',
  applies: (reading) => isLetter(reading) && toApplicant(reading),
  check(reading) {
    const received = filled(reading, 'case', 'receivedOn')
    return received !== '' && bodyText(reading.lines).includes(received)
      ? []
      : [{ says: '没有写明收到申请的日期。', remedy: '写明“本机关于×年×月×日收到您（单位）的申请”。' }]
  },
})

const receiptWrong = caseRule({
  id: 'RECEIPT_DATE_WRONG',
  severity: 'error',
  article: '条例第三十一条',
  zh: '收到申请之日与期限计算一致',
  applies: (reading) => isLetter(reading) && toApplicant(reading),
  check({ lines }, { clock }) {
    const told =
      /(?:本机关于|我.于)(\d{4}年\d{1,2}月\d{1,2}日)收到.{0,24}申请|收到申请之日：(\d{4}年\d{1,2}月\d{1,2}日)/
    const [, one, other] = told.exec(bodyText(lines)) ?? []
    const written = one ?? other
    return written && !same(written, clock.receivedOn)
      ? [
          {
            says: `收到申请之日写成${written}，依照条例第三十一条是${inChinese(clock.receivedOn!)}。`,
            remedy: '以期限计算为准，核对收到和确认的记录。',
            line: lineWith(lines, told),
          },
        ]
      : []
  },
})

const submitted = caseRule({
  id: 'SUBMITTED_DATE_WRONG',
  severity: 'error',
  article: '条例第三十一条',
  zh: '提交日期与登记一致',
  applies: toApplicant,
  check({ lines }, { context }) {
    const written = /提交日期：(\d{4}年\d{1,2}月\d{1,2}日)/.exec(bodyText(lines))?.[1]
    return written && !same(written, context.submittedOn)
      ? [
          {
            says: `提交日期写成${written}，登记的是${inChinese(context.submittedOn)}。`,
            remedy: '改为登记的日期。',
            line: lineWith(lines, /提交日期：/),
          },
        ]
      : []
  },
})

const due = caseRule({
  id: 'DUE_DATE_WRONG',
  severity: 'error',
  article: '条例第三十三条第二款',
  zh: '答复期限届满日与期限计算一致',
  applies: isOutgoing,
  check({ lines }, { clock }) {
    if (clock.status === 'waiting' || !clock.dueOn) return []
    const told = /(?:20个工作日内，即在|答复期限至|答复期限届满日(?:为|：)?)(\d{4}年\d{1,2}月\d{1,2}日)/
    const written = told.exec(bodyText(lines))?.[1]
    return written && !same(written, clock.dueOn)
      ? [
          {
            says: `答复期限届满日写成${written}，计算结果是${inChinese(clock.dueOn)}。`,
            remedy: '以期限计算为准。',
            line: lineWith(lines, told),
          },
        ]
      : []
  },
})

const late = caseRule({
  id: 'REPLY_LATE',
  severity: 'warning',
  article: '条例第三十三条第二款',
  zh: '在答复期限内答复',
  applies: isReply,
  check: ({ on }, { clock, context }) =>
    clock.dueOn && on > clock.dueOn && clock.status !== 'waiting' && context.lapsed === null
      ? [
          {
            says: `答复期限已于${inChinese(clock.dueOn)}届满，成文日期在此之后。`,
            remedy: '尽快签发；没有依法延期的，存卷说明原因。',
          },
        ]
      : [],
})

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
    const found: Fault[] = []
    if (before && !same(old, before.dueOn))
      found.push({ says: `原答复期限写成${old}，计算结果是${inChinese(before.dueOn!)}。`, remedy: '以期限计算为准。' })
    if (before && !same(next, file.clock.dueOn))
      found.push({
        says: `延长后的期限写成${next}，计算结果是${inChinese(file.clock.dueOn!)}。`,
        remedy: '以期限计算为准。',
      })
    return found
  },
})

const extensionLength = caseRule({
  id: 'EXTENSION_TOO_LONG',
  severity: 'error',
  article: '条例第三十三条第二款',
  zh: '延长的期限不超过20个工作日',
  applies: isExtension,
  check({ lines, law, on }) {
    const most =
      law.limits.find(({ id, inForce, until }) => id === 'extension' && inForce <= on && (!until || on <= until))
        ?.days ?? 20
    const told = /延长(?:答复期限)?(\d+)个(工作日|月)|延长(?:答复期限)?(\d+)(日|天)/
    const [text, days, unit] = told.exec(bodyText(lines)) ?? []
    if (!text) return [{ says: '没有写明延长多少个工作日。', remedy: `写明延长的工作日数，最长${most}个工作日。` }]
    return unit === '工作日' && Number(days) >= 1 && Number(days) <= most
      ? []
      : [
          {
            says: `“${text}”：延长的期限最长不得超过${most}个工作日。`,
            remedy: `改为${most}个工作日以内。`,
            line: lineWith(lines, told),
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

const factDates = caseRule({
  id: 'DATE_NOT_ON_FILE',
  severity: 'error',
  article: '条例第三十条、第三十五条',
  zh: '补正、说明理由的日期与卷内记录一致',
  applies: toApplicant,
  check(reading, { context }) {
    const { correction, reasonsAsked } = context
    const held = [
      ['补正告知日期', filled(reading, 'correction', 'on'), correction?.requestedOn],
      ['补正期限', filled(reading, 'correction', 'answerBy'), correction?.answerBy],
      ['说明理由的期限', filled(reading, 'reasons', 'answerBy'), reasonsAsked?.answerBy],
    ] as const
    const text = bodyText(reading.lines)
    return held
      .filter(([, printed, day]) => text.includes(printed) && !same(printed, day))
      .map(([what, printed, day]) => ({
        says: `${what}写成${printed}，卷内记录是${inChinese(day!)}。`,
        remedy: '以卷内记录为准。',
      }))
  },
})

export const dateRules = [
  signature,
  unreal,
  future,
  weekdays,
  receiptMissing,
  receiptWrong,
  submitted,
  due,
  late,
  extensionDates,
  extensionLength,
  extensionInTime,
  extensionOnce,
  extensionConsent,
  delayed,
  factDates,
]
