import { inChinese, weekday } from '../../../../workflows/statute/days.ts'
import {
  caseRule,
  daysOf,
  type Fault,
  filled,
  isLetter,
  isOutgoing,
  isReply,
  type Reading,
  rule,
  toApplicant,
} from '../subject.ts'
import { bodyText, datesIn, inBody, lineWith, same, unquoted } from '../tokens.ts'

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

const AHEAD =
  /可以?于|将|至|截止|截至|期限|届满|延长|延迟|计划|预计|拟|最迟|不晚于|请于|请在|要求于|定于|到期|公布|施行|起$/
const BY = /^(?:（[^）]*）)?(?:以前|之前|前|届满|止|到期|起施行|起开放)/

/** The date says of itself that it is past. */
const PAST = /(?:已(?:经)?|曾(?:经)?)(?:于|在)?$/

/** Days after that of the letter that are neither a limit nor a plan, with whether their sentence says that it happened. */
const datesAhead = ({ lines, on }: Reading) =>
  inBody(lines).flatMap(({ own, at }) =>
    datesIn(unquoted(own)).flatMap(({ real, day, text, before, after }) => {
      const clause = before.split(/[，。；]/).at(-1)!
      const isAhead = real && day > on && !AHEAD.test(clause) && !BY.test(after)
      return isAhead ? [{ text, line: at, isPast: PAST.test(clause) }] : []
    }),
  )

const future = caseRule({
  id: 'DATE_IN_FUTURE',
  severity: 'error',
  article: '条例第三十三条',
  zh: '已经发生的事没有写成将来的日期',
  applies: isOutgoing,
  check: (reading) =>
    datesAhead(reading)
      .filter(({ isPast }) => isPast)
      .map(({ text, line }) => ({ says: `文中说已经发生，“${text}”却晚于成文日期。`, remedy: '核对日期。', line })),
})

const ahead = caseRule({
  id: 'DATE_AHEAD',
  severity: 'warning',
  article: '条例第三十三条',
  zh: '晚于成文日期的是期限或者计划',
  applies: isOutgoing,
  check: (reading) =>
    datesAhead(reading)
      .filter(({ isPast }) => !isPast)
      .map(({ text, line }) => ({ says: `“${text}”晚于成文日期。`, remedy: '核对日期；是期限的，写明“以前”。', line })),
})

const DAYS = '日一二三四五六'

const weekdays = rule({
  id: 'DATE_WEEKDAY',
  severity: 'warning',
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
      : [{ says: '没有写明收到申请的日期。', remedy: '写明“本机关于×年×月×日收到申请”。' }]
  },
})

const receiptWrong = caseRule({
  id: 'RECEIPT_DATE_WRONG',
  severity: 'error',
  article: '条例第三十一条',
  zh: '收到申请之日与期限计算一致',
  applies: (reading) => isLetter(reading) && toApplicant(reading),
  check({ lines }, { clock }) {
    const sentence =
      /(?:本机关于|我.于)(\d{4}年\d{1,2}月\d{1,2}日)收到.{0,24}申请|收到申请之日：(\d{4}年\d{1,2}月\d{1,2}日)/
    const [, one, other] = sentence.exec(bodyText(lines)) ?? []
    const written = one ?? other
    return written && !same(written, clock.receivedOn)
      ? [
          {
            says: `收到申请之日写成${written}，依照条例第三十一条是${inChinese(clock.receivedOn!)}。`,
            remedy: '以期限计算为准，核对收到和确认的记录。',
            line: lineWith(lines, sentence),
          },
        ]
      : []
  },
})

const receiptTold = caseRule({
  id: 'RECEIPT_DATE_TOLD_OTHERWISE',
  severity: 'warning',
  article: '条例第三十一条',
  zh: '此前告知过另一收到之日的，作了说明',
  applies: (reading) => isLetter(reading) && toApplicant(reading),
  check({ lines }, { clock, outdated = [] }) {
    const text = bodyText(lines)
    const untold = outdated.filter(({ receivedOn }) => !text.includes(inChinese(receivedOn)))
    return untold.map(({ title, number, receivedOn }) => ({
      says: `此前的《${title}》${number ? `（${number}）` : ''}写明收到申请之日为${inChinese(receivedOn)}，更正后为${clock.receivedOn ? inChinese(clock.receivedOn) : '尚未确定'}。`,
      remedy: '在本文书中说明收到之日已经更正及其依据，或者另行告知申请人。',
    }))
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
  check(reading, { clock }) {
    const { lines } = reading
    if (clock.status === 'waiting' || !clock.dueOn) return []
    const within = `${daysOf(reading, 'reply')}个工作日内，即在`
    const sentence = new RegExp(
      String.raw`(?:${within}|答复期限至|答复期限届满日(?:为|：)?)(\d{4}年\d{1,2}月\d{1,2}日)`,
    )
    const written = sentence.exec(bodyText(lines))?.[1]
    return written && !same(written, clock.dueOn)
      ? [
          {
            says: `答复期限届满日写成${written}，计算结果是${inChinese(clock.dueOn)}。`,
            remedy: '以期限计算为准。',
            line: lineWith(lines, sentence),
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

const factDates = caseRule({
  id: 'DATE_NOT_ON_FILE',
  severity: 'error',
  article: '条例第三十条、第三十五条',
  zh: '补正、说明理由的日期与卷内记录一致',
  applies: toApplicant,
  check(reading, { context }) {
    const { correction, reasonsAsked } = context
    const days = [
      ['补正告知日期', filled(reading, 'correction', 'on'), correction?.requestedOn],
      ['补正期限', filled(reading, 'correction', 'answerBy'), correction?.answerBy],
      ['说明理由的期限', filled(reading, 'reasons', 'answerBy'), reasonsAsked?.answerBy],
    ] as const
    const text = bodyText(reading.lines)
    return days
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
  ahead,
  weekdays,
  receiptMissing,
  receiptWrong,
  receiptTold,
  submitted,
  due,
  late,
  factDates,
]
