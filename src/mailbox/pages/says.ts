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
  automatic: '自动回复或者系统通知',
  list: '群发邮件（含退订标记）',
  own: '本系统自己发出的邮件',
  duplicate: '与先前收到的一封相同',
  unknownBounce: '退信，不是本系统发出的邮件',
  delayed: '投递延迟的通知，邮件仍在投递中',
  sender: '似乎是对这一申请件的答复，但发件地址不是申请人登记的电子邮箱',
  closed: '似乎是对这一申请件的答复，但该件现在不能附入材料',
  byHand: '工作人员认为不是申请',
}

export const stateOf = ({ state, fault }: Pick<MailView, 'state' | 'fault'>): string =>
  state === 'taken' && fault !== null ? '识别失败' : STATES[state]
