/** For each rule a letter that breaks it and one that keeps it: the shipped sample with one seeded change, and a near miss. */
import { describe, expect, test } from 'vitest'
import { type Change, found, law } from '../../../src/drill/sample-letter.ts'
import { RULES } from '../../../src/letters/check/index.ts'
import type { Fact } from '../../../workflows/disclosure/vocabulary.ts'
import { always, DEFAULT_CHOICES } from '../../../workflows/statute/choices.ts'

type Case = readonly [id: string, change?: Change]
type Row = { hit: Case; miss?: Case }

const ask = (values: Record<string, string>): Change => ({ data: { ask: values } })
/** A letter that gives no file. */
const noFile = (values: Record<string, string>): Change => ({ data: { ask: values, given: { says: '', files: '' } } })
const swap = (from: string | RegExp, to: string): Change => ({ swap: [from, to] })
const title = (words: string): Change => ({
  letter: (letter) => {
    letter.title = words
  },
})
const number = (words: string): Change => ({
  letter: (letter) => {
    letter.number = words
  },
})
const also = (text: string): Change => ({
  letter: (letter) => {
    letter.blocks.splice(-1, 0, { kind: 'paragraph', text })
  },
})
const change = (type: Fact['type'], values: object): Change => ({
  facts: (facts) => facts.map((fact) => (fact.type === type ? ({ ...fact, ...values } as Fact) : fact)),
})

/** Of an agency that leaves out the suit that a court may refuse. */
const omitting = { ...law, choices: always({ ...DEFAULT_CHOICES, suitRefusedByCourt: 'omit' }) }

const REQUEST = { title: '', description: '请公开该文件。', form: 'electronic', delivery: 'post' }
const ON_PAPER = { ...REQUEST, form: 'paper' }
const READ_HERE = '请于工作日到本机关政务公开查阅点查阅、抄录。'
const EXAMINED: Fact = { type: 'disclosureExamined', on: '2026-03-10', severable: false, why: '逐页审查，不能分开。' }
/** An earlier reply as 过程性信息, annulled; what was recorded since stands last. */
const annulled = (told: object = {}, since: Fact[] = []): Change => ({
  facts: (facts) => [
    ...facts,
    { type: 'replyDrafted', on: '2026-03-03', outcome: 'processInformation', fields: {} },
    { type: 'replySigned', on: '2026-03-03' },
    {
      type: 'letterMade',
      on: '2026-03-03',
      letter: 'x',
      template: 'processInformation',
      number: '云公开复〔2026〕2号',
    } as Fact,
    { type: 'replyServed', on: '2026-03-03', how: 'portal' },
    { type: 'remedySought', on: '2026-03-04', kind: 'reconsideration', body: '云溪区人民政府' },
    { type: 'remedyDecided', on: '2026-03-05', result: 'corrected' },
    {
      type: 'reopened',
      on: '2026-03-06',
      why: '依照复议决定重新办理。',
      decision: { body: '云溪区人民政府', number: '云政复决字〔2026〕3号', on: '2026-03-05', receivedOn: '2026-03-06' },
      ...told,
    },
    ...since,
  ],
})

/** A search stands on file with what it found; the draft says what the register knows of the earlier request. */
const withSearch = (found: boolean): Change => ({
  facts: (facts) => [
    ...facts,
    { type: 'searched', on: '2026-03-10', places: ['档案室'], terms: ['方案'], found, note: '逐一检索。' } as Fact,
  ],
})
/** A third party is found silent; its letter was made, and perhaps it left. */
const silentParty = (...left: string[]): Change => ({
  facts: (facts) => [
    ...facts,
    { type: 'thirdPartyConsulted', on: '2026-03-02', party: '乙公司', consultation: '9' } as Fact,
    { type: 'letterMade', on: '2026-03-02', letter: 'y', template: 'thirdParty', consultation: '9' } as Fact,
    ...left.map((type) => ({ type, on: '2026-03-02', letter: 'y', how: 'post', trackingNumber: 'XA1' }) as Fact),
    { type: 'thirdPartyReached', on: '2026-03-03', consultation: '9' } as Fact,
  ],
})
const repeating = (request: string): Change => ({
  facts: (facts) => [
    ...facts,
    {
      type: 'replyDrafted',
      on: '2026-03-10',
      outcome: 'repeatRequest',
      fields: {},
      earlier: [
        {
          asked: '云公开复〔2025〕30号',
          sameApplicant: true,
          number: '云公开复〔2025〕30号',
          on: '2025-11-06',
          request,
        },
      ],
    } as Fact,
  ],
  ...ask({ earlierNumber: '云公开复〔2025〕30号' }),
})

/** A correction notice with this one matter, about a request in these words. */
const asksFor = (matter: string, description: string): Change => ({
  data: { case: { request: description }, correction: { matters: matter } },
  facts: (facts) =>
    facts.map((fact) => {
      if (fact.type === 'submitted') return { ...fact, request: { ...fact.request, description } }
      return fact.type === 'correctionRequested' ? { ...fact, matters: [matter] } : fact
    }),
})

const MAY = '可以自收到本文书之日起60日内向云溪区人民政府申请行政复议'
const MUST = '应当先自收到本文书之日起60日内向云溪区人民政府申请行政复议'
const DIRECT = '，也可以自收到本文书之日起6个月内直接向云溪区人民法院提起行政诉讼'

