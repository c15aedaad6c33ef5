/** The measure: seeded errors over the whole set, and hard letters that are right. All of the first are caught, none of the second. */
import { describe, expect, test } from 'vitest'
import { type Template, textOf } from '../../../src/documents/index.ts'
import { type Change, found, law, subjectOf } from '../../../src/drill/sample-letter.ts'
import { checkTemplate } from '../../../src/letters/check/index.ts'
import { shippedFor, shipped as templates } from '../../../src/letters/templates/shipped.ts'
import type { Outcome } from '../../../workflows/disclosure/vocabulary.ts'
import { always, DEFAULT_CHOICES } from '../../../workflows/statute/choices.ts'

const grave = (id: string, change: Change) => found(id, change).filter(({ severity }) => severity !== 'hint')
const says = (id: string, words: string | RegExp) => {
  const text = subjectOf(id)
    .letter.blocks.map((block) => (block.kind === 'row' ? '' : block.text))
    .join('\n')
  return typeof words === 'string' ? text.includes(words) : words.test(text)
}
const letters = [...templates.values()].filter(({ format, kind }) => format === 'letter' && kind !== 'internal')
const toApplicant = letters.filter(({ kind }) => kind === 'reply' || kind === 'notice')
const replies = letters.filter(({ kind, outcome }) => kind === 'reply' && outcome !== undefined)
const ids = (list: { id: string }[]) => list.map(({ id }) => id)

type Seed = { story: string; rule: string; id: string; change: Change }
/** One mistake, made in every letter in which it can be made. */
const everywhere = (story: string, rule: string, where: string[], change: Change | ((id: string) => Change)): Seed[] =>
  where.map((id) => ({ story, rule, id, change: typeof change === 'function' ? change(id) : change }))
const swapped = (story: string, rule: string, from: string, to: string, where = ids(letters)): Seed[] =>
  everywhere(
    story,
    rule,
    where.filter((id) => says(id, from)),
    { swap: [from, to] },
  )
const added = (story: string, rule: string, text: string, where = ids(letters)): Seed[] =>
  everywhere(story, rule, where, {
    letter: (letter) => {
      letter.blocks.push({ kind: 'paragraph', text })
    },
  })

const withheld = ids(replies.filter(({ remedy }) => remedy === 'first'))
const refusals = withheld.filter((id) => id !== 'partlyDisclosed')
const either = ids(replies.filter(({ remedy }) => remedy === 'either'))
const BODY = '向云溪区人民政府申请行政复议'

