/**
 * What the law leaves open. Each point is one entry: the question, the article, the values with what follows from them,
 * and the default. The type of the choices, the administrator's page, the API, what may be proposed, and the table in
 * workflows/README.md all follow from it.
 */
import { chainInWords, chainOf, isChain } from './chain.ts'
import type { Day } from './days.ts'
import { isKinds, kindsOf, writeKinds } from './sensitive.ts'

type Option = { value: string | boolean; zh: string; consequence: string }
type Point = {
  question: string
  article: string
  /** Which day's choice a case is judged by. A period that runs keeps the rule of its beginning. */
  judgedOn: string
} & ({ options: readonly Option[]; default: string | boolean } | Amount | Steps | Kinds)
/** A number that the office sets, within bounds. */
type Amount = { least: number; most: number; unit: string; consequence: string; default: number }
/** Steps that the office writes, one a line (`chain.ts`); none by default. */
type Steps = { steps: string; consequence: string; default: string }

/** Kinds of cases that the office lists, one a line, with the words that suggest each (`sensitive.ts`). */
type Kinds = { kinds: string; consequence: string; default: string }

export const CHOICES = {
  platformReceiptConfirms: {
    question: '网上申请怎样算双方确认',
    article: '条例第三十一条第（三）项',
    judgedOn: '申请人提交之日',
    options: [
      {
        value: false,
        zh: '以工作人员记录的确认为准',
        consequence:
          '工作人员记录“双方确认”以后才有收到申请之日；没有确认的，期限不起算，系统按提交之日提示稳妥的期限。',
      },
      {
        value: true,
        zh: '平台回执即为确认',
        consequence: '网上提交之日即为收到申请之日，期限自次一工作日起算，不需要另行确认。',
      },
    ],
    default: false,
  },
  receiptOnNonWorkingDay: {
    question: '休息日收到的，何日为收到之日',
    article: '条例第三十一条',
    judgedOn: '收到（确认）申请或者补正之日',
    options: [
      { value: 'thatDay', zh: '当日', consequence: '休息日收到的以当日为收到之日，期限自次一工作日起算。' },
      {
        value: 'nextWorkingDay',
        zh: '次一工作日',
        consequence: '以次一工作日为收到之日，期限自其后的工作日起算，比“当日”晚届满。',
      },
    ],
    default: 'thatDay',
  },
  contactWithin: {
    question: '网上、电子邮件、传真申请，几个工作日以内与申请人联系确认',
    article: '条例第三十一条第（三）项',
    judgedOn: '申请人提交之日',
    least: 1,
    most: 5,
    unit: '个工作日',
    consequence:
      '条例没有规定最迟何时确认。回执、办理进度按所定日数写明最迟何时与申请人联系；申请人也可以在网上自行确认。答复期限不因此变动。',
    default: 1,
  },
  leastToAnswer: {
    question: '给申请人补正、说明理由的期限，少于几个工作日的须写明理由',
    article: '条例第三十条、第三十五条',
    judgedOn: '告知补正、要求说明理由之日',
    least: 1,
    most: 15,
    unit: '个工作日',
    consequence:
      '条例只要求期限合理，没有规定最短几日。少于所定日数的，经办人须写明“期限较短的理由”，没有写明的不能告知。',
    default: 5,
  },
  consultationFrom: {
    question: '征求意见自何日起不计入期限',
    article: '条例第三十三条第三款',
    judgedOn: '征求意见书发出之日',
    options: [
      { value: 'dayAfterDispatch', zh: '发出的次日', consequence: '发出征求意见书的当日仍计入答复期限。' },
      { value: 'dayOfDispatch', zh: '发出之日', consequence: '发出征求意见书的当日起不计入，比“发出的次日”晚届满。' },
    ],
    default: 'dayAfterDispatch',
  },
  feeWait: {
    question: '等待缴费期间期限是否计算',
    article: '国办函〔2020〕109号第六条',
    judgedOn: '发出收费通知之日',
    options: [
      { value: 'suspended', zh: '停止计算', consequence: '发出收费通知以后期限停止，缴清次日起重新计算。' },
      {
        value: 'running',
        zh: '照常计算',
        consequence: '等待缴费期间期限照常进行，可能在缴费以前届满；缴清次日起重新计算。',
      },
    ],
    default: 'suspended',
  },
  obstacleSuspends: {
    question: '不可抗力或者其他障碍期间期限是否计算',
    article: '条例第三十三条',
    judgedOn: '障碍发生之日',
    options: [
      {
        value: false,
        zh: '照常计算，记录在案',
        consequence: '障碍记录在案并显示，期限不变。条例没有规定期限因此中止。',
      },
      { value: true, zh: '不计算', consequence: '障碍期间的工作日不计入期限；系统同时显示照常计算的稳妥期限。' },
    ],
    default: false,
  },
  partlyDisclosedFirst: {
    question: '部分公开的不予公开部分是否复议前置',
    article: '行政复议法第二十三条、国办函〔2021〕132号第二条',
    judgedOn: '答复之日',
    options: [
      {
        value: true,
        zh: '复议前置',
        consequence: '答复告知对不予公开的部分应当先申请行政复议，对予以公开的部分可以选择。',
      },
      { value: false, zh: '可以选择', consequence: '答复告知可以申请行政复议，也可以直接起诉。' },
    ],
    default: true,
  },
  suitRefusedByCourt: {
    question: '人民法院可能不予立案的事项，文书怎样告知起诉',
    article: '法释〔2025〕8号第十条第二款第（四）项至第（八）项',
    judgedOn: '答复之日',
    options: [
      {
        value: 'caution',
        zh: '告知，并说明是否立案由人民法院决定',
        consequence: '答复告知可以申请行政复议，也可以直接起诉，并提示起诉是否立案由人民法院依法决定。',
      },
      { value: 'offer', zh: '告知', consequence: '答复告知可以申请行政复议，也可以直接起诉，不作提示。' },
      {
        value: 'omit',
        zh: '不告知',
        consequence:
          '答复只告知行政复议。没有告知起诉期限的，自申请人知道起诉期限之日起计算，自知道答复内容之日起最长不得超过一年（行诉解释第六十四条）。',
      },
    ],
    default: 'caution',
  },
  feeMonth: {
    question: '按何日归入自然月计费',
    article: '国办函〔2020〕109号第四条',
    judgedOn: '发出收费通知之日',
    options: [
      { value: 'receipt', zh: '收到申请之日', consequence: '同一申请人在一个自然月内由本机关收到的申请累计。' },
      { value: 'registration', zh: '登记之日', consequence: '按登记之日归入自然月；月末收到、次月登记的计入次月。' },
    ],
    default: 'receipt',
  },
  withdrawnCountsForFee: {
    question: '撤回的申请是否计入件数',
    article: '国办函〔2020〕109号第四条',
    judgedOn: '发出收费通知之日',
    options: [
      { value: false, zh: '不计入', consequence: '申请人撤回的申请不占本月的件数。' },
      { value: true, zh: '计入', consequence: '撤回的申请与其他办理结果一样计入本月的件数。' },
    ],
    default: false,
  },
  noticesApproved: {
    question: '补正、延期、收费、征求意见等通知由谁决定发出',
    article: '党政机关公文处理工作条例第二十二条',
    judgedOn: '通知发出之日',
    options: [
      {
        value: false,
        zh: '有权办理的人员预览后直接发出',
        consequence: '有权办理的人员记录后通知书立即编号发出；也可以先送审，由另一人批准。',
      },
      {
        value: true,
        zh: '另一人批准后发出',
        consequence:
          '先在卷外拟稿送审，由法制审核员、公开机构负责人或者签发人批准后编号发出；拟稿人不能批准自己的拟稿。',
      },
    ],
    default: false,
  },
  replyChain: {
    question: '法制审核以后、签发以前，由谁审批答复',
    article: '党政机关公文处理工作条例第二十二条',
    judgedOn: '记录拟稿之日',
    steps: '依次列出各步的名称和审批人',
    consequence:
      '审核通过的，依次由各步的审批人写明意见，全部通过的交签发；有一步不通过的，退回承办人，也可以退回已经通过的某一步或者法制审核。可以写明某一步只审哪几种答复。拟稿人、审核人和已经审批过的人不能再审批。已经拟稿的，仍按记录拟稿之日的环节审批；补记以前的拟稿，也按记录之日。',
    default: '',
  },
  releaseReadings: {
    question: '转主动公开由几次审核决定',
    article: '条例第十七条、第四十四条',
    judgedOn: '记录提议之日',
    options: [
      {
        value: 'one',
        zh: '一次决定',
        consequence: '公开机构负责人一次决定，决定公开的立即公布；需要的，也可以分初审、复审、终审办理。',
      },
      {
        value: 'three',
        zh: '三审',
        consequence:
          '初审、复审、终审由三个不同的人依次作出并写明意见，审的是同一份文字；有一次不同意的即不转主动公开，终审同意的立即公布；机关自行发布、更正和恢复公布的，也同样审核。补记以前的提议，也按记录之日。',
      },
    ],
    default: 'one',
  },
  sensitiveKinds: {
    question: '哪些是敏感事项，哪些词语提示',
    article: '条例第十四条',
    judgedOn: '查看、标记之日',
    kinds: '一行一类，写作“名称：词语、词语”',
    consequence:
      '申请的名称、描述里有所列词语的，提示可能是敏感事项；登记、承办人员和公开机构负责人核对后标记，写明理由。提示不是认定，没有词语的也可以标记。',
    default: '突发公共卫生事件：突发公共卫生事件、疫情、传染病、疫苗、群体性不明原因疾病',
  },
  sensitiveConference: {
    question: '标记为敏感事项的，签发、公开以前是否须会商',
    article: '条例第十四条',
    judgedOn: '签发、决定公开之日',
    options: [
      {
        value: 'warn',
        zh: '没有会商的，提醒',
        consequence: '标记以后没有会商记录的，签发、决定公开时提醒；可以写明不经会商的理由，也可以不写。',
      },
      {
        value: 'reason',
        zh: '没有会商的，须写明理由',
        consequence: '标记以后没有会商记录的，签发、决定公开的人写明不经会商的理由，才能办理。',
      },
      {
        value: 'refuse',
        zh: '没有会商的，不能签发、公开',
        consequence: '标记以后没有会商记录的，不能签发，不能决定公开；标记有误的，由公开机构负责人解除。',
      },
    ],
    default: 'warn',
  },
  mailMegabytes: {
    question: '提供的文件，合计多少以内随电子邮件附上',
    article: '条例第四十条',
    judgedOn: '邮件发出之日',
    least: 0,
    most: 15,
    unit: 'MB',
    consequence:
      '超过的不随信附上，申请人凭查询码从进度页面下载；填0的一律下载。附件在途中约增大三分之一，许多邮件服务器不收20MB以上的邮件。',
    default: 12,
  },
  portalArrival: {
    question: '网上查收、电子邮件的文书，何时为收到',
    article: '电子签名法第十一条',
    judgedOn: '文书进入系统之日',
    options: [
      {
        value: 'entry',
        zh: '进入系统之日',
        consequence: '文书可以在网上查收，或者邮件服务器已经接收的，当日即为收到；缴费、救济等期限随即起算。',
      },
      {
        value: 'opened',
        zh: '首次打开之日',
        consequence: '申请人凭查询码首次打开文书之日为收到；打开以前，自收到起算的期限不起算，也不能认定逾期。',
      },
    ],
    default: 'entry',
  },
} as const satisfies Record<string, Point>

