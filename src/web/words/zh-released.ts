/** The reading room: what is already public. */
export const released = {
  title: '已公开信息',
} as const
