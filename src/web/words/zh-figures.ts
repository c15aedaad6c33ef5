/** Anonymous figures of past years, as the office publishes them. */
import { chinese } from './message.ts'

export const figures = {
  title: '统计数据',
  offered: '历年依申请公开统计数据',
  titleOf: chinese('{year}年统计数据'),
  lead: '各机关依申请公开的年度统计，不含个人信息，可以自由使用。',
  none: '还没有公布统计数据。',
  agency: '机关',
  sum: '合计',
  hidden: '＊',
  hiddenSays:
    '某一机关有1至4件的数字的，该机关不到5件的数字（包括0件）不公布，需要时连同较大的数字，以“＊”表示；各列的合计可以用来推算它们的，也不公布。各机关的合计与年度报告表三的数字相同，年度报告依法逐项公布，所以合计不隐去。办理结果请查阅年度报告。',
  madeOn: chinese('{day}公布'),
  years: '年度',
  tables: {
    channel: '新收申请，按渠道',
    quarter: '新收申请，按收到的季度',
    days: '本年度办理结果，按收到至办结的日历天数',
    extended: '本年度办理结果，是否延期',
  },
  kinds: {
    channel: {
      counter: '当面',
      post: '邮寄',
      letter: '平信',
      fax: '传真',
      online: '网络',
      email: '电子邮件',
    },
    quarter: {
      1: '一季度',
      2: '二季度',
      3: '三季度',
      4: '四季度',
    },
    days: {
      10: '10天以内',
      30: '11至30天',
      60: '31至60天',
      more: '超过60天',
    },
    extended: {
      no: '没有延期',
      yes: '延期',
    },
  },
}