const SEEDS: Seed[] = [
  ...swapped('复议期限写成30日', 'REMEDY_PERIOD_RECONSIDERATION', '60日内向', '30日内向'),
  ...swapped('复议期限写成两个月', 'REMEDY_PERIOD_RECONSIDERATION', '60日内向', '两个月内向'),
  ...swapped('起诉期限写成三个月（1989年的法）', 'REMEDY_PERIOD_SUIT', '6个月内', '三个月内'),
  ...swapped('直接起诉写成15日', 'REMEDY_PERIOD_SUIT', '6个月内直接', '15日内直接'),
  ...swapped(
    '复议之后写成六个月',
    'REMEDY_PERIOD_AFTER',
    '收到行政复议决定书之日起15日内',
    '收到行政复议决定书之日起30日内',
  ),
  ...swapped('向上一级主管部门复议', 'REMEDY_BODY_WRONG', BODY, '向云溪区人民政府或者上一级主管部门申请行政复议'),
  ...swapped('向市局复议', 'REMEDY_BODY_WRONG', BODY, '向示例市住房和城乡建设局申请行政复议'),
  ...swapped('向本机关复议', 'REMEDY_BODY_WRONG', BODY, '向云溪区人民政府办公室申请行政复议'),
  ...swapped(
    '对的复议机关排在最后',
    'REMEDY_BODY_WRONG',
    BODY,
    '向示例市住房和城乡建设局或者云溪区人民政府申请行政复议',
  ),
  ...added('不属于政府信息写成不予公开', 'NOT_INFORMATION_WITHHELD', '上述材料不属于政府信息。', refusals),
  ...swapped('没有写复议机关', 'REMEDY_BODY_MISSING', BODY, '申请行政复议'),
  ...swapped('不予公开写成可以选择', 'REMEDY_FIRST_MISSING', '应当先自收到', '可以自收到', refusals),
  ...everywhere('不予公开告知直接起诉', 'REMEDY_DIRECT_SUIT', refusals, {
    swap: [`${BODY}。`, `${BODY}，或者在6个月内向云溪区人民法院提起行政诉讼。`],
  }),
  ...swapped(
    '不属于前置的写成先复议',
    'REMEDY_FIRST_WRONG',
    '可以自收到本文书之日起60日内',
    '应当先自收到本文书之日起60日内',
    either,
  ),
  ...everywhere('漏了起诉', 'REMEDY_SUIT_MISSING', either, {
    swap: [/，也可以自收到本文书之日起6个月内.*?行政诉讼/, ''],
  }),
  ...everywhere('整段漏了救济途径', 'REMEDY_MISSING', ids(replies), { swap: [/^如不服.*$/, ''] }),
  ...added(
    '程序性告知写了救济途径',
    'REMEDY_IN_NOTICE',
    '如对本通知不服，可以在60日内向云溪区人民政府申请行政复议。',
    ids(letters.filter(({ remedy }) => remedy === 'none')),
  ),
  ...added('引用废止的司法解释', 'LAW_REPEALED', '依照最高人民法院法释〔2011〕17号的规定，特此说明。'),
  ...added('引用不存在的条文', 'ARTICLE_EXISTS', '依照《中华人民共和国政府信息公开条例》第五十七条的规定办理。'),
  ...added('引用不存在的款', 'ARTICLE_EXISTS', '依照《中华人民共和国政府信息公开条例》第三十二条第二款的规定办理。'),
  ...added(
    '2007年条例的答复条款',
    'ARTICLE_NUMBERING_2007',
    '根据《中华人民共和国政府信息公开条例》第二十一条的规定，现答复如上。',
  ),
  ...added(
    '2007年条例的期限',
    'PERIOD_15_WORKING_DAYS',
    '本机关自收到申请之日起15个工作日内予以答复。',
    ids(toApplicant),
  ),
  ...added('要求说明用途', 'PURPOSE_ASKED', '请您（单位）提供信息用途的证明。', ids(toApplicant)),
  ...added('身份证号码', 'PRIVACY_ID_NUMBER', '经核对身份证号码110101199003071233，特此说明。'),
  ...added('手机号码', 'PRIVACY_PHONE', '有关人员的电话是13800138000，特此说明。'),
  ...added('私人邮箱', 'PRIVACY_EMAIL', '有关材料已发送至wang@mail.example。'),
  ...added('申请人的住址', 'PRIVACY_APPLICANT', '有关材料邮寄至云溪区滨河路12号3幢502室。'),
  ...added('没有填写的空白', 'BLANK_LEFT_OPEN', '本机关于____年__月__日研究。'),
  ...added('模板的空白露在外面', 'BLANK_LEFT_OPEN', '联系人：{{agency.contact}}。'),
  ...added('不存在的日子', 'DATE_NOT_REAL', '本机关于2026年2月30日收到有关材料。'),
  ...added('将来的日子', 'DATE_IN_FUTURE', '本机关已于2027年2月3日完成核查。'),
  ...added('自称我局', 'FIRST_PERSON', '我局已经完成核查。'),
  ...everywhere('收到日期差一天', 'RECEIPT_DATE_WRONG', ids(toApplicant), {
    data: { case: { receivedOn: '2026年3月3日' } },
  }),
  ...everywhere('写给了别人', 'ADDRESSEE_WRONG', ids(toApplicant), { data: { applicant: { name: '别的申请人' } } }),
  ...everywhere('署名用了简称', 'AGENCY_NAME', ids(letters), {
    letter: (letter) => {
      letter.signature = '云溪区政府办'
    },
  }),
  ...everywhere('落款早一天', 'DATE_OF_SIGNATURE', ids(letters), { data: { letter: { date: '2026年3月1日' } } }),
  ...everywhere('文号用方括号', 'NUMBER_FORM', ids(letters), {
    letter: (letter) => {
      letter.number = '云公开复[2026]9号'
    },
  }),
  ...everywhere('去年的文号', 'NUMBER_YEAR', ids(letters), {
    letter: (letter) => {
      letter.number = '云公开复〔2025〕9号'
    },
  }),
  ...everywhere('漏了登记编号', 'CASE_NUMBER_MISSING', ids(letters), (id) => ({
    swap: [subjectOf(id).data.case!.number!, '（略）'],
  })),
  ...everywhere(
    '依据被抄漏',
    'ARTICLE_OF_OUTCOME',
    ids(
      replies.filter(({ outcome }) => !['other', 'reissue', 'advice', 'notGovernmentInformation'].includes(outcome!)),
    ),
    {
      swap: [/第三十[^\s，、。的和；]*条[^\s，、。的和；]*|第四十二条/, '有关条款'],
    },
  ),
  ...everywhere(
    '理由只有一个短语',
    'REASONS_TOO_SHORT',
    ids(replies.filter(({ asks, outcome }) => asks.reasons?.required && outcome !== 'excessive')),
    { data: { ask: { reasons: '涉密' } } },
  ),
]

