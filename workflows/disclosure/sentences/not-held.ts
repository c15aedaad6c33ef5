/** 信息不存在、已主动公开、重复申请 (Article 36 (1), (4), (6)): what a draft must show. */
export const notHeld = {
  RECOVERY_NOT_APPROVED: {
    zh: '查找、恢复遗失信息的，同时写明找过哪里（recovery）和批准人（recoveryApprovedBy）。',
    en: 'Where recovery of what was lost was tried, please record both where it was tried and who approved.',
  },
  SEARCH_FOUND: {
    zh: '最近一次检索记载已经检索到信息，与“不存在”矛盾。请核对检索记录，或者另选办理结果。',
    en: 'The latest search found the information, which contradicts that it does not exist. Please check the search, or choose another outcome.',
  },
  LOST_NOT_RECOVERED: {
    zh: '遗失不等于不存在。请先向其他保存单位、档案馆查找原件和副本，尽力恢复，并在“检索”中写明找过哪里（recovery）和批准人（recoveryApprovedBy），再作答复。',
    en: 'What was lost is not what never existed. Please first look for originals and copies with other holders and the archive, and record in the search where recovery was tried and who approved.',
  },
  PUBLIC_ADDRESS_MISSING: {
    zh: '已经主动公开的，应当告知获取的方式、途径。请在 where 中写明具体网页的网址，或者可以查阅的栏目、公报期号、场所。',
    en: 'Where it is public already, the applicant is told how to obtain it. Please give the address of the page, or the column, issue or place where it can be read.',
  },
  HOME_PAGE_ONLY: {
    zh: '只写政府网站首页，申请人无从查找。请在 where 中写明该信息所在网页的网址，或者具体栏目。',
    en: 'The home page of a government website does not lead to the information. Please give the address of its own page, or the column.',
  },
  EARLIER_REPLY_MISSING: {
    zh: '重复申请须已就同一申请人、同一信息作出过答复。请填写 earlierNumber（前次答复的文号或者登记编号）。',
    en: 'A repeated request needs an earlier reply to the same applicant about the same information. Please give its number or the registration number.',
  },
  EARLIER_REPLY_UNKNOWN: {
    zh: '本机关的登记中没有这一文号或者登记编号。请核对；前次答复不在本系统的，先用“附卷”放入前次答复，再在 earlierFile 中指明。',
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
  EARLIER_DAY_MISSING: {
    zh: '请在 earlierOn 中写明前次答复的日期，例如2026年3月2日。',
    en: 'Please give the day of the earlier reply, for example 2026-03-02.',
  },
  EARLIER_DAY_WRONG: {
    zh: '前次答复的日期与登记不一致。请核对 earlierOn。',
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
