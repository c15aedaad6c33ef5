/** What is searched for in a file that is to be published, in the words in which it is told. */
export const FOUND = {
  name: '申请人、代理人的姓名或者名称',
  contact: '申请人、第三方的联系方式',
  thirdParty: '第三方的姓名或者名称',
  identityNumber: '身份证件号码',
  bankCard: '银行卡号',
  mobile: '手机号码',
  telephone: '固定电话号码',
  email: '电子邮箱',
  address: '详细到户的住址',
  hidden: '文件中不显示的内容',
  unread: '没有能检索的文字（扫描件、图片或者不能识别的格式），其中的个人信息和拍摄地点等须打开核看',
  unreadPages: '没有能检索的文字（扫描件、图片或者空白页），须逐页核看',
  cut: '文件文字过长，没有全部检索，须逐页核看',
} as const
export type FoundKind = keyof typeof FOUND