const ROWS: Record<string, Row> = {
  // --- the law that is cited
  ARTICLE_EXISTS: {
    hit: ['notHeld', swap('第三十六条第（四）项', '第三十六条第（八）项')],
    miss: ['registryEnquiry'],
  },
  ARTICLE_OF_OUTCOME: {
    hit: ['stateSecret', swap('第十四条', '第十三条')],
    miss: ['notHeld', swap('第三十六条第（四）项', '第三十六条第一款第四项')],
  },
  ARTICLE_OF_ANOTHER_OUTCOME: {
    hit: ['notHeld', also('同时依照《条例》第三十六条第（五）项的规定告知。')],
    miss: ['partlyDisclosed'],
  },
  ARTICLE_NOT_PRECISE: {
    hit: ['petition', swap('第三十九条第一款', '第三十九条')],
    miss: ['processInformation'],
  },
  ARTICLE_SINGLE_PARAGRAPH: {
    hit: ['notHeld', swap('第三十六条第（四）项', '第三十六条第一款第（四）项')],
    miss: ['petition'],
  },
  ARTICLE_NUMBERING_2007: {
    hit: ['disclosed', also('根据《条例》第二十一条的规定，现予答复。')],
    miss: ['alreadyPublic', also('该信息属于《条例》第二十一条规定的主动公开范围。')],
  },
  LAW_REPEALED: {
    hit: ['notHeld', also('参照法释〔2011〕17号的规定办理。')],
    miss: ['notHeld', also('参照法释〔2025〕8号的规定办理。')],
  },
  REMEDY_ARTICLE_OLD: {
    hit: ['notHeld', swap(MAY, `依照《中华人民共和国行政复议法》第九条的规定${MAY}`)],
    miss: ['notHeld', swap(MAY, `依照《中华人民共和国行政复议法》第二十条的规定${MAY}`)],
  },
  REMEDY_FIRST_ITEM: {
    hit: ['stateSecret', swap('第二十三条第一款第（四）项', '第二十三条第一款第（三）项')],
    miss: ['stateSecret'],
  },
  ARTICLE_OF_CONSULTATION: {
    hit: [
      'thirdPartyRightsUnasked',
      swap('第十五条、第三十六条第（三）项', '第十五条、第三十二条、第三十六条第（三）项'),
    ],
    miss: ['thirdPartyRightsUnasked'],
  },
  ARTICLE_OF_WITHHELD_PART: {
    hit: ['partlyDisclosed', ask({ ground: '有关规定' })],
    miss: ['partlyDisclosed', ask({ ground: '《条例》第十六条第一款' })],
  },
  PROHIBITING_LAW: {
    hit: ['prohibitedByLaw', ask({ law: '有关法律' })],
    miss: ['prohibitedByLaw', ask({ law: '《中华人民共和国统计法》第二十八条' })],
  },
  PROHIBITED_BY_LESS_THAN_LAW: {
    hit: ['prohibitedByLaw', ask({ law: '《医疗机构病历管理规定》第六条' })],
    miss: ['prohibitedByLaw', ask({ law: '《国务院关于特大安全事故行政责任追究的规定》（国务院令第302号）第十九条' })],
  },

  // --- the remedies that are told
  REMEDY_MISSING: { hit: ['notHeld', swap(/^如不服本机关.*$/, '')], miss: ['recordCorrected'] },
  REMEDY_FIRST_MISSING: { hit: ['stateSecret', swap('应当先自收到', '可以自收到')], miss: ['partlyDisclosed'] },
  REMEDY_DIRECT_SUIT: {
    hit: ['internalAffairs', swap('申请行政复议。', `申请行政复议${DIRECT}。`)],
    miss: ['partlyDisclosed'],
  },
  REMEDY_FIRST_WRONG: { hit: ['notHeld', swap(MAY, MUST)], miss: ['notThisAgency'] },
  REMEDY_SUIT_MISSING: { hit: ['disclosed', swap(DIRECT, '')], miss: ['petition'] },
  REMEDY_SUIT_NOT_HEARD: {
    hit: ['petition', { subject: { law: omitting } }],
    miss: ['excessive', { subject: { law: omitting } }],
  },
  REMEDY_SUIT_UNCAUTIONED: {
    hit: ['petition', swap('；直接提起行政诉讼的，是否立案由人民法院依法决定', '')],
    miss: ['petition'],
  },
  REMEDY_PARTLY_SPLIT: {
    hit: ['partlyDisclosed', swap(/^如不服本答复中予以公开的部分.*$/, '')],
    miss: ['partlyDisclosed'],
  },
  REMEDY_IN_NOTICE: {
    hit: ['extensionNotice', also(`如不服本告知，${MAY}。`)],
    miss: ['fee', also(`对逾期后不再处理的决定不服的可以在60日内申请行政复议。`)],
  },
  REMEDY_PERIOD_RECONSIDERATION: {
    hit: ['notHeld', swap('60日内向', '60个工作日内向')],
    miss: ['notHeld', swap('60日内向', '六十日内向')],
  },
  REMEDY_PERIOD_SUIT: {
    hit: ['notHeld', swap('6个月内', '3个月内')],
    miss: ['notHeld', swap('6个月内', '六个月内')],
  },
  REMEDY_PERIOD_AFTER: {
    hit: ['stateSecret', swap('15日内', '30日内')],
    miss: ['stateSecret', swap('15日内', '十五日内')],
  },
  REMEDY_BODY_MISSING: {
    hit: ['notHeld', swap('向云溪区人民政府申请', '向有关机关申请')],
    miss: ['notHeld'],
  },
  REMEDY_BODY_WRONG: {
    hit: ['notHeld', { data: { remedy: { body: '云溪区人民政府或者上一级主管部门' } } }],
    miss: [
      'notHeld',
      {
        kind: 'verticalAgency',
        data: { remedy: { body: '示例市税务局' } },
        profile: { reconsiderationBody: '示例市税务局' },
      },
    ],
  },
  REMEDY_BODY_NOT_OURS: {
    hit: ['notHeld', { data: { remedy: { body: '滨江区人民政府' } } }],
    miss: ['notHeld', { profile: { reconsiderationBody: '' } }],
  },
  REMEDY_COURT_LEVEL: {
    hit: ['notHeld', { kind: 'countyGovernment', data: { remedy: { body: '示例市人民政府' } } }],
    miss: [
      'notHeld',
      {
        kind: 'countyGovernment',
        data: { remedy: { body: '示例市人民政府', court: '示例市中级人民法院' } },
        profile: { reconsiderationBody: '示例市人民政府', court: '示例市中级人民法院' },
      },
    ],
  },
  REMEDY_COURT_NOT_OURS: {
    hit: ['notHeld', { data: { remedy: { court: '滨江区人民法院' } } }],
    miss: ['notHeld', { data: { remedy: { court: '有管辖权的人民法院' } } }],
  },
  REMEDY_ONLINE_CHANNEL: {
    hit: [
      'notHeld',
      change('submitted', { request: { title: '一', description: '二', form: 'electronic', delivery: 'portal' } }),
    ],
    miss: [
      'notHeld',
      {
        ...change('submitted', { request: { title: '一', description: '二', form: 'electronic', delivery: 'portal' } }),
        data: { remedy: { online: '行政复议申请的互联网渠道：https://fy.yunxi.example。' } },
      },
    ],
  },
  PERIOD_15_WORKING_DAYS: {
    hit: ['registrationReceipt', swap('收到申请之日起20个工作日', '收到申请之日起15个工作日')],
    miss: ['thirdParty'],
  },
  PERIOD_REPLY_WRONG: {
    hit: ['registrationReceipt', swap('收到申请之日起20个工作日', '收到申请之日起30个工作日')],
    miss: ['registrationReceipt'],
  },

  // --- what a reply must say
  DECISION_MISSING: { hit: ['notHeld', swap('所申请公开的政府信息不存在', '请知悉')], miss: ['repeatRequest'] },
  DECISION_CONTRADICTS: {
    hit: ['disclosed', also('根据有关规定，本机关决定不予公开。')],
    miss: ['partlyDisclosed'],
  },
  REASONS_TOO_SHORT: {
    hit: ['internalAffairs', ask({ reasons: '内部信息。' })],
    miss: ['notThisAgency'],
  },
  REASONS_CIRCULAR: {
    hit: [
      'processInformation',
      ask({ reasons: '您（单位）申请公开的上述信息属于过程性信息，依法不予公开，本机关决定不予公开。' }),
    ],
    miss: ['processInformation'],
  },
  HARM_NOT_SHOWN: {
    hit: [
      'safetyAndStability',
      ask({ reasons: '该图由水务部门于2021年绘制完成，目前由本机关档案室保存，尚未向社会提供过。' }),
    ],
    miss: ['safetyAndStability'],
  },
  THIRD_PARTY_OPINION: {
    hit: [
      'thirdPartyRights',
      {
        swap: ['本机关依法书面征求了第三方的意见，第三方不同意公开。', ''],
        data: {
          ask: { reasons: '财务测算表记载未公开的成本构成和定价模型，采取了保密措施，属于其商业秘密。' },
          case: { course: '' },
        },
      },
    ],
    miss: ['thirdPartyRights'],
  },
  CLAIM_WITHOUT_FACT: {
    hit: ['thirdPartyRights', { facts: (facts) => facts.filter(({ type }) => !type.startsWith('thirdParty')) }],
    miss: ['thirdPartyRightsUnasked'],
  },
  SEVERABILITY_NOT_ADDRESSED: {
    hit: ['stateSecret', swap(/审查了能否区分处理：.*$/, '审查了能否区分处理：均不能区分处理后提供。')],
    miss: ['internalAffairs'],
  },
  OTHER_LAW_NOT_TOLD: {
    hit: ['processInformation', swap(/本机关查阅了.*?的规定。/, '经核查，没有法律、法规、规章规定上述信息应当公开。')],
    miss: ['enforcementFile'],
  },
  OTHERWISE_CLAUSE_MISPLACED: {
    hit: ['internalAffairs', also('法律、法规、规章规定应当公开的，从其规定。')],
    miss: ['processInformation'],
  },
  SEVERABLE_BUT_WITHHELD: {
    hit: ['enforcementFile', also('其中的处罚依据能够作区分处理。')],
    miss: ['enforcementFile', also('上述材料不能作区分处理。')],
  },
  PUBLIC_INTEREST: {
    hit: ['thirdPartyRights', swap('本机关经审查，认为不公开不会对公共利益造成重大影响。', '')],
    miss: ['thirdPartyRights'],
  },
  DISCLOSED_HOW: {
    hit: ['disclosed', noFile({ content: '请知悉。' })],
    miss: ['disclosed', noFile({ content: '您（单位）可以于2026年3月31日以前到本机关查阅、抄录。' })],
  },
  ATTACHMENTS_NOT_NAMED: {
    hit: ['disclosed', noFile({ content: '有关政府信息随本答复书一并提供。' })],
    miss: ['disclosed', noFile({ content: '有关政府信息以光盘邮寄。' })],
  },
  ALREADY_PUBLIC_WHERE: {
    hit: ['alreadyPublic', ask({ where: '请自行查找。' })],
    miss: ['publication'],
  },
  SEARCH_NOT_DESCRIBED: {
    hit: ['notHeld', { data: { search: { places: '本机关' } } }],
    miss: ['notHeld'],
  },
  NOT_HELD_BUT_ELSEWHERE: {
    hit: ['notHeld', ask({ reasons: '该方案由区住房和城乡建设局制作。' })],
    miss: ['notHeld', ask({ reasons: '该路段没有改造计划，依照规定不需要由云溪区人民政府办公室制作方案。' })],
  },
  SEARCH_FOUND_SOMETHING: { hit: ['notHeld', change('searched', { found: true })], miss: ['notHeld'] },
  RECEIPT_DATE_TOLD_OTHERWISE: {
    hit: ['disclosed', { subject: { outdated: [{ title: '登记回执', receivedOn: '2026-02-26' }] } }],
    miss: ['disclosed', { subject: { outdated: [{ title: '登记回执', receivedOn: '2026-03-02' }] } }],
  },
  CONSULTATION_NEVER_SENT: {
    hit: ['thirdPartyRights', silentParty()],
    miss: ['thirdPartyRights', silentParty('sent')],
  },
  FOUND_AND_NOT_GIVEN: { hit: ['needsProcessing', withSearch(true)], miss: ['needsProcessing', withSearch(false)] },
  ANSWERED_WITHOUT_FINDING: { hit: ['disclosed', withSearch(false)], miss: ['disclosed', withSearch(true)] },
  REPEAT_OTHER_MATTER: {
    hit: ['repeatRequest', repeating('云溪区2024年部门预算执行审计报告\n请提供审计报告全文')],
    miss: ['repeatRequest', repeating('云溪二路绿化施工合同\n请提供云溪二路绿化改造的施工合同')],
  },
  FORM_DIFFERS: {
    hit: ['disclosed', { ...change('submitted', { request: ON_PAPER }), ...noFile({ inspection: READ_HERE }) }],
    miss: [
      'disclosed',
      {
        ...change('submitted', { request: ON_PAPER }),
        ...noFile({ inspection: READ_HERE, formReason: '图纸原件老化，复制可能危及载体安全。' }),
      },
    ],
  },
  SEARCH_TERMS_FOREIGN: {
    hit: ['notHeld', change('searched', { terms: ['桥梁养护', '绿化'] })],
    miss: ['notHeld', change('searched', { terms: ['云溪三路道路改造招标文件'] })],
  },
  SEARCH_TERM_FOREIGN: {
    hit: ['notHeld', change('searched', { terms: ['云溪三路', '桥梁养护'] })],
    miss: ['notHeld', change('searched', { terms: ['云溪三路', '政务路至滨河路段'] })],
  },
  SEARCH_ONE_PLACE: {
    hit: ['notHeld', change('searched', { places: ['办公自动化系统'] })],
    miss: ['notHeld', change('searched', { places: ['办公自动化系统、档案室目录'] })],
  },
  SEARCH_ONE_UNIT: {
    hit: ['notHeld', change('searched', { places: ['工程科档案柜', '工程科电脑'] })],
    miss: ['notHeld', change('searched', { places: ['工程科档案柜', '综合科电脑'] })],
  },
  LOSS_WITHOUT_RECOVERY: {
    hit: ['notHeld', { data: { search: { note: '该档案在搬迁时遗失。' } } }],
    miss: [
      'notHeld',
      {
        ...change('searched', { recovery: ['区档案馆：没有移交'], recoveryApprovedBy: '沈微' }),
        ...ask({ reasons: '该档案在搬迁时遗失。' }),
      },
    ],
  },
  ABSENCE_NOT_SHOWN: {
    hit: ['notHeld', ask({ reasons: '该方案正在编制，暂不存在。' })],
    miss: ['notHeld', ask({ reasons: '该路段没有改造计划，本机关没有制作，也没有保存有关文件。' })],
  },
  SILENCE_CALLED_UNREASONABLE: {
    hit: ['excessive', { facts: (facts) => facts.filter(({ type }) => !/^reasons(?:Given|Assessed)$/.test(type)) }],
    miss: ['excessive'],
  },
  NEVER_MADE_WITHOUT_FACT: {
    hit: ['notHeld', ask({ reasons: '该路段没有改造计划，本机关没有制作，也没有获取有关文件。' })],
    miss: [
      'notHeld',
      {
        ...change('searched', { note: '核查职责和收发文登记：本机关没有制作、没有获取该方案。' }),
        ...ask({ reasons: '该路段没有改造计划，本机关没有制作，也没有获取有关文件。' }),
      },
    ],
  },
  NOT_INFORMATION_WITHHELD: {
    hit: ['internalAffairs', ask({ reasons: '值班表是内部管理材料，不属于《条例》所称的政府信息，不予公开。' })],
    miss: ['internalAffairs', also('值班表不属于应当公开的政府信息。')],
  },
  PETITION_IS_ADVICE: {
    hit: ['petition', ask({ matter: '咨询加装电梯如何办理' })],
    miss: ['petition', ask({ matter: '对加装电梯如何审批的投诉' })],
  },
  MAKER_NOT_NAMED: {
    hit: [
      'notThisAgency',
      change('submitted', { request: { ...REQUEST, title: '示例市自然资源局关于云溪站选址的批复' } }),
    ],
    miss: [
      'notThisAgency',
      change('submitted', { request: { ...REQUEST, title: '云溪区人民政府办公室关于选址的请示' } }),
    ],
  },
  SAME_AFTER_ANNULMENT: {
    hit: ['processInformation', annulled()],
    miss: ['processInformation', annulled({ procedureOnly: true })],
  },
  SAME_OUTCOME_AFTER_ANNULMENT: {
    hit: ['processInformation', annulled({}, [EXAMINED])],
    miss: ['internalAffairs', annulled({}, [EXAMINED])],
  },
  DECISION_NOT_NAMED: {
    hit: ['processInformation', annulled({ procedureOnly: true })],
    miss: [
      'processInformation',
      {
        ...annulled({ procedureOnly: true }),
        ...also('依照云政复决字〔2026〕3号，对云公开复〔2026〕2号答复重新处理如下。'),
      },
    ],
  },
  OTHER_AGENCY_CONTACT: {
    hit: ['notThisAgencyKnown', ask({ responsibleContact: '请自行联系' })],
    miss: ['recordForwarded'],
  },
  OTHER_AGENCY_NOT_TOLD: {
    hit: [
      'notThisAgency',
      ask({ reasons: '经核查，上述信息由云溪区自然资源和规划局制作并保存，不由本机关负责公开。' }),
    ],
    miss: [
      'notThisAgencyKnown',
      ask({ reasons: '经核查，上述信息由云溪区自然资源和规划局制作并保存，不由本机关负责公开。' }),
    ],
  },
  REPEAT_EARLIER_REPLY: {
    hit: ['repeatRequest', ask({ earlierNumber: '见前次答复书' })],
    miss: ['repeatRequest'],
  },
  EXCESSIVE_WITHOUT_NUMBERS: {
    hit: ['excessive', ask({ facts: '您（单位）长期大量反复提出申请，明显超过合理范围。' })],
    miss: ['reasons'],
  },
  PURPOSE_ASKED: {
    hit: ['correctionNotice', ask({ guidance: '请说明所申请信息的用途，并提供与自身生产、生活、科研有关的证明。' })],
    miss: ['excessive'],
  },
  INTEREST_REQUIRED: {
    hit: ['enforcementFile', also('您（单位）与该案件没有利害关系。')],
    miss: ['enforcementFile'],
  },
  BEFORE_REGULATION: {
    hit: ['internalAffairs', also('所申请的信息形成于《条例》施行以前，不适用《条例》。')],
    miss: ['disclosed', also('该文件形成于《条例》施行以前，现予提供。')],
  },
  ARCHIVE_RULES: {
    hit: ['registryEnquiry', ask({ kind: '档案资料', law: '《档案法实施办法》第二十五条' })],
    miss: ['registryEnquiry', ask({ kind: '已经移交云溪区档案馆的档案', law: '《中华人民共和国档案法》第二十八条' })],
  },
  REPEAT_LONG_AGO: { hit: ['repeatRequest', ask({ earlierOn: '2025年3月19日' })], miss: ['repeatRequest'] },

  // --- letters on the way
  CORRECTION_MATTERS: {
    hit: ['correctionNotice', { data: { correction: { matters: '1.未提供有效身份证明。' } } }],
    miss: ['correctionLapsed'],
  },
  CORRECTION_ALREADY_STATED: {
    hit: ['correctionNotice', asksFor('所需信息的时间范围不明确，请写明起止年份', '申请公开2023年至2025年的拆迁方案')],
    miss: ['correctionNotice', asksFor('所需信息的时间范围不明确，请写明起止年份', '申请公开我家那一片的拆迁方案')],
  },
  CORRECTION_PERIOD: { hit: ['correctionNotice', swap('2026年3月27日', '近期')], miss: ['correctionNotice'] },
  CORRECTION_CONSEQUENCE: { hit: ['correctionNotice', swap('，视为放弃申请', '')], miss: ['correctionNotice'] },
  CORRECTION_RESTART: {
    hit: ['correctionNotice', swap(/本机关收到补正材料后.*?重新计算。/, '')],
    miss: ['correctionNotice', swap(/自收到补正的申请之日起重新计算/, '自本机关收到补正的申请之日起计算')],
  },
  CORRECTION_TWICE: {
    hit: [
      'correctionNotice',
      {
        // The ledger allows no second one; the rule stands for cases taken over from elsewhere.
        subject: {
          facts: [1, 2].map(() => ({
            type: 'correctionRequested' as const,
            on: '2026-03-06',
            matters: ['未提供有效身份证明'],
            answerBy: '2026-03-27',
          })),
        },
      },
    ],
    miss: ['correctionNotice'],
  },
  CORRECTION_LATE: { hit: ['correctionNotice', { subject: { on: '2026-03-12' } }], miss: ['correctionNotice'] },
  CORRECTION_PERIOD_LENGTH: {
    hit: ['correctionNotice', change('correctionRequested', { answerBy: '2026-04-30' })],
    miss: ['correctionNotice'],
  },
  FEE_BASIS: { hit: ['fee', swap('第四十二条', '')], miss: ['fee'] },
  FEE_STANDARD: { hit: ['fee', { data: { fee: { basis: '按件计收和按量计收' } } }], miss: ['fee'] },
  FEE_QUANTITY: { hit: ['fee', swap('共150页', '若干页')], miss: ['fee'] },
  FEE_FREQUENCY_NOT_SHOWN: {
    hit: ['fee', swap('所涉政府信息的数量明显', '所涉政府信息的数量、频次明显')],
    miss: [
      'fee',
      { ...change('feeNotified', { basis: 'items', earlierThisMonth: 12 }), ...swap('的数量明显', '的数量、频次明显') },
    ],
  },
  FEE_AMOUNT: { hit: ['fee', { data: { fee: { amount: '2000' } } }], miss: ['fee'] },
  FEE_PERIOD: { hit: ['fee', swap('20个工作日内缴清', '30日内缴清')], miss: ['fee'] },
  FEE_LAPSE: { hit: ['fee', swap('视为放弃申请，', '')], miss: ['fee'] },
  FEE_PAYMENT: { hit: ['fee', { data: { fee: { payment: '请及时缴纳。' } } }], miss: ['fee'] },
  CONSULTATION_PERIOD: { hit: ['thirdParty', swap('15个工作日', '5日')], miss: ['agency'] },
  CONSULTATION_SILENCE: {
    hit: ['thirdParty', swap('由本机关依照《条例》的规定决定是否公开', '视为同意公开')],
    miss: ['agency'],
  },
  CONSULTATION_NOT_COUNTED: {
    hit: ['consultationNotice', swap('不计算在答复期限内', '需要一定时间')],
    miss: ['consultationNotice'],
  },
  OVERRIDE_REASONS: {
    hit: ['thirdPartyDecision', swap(/公共利益/g, '大家')],
    miss: ['thirdPartyDecisionReasons'],
  },
  REASONS_NOTICE_PERIOD: { hit: ['reasons', swap('2026年3月13日', '近日')], miss: ['reasons'] },

  // --- whose data
  PRIVACY_ID_NUMBER: {
    hit: ['disclosed', ask({ content: '已向身份证号为110101900307123的被征收人提供。' })],
    miss: ['disclosed', ask({ content: '第110101200013001号文件随本答复书提供。' })],
  },
  PRIVACY_PHONE: {
    hit: ['petition', ask({ matter: '对施工负责人（手机１３８００１３８０００）的投诉' })],
    miss: ['notThisAgencyKnown', ask({ responsibleContact: '云溪区政务路3号，值班手机13800138000' })],
  },
  CONTACT_IS_MOBILE: {
    hit: ['disclosed', ask({ content: '领取前请联系经办人13800138000，见附件。' })],
    miss: ['notThisAgencyKnown', ask({ responsibleContact: '云溪区政务路3号，值班手机13800138000' })],
  },
  PRIVACY_EMAIL: {
    hit: ['disclosed', ask({ content: '已发送至zhang.san@mail.example。' })],
    miss: ['disclosed', ask({ content: '有疑问的，可以发邮件至gk@yunxi.example。随本答复书一并提供。' })],
  },
  PRIVACY_BANK_CARD: {
    hit: ['partlyDisclosed', ask({ given: '补偿款已支付至6222021234567894，随本答复书提供明细。' })],
    miss: ['fee', { data: { fee: { payment: '请缴入国库账户6222021234567894。' } } }],
  },
  PRIVACY_APPLICANT: {
    hit: ['disclosed', ask({ content: '有关政府信息邮寄至云溪区滨河路12号3幢502室。' })],
    miss: ['disclosed', ask({ content: '有关政府信息邮寄至您（单位）提供的地址。' })],
  },
  PRIVACY_HOME_ADDRESS: {
    hit: [
      'enforcementFile',
      ask({ reasons: '上述材料是行政处罚案件的案卷，当事人家住云溪区滨河路8号，处罚决定已经公示。' }),
    ],
    miss: ['enforcementFile'],
  },
  PRIVACY_THIRD_PARTY_NAMED: {
    hit: [
      'thirdPartyRights',
      ask({ reasons: '云溪城市停车服务有限公司书面表示不同意公开，财务测算表属于其商业秘密，其理由合理。' }),
    ],
    miss: [
      'thirdPartyRights',
      {
        data: {
          case: { title: '云溪城市停车服务有限公司特许经营方案' },
          ask: { reasons: '云溪城市停车服务有限公司书面表示不同意公开，财务测算表属于其商业秘密，其理由合理。' },
        },
      },
    ],
  },
  PRIVACY_APPLICANT_NAMED: {
    hit: ['thirdParty', swap('本机关收到一件政府信息公开申请', '本机关收到朱秋分的政府信息公开申请')],
    miss: ['thirdParty'],
  },
  PRIVACY_IN_QUOTATION: {
    hit: ['assistance', { data: { case: { request: '本人13800138000所在片区的监理日志' } } }],
    miss: ['assistance'],
  },
  CONSULTATION_QUOTES_REQUEST: {
    hit: ['thirdParty', also('申请人的描述为：“云溪智慧停车项目中标单位提交的特许经营方案和财务测算表”。')],
    miss: ['agency'],
  },

  // --- days
  DATE_OF_SIGNATURE: { hit: ['notHeld', { data: { letter: { date: '2026年3月18日' } } }], miss: ['notHeld'] },
  DATE_NOT_REAL: {
    hit: ['other', ask({ facts: '您（单位）于2026年2月30日书面提出撤回申请。' })],
    miss: ['other', ask({ facts: '您（单位）于2024年2月29日签收文书，现书面提出撤回申请。' })],
  },
  DATE_IN_FUTURE: {
    hit: ['other', ask({ facts: '您（单位）已于2026年9月10日书面提出撤回上述政府信息公开申请。' })],
    miss: ['disclosed', ask({ content: '该规划2026年9月10日实施，随本答复书提供。' })],
  },
  DATE_AHEAD: {
    hit: ['other', ask({ facts: '您（单位）于2026年9月10日书面提出撤回上述政府信息公开申请。' })],
    miss: ['disclosed', ask({ content: '您（单位）可以于2026年9月10日到本机关领取，见附件。' })],
  },
  DATE_WEEKDAY: {
    hit: ['other', ask({ facts: '您（单位）于2026年3月10日（星期三）书面提出撤回申请。' })],
    miss: ['other', ask({ facts: '您（单位）于2026年3月10日（星期二）书面提出撤回申请。' })],
  },
  RECEIPT_DATE_MISSING: { hit: ['notHeld', swap('于2026年3月2日收到', '日前收到')], miss: ['recordCorrected'] },
  RECEIPT_DATE_WRONG: { hit: ['notHeld', { data: { case: { receivedOn: '2026年3月1日' } } }], miss: ['notHeld'] },
  SUBMITTED_DATE_WRONG: {
    hit: ['registrationReceipt', { data: { case: { submittedOn: '2026年2月27日' } } }],
    miss: ['registrationReceipt'],
  },
  DUE_DATE_WRONG: {
    hit: ['registrationReceipt', { data: { case: { dueOn: '2026年3月28日' } } }],
    miss: ['assistance'],
  },
  REPLY_LATE: { hit: ['disclosed', { subject: { on: '2026-04-15' } }], miss: ['partlyDisclosed'] },
  EXTENSION_DATES: {
    hit: ['extensionNotice', { data: { extension: { newDueOn: '2026年4月14日' } } }],
    miss: ['extensionNotice'],
  },
  EXTENSION_TOO_LONG: {
    hit: ['extensionNotice', { data: { extension: { workingDays: '30' } } }],
    miss: ['extensionNotice'],
  },
  EXTENSION_AFTER_DUE: { hit: ['extensionNotice', { subject: { on: '2026-04-02' } }], miss: ['extensionNotice'] },
  EXTENSION_TWICE: {
    hit: [
      'extensionNotice',
      {
        subject: {
          facts: [1, 2].map(() => ({
            type: 'extended' as const,
            on: '2026-03-25',
            workingDays: 15,
            reason: '数量较大',
            approvedBy: '沈微',
          })),
        },
      },
    ],
    miss: ['extensionNotice'],
  },
  EXTENSION_CONSENT: {
    hit: ['extensionNotice', swap('经本机关政府信息公开工作机构负责人同意，', '')],
    miss: ['extensionNotice'],
  },
  DELAY_DATE: { hit: ['delay', { data: { reasons: { delayedUntil: '2026年7月31日' } } }], miss: ['delay'] },
  DATE_NOT_ON_FILE: {
    hit: ['stillUnclear', { data: { correction: { on: '2026年3月7日' } } }],
    miss: ['correctionLapsed'],
  },

  // --- the frame
  AGENCY_NAME: {
    hit: [
      'notHeld',
      {
        letter: (letter) => {
          letter.signature = '云溪区政府办'
        },
      },
    ],
    miss: ['notHeld'],
  },
  FIRST_PERSON: {
    hit: ['other', ask({ decision: '我局准予撤回，对该申请的办理程序终止。' })],
    miss: ['other', ask({ decision: '根据本办法和本机关的规定，准予撤回，终止办理。' })],
  },
  ADDRESSEE_WRONG: { hit: ['notHeld', { data: { applicant: { name: '李四' } } }], miss: ['extensionNotice'] },
  NUMBER_FORM: { hit: ['notHeld', number('云公开复[2026]09号')], miss: ['notHeld'] },
  NUMBER_YEAR: { hit: ['notHeld', number('云公开复〔2025〕9号')], miss: ['notHeld', number('')] },
  NUMBER_MARK: { hit: ['notHeld', number('滨公开复〔2026〕9号')], miss: ['notHeld', { profile: { mark: '' } }] },
  NUMBER_BRACKETS: {
    hit: ['repeatRequest', ask({ earlierNumber: '云公开复[2025]30号' })],
    miss: ['disclosed'],
  },
  CASE_NUMBER_MISSING: { hit: ['notHeld', swap(/；登记编号：[^）]*/, '')], miss: ['thirdParty'] },
  REQUEST_NOT_QUOTED: { hit: ['notHeld', swap(/您申请公开“.*$/, '')], miss: ['recordForwarded'] },
  BLANK_LEFT_OPEN: {
    hit: ['notHeld', swap('2026年3月16日至3月17日', 'XX月XX日')],
    miss: ['notHeld', { data: { case: { request: '{{case.title}}、××年××月的文件' } } }],
  },
  BLANK_PERHAPS_OPEN: {
    hit: ['other', ask({ decision: '撤回的方式待定，办理程序终止。' })],
    miss: ['notHeld'],
  },
  BLANK_EMPTY: {
    hit: ['stateSecret', { subject: { data: {} } }],
    miss: ['notHeld', ask({ reasons: '' })],
  },
  GLYPH_UNPRINTABLE: {
    hit: [
      'notHeld',
      {
        letter: (letter) => {
          letter.own += '\ue001'
        },
      },
    ],
    miss: ['notHeld', { data: { case: { title: '关于\ue001的文件' } } }],
  },
  TITLE_NOT_OF_OUTCOME: {
    hit: ['disclosed', title('政府信息不予公开答复书')],
    miss: ['stateSecret', title('政府信息公开申请答复书')],
  },
  TITLE_NOT_OF_NOTICE: { hit: ['correctionNotice', title('政府信息公开申请答复书')], miss: ['delay'] },
  DATE_NUMERALS: {
    hit: ['other', ask({ facts: '您（单位）于二〇二六年三月十日书面提出撤回申请。' })],
    miss: ['other', ask({ facts: '您（单位）于2026年3月10日书面提出撤回申请。' })],
  },
  CITATION_NUMERALS: {
    hit: ['notHeld', swap('第三十六条第（四）项', '第36条第（4）项')],
    miss: ['notHeld'],
  },
  NO_TEXT_ON_PAGE: { hit: ['notHeld', also('（此页无正文）')], miss: ['notHeld'] },
  ATTACHMENT_NAMES: {
    hit: ['disclosed', ask({ attachments: '1.征收补偿方案；' })],
    miss: ['partlyDisclosed'],
  },
  PUNCTUATION_DOUBLED: {
    hit: ['other', ask({ facts: '您（单位）于2026年3月10日提出，，撤回申请。' })],
    miss: ['other'],
  },
  POLITE_WORDS: { hit: ['notHeld', also('感谢您对政府信息公开工作的支持。')], miss: ['notHeld'] },
  CONTACT_MISSING: {
    hit: [
      'notHeld',
      {
        letter: (letter) => {
          letter.note = ''
        },
      },
    ],
    miss: ['notHeld'],
  },
}

