/** Around the hints on a request that is being written (sentences/hints.ts). */
export const hints = {
  title: '填写提示',
  still: '这只是提示，您仍可以提交。',
} as const
