/** What the published information of a county is about, after 条例第二十条、第二十一条; what fits none of them is 其他. */
export const TOPICS = {
  planning: '规划与建设',
  budget: '财政资金',
  procurement: '采购与招标',
  land: '土地与征收',
  housing: '住房与城市更新',
  environment: '生态环境',
  education: '教育',
  health: '医疗卫生',
  welfare: '社会保障与救助',
  rural: '农业农村',
  transport: '交通出行',
  permits: '许可与执法',
  safety: '安全与应急',
  other: '其他',
} as const
export type Topic = keyof typeof TOPICS
