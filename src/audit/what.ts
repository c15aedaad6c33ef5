/** What an audit line may be about: the only words that stand in its `what`. */

/** By what an auditor looks for, in Chinese. */
export const WHAT = {
  登录: {
    signIn: '登录',
    signOut: '退出',
    password: '设置密码',
    factor: '变更验证方式',
    recovery: '恢复登录',
  },
  查看申请: {
    list: '查看列表',
    search: '查找',
    case: '查看申请',
    file: '打开文件',
    letter: '打开文书',
    bundle: '下载证据卷、证据清单或者阅读本',
    paper: '查看证件影像',
    register: '查看文号簿',
    export: '导出',
  },
  办理申请: {
    entry: '录入申请',
    fact: '记录事实',
    talk: '会商、内部沟通',
    files: '添加文件',
    draft: '拟稿、送审',
    release: '公开信息',
  },
  权限和设置的变更: {
    rights: '权限',
    person: '人员',
    cover: '代理',
    identity: '统一身份认证',
    agency: '机关',
    unit: '承办机构',
    seal: '印章',
    template: '文书模板',
    calendar: '放假安排',
    choice: '法律适用选项',
    report: '年度报告',
    return: '月度报送',
    returnFields: '月度报送的指标',
    archive: '四性检测和移交',
    token: '程序的访问令牌',
    webhook: '对外通知',
    reminderHost: '提醒的机器人',
    task: '工作台账',
    responsible: '变动报备',
    spotCheck: '抽查',
    openFigures: '公布统计数据',
    example: '案例分析',
    training: '年度轮训',
    guide: '公开指南',
    question: '问答',
  },
  管理页面: {
    page: '查看管理页面',
    request: '提交管理事项',
    backup: '备份',
    filesMoved: '迁移存放的文件',
    keyAdded: '启用新密钥',
    keysRotated: '更换密钥',
    keyHandedOver: '交接签名密钥',
  },
  审计: { audit: '查看审计记录', auditExport: '导出审计记录', auditFault: '确认审计异常' },
} as const

type Group = keyof typeof WHAT
export type What = { [G in Group]: keyof (typeof WHAT)[G] }[Group]

const LABELS = Object.assign({}, ...Object.values(WHAT)) as Record<What, string>
/** In Chinese. */
export const whatInWords = (what: What): string => LABELS[what]

const CASE = '/cases/:id'
/** In a spot check. */
const DRAWN = '/spot-checks/:draw/cases/:id'
/** A route without `/api/v1` and language: the first that fits. What none names is a page, or something that is asked for. */
const READS: [where: RegExp, what: What][] = [
  [
    /^\/(desk|supervision|cases|supervision\/(cases|spot-checks|course(\/cases)?)|urgings|cooperation|problems)$/,
    'list',
  ],
  [/^\/assistances\/:id\/:position\/files\//, 'file'],
  [/^\/(assistances|conferences)\/:id\//, 'case'],
  [/^\/cases\/:id\/conferences\/.*pdf$/, 'letter'],
  [/^\/supervision\/course\.xlsx$/, 'export'],
  [/^\/cases\.(xlsx|csv)$/, 'export'],
  [/^\/reports\/(annual|monthly|analysis)\.\w+$/, 'export'],
  [/^\/(tasks|responsible-changes|training|problems)\.\w+$/, 'export'],
  [/^\/spot-checks\/:draw\/(population|results)\.\w+$/, 'export'],
  [/^\/spot-checks\/:draw\/cases\//, 'case'],
  [/^\/spot-checks/, 'list'],
  [/^\/(reports|analysis)(\/|$)/, 'list'],
  [/^\/cases\/(:id\/(files|given)|uploads)\//, 'file'],
  [/^\/mailbox\/:id\/source$/, 'file'],
  [/^\/mailbox/, 'list'],
  [/^(\/cases\/:id)?\/letters\//, 'letter'],
  [/^\/cases\/:id\/approval-sheet$/, 'letter'],
  [/^\/cases\/:id\/redaction\/.*\/(pages|after)\//, 'file'],
  [/^\/cases\/:id\/(evidence(-list(\.pdf)?)?|reading-copy)(\/state)?$/, 'bundle'],
  [/^\/cases\/:id\/urgings\/.*pdf$/, 'letter'],
  [/^\/cases\/:id/, 'case'],
  [/^\/(applications\/:receipt|consultations\/:number|answer\/:number)\/letters\//, 'letter'],
  [/^\/applications\/:receipt\/files\//, 'file'],
  [/^\/receipt\.pdf$/, 'letter'],
  [/^\/(receipt$|(applications|track)\/:receipt)/, 'case'],
  [/^\/answer\/:number\/form\.pdf$/, 'letter'],
  [/^\/(consultations|answer)\/:number/, 'case'],
  [/^\/account$/, 'case'], // each that it gathers
  [/^\/account\/export$/, 'export'],
  [/^\/desk\/print/, 'letter'],
  [/^\/numbers$/, 'register'],
  [/^\/audit\.(csv|jsonl)$/, 'auditExport'],
  [/^\/audit/, 'audit'],
]
const WRITES: [where: RegExp, what: What][] = [
  [/^\/cases\.(xlsx|csv)$/, 'export'],
  [/^\/cases\/new\/similar$/, 'search'],
  [/^\/(cases|applications|mailbox\/:id)$/, 'entry'],
  [/^\/(desk|cases(\/:id)?)\/facts$/, 'fact'],
  [/\/:(receipt|number)\/facts$/, 'fact'],
  [/^\/account\/corrections$/, 'fact'],
  [/^\/cases\/:id\/papers\//, 'paper'],
  [/^\/cases\/:id\/(urgings|problems|assistances|hand-back|reassignment|transfer|transfer-return)/, 'fact'],
  [/^\/cases\/:id\/conferences\/:n\/conclusion$/, 'fact'],
  [/^\/cases\/:id\/redaction\//, 'files'],
  [/^\/cases\/:id\/(remarks|conferences)$/, 'talk'],
  [/^\/assistances\/:id\//, 'fact'],
  [/^\/conferences\/:id\//, 'talk'],
  [/^\/cases\/:id\/(files|papers)$/, 'files'],
  [/^\/cases\/:id\/reading-copy$/, 'bundle'],
  [/^\/cases\/:id\//, 'draft'],
  [/^\/releases/, 'release'],
  [/^\/sign-out$/, 'signOut'],
  [/^\/sessions$/, 'signOut'],
]

/** What a request is about, by its method and the route that it came to. */
export function whatIsAsked(method: string, route: string): What {
  const where = route.replace(/^\/(api\/v1|en)(?=\/)/, '')
  const isRead = method === 'GET' || method === 'HEAD'
  const fitting = (isRead ? READS : WRITES).find(([pattern]) => pattern.test(where))
  return fitting?.[1] ?? (isRead ? 'page' : 'request')
}

/** Whether the route's `:id` is a case. */
export const isOfCase = (route: string) => {
  const where = route.replace(/^\/api\/v1/, '')
  return [CASE, DRAWN, '/assistances/:id', '/conferences/:id'].some((path) => where.startsWith(path))
}

/** Whether the route shows the case that its query names. */
export const isOfCaseAsked = (route: string) => route === '/api/v1/letters/preview'