describe.each(RULES.map(({ id, zh }) => [id, zh] as const))('%s %s', (id) => {
  const row = ROWS[id]

  test('is broken by a letter', () => {
    expect(row, `no story for ${id}`).toBeDefined()
    const [letter, changed] = row!.hit
    expect(found(letter, changed).map(({ rule }) => rule)).toContain(id)
  })

  test('is kept by another', () => {
    const [letter, changed] = row!.miss ?? [row!.hit[0]]
    expect(found(letter, changed).map(({ rule }) => rule)).not.toContain(id)
  })
})

test('each rule has its own id, an article, a name, and every story has its rule', () => {
  const ids = RULES.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(Object.keys(ROWS).sort()).toEqual([...ids].sort())
  for (const { id, article, zh } of RULES) expect([id, article !== '' && zh !== '']).toEqual([id, true])
})

describe('a correction notice that asks for what the request says', () => {
  const said = (matter: string, request: string) =>
    found('correctionNotice', asksFor(matter, request)).flatMap(({ rule, says, article, remedy }) =>
      rule === 'CORRECTION_ALREADY_STATED' && article && remedy ? [says] : [],
    )

  test.each([
    ['请补充文号', '申请公开云政发〔2024〕5号文件', '文号', '申请公开云政发〔2024〕5号'],
    ['请补充文号或者项目名称，以便检索', '申请公开示例路改造项目的批复', '项目名称', '示例路改造项目'],
    ['请写明形成年份', '申请公开2024年度的拨款明细', '年份', '2024年'],
    ['没有写明文件名称', '申请公开《示例路改造实施方案》', '名称', '《示例路改造实施方案》'],
  ])('%s: %s', (matter, request, ...parts) => {
    const [says, ...more] = said(matter, request)
    for (const part of parts) expect(says).toContain(part)
    expect(more).toEqual([])
  })

  test.each([
    ['请补充文号', '申请公开2024年的批复文件'],
    ['“2023年至2025年”是批准年份还是拨付年份，请写明', '申请公开2023年至2025年的拨付明细'],
    ['请写明示例-2024-07地块的形成年份', '申请公开编号示例-2024-07地块的合同'],
    ['资金拨付明细的起止年份不明确', '申请公开2023年的征收补偿方案，以及资金拨付明细'],
    ['请写明文件名称', '依据《政府信息公开条例》，申请公开拆迁的全部材料'],
    ['请写明项目名称', '申请公开我家附近有关项目的批复'],
    ['请提交有效身份证件的复印件', '申请公开云政发〔2024〕5号文件'],
    ['请说明所需内容的范围', '申请公开2023年的文件'],
  ])('is not what asks: %s: %s', (matter, request) => expect(said(matter, request)).toEqual([]))
})