test('the seeded set is large, and no seed is a letter as shipped', () => {
  expect(SEEDS.length).toBeGreaterThan(600)
  expect(new Set(SEEDS.map(({ rule }) => rule)).size).toBeGreaterThan(30)
})

test.each([...Map.groupBy(SEEDS, ({ story }) => story)])('caught in every letter: %s', (_, seeds) => {
  const missed = seeds.filter(({ id, rule, change }) => !grave(id, change).some((finding) => finding.rule === rule))
  expect(missed.map(({ id }) => id)).toEqual([])
})

describe('a letter of one outcome signed as another', () => {
  const decided = replies.filter(({ outcome }) => outcome !== 'other')
  test.each(ids(decided))('%s', (id) => {
    const others = [...new Set(decided.map(({ outcome }) => outcome as Outcome))].filter(
      (o) => o !== templates.get(id)!.outcome,
    )
    const missed = others.filter(
      (outcome) => !found(id, { subject: { outcome } }).some(({ severity }) => severity === 'error'),
    )
    expect(missed).toEqual([])
  })
})

/** Right, and hard to see: what applicants write, other kinds of agency, other days, other words for the same. */
const CLEAN: [string, string, Change][] = [
  [
    '申请人的原文引用旧条例、电话、身份证号、复议期限',
    'notHeld',
    {
      data: {
        case: {
          title: '依据条例第二十一条申请',
          request:
            '我的身份证110101199003071233，电话13800138000。根据2007年条例第八条、第二十一条和法释〔2011〕17号，请在15个工作日内答复，否则我将在3个月内起诉，{{case.number}}，____',
        },
      },
    },
  ],
  [
    '申请人的题目就是救济的用语',
    'stateSecret',
    { data: { case: { title: '行政复议', request: '可以直接提起行政诉讼吗' } } },
  ],
  ['申请人的题目里有引号', 'disclosed', { data: { case: { title: '关于“三旧”改造的“通知”', request: '“三旧”改造' } } }],
  ['很长的申请', 'notHeld', { data: { case: { request: '请公开第二十一条所说的文件。'.repeat(120) } } }],
  [
    '区政府：向市政府复议，向中级人民法院起诉',
    'notHeld',
    {
      kind: 'countyGovernment',
      data: { remedy: { body: '示例市人民政府', court: '示例市中级人民法院' } },
      profile: { reconsiderationBody: '示例市人民政府', court: '示例市中级人民法院' },
    },
  ],
  [
    '税务机关：向上一级主管部门复议',
    'processInformation',
    {
      kind: 'verticalAgency',
      data: { remedy: { body: '示例市税务局' } },
      profile: { reconsiderationBody: '示例市税务局' },
    },
  ],
  [
    '省政府：向本机关复议',
    'stateSecret',
    {
      kind: 'provincialGovernment',
      data: { remedy: { body: '云溪区人民政府办公室' } },
      profile: { reconsiderationBody: '云溪区人民政府办公室' },
    },
  ],
  ['街道办事处：向设立它的人民政府复议', 'notHeld', { kind: 'subdistrict' }],
  [
    '司法局：两条途径',
    'notHeld',
    {
      kind: 'justiceDepartment',
      data: { remedy: { body: '云溪区人民政府或者示例市司法局' } },
      profile: { reconsiderationBody: '' },
    },
  ],
  [
    '集中管辖的中级人民法院',
    'notHeld',
    { data: { remedy: { court: '示例市铁路运输中级人民法院' } }, profile: { court: '示例市铁路运输中级人民法院' } },
  ],
  [
    '复议机关后写地址',
    'notHeld',
    {
      swap: [
        '向云溪区人民政府申请行政复议',
        '向云溪区人民政府（地址：云溪区政务路2号，电话：0000-8000002）申请行政复议',
      ],
    },
  ],
  [
    '网址里的数字和下划线',
    'alreadyPublic',
    {
      data: {
        ask: {
          where: '云溪区人民政府门户网站 https://www.yunxi.example/a__b/content_13800138000_110101199003071233.html 。',
        },
      },
    },
  ],
  ['自我部署', 'other', { data: { ask: { decision: '该系统由申请人自我部署，本机关准予撤回，办理程序终止。' } } }],
  ['有管辖权的人民法院', 'disclosed', { data: { remedy: { court: '有管辖权的人民法院' } } }],
  [
    '网上送达的互联网渠道',
    'disclosed',
    { data: { remedy: { online: '行政复议申请的互联网渠道：https://fy.yunxi.example。' } } },
  ],
  ['草稿还没有文号', 'enforcementFile', { data: { letter: { number: '' } } }],
  ['期限用汉字', 'notHeld', { swap: ['60日内', '六十日内'] }],
  [
    '告知区分处理',
    'stateSecret',
    {
      data: {
        ask: { reasons: '该方案由上级主管部门确定为国家秘密，标有密级和保密期限；全部内容均涉密，不能作区分处理。' },
      },
    },
  ],
  ['引用法律全称和条款', 'prohibitedByLaw', { data: { ask: { law: '《中华人民共和国反间谍法》第十条' } } }],
  ['不公开的是非政府信息', 'partlyDisclosed', { data: { ask: { ground: '《条例》第十六条第二款' } } }],
  ['两项依据', 'partlyDisclosed', { data: { ask: { ground: '《条例》第十五条、第十六条第一款' } } }],
  ['附件名称里有旧令号', 'disclosed', { data: { ask: { attachments: '关于废止法释〔2011〕17号后有关工作的通知' } } }],
  [
    '日期在期限里',
    'alreadyPublic',
    {
      data: {
        ask: { where: '请于2026年12月31日以前登录云溪区人民政府门户网站“政务公开”栏目查看，将于2027年1月1日改版。' },
      },
    },
  ],
  [
    '提到第三十三条的期限',
    'other',
    { data: { ask: { decision: '依照《条例》第三十三条第二款的规定，本机关准予撤回，该申请的办理程序终止。' } } },
  ],
  [
    '组织机构代码不是身份证号',
    'publication',
    { data: { ask: { where: '云溪出版社（统一社会信用代码91110105MA00000001）出版，可以在云溪区图书馆查阅。' } } },
  ],
  ['文件编号很长', 'disclosed', { data: { ask: { content: '档案号为20190012345678901234的文件，随本答复书提供。' } } }],
  [
    '值班安排本市本区',
    'other',
    { data: { ask: { facts: '根据本市统一安排和本办法的规定，您（单位）于2026年3月10日书面提出撤回申请。' } } },
  ],
  [
    '征求意见的期限15个工作日',
    'consultationNotice',
    { swap: ['特此告知', '第三方应当自收到征求意见书之日起15个工作日内提出意见。特此告知'] },
  ],
  [
    '延期20个工作日',
    'extensionNotice',
    {
      data: { extension: { workingDays: '20', newDueOn: '2026年4月28日' } },
      facts: (facts) => facts.map((fact) => (fact.type === 'extended' ? { ...fact, workingDays: 20 } : fact)),
    },
  ],
]

