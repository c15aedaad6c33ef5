/** Refusals that the reader can act on. Everything else is a bug and stays a 500. */
import type { Sentence } from '../../workflows/statute/sentence.ts'

export type Status = 400 | 401 | 403 | 404 | 408 | 409 | 410 | 413 | 415 | 422 | 429 | 503 | 507

/** The catalogue: code → status, what happened, what to do. src/README.md lists the same codes; a test compares them. */
export const REFUSALS = {
  INVALID: [422, '有的内容不符合要求', '请按各项提示修改后重新提交，已填写的内容没有丢失。'],
  MALFORMED: [400, '请求无法读取', '请检查请求的格式（JSON 或表单）。'],
  NOT_SIGNED_IN: [401, '尚未登录或者登录已过期', '请重新登录。'],
  SIGN_IN_FAILED: [401, '用户名或者密码不正确', '请核对后重试。连续失败十次以后，每次要等待一段时间。'],
  SIGN_IN_DELAYED: [429, '失败次数过多，请过一会儿再试', '现在输入的没有核对。忘记密码的，请本机关系统管理员办理。'],
  CODE_NEEDED: [401, '还需要验证码', '请在 code 中给出验证器显示的6位数字，或者一个恢复码。'],
  CODE_WRONG: [401, '验证码不正确，或者已经用过', '请等验证器显示新的验证码以后再试；也可以使用恢复码。'],
  FACTOR_NEEDED: [403, '这个岗位需要先设置验证器', '请在浏览器中登录一次，按页面提示设置。'],
  PROVIDER_UNREACHABLE: [503, '统一身份认证现在连接不上', '请稍后再试，或者用用户名和密码登录。'],
  PROVIDER_REFUSED: [401, '统一身份认证没有完成', '请重新点一次“统一身份认证登录”，或者用用户名和密码登录。'],
  PROVIDER_STRANGER: [
    403,
    '统一身份认证中的这个身份没有对应的在任人员，或者与这里的账号绑定的不是同一身份',
    '请联系本机关系统管理员核对用户名；也可以用用户名和密码登录。',
  ],
  NOT_YOURS: [403, '您的岗位不能进行这一操作', '请由有权限的人员办理。'],
  CSRF: [403, '页面已过期', '请刷新页面后重新提交。'],
  NOT_FOUND: [404, '没有找到', '请核对地址、受理编号和查询码。'],
  FACT_REFUSED: [409, '现在不能记录这一事实', '请查看本件可以进行的操作。'],
  HANDLED_ELSEWHERE: [
    409,
    '本件已由其他机关办理，没有恢复',
    '需要收回的，请现在办理的机关在登记以前从“协同办理”退回。',
  ],
  NOT_DUE: [409, '没有列入销毁清册', '保管期限届满、没有未了事项的才能列入。'],
  NUMBER_TAKEN: [409, '这一编号已经用过，没有编定', '请管理员在“设置”中调整编号的格式。'],
  LETTER_FAULTY: [409, '文书有必须改正的问题，没有签发', '请修改；确需照此签发的，由指定的人员批准并写明理由。'],
  NOTICE_NOT_APPROVED: [
    409,
    '本机关的通知书须经另一人批准，没有发出',
    '请先送审，由法制审核员、公开机构负责人或者签发人批准后发出。',
  ],
  NOTICE_CHANGED: [409, '通知书在您查看以后有修改、内容有变动或者已经退回，没有发出', '请重新查看后再办理。'],
  NOTICE_WAITING: [409, '本件已有一份同样的通知书等待批准，没有送审', '请修改或者撤下已有的一份。'],
  REPORT_FAULTY: [409, '年度报告的勾稽关系不成立，没有定稿', '请按所列各项核对后再定稿。'],
  REPORT_UNWRITTEN: [409, '年度报告还有没有填写的内容，没有定稿', '请填写所列各项后再定稿。'],
  REPORT_NOT_FINAL: [409, '年度报告没有定稿，不需要重新打开', '可以直接修改。'],
  REPORT_FINAL: [409, '年度报告已经定稿，没有改动', '需要修改的，请写明理由重新打开。'],
  RETURN_FAULTY: [409, '月度报送的勾稽关系不成立，没有报送', '请按所列各项核对后再报送。'],
  RETURN_UNFILLED: [409, '月度报送还有没有填写的指标，没有报送', '请填写所列各项后再报送，没有发生的填0。'],
  RETURN_REPORTED: [409, '本月已经报送，没有改动', '需要修改的，请写明理由重新打开。'],
  RETURN_NOT_REPORTED: [409, '本月尚未报送', '报送以后才能下载报送的文件、推送、重新打开；报送以前可以直接修改。'],
  RETURNS_NOWHERE: [409, '没有设置上级平台，没有推送', '请下载文件报送，或者请运维人员设置上级平台的地址。'],
  EXCHANGE_CONFLICT: [
    409,
    '这一编号、步骤已经收到过，内容不同，没有记录',
    '请核对：同一编号、步骤的内容不能改变；需要更正的，作为新的一步交来，或者与本机关联系。',
  ],
  EXCHANGE_EARLY: [409, '前面的步骤还没有收到，没有记录', '请按顺序交来，从 awaited 所示的一步开始。'],
  EXCHANGE_NOWHERE: [409, '没有设置上级平台，没有发送', '请运维人员设置上级平台的地址和密钥。'],
  MAIL_DONE: [409, '这封邮件已经办理，没有再办理', '请在“邮箱”页面查看办理的结果。'],
  FILES_NOT_OPENED: [
    409,
    '要提供的文件带有不能自动去除的内容或者不能检查，还没有打开看过，没有通过',
    '请逐件打开核对以后，再审核、签发。',
  ],
  FILES_NOT_CLEAN: [
    409,
    '要提供的文件带有不能自动去除的内容，没有通过',
    '请逐项核对：可以照此提供的，在审核时确认；不能的，退回替换文件。',
  ],
  FILES_STATE_SECRET: [
    409,
    '文件标注为国家秘密，不得提供、公开',
    '请去掉这些文件，已经签发的先更正签发；确属误标的，由负责人更正那一标注。',
  ],
  FILES_REDACTED: [
    409,
    '文件正在遮盖或者已有遮盖后的文件，没有通过',
    '请选择遮盖后的文件；不需要遮盖的，先在“遮盖文件”中撤销。',
  ],
  REDACTION_IMPOSSIBLE: [409, '文件不能在这里遮盖', '请按所列的办法另存为PDF后附卷，再遮盖。'],
  FILE_STOPPED: [410, '这个文件已经停止提供', '已经下载的，请不要转发，并与本机关联系。'],
  TEMPLATE_FAULTY: [409, '模板有必须改正的问题，没有批准', '请改正后另写一版，再提交、批准。'],
  CHANGED_SINCE_READ: [409, '拟稿在您查看以后有变动，没有记录', '请重新查看现在的拟稿，再审核、签发。'],
  CHANGED_SINCE_REVIEW: [409, '文书在审核以后有变动，没有签发', '请退回，重新拟稿、审核后再签发。'],
  TOGETHER_REFUSED: [409, '不能一并答复', '请按所列原因处理，或者分别答复。没有记录任何内容。'],
  TOGETHER_ITEMS: [
    409,
    '一并答复的文书不能再分项答复',
    '请改选：几件都用同一个办理结果的，一并答复；要分项答复的，逐件用“分几项答复”拟稿。没有记录任何内容。',
  ],
  KEY_REUSED: [409, '同一 Idempotency-Key 用于不同的请求', '请为新的请求使用新的 Idempotency-Key。'],
  FORM_TOO_LARGE: [413, '填写的内容过多，没有提交', '全部文字合计不超过1MB；较长的材料请作为附件上传。'],
  FILE_TOO_LARGE: [413, '文件超过20MB', '请压缩或者拆分后重新上传。'],
  FILE_REFUSED: [422, '文件不能接收', '请核对文件类型后重新上传。'],
  FILE_INFECTED: [409, '文件含有病毒，已经隔离，任何人都不能打开', '请向提交的人另要一份没有病毒的文件。'],
  FILE_UNSCANNED: [
    409,
    '文件还没有经过病毒扫描，没有打开',
    '请等待扫描；确需现在打开的，请在隔离的环境中，用本件页面上的“未扫描，仍要打开”。',
  ],
  FILE_NOT_YET_SCANNED: [503, '文件还没有经过病毒扫描，暂时不能下载', '请过一会儿再来：扫描以后就可以下载。'],
  TOO_MANY: [429, '操作过于频繁', '请稍后再试。'],
  MUCH_TODAY: [
    429,
    '您所在的网络今天上传的文件过多，没有提交',
    '请明天再上传，或者返回上一页去掉附件后提交；材料也可以邮寄或者当面提交。',
  ],
  DISK_FULL: [
    507,
    '存储空间不足，暂时不能接收文件，没有提交',
    '请过一会儿再试，或者返回上一页去掉附件后提交；材料也可以邮寄或者当面提交。',
  ],
  UNIT_IN_USE: [409, '承办机构还有没有归档的申请，没有撤销', '请先把所列申请转到其他承办机构，或者办结归档。'],
  NOT_OPEN: [503, '网上申请尚未开通', '可以通过邮寄、传真或者当面向行政机关提出申请。'],
  SLOW: [408, '内容在一分钟内没有传完，没有提交', '请检查网络连接后重新提交；较长的材料请作为附件上传。'],
  BUSY: [503, '系统现在很忙，没有办理', '您的内容没有提交，请过一会儿再试。'],
  AWAY: [503, '数据库现在连接不上，没有办理', '您的内容没有提交，请过几秒钟再试。'],
  STORE_AWAY: [
    503,
    '存放文件的地方现在连接不上，没有办理',
    '您的内容没有提交，请过几秒钟再试；没有附件的申请可以照常提交。',
  ],
  UNCERTAIN: [503, '不能确定是否已经提交', '请用同一页面重试，不会重复。'],
  NOT_RENDERED: [
    409,
    '文书没有转换为 OFD',
    '请使用 PDF 正本；需要 OFD 的，请维护人员按所列原因补齐字库或者从备份恢复。',
  ],
  KEY_HANDED_OVER: [503, '签名密钥已经更换，没有签名', '请维护人员重新启动本系统的每一个进程，然后再试。'],
  STAMP_FAILED: [503, '没有取得时间戳，没有导出', '请稍后再试；也可以不加时间戳导出。'],
  CLOSING: [503, '系统正在重新启动，没有办理', '您的内容没有提交，请过几秒钟再试。'],
  FAULT: [503, '系统暂时不能办理', '您的内容没有提交，请稍后再试。'],
} as const satisfies Record<string, readonly [Status, string, string]>
export type RefusalCode = keyof typeof REFUSALS

