/**
 * What a request looks like, from its words alone: hints for whoever writes it, never a reason to refuse. Rules of a
 * line each, as a clerk would explain them; test/intake/hints.yaml has the requests that they are held against.
 */
import { HINT_IDS, type HintId } from '../web/words/hint-ids.ts'
import { isSeveral, isVague } from './hint-shapes.ts'

export type Written = {
  title: string
  description: string
  /** Title and text of what the same applicant asked before. */
  earlier?: readonly string[]
}

/** A page of text says what it is about; the rest costs time and adds nothing. */
const READ = 5_000

/** The hints that hold, in the order of `HINT_IDS`. Reads the first 5,000 characters of the description. */
export function hintsFor({ title, description, earlier = [] }: Written): HintId[] {
  const whole = plain(`${title.slice(0, 500)}\n${description.slice(0, READ)}`)
  const text = plain(description.slice(0, READ))
  const hints = new Set<HintId>()
  const note = (hint: HintId, holds: boolean) => holds && hints.add(hint)

  note('registry', REGISTRY.test(whole.replace(ABOUT_REGISTRIES, '')))
  note('others', looksAtOthers(whole))
  note('publication', PUBLICATION.test(whole.replace(QUOTED_FROM, '')))
  note('analysis', ANALYSIS.test(whole))
  note('petition', !hints.has('analysis') && isPetition(whole))
  note(
    'consultation',
    !hints.has('registry') && !hints.has('analysis') && !hints.has('petition') && isQuestion(text, whole),
  )
  note('several', isSeveral(description.slice(0, READ)))
  note('vague', hints.size === 0 && isVague(title, text))
  note('repeated', earlier.map(bare).includes(bare(`${title}\n${description}`)))
  return HINT_IDS.filter((hint) => hints.has(hint))
}

/** Full width and half width alike, and without the blanks that some put between all characters. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/(?<=[^\p{ASCII}])[^\S\n]+(?=[^\p{ASCII}])/gu, '')
    .trim()

const bare = (text: string) => plain(text).replace(/\s/g, '')

/** IdentityDocuments about petitions and complaints are papers like any others. */
const PAPERS_ABOUT =
  /(?:信访|投诉|举报|申诉|控告)[^，。；！？\n]{0,10}?(?:制度|规则|办法|规定|意见|答复书|答复|经费|决算|统计|数量|工作|笔录|台账|局)|(?:举报|投诉)[^，。；\n]{0,20}后|举报(?:人|我)/g
/** What only somebody with a grievance writes. */
const DEMAND =
  /查处(?!情况|结果|决定)|追究|问责|严惩|严肃处理|主持公道|还我|做主|给.{0,8}说法|责令整改|尽快(?:处理|维修|解决)|领导重视|督促|恢复供|停止施工|书面道歉|要求.{0,6}(?:赔偿|道歉)|退还|恳请|帮助解决|不作为|乱作为|强烈要求|坚决反对|请求.{0,4}撤销|(?<!调)查实|骗子|贪官|扰民|没人管|无人(?:管|处理|问津)|管管|管一管|派人来|讨(?:个|回)公道|(?:你们|政府|单位).{0,4}负责|医药费|整治一下|punish/i
const GRIEVANCE = /投诉|举报|控告|检举|上访|信访|申诉|抗议|讨薪|(?:现|特)向.{0,6}反映|complain/i

const isPetition = (whole: string) => {
  const rest = whole.replace(PAPERS_ABOUT, '')
  return DEMAND.test(rest) || GRIEVANCE.test(rest)
}

const QUESTION =
  /请问|咨询|怎么|如何|为什么|为何|能不能|可不可以|是否|多少|几岁|什么时候|哪里|哪个|到底|什么意思|解释一下|请告知|请确认|想知道|(?:想|要)(?:了解|问)|需要(?:办|带|提供)?(?:什么|哪些)|(?:什么|哪些)(?:条件|手续|材料)|怎样|多久|几(?:年|天|次)[?。]|算不算|有没有|属于.{0,6}[?]|[吗呢][?]|[吗呢啊]$|谁出|\b(?:how|why|when|what|which|can i|do i)\b[^.]*[?]/i
/** Whoever names a paper wants the paper. */
const PAPER =
  /文件|批复|批文|方案|纪要|通知|决定|报告|意见书|意见|办法|预案|合同|许可证|清单|记录|[《〔]|\b(?:documents?|reports?|contracts?)\b/i
const EXPLAIN = /解释|什么意思|请问(?!能否公开)|which documents/i
const NO_QUESTION = /咨询(?:服务|费|公司|项目)/g

const isQuestion = (text: string, whole: string) => {
  const question = text.replace(NO_QUESTION, '')
  if (!QUESTION.test(question)) return false
  return EXPLAIN.test(question) || !(PAPER.test(text) || /公开/.test(whole))
}

const ANALYSIS =
  /请[^。；？?\n]{0,40}(?:统计(?!年|局|公报)|汇总(?!表)|整理|分析(?!报告)|计算|出具|评价|翻译|筛选|分类)|筛选出|请就[^。；\n]{0,20}写|制作成|做(?:个|成|一[个张份])|折线图|柱状图|图表|排(?:个|一下|列|序|名次)|从高到低|写出理由|梳理|测算|\b(?:compile|analy[sz]e|summari[sz]e)\b/i

/** A document that a publication quotes is no publication. */
const QUOTED_FROM = /刊登在[^，。；]{0,8}公报上|公报(?:刊登|以外)/g
const PUBLICATION =
  /公报|年鉴|[县区市镇]志(?![愿])|(?:日|晚|时)报[》\s]|报纸|期刊|杂志|教材|出版|地图册|画册|合订本|丛书|汇编》|\bgazette\b|\byearbook\b/i

const ABOUT_REGISTRIES = /登记[^，。；]{0,14}(?:规范|流程|制度|办法|政策|指南)/g
const REGISTRY =
  /(?:工商|企业|公司)[^，。；]{0,8}(?:档案|内档)|登记(?:档案|资料|簿|底册|信息|材料)|产权人|抵押登记|转移登记|股东|章程|机读|机动车登记|房产证底档|户籍(?:档案|登记)|股权|实际控制人|(?:抵押|查封)[、或和](?:抵押|查封)|婚姻登记|registration file|business regist/i

/** Numbers that belong to one person, and what only they may give away. */
const NUMBERS = /(?<!\d)(?:[1-9]\d{16}[\dX]|1[3-9]\d{9})(?!\d)/i
const PRIVATE =
  /身份证(?:号|复印)|银行(?:账号|卡号|账户)|手机号|家庭住址|住址、|病历|工资条|(?:前妻|前夫|邻居|同事|亲戚|亲属|男友|女友|债务人|老赖)[^，。；]{0,8}(?:住址|住处|单位|电话|账户|行程)|行踪|配偶|姓名和电话|车主(?:姓名|信息)|产权人|id numbers?\b.*\b(?:of|neighbou?r)|phone numbers? of/i
const NAMED = /[\u4e00-\u9fff]某.{0,8}和[\u4e00-\u9fff]某.{0,4}的婚姻/
const OWN = /本人|我自己的|我本人/

const looksAtOthers = (whole: string) =>
  NUMBERS.test(whole) || NAMED.test(whole) || (PRIVATE.test(whole) && !OWN.test(whole))