describe('right, and no alarm', () => {
  test.each(CLEAN)('%s', (_, id, change) => {
    expect(grave(id, change)).toEqual([])
  })
})

test('a finding points at the line that it speaks of', () => {
  const change: Change = { swap: ['60日内向', '30日内向'] }
  const [finding] = grave('notHeld', change).filter(({ rule }) => rule === 'REMEDY_PERIOD_RECONSIDERATION')
  expect(textOf(subjectOf('notHeld', change).letter)[finding!.line!]).toContain('30日内向')
})

test('the law is that of the day: before 2024 a refusal could be taken to court at once', () => {
  const rules = (on: string) => found('stateSecret', { subject: { on } }).map(({ rule }) => rule)
  expect(rules('2023-06-01')).toContain('REMEDY_FIRST_WRONG')
  expect(rules('2026-03-20')).not.toContain('REMEDY_FIRST_WRONG')
})

test('a suit for the whole of a partly disclosed reply is not one for the disclosed part', () => {
  const change: Change = { swap: ['申请行政复议；', '申请行政复议，也可以在6个月内直接向云溪区人民法院提起行政诉讼；'] }
  expect(found('partlyDisclosed', change).map(({ rule }) => rule)).toContain('REMEDY_DIRECT_SUIT')
})

const front = (id: string, values: Partial<Template>) =>
  checkTemplate({ ...templates.get(id)!, ...values }, law, '2026-11-20').map(({ rule }) => rule)

