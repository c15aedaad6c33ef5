/** Who asks for what in 云溪区. Nobody and nothing of this exists. */
import type { Applicant, Request } from '../../workflows/disclosure/vocabulary.ts'

const TITLES: [title: string, description: string][] = [
  ['示例路危旧房改造征收补偿方案', '申请公开示例路危旧房改造项目2023年至2025年的征收补偿方案，以及补偿资金拨付明细'],
  ['2025年中小学招生学区划分依据', '申请公开2025年全区小学学区划分的调研报告、专家论证意见和最终方案'],
  ['云溪河河道整治工程招标文件', '申请公开云溪河（示例段）河道整治一期工程的招标公告、招标文件和中标结果'],
  ['老旧小区加装电梯补贴标准', '申请公开2024年以来老旧小区加装电梯的补贴标准、申请条件和发放情况'],
  ['示例地块土地出让合同', '申请公开编号示例-2024-07地块的国有建设用地使用权出让合同及规划条件'],
  ['公共停车场收费定价批复', '申请公开示例广场地下公共停车场收费标准的批复文件'],
  ['社区卫生服务中心设备采购清单', '申请公开2025年社区卫生服务中心医疗设备采购清单和验收报告'],
  ['农村宅基地审批结果', '申请公开示例镇2024年度农村宅基地审批结果公示材料'],
  ['公交线路调整论证材料', '申请公开示例3路公交线路调整的论证材料和公众意见采纳情况'],
  ['环境噪声监测数据', '申请公开示例路沿线2025年第一季度、第二季度环境噪声监测数据'],
  ['普惠性幼儿园认定名单', '申请公开2025年普惠性幼儿园认定名单及补助资金分配表'],
  ['垃圾分类设施运行费用', '申请公开2024年全区生活垃圾分类设施运行费用的预算和决算'],
  ['内部会议纪要', '申请公开区政府办公室2025年第12次主任办公会议的会议记录'],
  ['历年行政处罚案卷', '申请公开2019年至2025年对示例公司作出的全部行政处罚案卷'],
  ['人才公寓分配方案', '申请公开示例人才公寓第三批房源的分配方案和入围名单'],
]

const PEOPLE = [
  '张三',
  '李四',
  '王五',
  '赵六',
  '孙七',
  '周八',
  '吴九',
  '郑十',
  '冯十一',
  '陈十二',
  '褚𬭎十三',
  '卫喆十四',
]
const ORGANISATIONS = [
  ['business', '示例建筑工程有限公司'],
  ['legal', '示例律师事务所'],
  ['research', '示例大学社会调查中心'],
  ['welfare', '示例社区公益服务中心'],
  ['other', '示例花园业主委员会'],
] as const

/** A number of a region that does not exist (99), with a right check digit. */
function residentNumber(i: number): string {
  const digits = `990000198${i % 10}0${(i % 9) + 1}1${i % 9}${String(100 + i).slice(-3)}`
  const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return digits + '10X98765432'[sum % 11]
}

/** The ith applicant: every fifth an organisation, the others persons. The same for the same `i`. */
export function applicantNumber(i: number): Applicant {
  const contact = {
    phone: `0000-1000${String(i).padStart(3, '0')}`,
    address: `示例省示例市云溪区示例路${i + 1}号`,
    ...(i % 4 === 0 && { email: `applicant${i}@example.com` }),
  }
  const organisation = i % 5 === 3 ? ORGANISATIONS[Math.floor(i / 5) % ORGANISATIONS.length] : undefined
  return organisation
    ? {
        kind: 'organisation',
        organisationType: organisation[0],
        name: organisation[1],
        creditCode: `91990000MA0000${String(i).padStart(4, '0')}`,
        representative: '示例负责人',
        contact: '示例联系人',
        ...contact,
      }
    : {
        kind: 'person',
        name: PEOPLE[i % PEOPLE.length]!,
        idType: 'residentId',
        idNumber: residentNumber(i),
        ...contact,
      }
}

/** The ith request; titles repeat after the last. */
export function requestNumber(i: number): Request {
  const [title, description] = TITLES[i % TITLES.length]!
  return { title, description, form: i % 3 === 0 ? 'paper' : 'electronic', delivery: i % 3 === 0 ? 'post' : 'portal' }
}
