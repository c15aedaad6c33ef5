/** What must be on file before an outcome is drafted, and what its draft must say: Articles 14 to 17, 30, 32 and 35 to 38. */
export const outcome = {
  UNKNOWN_OUTCOME: {
    zh: '没有这种办理结果。请从列表中选择。',
    en: 'There is no such outcome. Please choose one from the list.',
  },
  LAPSE_DECIDES: {
    zh: '已认定逾期，视为放弃申请，只能以“不再处理”答复；认定有误的，请更正该记录。',
    en: 'A lapse was found: the request is taken as abandoned, and the only reply is that it is not handled further. If the finding is wrong, please rectify its record.',
  },
  SECRECY_NOT_REVIEWED: {
    zh: '公开前须经保密审查；以国家秘密为由不予公开的，定密依据同样须经保密审查。请先记录“保密审查”。',
    en: 'A secrecy review comes before a disclosure, and before a state secret is withheld. Please record it first.',
  },
  NOT_CONFERRED: {
    zh: '危及“三安全一稳定”须先会商并形成风险评估。请先记录“会商”，结论写明评估意见。',
    en: 'Where national, public or economic security or social stability is endangered, agencies confer first and assess the risk. Please record the conference, with the assessment as its conclusion.',
  },
  THIRD_PARTY_NOT_CONSULTED: {
    zh: '须先书面征求第三方意见，或者在拟稿中写明不征求的理由（noConsultationReason）。',
    en: 'The third party must be consulted in writing first, or the draft must say why not.',
  },
  SEARCH_NOT_RECORDED: {
    zh: '信息不存在须经检索。请先记录“检索”：地点、关键词和结果。',
    en: 'That information does not exist takes a search. Please record it first: where, for which words, with what result.',
  },
  NEVER_CORRECTED: {
    zh: '申请人尚未补正过，不能以补正后仍不明确答复。',
    en: 'The applicant has not corrected the request: the reply cannot be that it is still unclear.',
  },
  REASONS_NOT_ASSESSED: {
    zh: '须先要求申请人说明理由，并认定理由不合理，或者申请人在期限内没有说明。',
    en: 'The applicant must be asked for reasons first, and these be found not to be reasonable, or not be given in time.',
  },
  CORRECTION_NOT_LAPSED: {
    zh: '没有逾期不补正的认定。请先记录“逾期不补正”。',
    en: 'No lapse of the correction was found. Please record it first.',
  },
  FEE_NOT_LAPSED: {
    zh: '没有逾期未缴费的认定。请先记录“逾期未缴费”。',
    en: 'No lapse of the fee was found. Please record it first.',
  },
  THIRD_PARTY_REFUSED: {
    zh: '第三方不同意公开。认为不公开可能对公共利益造成重大影响而决定公开的，请填写 content（公开的内容）和 reasons（理由），并将书面告知第三方。',
    en: 'A third party does not agree. Where it is disclosed because withholding could gravely affect the public interest, please say what is disclosed and why; the third party is told in writing.',
  },
  THIRD_PARTY_CONSENTED: {
    zh: '征求过意见的第三方都同意公开，不能以保护其权益为由不予公开。另有第三方未征求的，请征求意见或者填写 noConsultationReason。',
    en: 'Every third party that was consulted agrees: its rights are no ground to withhold. If there is another that was not consulted, please consult it or say why not.',
  },
  REASONS_MISSING: {
    zh: '不予公开应当说明理由。请填写 reasons：事实和依据、公开的危害、能否区分处理。',
    en: 'A refusal gives its reasons. Please fill them in: facts and grounds, the harm of a disclosure, whether a part can be given.',
  },
  'REASONS_MISSING.part': {
    zh: '区分处理的，应当说明不予公开部分的理由。请填写 reasons 或者 withheld。',
    en: 'Where a part is withheld, please give the reasons for that part.',
  },
  'REASONS_MISSING.otherwise': {
    zh: '应当说明不能提供或者不予处理的理由。请填写 reasons。',
    en: 'Please give the reasons why it cannot be provided or is not handled.',
  },
  NOTHING_GIVEN: {
    zh: '予以公开的，应当提供该政府信息，或者告知获取的方式、途径和时间。请选择要提供的文件（files），或者填写 paper（纸质件）、disc（光盘）、inspection（查阅的地点和时间）。',
    en: 'What is disclosed is given, or the applicant is told how, where and when to obtain it. Please choose the files that are given, or say what is given on paper, on a disc, or by inspection.',
  },
  INSPECTION_WITHOUT_PLACE_OR_HOURS: {
    zh: '当场查阅、抄录的，应当写明地点和时间。请在 inspection 中写明，例如：工作日9:00至12:00，云溪区政务路1号政务公开查阅点。',
    en: 'Where the information is inspected, please say where and at which hours.',
  },
  MARKING_MISSING: {
    zh: '国家秘密须有密级标识。请填写 marking（密级）。',
    en: 'A state secret bears its classification. Please fill it in.',
  },
  SECRECY_PERIOD_MISSING: {
    zh: '国家秘密须有保密期限。请填写 period（保密期限）。',
    en: 'A state secret has a period of secrecy. Please fill it in.',
  },
} as const
