/** The optional account, and what is sent to it. */
export const account = {
  title: '我的申请',
} as const
