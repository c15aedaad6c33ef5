/** Every blank a template may use, with its meaning. templates/README.md is tested against this list. */
export const BLANKS = {
  'agency.name': '行政机关全称',
  'agency.shortName': '行政机关规范化简称',
  'agency.office': '政府信息公开工作机构名称',
  'agency.address': '办公地址',
  'agency.postcode': '邮政编码',
  'agency.phone': '联系电话',
  'agency.email': '电子邮箱',
  'agency.hours': '办公时间',
  'applicant.name': '申请人姓名或者名称',
  'case.number': '登记编号',
  'case.receipt': '受理编号（回执号）',
  'case.submittedOn': '申请提交日期',
  'case.receivedOn': '收到申请之日',
  'case.channel': '申请渠道',
  'case.title': '申请公开的信息名称',
  'case.request': '申请公开的信息内容描述',
  'case.dueOn': '答复期限届满日',
  'case.course': '办理经过（补正、延期、征求意见的日期，写成完整的句子；没有时为空）',
  'letter.number': '文号',
  'letter.date': '成文日期',
  'remedy.body': '行政复议机关',
  'remedy.court': '有管辖权的人民法院',
  'remedy.online': '行政复议申请的互联网渠道（网上送达时应当告知，写成完整的句子；否则为空）',
  'assigned.unit': '承办机构',
  'correction.on': '补正告知日期',
  'correction.matters': '需要补正的事项',
  'correction.answerBy': '补正期限届满日',
  'extension.workingDays': '延长的工作日数',
  'extension.reason': '延期理由',
  'extension.oldDueOn': '原答复期限届满日',
  'extension.newDueOn': '延长后的答复期限届满日',
  'search.places': '检索范围',
  'search.terms': '检索关键词',
  'search.note': '检索情况说明',
  'lapse.finding': '逾期的认定',
} as const

export type Blank = keyof typeof BLANKS | `ask.${string}`

/** The applicant's own words. Never divided into paragraphs, never a list, always shown. */
export const isCitizens = (blank: string) =>
  blank.startsWith('applicant.') || blank === 'case.title' || blank === 'case.request'

/** Our own words beside the prose itself: a character that cannot be printed here is our mistake. */
export const isOwn = (blank: string) => /^(agency|letter|remedy)\./.test(blank)
