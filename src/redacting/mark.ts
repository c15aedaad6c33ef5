/** A mark: what is not shown, where it stands, and why (Art 37: what is not given has its reason). */
import type { Box } from './box.ts'

/** The grounds of 条例 on which a part of a file is not given, with their articles. */
export const GROUNDS = {
  privacy: { says: '个人隐私', article: '第十五条' },
  tradeSecret: { says: '商业秘密', article: '第十五条' },
  stateSecret: { says: '国家秘密', article: '第十四条' },
  prohibited: { says: '法律、行政法规禁止公开', article: '第十四条' },
  safety: { says: '公开后可能危及国家安全、公共安全、经济安全、社会稳定', article: '第十四条' },
  internal: { says: '内部事务信息', article: '第十六条第一款' },
  process: { says: '过程性信息', article: '第十六条第二款' },
  enforcement: { says: '行政执法案卷信息', article: '第十六条第二款' },
  notInformation: { says: '不属于政府信息', article: '第三十七条' },
} as const satisfies Record<string, { says: string; article: string }>

export type Ground = keyof typeof GROUNDS

/** `instead`: what stands in its place where people are told apart without their names (甲、乙); nothing: it is black. */
export type Mark = { page: number; box: Box; ground: Ground; instead?: string }

/** What a screen reader says of it, and what the letter may say. */
export const markSays = ({ ground, instead }: Pick<Mark, 'ground' | 'instead'>): string => {
  const { says, article } = GROUNDS[ground]
  return instead ? `已依法以“${instead}”代替（${says}，条例${article}）` : `已依法遮盖（${says}，条例${article}）`
}
