/** The form to practise on, and a terminal that others use, too. */
import { chinese } from './message.ts'

export const practice = {
  title: '练习填写申请',
  band: '演练：这里不会提交申请，不保存您填写的任何内容，也不发送邮件。',
  lead: '和正式的申请表一样检查。可以用虚构的姓名、号码练习。',
  example: '填入虚构的例子',
  check: '检查（不提交）',
  done: '练习完成',
  right: chinese('“{title}”填写符合要求。没有提交，也没有保存。'),
  clear: '申请内容写得清楚，没有别的建议。',
  afterwards: '正式提交以后',
  steps: ['得到受理编号和查询码，请保存。', '机关与您确认收到，发给登记回执。', '凭两个号码查询进度，收取答复。'],
  real: '去正式申请',
  again: '再练习一次',
  filled: {
    kind: 'person',
    name: '张三（演练）',
    idType: 'residentId',
    idNumber: '11010519491231002X',
    phone: '0000-1000001',
    title: '云溪路改造工程初步设计的批复',
    description: '请公开2025年作出的《关于云溪路改造工程初步设计的批复》。',
    form: 'electronic',
    delivery: 'portal',
  },
}

export const terminal = {
  band: '公共终端：离开前请清除。一段时间没有操作，会自动清除。',
  wipe: '结束并清除',
  wiped: '已经清除：这台设备上不再有您填写、查询的内容。',
}
