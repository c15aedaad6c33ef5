/** 信息不存在、已主动公开、重复申请 (Article 36 (1), (4), (6)): what a draft must show. */
export const notHeld = {
  RECOVERY_NOT_APPROVED: {
    zh: '查找、恢复遗失信息的，同时填写“遗失信息的查找、恢复”和“批准人”。',
    en: 'Where recovery of what was lost was tried, please record both where it was tried and who approved.',
  },
  SEARCH_FOUND: {
    zh: '最近一次检索记载已经检索到信息，与“不存在”矛盾。请核对检索记录，或者另选办理结果。',
    en: 'The latest search found the information, which contradicts that it does not exist. Please check the search, or choose another outcome.',
  },
  'SEARCH_FOUND.here': {
    zh: '检索记载在本机关检索到了信息，与“不属于本机关负责公开”矛盾。检索到的由其他行政机关制作或者最初获取的，请再记录“检索”，写明该机关；检索记录有误的，请更正；否则请另选办理结果。',
    en: 'The search found the information in this agency, which contradicts that another agency answers for it. Where another agency made or first obtained it, please record the search again with that agency (madeBy); if the search is recorded wrongly, please rectify it; otherwise choose another outcome.',
  },
  'SEARCH_FOUND.unclear': {
    zh: '检索记载已经检索到信息，与“补正后仍不明确”矛盾。请核对检索记录，或者另选办理结果。',
    en: 'The search found the information, which contradicts that the request is still unclear. Please check the search, or choose another outcome.',
  },
  'SEARCH_FOUND.asked': {
    zh: '检索记载已经检索到所申请的信息，申请的是政府信息，不是信访、投诉、举报或者咨询。请核对检索记录，或者另选办理结果。',
    en: 'The search found what was asked for: this is a request for information, no petition and no enquiry. Please check the search, or choose another outcome.',
  },
  'SEARCH_FOUND.repeat': {
    zh: '前次答复没有提供信息，本次检索已经检索到，情况已经改变，不能以重复申请答复。请核对检索记录，或者另选办理结果。',
    en: 'The earlier reply had no information to give, and this search found it: things have changed, and this is no repetition. Please check the search, or choose another outcome.',
  },
  SECRET_ON_FILE: {
    zh: '保密审查认定所申请的信息属于国家秘密，与这一办理结果矛盾。请以国家秘密为由答复；结论有误的，请更正“保密审查”。',
    en: 'The secrecy review found that what was asked for is a state secret, which contradicts this outcome. Please reply on that ground; if the finding is wrong, please rectify the review.',
  },
  LOST_NOT_RECOVERED: {
    zh: '遗失不等于不存在。请先向其他保存单位、档案馆查找原件和副本，尽力恢复，并在“检索”中填写“遗失信息的查找、恢复”和“批准人”，再作答复。',
    en: 'What was lost is not what never existed. Please first look for originals and copies with other holders and the archive, and record in the search where recovery was tried and who approved.',
  },
  PUBLIC_ADDRESS_MISSING: {
    zh: '已经主动公开的，应当告知获取的方式、途径。请在“获取的方式、途径”中写明具体网页的网址，或者可以查阅的栏目、公报期号、场所。',
    en: 'Where it is public already, the applicant is told how to obtain it. Please give the address of the page, or the column, issue or place where it can be read.',
  },
  HOME_PAGE_ONLY: {
    zh: '只写政府网站首页，申请人无从查找。请在“获取的方式、途径”中写明该信息所在网页的网址，或者具体栏目。',
    en: 'The home page of a government website does not lead to the information. Please give the address of its own page, or the column.',
  },
  EARLIER_REPLY_MISSING: {
    zh: '重复申请须已就同一申请人、同一信息作出过答复。请填写“前次答复的文号”，也可以填写登记编号。',
    en: 'A repeated request needs an earlier reply to the same applicant about the same information. Please give its number or the registration number.',
  },
  EARLIER_REPLY_UNKNOWN: {
    zh: '本机关的登记中没有这一文号或者登记编号。请核对；前次答复不在本系统的，先用“附卷”放入前次答复，再在“前次答复的文件”中指明。',
    en: 'The register of this agency has no such number. Please check it; where the earlier reply is older than the register, add its file to the case and name it.',
  },
  EARLIER_REPLY_OF_ANOTHER: {
    zh: '前次答复的申请人不是本件的申请人，不是重复申请。请核对，或者另选办理结果。',
    en: 'The earlier reply went to another applicant: this is no repeated request. Please check it, or choose another outcome.',
  },
  EARLIER_NOT_ANSWERED: {
    zh: '前次申请还没有答复，不能以重复申请答复。请先答复前次申请，或者一并答复。',
    en: 'The earlier request has not been answered: this one cannot be called a repetition. Please answer the earlier one first, or both together.',
  },
  'EARLIER_NOT_ANSWERED.withdrawn': {
    zh: '前次申请由申请人撤回，没有作出过答复，不能以重复申请答复。请核对编号，或者另选办理结果。',
    en: 'The earlier request was withdrawn and never answered: this one cannot be called a repetition. Please check the number, or choose another outcome.',
  },
  'EARLIER_NOT_ANSWERED.unserved': {
    zh: '前次答复已经签发，还没有送达申请人，不能以重复申请答复。请先送达前次答复，或者另选办理结果。',
    en: 'The earlier reply is signed and was not served on the applicant: this one cannot be called a repetition. Please serve it first, or choose another outcome.',
  },
  EARLIER_IS_THIS: {
    zh: '所填的是本件自己的编号，不是前次答复。请填写前次答复的文号或者前次申请的登记编号。',
    en: 'This is the number of this very case, and no earlier reply. Please give the number of the earlier reply, or of its request.',
  },
  EARLIER_NO_REPLY: {
    zh: '这一文号是告知、通知类文书的文号，不是答复。请填写前次答复的文号或者前次申请的登记编号。',
    en: 'This is the number of a notice, not of a reply. Please give the number of the earlier reply, or of its request.',
  },
  EARLIER_VOID: {
    zh: '这一文号的答复已经作废或者被撤销，不能据以认定重复申请。请填写有效的答复的文号，或者另选办理结果。',
    en: 'The reply of this number is void or was annulled, so that nothing repeats it. Please give the number of a reply that stands, or choose another outcome.',
  },
  EARLIER_REPLY_LATER: {
    zh: '提出本件申请时还没有作出那次答复，不是重复申请。请核对，或者另选办理结果；内容相同的，可以一并答复。',
    en: 'When this request was made there was no such reply yet: it repeats nothing. Please check it, or choose another outcome; requests for the same can be answered together.',
  },
  'earlier.days': {
    zh: '所填的答复于{on:date}作出，本件申请于{asked:date}提交。',
    en: 'The reply that is named was given on {on}; this request was submitted on {asked}.',
  },
  EARLIER_DAY_MISSING: {
    zh: '请填写“前次答复的日期”，例如2026年3月2日。',
    en: 'Please give the day of the earlier reply, for example 2026-03-02.',
  },
  EARLIER_DAY_WRONG: {
    zh: '前次答复的日期与登记不一致。请核对“前次答复的日期”。',
    en: 'The day of the earlier reply is not that of the register. Please check it.',
  },
  OUTCOMES_EXCLUDE: {
    zh: '同一事项写了两个互相排斥的办理结果。请只留一个，或者把事项分开。',
    en: 'One matter carries two outcomes that exclude each other. Please keep one, or divide the matter.',
  },
  LAPSE_IS_OF_THE_WHOLE: {
    zh: '逾期不补正、逾期未缴费，不再处理的是整件申请，不能作为其中一项的办理结果。请改用整件答复。',
    en: 'A lapse ends the whole request, not one of its items. Please answer the request as a whole.',
  },
} as const