/** Chinese, or a sentence that is said in the language of the page; in JSON it is its Chinese. */
export type Message = string | Sentence

export type FieldError = { field: string; code: string; message: Message }

export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: string
  readonly status: Status
  readonly next: string
  /** The message as it is said on a page. */
  sentence: Message
  /** Each field that does not fit. */
  readonly errors: FieldError[]
  /** What a program may want to know besides: the article, what is allowed. */
  readonly more: Record<string, unknown>

  constructor(
    kind: RefusalCode,
    detail: {
      message?: Message
      /** What to do, where it is another thing than the catalogue says. */
      next?: string
      code?: string
      errors?: FieldError[]
      more?: Record<string, unknown>
    } = {},
  ) {
    const [status, title, next] = REFUSALS[kind]
    super(String(detail.message ?? title))
    this.sentence = detail.message ?? title
    this.code = detail.code ?? kind
    this.status = status
    this.next = detail.next ?? next
    this.errors = detail.errors ?? []
    this.more = detail.more ?? {}
  }
}

/** A refusal INVALID (422) that names each field at fault; to be thrown. */
export const invalid = (...errors: FieldError[]) => new Refusal('INVALID', { errors })
/** A refusal NOT_FOUND (404); to be thrown, too, where somebody may not know that the thing exists. */
export const notFound = () => new Refusal('NOT_FOUND')
/** What staff are told of it. */
export const NOT_THEIRS = '没有这一件，或者不在您的办理范围内。'
