/** Gentle hints while a request is written. Hints, never refusals. */
export const hints = {
  title: '填写提示',
} as const