test('a template is held to its front matter and to the rules that read words', () => {
  expect(front('stateSecret', { remedy: 'either' })).toContain('TEMPLATE_REMEDY')
  expect(front('notHeld', { outcome: 'granted' })).toContain('TEMPLATE_OUTCOME')
  expect(front('notHeld', { articles: ['政府信息公开条例第三十六条第（五）项'] })).toContain('TEMPLATE_ARTICLES')
  expect(
    front('notHeld', { articles: ['政府信息公开条例第三十六条第（四）项', '政府信息公开条例第五十七条'] }),
  ).toContain('TEMPLATE_ARTICLES')
  expect(front('notHeld', { fields: ['applicant.name'] })).toContain('TEMPLATE_FIELDS')
  expect(front('notHeld', { body: '{{applicant.name}}：\n\n# 一、{{ask.none}}' })).toContain('TEMPLATE_UNREADABLE')
  const { body } = templates.get('stateSecret')!
  expect(front('stateSecret', { body: body.replace('应当先自收到', '可以自收到') })).toContain('REMEDY_FIRST_MISSING')
  expect(front('stateSecret', { body: body.replace('第三十六条第（三）项', '第二十一条第（二）项') })).toContain(
    'ARTICLE_EXISTS',
  )
})

test.each([
  { partlyDisclosedFirst: false, suitRefusedByCourt: 'offer' },
  { partlyDisclosedFirst: true, suitRefusedByCourt: 'omit' },
] as const)(
  'where the law is open, the shipped letters tell what the agency chose, and nothing stops them: %o',
  (chosen) => {
    const choices = { ...DEFAULT_CHOICES, ...chosen }
    const choosing = { ...law, choices: always(choices) }
    for (const [id, template] of shippedFor(choices)) {
      expect([id, checkTemplate(template, choosing, '2026-11-20')]).toEqual([id, []])
      if (template.remedy === 'none') continue
      expect([id, template.body.includes('是否立案由人民法院')]).toEqual([id, false])
      if (template.remedy === 'reconsiderationOnly') expect(template.body).not.toContain('{{remedy.court}}')
    }
    expect(shippedFor(choices).get('petition')!.remedy).toBe(
      chosen.suitRefusedByCourt === 'omit' ? 'reconsiderationOnly' : 'either',
    )
    expect(shippedFor(choices).get('partlyDisclosed')!.remedy).toBe(chosen.partlyDisclosedFirst ? 'first' : 'either')
  },
)

test('a suit that the court may refuse is offered with a word of caution', () => {
  const petition = found('petition', { swap: ['；直接提起行政诉讼的，是否立案由人民法院依法决定', ''] })
  expect(petition.map(({ rule }) => rule)).toContain('REMEDY_SUIT_UNCAUTIONED')
  expect(found('petition')).toEqual([])
})

test('the gravest come first', () => {
  const order = found('notHeld', { swap: ['60日内向', '30日内向'], data: { remedy: { court: '滨江区人民法院' } } })
  expect(order.map(({ severity }) => severity)).toEqual(order.map(({ severity }) => severity).toSorted())
})

/** 分项答复: each matter by the rules of its own outcome. */
test.each<[string, string, string, Change]>([
  [
    '第四项的理由只有一个短语',
    'REASONS_TOO_SHORT',
    '第四项“业主大会的会议记录”',
    { data: { ask: { '4.reasons': '不是' } } },
  ],
  [
    '第二项告知可以直接起诉',
    'REMEDY_DIRECT_SUIT',
    '第二项',
    { swap: ['对第一项、第三项、第四项的处理', '对第一项、第二项、第三项、第四项的处理'] },
  ],
  ['第三项漏了依据', 'ARTICLE_OF_OUTCOME', '第三项', { swap: ['《条例》第三十六条第（四）项', '有关条款'] }],
  [
    '没有告知第一项的救济途径',
    'REMEDY_MISSING',
    '第一项',
    { swap: ['对第一项、第三项、第四项的处理', '对第三项、第四项的处理'] },
  ],
])('several matters: %s', (_, rule, named, change) => {
  const [finding] = found('severalMatters', change).filter((each) => each.rule === rule)
  expect(finding?.says ?? '').toContain(named)
})
