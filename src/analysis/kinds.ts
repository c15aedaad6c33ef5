/** By what requests are sorted besides their result: what they are about, and where. */
export const KINDS = { topic: '主题', area: '区域' } as const
export type Kind = keyof typeof KINDS
