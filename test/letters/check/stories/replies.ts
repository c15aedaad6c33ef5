/** What a reply must say: for each rule a letter that breaks it and one that keeps it. */
import {
  also,
  annulled,
  ask,
  change,
  EXAMINED,
  noFile,
  ON_PAPER,
  READ_HERE,
  REQUEST,
  type Row,
  repeating,
  silentParty,
  swap,
  withSearch,
} from './changes.ts'

export const REPLIES: Record<string, Row> = {
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
}