export type ChoiceName = keyof typeof CHOICES
type ValueOf<P> = P extends { options: readonly { value: infer V }[] }
  ? V
  : P extends { steps: string } | { kinds: string }
    ? string
    : number
/** One value for each open point. */
export type Choices = { -readonly [K in ChoiceName]: ValueOf<(typeof CHOICES)[K]> }
export type ChoiceValue = string | boolean | number

/** The choices of an agency as a series of days: what holds on this one (YYYY-MM-DD). Pure, so that a case counts alike whenever it is asked. */
export type ChoicesInForce = (on: Day) => Choices

/** A choice that was approved, and the day from which it holds. */
export type Chosen = { choice: ChoiceName; value: ChoiceValue; from: Day }

const POINTS: Record<string, Point> = CHOICES

/** What holds where an agency has chosen nothing. */
export const DEFAULT_CHOICES = Object.fromEntries(
  Object.entries(POINTS).map(([name, point]) => [name, point.default]),
) as Choices

/** The same choices on every day. */
export const always =
  (choices: Choices): ChoicesInForce =>
  () =>
    choices

/** Is this one of the open points? */
export const isChoiceName = (name: unknown): name is ChoiceName =>
  typeof name === 'string' && Object.hasOwn(CHOICES, name)

/** Is this one of the values that the point has? */
export function isChoiceValue(name: ChoiceName, value: unknown): value is ChoiceValue {
  const point = POINTS[name]!
  if ('options' in point) return point.options.some((option) => option.value === value)
  if ('steps' in point) return typeof value === 'string' && isChain(value)
  if ('kinds' in point) return typeof value === 'string' && isKinds(value)
  return typeof value === 'number' && Number.isInteger(value) && value >= point.least && value <= point.most
}

