/** What became of a mail, in words of the office. */
import type { MailView } from '../list.ts'
import type { MailState, Why } from '../tables.ts'

export const STATES: Record<MailState, string> = {
  taken: '正在识别',
  filed: '已立件，待登记',
  attached: '已附入申请件',
  proposed: '待确认',
  returned: '退信，已记在申请件上',
  aside: '没有立件',
}

export const WHYS: Record<Why, string> = {
  tooLarge: '超过60MB，留在邮箱中，请从邮箱取出后录入',
  automatic: '自动回复或者系统通知（邮件自己这样标明）',
  list: '带有群发、退订标记，可能是群发邮件，也可能是申请',
  own: '本系统自己发出的邮件',
  duplicate: '与先前收到的一封发件地址和内容都相同',
  unknownBounce: '退信，不是本系统发出的邮件',
  delayed: '投递延迟的通知，邮件仍在投递中',
  sender: '似乎是对这一申请件的答复，但发件地址不是申请人登记的电子邮箱',
  closed: '似乎是对这一申请件的答复，但该件现在不能附入材料',
  byHand: '工作人员认为不是申请',
  noSender: '没有可以辨认的发件地址，可能是申请',
  machine: '发件地址、标记或者主题像是自动发出的，可能是申请',
  bounce: '似乎是退信，但不能证实，请核对以后确认',
  address: '以发件地址和编号对上申请件，发件地址可以伪造，请核对是否申请人所发，核对以前不附入',
  sameId: '邮件标识与先前收到的一封相同，内容不同',
}

export const stateOf = ({ state, fault }: Pick<MailView, 'state' | 'fault'>): string =>
  state === 'taken' && fault !== null ? '识别失败' : STATES[state]
