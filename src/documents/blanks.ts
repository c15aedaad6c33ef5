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
  'applicant.you': '对申请人的称呼：公民“您”，法人或者其他组织“贵单位”，几人共同申请“你们”',
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
  'given.says': '以文件提供的：件数和怎样下载（写成完整的句子；没有时为空）',
  'given.files': '提供的文件，一行一件：名称、类型、页数、大小（没有时为空）',
  'items.matter': '分项答复：这一项申请的内容',
  'items.attachments': '分项答复：各项随文提供的纸质附件，一行一件（没有时为空）',
  'search.places': '检索范围',
  'search.terms': '检索关键词',
  'search.note': '检索情况说明',
  'search.recovery': '遗失信息的查找、恢复情况（写成完整的句子；没有时为空）',
  'lapse.finding': '逾期的认定',
  'examined.severability': '公开审查：能否区分处理，为什么',
  'examined.otherLaw':
    '公开审查：查阅了哪些法律、法规、规章，没有查到应当公开的规定（写成完整的句子；不适用《条例》第十六条第二款的为空）',
  'assessed.answers': '第三方的意见（写成完整的句子；没有征求的为空）',
  'assessed.interest': '公开会损害第三方的什么：商业秘密、个人隐私，或者合法权益',
  'assessed.why': '第三方理由审查：是否合理，为什么（没有不同意见的为空）',
  'assessed.publicInterest': '第三方理由审查：没有发现对公共利益的重大影响（写成完整的句子；没有审查的为空）',
  'decided.content': '决定公开的内容，告知第三方',
  'decided.reasons': '决定公开的理由，告知第三方：审查的结论，和为该文书写的理由',
  'consultation.party': '被征求意见的第三方或者行政机关',
  'consultation.harm': '征求第三方意见：公开可能造成的损害（写成完整的句子）',
  'consultation.about': '征求意见的范围和内容（写成完整的句子；没有时为空）',
  'consultation.answer': '被征求意见方的意见：不同意公开，或者只同意部分公开',
  'consultation.answerAddress': '网上答复的地址',
  'consultation.answerNumber': '答复编号',
  'consultation.answerCode': '答复码',
  'reasons.why': '申请数量、频次明显超过合理范围的情况',
  'reasons.found': '说明理由的审查：理由不合理，或者在期限内没有说明（写成完整的句子）',
  'reasons.answerBy': '说明理由的期限届满日',
  'reasons.delayedUntil': '延迟答复的期限届满日',
  'fee.beyond': '什么超过合理范围：按量计收是本件的数量，按件计收是数量，本月此前有申请的还有频次',
  'fee.basis': '计收方式：按件计收或者按量计收',
  'fee.article': '计收标准的条文：按件计收“第四条”，按量计收“第五条”',
  'fee.standard': '计收标准的各档，写成完整的句子',
  'fee.place': '计费数量：按件计收是本月第几件，按量计收是共几页，写成完整的句子',
  'fee.computation': '数额的计算过程，写成完整的句子；少收的，写明理由',
  'fee.amount': '应缴数额（元），只写数字',
  'fee.payment': '缴纳方式（收款单位、账户、现场缴纳的地点，由设置页面填写；写成完整的句子）',
  'fee.instead': '作废的收费通知书（写成完整的句子；没有时为空）',
  'applicant.kind': '申请人类别：公民，或者法人、其他组织的类别',
  'applicant.idType': '证件名称',
  'applicant.idNumber': '证件号码',
  'applicant.phone': '申请人联系电话',
  'applicant.email': '申请人电子邮箱',
  'applicant.address': '申请人通信地址',
  'applicant.agent': '代理人',
  'case.documentNumber': '所需信息的文号',
  'case.form': '申请人要求的提供形式',
  'case.delivery': '申请人要求的获取方式',
  'assigned.handler': '承办人',
  'service.recipient': '受送达人',
  'service.document': '送达文书的名称和文号',
  'service.how': '送达方式',
  'service.address': '送达地址',
  'service.on': '送达日期',
  'service.tracking': '邮件编号',
  'service.received': '收到日期',
  'service.proof': '送达和收到的凭证',
  'service.remedy': '申请复议、提起诉讼的最后一日（收到答复书以后才有）',
  'submission.at': '提交的时刻',
  'submission.code': '查询码；随邮件发出的回执不印',
  'submission.files': '所附材料的名称、大小和校验值',
  'submission.unprinted': '申请里字库没有的字符，写成完整的句子；没有时为空',
  'urging.by': '督办人',
  'urging.body': '督办人所在的机关',
  'urging.on': '督办日期',
  'urging.dueOn': '答复督办的期限',
  'urging.says': '督办事项',
  'urging.answer': '对督办的答复（答复以后才有）',
  'urging.answeredBy': '答复督办的人',
  'urging.answeredOn': '答复督办的日期',
  'suit.body': '受理的复议机关或者人民法院',
  'suit.case': '案号（写成完整的括注；没有时为空）',
  'suit.parties': '共同被告和第三人（每人写成完整的一行；没有时为空）',
  'suit.complaint': '对方当事人为何寻求救济：不服哪一答复，或者以未答复为由（写成完整的短语）',
  'suit.judged': '被上诉的一审裁判：人民法院、日期和文号',
  'suit.receivedOn': '收到复议申请书、起诉状、上诉状副本之日',
  'suit.article': '提出答复、答辩所依据的条文',
  'suit.role': '本机关在案件中的地位',
  'suit.opponent': '对方当事人在案件中的地位',
  'suit.calls': '对方当事人怎样寻求救济：申请行政复议、提起行政诉讼或者提起上诉',
  'evidence.number': '证据目录：编号，一行一件',
  'evidence.name': '证据目录：证据名称，一行一件',
  'evidence.source': '证据目录：证据来源，一行一件',
  'evidence.proves': '证据目录：证明对象，一行一件',
  'evidence.pages': '证据目录：页码，一行一件',
} as const

/** A blank of one matter of several, `ask.2.reasons`, without the number: what it means is what it means of the whole. */
export const unnumbered = (blank: string): string => blank.replace(/\.\d+\./, '.')

/** Where the value of a blank stands in the data: its group, and its name there. */
export function placeOf(blank: string): [group: string, name: string] {
  const at = blank.indexOf('.')
  return [blank.slice(0, at), blank.slice(at + 1)]
}

export type Blank = keyof typeof BLANKS | `ask.${string}`

/** The applicant's own words. Never divided into paragraphs, never a list, always shown. How we address them is ours. */
export const isCitizens = (blank: string) =>
  (blank.startsWith('applicant.') && blank !== 'applicant.you') || /^case\.(title|request|documentNumber)$/.test(blank)

/** Written by hand where it is not recorded: an empty cell of a form, not one that says there is nothing. */
export const isForAPen = (blank: string) => /^urging\.answer/.test(blank)

/** Sentences that staff typed, in a draft or a fact: whether they end with a full stop is anybody's guess. */
export const isTyped = (blank: string) =>
  /^(ask|examined|assessed|decided|lapse)\.|^(search\.note|extension\.reason|reasons\.why|correction\.matters|consultation\.about)$/.test(
    unnumbered(blank),
  )

/** Our own words beside the prose itself: a character that cannot be printed here is our mistake. */
export const isOwn = (blank: string) => /^(agency|letter|remedy)\./.test(blank)
