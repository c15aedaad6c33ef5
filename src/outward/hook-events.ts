/** What programs outside are told of: the words of the interface, and how each is called on the page. */

export const HOOK_EVENTS = {
  'case.filed': '收到申请',
  'case.stage': '办理阶段变化',
  'reply.served': '答复已经送达或者发出',
  'case.overdue': '期限届满没有办结',
} as const
export type HookEvent = keyof typeof HOOK_EVENTS

/** `failed`: given up, until somebody sends it again. */
export type MessageState = 'waiting' | 'taken' | 'failed'
