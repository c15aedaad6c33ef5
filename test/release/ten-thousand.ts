/**
 * A room of items in which those that answer the questions of `questions.yaml` hide: the others are of the same matters at other
 * places, of the same places in other matters, and other papers of both. All of it is drawn from a seed.
 */
import { readFileSync } from 'node:fs'
import type { Sql } from '../../src/db/client.ts'
import { bigramsOf, fold } from '../../src/ground/fold.ts'
import { newId } from '../../src/ground/ids.ts'
import { parseYaml } from '../../src/ground/yaml.ts'
import { TOPICS } from '../../src/web/words/topics.ts'

export const QUESTIONS = parseYaml(readFileSync(new URL('./questions.yaml', import.meta.url), 'utf8')) as [
  question: string,
  title: string,
][]

const PLACES =
  '梨花路 竹林街道 青石镇 柳荫街道 桂香村 梧桐街 清水镇 松涛社区 望江街道 石桥镇 荷塘乡 枫林社区 杏坛路 榆钱街道 芦苇村 樟树镇 示例街道 南湖社区 北桥镇 东坡村'.split(
    ' ',
  )
const MATTERS =
  `垃圾分类 公共租赁住房 加装电梯 老旧小区改造 房屋征收 征地补偿 环境影响评价 义务教育招生 最低生活保障 廉租住房 城乡居民医疗保险 社会保险
  住房公积金 小餐饮经营许可 营业执照 老年人优待 免费乘坐公交 独生子女父母奖励 养老机构 道路照明 河道整治 噪声投诉 夜间施工 塑胶跑道 课后服务 幼儿园
  随迁子女入学 初中学业水平考试 校车安全 学校食堂 政府采购 公务用车 三公经费 部门预算 政府债务 乡村振兴 桥梁工程 轨道交通 公园建设 变电站 垃圾焚烧 饮用水水质
  空气质量 污水处理 天然气 充电设施 停车收费 物业服务 业主委员会 专项维修资金 不动产登记 宅基地审批 青苗补偿 土地出让 危房改造 违法建设 棚户区改造 安置房
  异地就医 医疗救助 预防接种 社区卫生服务 家庭医生签约 残疾人补贴 退役士兵 职业培训 失业保险 创业担保贷款 农民工工资 最低工资 高龄津贴 婚姻登记 公益性公墓
  殡葬服务 居民身份证 户口迁移 居住证 养犬登记 烟花爆竹 消防检查 火灾事故 防汛物资 应急避难场所 食品抽检 药品零售 综合执法 临时摊点 出租汽车 公交线路 信号灯
  道路开挖 共享单车 景区门票 图书馆 体育场馆 村务公开 换届选举 耕地地力保护 农机购置 非洲猪瘟 高标准农田 厕所改造 水库泄洪 采砂许可 林木采伐 公开招聘
  规范性文件 区长信箱 代表建议 审计整改 招商引资 小微企业 高新技术企业 人才公寓 高校毕业生 新市民购房 经济适用住房 共有产权住房 湿地保护 堤防加固 通信基站
  快件箱 母婴护理 育儿补贴 托育服务 营养膳食 学生资助 教师职称 校外培训 新能源汽车 土地确权`.split(/\s+/)
const PAPERS =
  `工作总结 宣传活动简报 项目清单 会议纪要 检查通报 资金拨付凭证 培训通知 合同 验收意见 进度月报 预算 决算 公示 批复 请示 实施方案 工作方案 办法（征求意见稿）
  补贴发放名单 标准（废止） 问题整改报告 举报处理情况 宣传资料采购合同 值班安排 调研报告 年度计划 督查通报 表彰决定 责任书 台账`.split(
    /\s+/,
  )
const BATCH = 2_000

/** The same numbers from the same seed (mulberry32). */
function drawnFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

type Row = { id: string; title: string; number: string; summary: string; topic: string; on: string; agency: string }

/** Puts `many` items into the room, those that answer among them. */
export async function fillRoom(sql: Sql, many: number): Promise<void> {
  const agencies = (await sql<{ id: string }[]>`select id from agencies order by position`).map(({ id }) => id)
  const draw = drawnFrom(20_260_310)
  const one = <T>(of: readonly T[]): T => of[draw(of.length)]!
  const every = Math.floor(many / QUESTIONS.length)
  const rows = Array.from({ length: many }, (_, n): Row => {
    const [year, place, matter, paper] = [2012 + draw(14), one(PLACES), one(MATTERS), one(PAPERS)]
    const answer = n % every === 7 ? QUESTIONS[Math.floor(n / every)] : undefined
    return {
      id: `${year}-${String(10_000 + n)}`,
      title:
        answer?.[1] ??
        `${one(['', '', '云溪区', '关于'])}${place}${matter}${paper}${one(['', `（${year}年）`, `（第${1 + draw(9)}批）`])}`,
      number: one(['', `云政发〔${year}〕${1 + draw(300)}号`]),
      summary: `${one(PLACES)}${answer ? '' : one(MATTERS)}相关事项，含${one(PAPERS)}、${one(PAPERS)}，${one(MATTERS)}一并办理，由${one(PLACES)}负责。`,
      topic: one(Object.keys(TOPICS)),
      on: `${year}-${String(1 + draw(12)).padStart(2, '0')}-15`,
      agency: one(agencies),
    }
  })
  for (let start = 0; start < many; start += BATCH) await insert(sql, rows.slice(start, start + BATCH))
  await sql`vacuum analyze released` // the index takes in what was added at once
}

async function insert(sql: Sql, rows: readonly Row[]): Promise<void> {
  const whole = rows.map((row) => {
    const text = [row.title, row.number, row.summary].map(fold).join('\n')
    return { ...row, uid: newId(new Date(row.on)), text, pairs: bigramsOf(text) }
  })
  await sql`
    insert into released (id, uid, agency_id, title, document_number, summary, topic, released_on, version, updated_at, search, pairs)
    select id, uid, agency, title, nullif(number, ''), summary, topic, "on", 1, "on", text,
      array_to_tsvector(array(select jsonb_array_elements_text(pairs)))
    from jsonb_to_recordset(${JSON.stringify(whole)}::jsonb) as r
      (id text, uid uuid, agency text, title text, number text, summary text, topic text, "on" date, text text, pairs jsonb)`
}
