/** The guide of the office of 云溪区 and its first questions, as somebody wrote and somebody else approved them. Nothing of it exists. */

import { sharedOf } from '../guide/content.ts'
import { decideGuide, proposeGuide } from '../guide/guide.ts'
import { decideQuestion, type QuestionGiven, theEntry, writeQuestion } from '../guide/questions.ts'
import { suggested } from '../guide/samples.ts'
import type { House } from '../house.ts'
import { allAgencies } from '../people/queries.ts'
import { OFFICE } from './district.ts'
import { isFirst } from './once.ts'

const ASKED: readonly QuestionGiven[] = [
  {
    topic: 'apply',
    question: '可以请别人代我申请吗？',
    answer:
      '可以。请代理人带本人的身份证明、您的身份证明复印件和授权委托书。网上申请的，在“代理人”一栏填写并上传委托书。',
    basis: '条例第二十七条、第二十九条',
  },
  {
    topic: 'apply',
    question: '不会上网、不会写，怎么申请？',
    answer: '到受理窗口口头提出，由工作人员代为填写，念给您听，您确认后签名。有视听障碍的，我们提供帮助。',
    basis: '条例第二十九条第一款、第四十三条',
  },
  {
    topic: 'scope',
    question: '邻居家的补偿款是多少，我能申请公开吗？',
    answer:
      '可以申请补偿方案、标准和分户评估的汇总结果。涉及他人隐私的部分，机关会先征求本人意见，不同意又不影响公共利益的，不予公开。',
    basis: '条例第十五条、第三十二条',
  },
  {
    topic: 'time',
    question: '多久能收到答复？',
    answer: '条例规定的期限内，具体日期在您的办理进度页面上写明。需要延长的，会书面告知您。',
    basis: '条例第三十三条',
  },
  {
    topic: 'fee',
    question: '申请要交钱吗？',
    answer: '不收检索、复制、邮寄费。申请的数量、频次明显超过合理范围的，才可能收取信息处理费，收之前会书面通知。',
    basis: '条例第四十二条',
  },
  {
    topic: 'track',
    question: '查询码丢了怎么办？',
    answer: '请带身份证明到受理窗口，或者致电受理机构核对身份后重新领取。用申请时的邮箱也可以收到进度通知。',
    basis: '',
  },
]

/** Once, however often the demonstration is started. */
export async function seedGuide(house: Pick<House, 'sql' | 'time' | 'keys'>): Promise<void> {
  const { sql, time } = house
  const [writer, head, admin, counsel] = ['registrar', 'head', 'admin', 'counsel'].map((username) => ({ username }))
  const agencies = await allAgencies(sql)
  await sql.begin(async (tx) => {
    if (!(await isFirst(tx, house, 'guide'))) return
    for (const { id, profile } of agencies) {
      const own = sharedOf(profile)
      const content = { responsible: '', online: '', ...suggested(), ...own, fax: own.fax || '未开通' }
      await proposeGuide(tx, { time }, { agencyId: id, content: content as never, from: 0 }, head!)
      await decideGuide(tx, { time }, id, { n: 1, state: 'approved', why: '' }, admin!)
    }
    for (const asked of ASKED) {
      const id = await writeQuestion(tx, { time }, { agencyId: OFFICE }, asked, writer!)
      const entry = await theEntry(tx, [OFFICE], id)
      await decideQuestion(tx, { time }, entry, { n: 1, state: 'approved', why: '' }, counsel!)
    }
  })
}
