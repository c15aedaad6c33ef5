/** What staff read of the elements of a guide and of the topics of questions. */
import type { Element } from './content.ts'
import type { Topic } from './questions.ts'

export const ELEMENT_LABELS: Readonly<Record<Element, string>> = {
  categories: '政府信息的分类',
  arrangement: '编排体系',
  obtaining: '获取方式',
  office: '公开工作机构的名称',
  responsible: '负责人',
  address: '办公地址',
  postcode: '邮政编码',
  hours: '办公时间',
  phone: '联系电话',
  fax: '传真号码',
  email: '电子邮箱',
  online: '其他网上联系方式',
}

export const TOPIC_LABELS: Readonly<Record<Topic, string>> = {
  apply: '怎样申请',
  scope: '公开什么',
  time: '办理时间',
  fee: '费用',
  reply: '答复和救济',
  track: '查询和领取',
  other: '其他',
  goodSample: '示范文本（好的写法）',
  badSample: '常见错误',
}