/** A value as people read it, in Chinese. @param nameOf what somebody is called, by username */
export function choiceInWords(name: ChoiceName, value: ChoiceValue, nameOf?: (username: string) => string): string {
  const point = POINTS[name]!
  if ('options' in point) return point.options.find((option) => option.value === value)!.zh
  if ('steps' in point) return chainInWords(chainOf(String(value)), nameOf) || '没有审批环节'
  if ('kinds' in point) return writeKinds(kindsOf(String(value))).replaceAll('\n', '；') || '没有列出'
  return `${value}${point.unit}`
}

/** Every alternative with what follows from it: one for a number, which has bounds instead, and for steps, which are written. */
export function alternativesOf(name: ChoiceName): { value: ChoiceValue | null; zh: string; consequence: string }[] {
  const point = POINTS[name]!
  if ('options' in point) return [...point.options]
  if ('steps' in point) return [{ value: null, zh: point.steps, consequence: point.consequence }]
  if ('kinds' in point) return [{ value: null, zh: point.kinds, consequence: point.consequence }]
  const { least, most, unit, consequence } = point
  return [{ value: null, zh: `${least}至${most}${unit}`, consequence }]
}

/**
 * The series that these decisions make over the defaults: each holds from its day until the next of its point does; of two
 * of one day, the later in the list. A value that the point no longer has is left out.
 */
export function choicesInForce(decided: readonly Chosen[]): ChoicesInForce {
  const known = decided.filter(({ choice, value }) => isChoiceName(choice) && isChoiceValue(choice, value))
  if (known.length === 0) return always(DEFAULT_CHOICES)
  let choices = DEFAULT_CHOICES
  const spells = known
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
    .map(({ choice, value, from }) => {
      choices = { ...choices, [choice]: value }
      return { from, choices }
    })
    .reverse()
  return (on) => spells.find(({ from }) => from <= on)?.choices ?? DEFAULT_CHOICES
}
