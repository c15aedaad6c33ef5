/** Passkeys, identities and somebody's own data, in the account. */
import { chinese } from './message.ts'

export const waiting = {
  title: '等您出示查询码的申请',
  lead: '下面的申请留的是这个邮箱。为防止邮箱被他人使用时泄露申请内容，请输入一次该申请的查询码，以后不必再输。',
  filed: chinese('{day}提交'),
  open: '打开',
}
export const passkeys = {
  title: '通行密钥',
  lead: '在这台设备上登记以后，可以用指纹、面容或者设备密码进入，不必收验证码。请不要在公用设备上登记。',
  act: '登记这台设备',
  use: '使用通行密钥',
  failed: '设备没有确认，或者已经取消。请再试一次，或者用邮箱验证码。',
  remove: '删除',
  removeOf: chinese('删除：{name}'),
  since: chinese('{day}登记'),
  none: '还没有登记设备。',
}
export const identity = {
  title: '统一身份认证',
  use: '使用统一身份认证进入',
  link: '把统一身份认证关联到这个账户',
  linked: '已经关联。以后可以用统一身份认证进入这个账户。',
  signedIn: '以统一身份认证进入',
}
export const said = {
  'passkey-no': '设备没有确认，或者没有在任何账户登记。请用邮箱验证码进入，再登记设备。',
  'passkey-kept': '已经登记这台设备。',
  'passkey-failed': '没有登记：设备没有确认，或者已经登记过。',
  'passkey-gone': '已经删除。这台设备不能再进入账户。',
  'identity-linked': '已经关联。',
  'identity-taken': '没有关联：这个身份已经关联其他账户，或者账户已经退出。',
  'identity-refused': '统一身份认证没有完成，请重新进入。',
  'correction-sent': '已经转给办理人员，处理结果见办理进度。',
  'correction-empty': '没有转交：请写明哪里有误，应当是什么。',
}
export const data = {
  title: '我的个人信息',
  lead: '您可以复制、更正、删除自己的个人信息（个人信息保护法第四十五条至第四十七条）。',
  export: '下载我的全部信息（ZIP）',
  exportHelp: '包括账户和已经打开的申请，有网页和 JSON 两种格式。',
  contact: '联系方式有变的，请在该申请的办理进度页面“变更联系方式”，立即生效。',
  correct: '姓名等其他信息有误的，在这里请求更正，由办理人员核对。',
  which: '哪一件申请',
  what: '哪里有误，应当是什么',
  send: '请求更正',
  file: '我的个人信息',
  page: '我的个人信息',
  madeAt: chinese('{day}导出'),
  masked: '身份证件号码加密单独存放，系统也不能读出，这里只显示部分字符。',
  account: '账户',
  since: '建立时间',
  visits: '最近进入',
  passkeys: '通行密钥',
  identities: '关联的身份数',
  agency: '受理机关',
  submitted: '提交时间',
  files: '您提供的文件',
  satisfaction: '满意度评价（1至5）',
  others: '这件申请的通知发往其他邮箱，申请人的信息不在这里显示。',
  notOpened: '没有打开的申请',
  none: '无',
  remains:
    '删除账户，立即删除：邮箱、登记的设备、关联的身份、进入记录和申请列表。不因此删除：申请和办理档案，依照档案管理的规定保存至保管期限届满；已经发出的文书和送达记录；您对某一邮箱只收法定通知的选择。',
}
