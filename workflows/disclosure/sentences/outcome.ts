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
    zh: '须先书面征求第三方意见，或者在拟稿中填写“不征求第三方意见的理由”。',
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
  SECRECY_UNDETERMINED: {
    zh: '保密审查不能确定是否属于国家秘密，已报请有关主管部门或者保密行政管理部门确定。请等待结果，再记录一次“保密审查”。',
    en: 'The secrecy review could not determine it and referred it to the competent body. Please wait for its answer, and record the review again.',
  },
  SECRET_CANNOT_BE_DISCLOSED: {
    zh: '保密审查的结论是属于国家秘密，不得公开。请以国家秘密为由答复；结论有误的，请更正“保密审查”。',
    en: 'The secrecy review found a state secret, which may not be disclosed. Please reply on that ground; if the finding is wrong, please rectify the review.',
  },
  NOT_FOUND_SECRET: {
    zh: '保密审查没有认定属于国家秘密，不能以国家秘密为由不予公开。请另选办理结果；结论有误的，请更正“保密审查”。',
    en: 'The secrecy review did not find a state secret: it cannot be withheld as one. Please choose another outcome; if the finding is wrong, please rectify the review.',
  },
  REFERRED_TO_MISSING: {
    zh: '不能确定是否属于国家秘密的，应当报有关主管部门或者保密行政管理部门确定。请填写“报请确定的机关”。',
    en: 'Where it cannot be determined whether it is a state secret, the competent body determines it. Please name the body that it was referred to.',
  },
  SECRET_ATTACHED: {
    zh: '国家秘密不得进入本系统。请不要上传文件，只写明文号、密级和存放处。',
    en: 'A state secret is never held in this system. Please attach no file; refer to it by its number, its classification and where it is kept.',
  },
  NOT_EXAMINED: {
    zh: '不予公开或者部分公开的，须先审查能否区分处理。请先记录“公开审查”：能否区分处理，为什么。',
    en: 'Before anything is withheld it must be examined whether it can be severed. Please record the examination first: whether, and why.',
  },
  'NOT_EXAMINED.whole': {
    zh: '全部不予公开的，须对全部内容作公开审查；已有的审查只涉及其中一项。请再记录“公开审查”，不填写“所涉事项”。',
    en: 'To withhold the whole, the whole must be examined; what is on file speaks of one matter. Please record an examination without a matter.',
  },
  PART_CAN_BE_DISCLOSED: {
    zh: '公开审查认为能够区分处理，不能全部不予公开。请以“部分公开”答复；只有其中一项全部不予公开的，请就该项另作“公开审查”。',
    en: 'The examination found that it can be severed: it cannot be withheld as a whole. Please disclose in part; where one matter is withheld whole, please examine that matter for itself.',
  },
  CANNOT_BE_SEVERED: {
    zh: '公开审查认为不能区分处理，与“部分公开”矛盾。请核对审查；能够区分的，请重新记录“公开审查”，写明怎样区分。',
    en: 'The examination found that it cannot be severed, which contradicts a disclosure in part. Please check it; if it can be severed, please record the examination again, with how.',
  },
  OTHER_LAW_NOT_EXAMINED: {
    zh: '法律、法规、规章规定应当公开的，从其规定。请在“公开审查”中写明是否有这样的规定、查阅了哪些法律、法规、规章。',
    en: 'Where a law, a regulation or a rule demands disclosure, it prevails. Please record in the examination whether one does, and where that was looked for.',
  },
  OTHER_LAW_DEMANDS_DISCLOSURE: {
    zh: '公开审查认为有法律、法规、规章规定应当公开，从其规定，不能不予公开。请依照该规定公开；审查有误的，请更正“公开审查”。',
    en: 'The examination found a law, a regulation or a rule that demands disclosure, which prevails: it cannot be withheld. Please disclose it as provided; if the finding is wrong, please rectify the examination.',
  },
  'OTHER_LAW_DEMANDS_DISCLOSURE.information': {
    zh: '公开审查认为有法律、法规、规章规定应当公开，申请的就是政府信息，与这一办理结果矛盾。请依照该规定公开；审查有误的，请更正“公开审查”。',
    en: 'The examination found a law, a regulation or a rule that demands disclosure: what was asked for is government information, which contradicts this outcome. Please disclose it as provided; if the finding is wrong, please rectify the examination.',
  },
  THIRD_PARTY_NOT_ASSESSED: {
    zh: '第三方不同意公开的，须先审查其理由是否合理；只说不同意的，还不是合理理由。请先记录“第三方理由审查”。',
    en: 'Where a third party refused, its reasons are assessed first; that it does not agree is not yet a reason. Please record the assessment.',
  },
  THIRD_PARTY_REFUSED: {
    zh: '第三方不同意公开，经审查理由合理，也没有认定不公开可能对公共利益造成重大影响，不能公开。请以保护第三方权益为由答复，或者区分处理、部分公开；认定有误的，请更正“第三方理由审查”。',
    en: 'A third party refused for reasons found reasonable, and no grave public interest was found: it may not be disclosed. Please withhold it for the third party, or disclose the rest; if the finding is wrong, please rectify the assessment.',
  },
  'THIRD_PARTY_REFUSED.public': {
    zh: '第三方不同意公开，经审查理由合理，与“已经公开”矛盾。请以保护第三方权益为由答复；认定有误的，请更正“第三方理由审查”。',
    en: 'A third party refused for reasons found reasonable, which contradicts that the information is public. Please withhold it for the third party; if the finding is wrong, please rectify the assessment.',
  },
  OVERRIDE_CONTENT_MISSING: {
    zh: '第三方不同意而决定公开的，须书面告知第三方公开的内容和理由。请填写“提供的内容”；理由取自“第三方理由审查”。',
    en: 'A third party whose refusal is not followed is told in writing what is disclosed, and why. Please fill in what is disclosed; the reasons come from the assessment.',
  },
  PUBLIC_INTEREST_FOUND: {
    zh: '第三方理由审查认为不公开可能对公共利益造成重大影响，应当予以公开，不能以保护第三方权益为由不予公开。认定有误的，请更正“第三方理由审查”。',
    en: 'The assessment found that withholding could gravely affect the public interest: it is disclosed, not withheld for the third party. If the finding is wrong, please rectify the assessment.',
  },
  THIRD_PARTY_REASONS_NOT_REASONABLE: {
    zh: '第三方不同意公开的理由经审查不合理，没有其他第三方需要保护，不能以此为由不予公开。另有第三方未征求的，请征求意见，或者填写“不征求第三方意见的理由”。',
    en: 'The reasons of the third party were found not to be reasonable, and nobody else is protected: it cannot be withheld on that ground. If there is another third party, please consult it or say why not.',
  },
  THIRD_PARTY_CONSENTED: {
    zh: '征求过意见的第三方都同意公开，不能以保护其权益为由不予公开。另有第三方未征求的，请征求意见，或者填写“不征求第三方意见的理由”。',
    en: 'Every third party that was consulted agrees: its rights are no ground to withhold. If there is another that was not consulted, please consult it or say why not.',
  },
  REASONS_MISSING: {
    zh: '不予公开应当说明理由。请填写“理由”：事实和依据、公开的危害、能否区分处理。',
    en: 'A refusal gives its reasons. Please fill them in: facts and grounds, the harm of a disclosure, whether a part can be given.',
  },
  'REASONS_MISSING.part': {
    zh: '区分处理的，应当说明不予公开部分的理由。请填写“不予公开的内容和理由”。',
    en: 'Where a part is withheld, please give the reasons for that part.',
  },
  'REASONS_MISSING.otherwise': {
    zh: '应当说明不能提供或者不予处理的理由。请填写“理由”。',
    en: 'Please give the reasons why it cannot be provided or is not handled.',
  },
  NOTHING_GIVEN: {
    zh: '予以公开的，应当提供该政府信息，或者告知获取的方式、途径和时间。请选择或者上传要提供的文件，或者填写“纸质提供”“光盘提供”“查阅、抄录”。',
    en: 'What is disclosed is given, or the applicant is told how, where and when to obtain it. Please choose the files that are given, or say what is given on paper, on a disc, or by inspection.',
  },
  INSPECTION_WITHOUT_PLACE_OR_HOURS: {
    zh: '当场查阅、抄录的，应当写明地点和时间。请在“查阅、抄录”中写明，例如：工作日9:00至12:00，云溪区政务路1号政务公开查阅点。',
    en: 'Where the information is inspected, please say where and at which hours.',
  },
  FORM_REASON_MISSING: {
    zh: '提供的形式与要求的不同，没有说明理由。请按要求的形式提供；按要求的形式提供可能危及载体安全或者成本过高的，在“提供形式的理由”中写明。',
    en: 'It is given in another form than the one asked for, without a reason. Please give it as asked; where that could endanger the carrier or would cost too much, please fill in the reason (formReason).',
  },
  'asked.electronic': { zh: '申请人要求的是电子文档。', en: 'The applicant asked for an electronic document.' },
  'asked.paper': { zh: '申请人要求的是纸质件。', en: 'The applicant asked for it on paper.' },
  'asked.disc': { zh: '申请人要求的是光盘。', en: 'The applicant asked for a disc.' },
  'asked.inspect': { zh: '申请人要求的是当场查阅、抄录。', en: 'The applicant asked to read it on the spot.' },
  REASONS_BARE_CATEGORY: {
    zh: '只写了属于哪一类，不是理由。请写明是哪一份材料、形成于哪一过程（或者哪一案件）、公开会有什么影响。',
    en: 'This only says which kind of information it is, which is no reason. Please say which record it is, from which process or which case, and what its disclosure would do.',
  },
  MARKING_MISSING: {
    zh: '国家秘密须有密级标识。请填写“密级”。',
    en: 'A state secret bears its classification. Please fill it in.',
  },
  SECRECY_PERIOD_MISSING: {
    zh: '国家秘密须有保密期限。请填写“保密期限”。',
    en: 'A state secret has a period of secrecy. Please fill it in.',
  },
} as const
