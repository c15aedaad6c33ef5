/** What a request looks like, to whoever writes it: the law of it, and what to do instead. Hints, never refusals. */
export const hints = {
  'hint.petition': {
    zh: '看起来像信访、投诉或者举报。以申请公开的形式信访、投诉、举报的，机关不作为申请处理，会告知相应渠道（条例第三十九条）。要反映问题，请找信访部门、主管部门或者拨打 12345；要信息的，请写明是哪份文件。',
    en: 'This looks like a petition, a complaint or a report. Sent as a request for information, it is not handled as one; the agency tells you where it belongs (Article 39). To raise a problem, contact the petition office or the competent authority, or call 12345; if you want information, name the document.',
  },
  'hint.consultation': {
    zh: '看起来像咨询。机关公开的是已有的、记录下来的信息（条例第二条），不解答问题。要咨询，请拨打 12345 或者受理机构电话；要信息的，请写明规定这件事的是哪类文件。',
    en: 'This looks like a question. Agencies disclose information that exists on record (Article 2); they do not answer questions this way. To ask, call 12345 or the intake office; if you want information, say what kind of document governs the matter.',
  },
  'hint.several': {
    zh: '看起来有好几件事。一份申请写一件事，检索和答复都更快；内容不明确的，机关会请您补正（条例第三十条）。可以分开申请。',
    en: 'This looks like several matters. One matter in one request is found and answered faster; if the request is unclear, the agency may ask you to correct it (Article 30). You can file separate requests.',
  },
  'hint.analysis': {
    zh: '看起来需要机关汇总、加工、分析或者重新制作信息，机关可以不予提供（条例第三十八条）。请改为申请已有的报告、报表或者原始文件。',
    en: 'This seems to ask the agency to compile, process, analyse or newly make information; it need not do so (Article 38). Ask instead for reports, tables or documents that already exist.',
  },
  'hint.publication': {
    zh: '公报、报纸、期刊、书籍等公开出版物，机关可以告知获取的途径，不另行提供（条例第三十九条第二款）。可以到图书馆、出版单位或者政府网站获取。',
    en: 'For gazettes, newspapers, periodicals and books the agency may tell you where to get them and need not provide them (Article 39, paragraph 2). Try a library, the publisher or the government’s website.',
  },
  'hint.registry': {
    zh: '工商登记、不动产登记等资料，法律、行政法规对获取另有规定的，按照该规定办理（条例第三十六条第七项）。请到市场监管、不动产登记机构的窗口或者网站查询。',
    en: 'Where other laws govern access to registers, such as business or real estate registers, those laws apply (Article 36, item 7). Please use the counter or the website of the registry.',
  },
  'hint.vague': {
    zh: '内容不够具体，机关可能请您补正（条例第三十条）。请写上名称、文号、时间或者能查到它的词，至少一样。',
    en: 'This is not specific; the agency may ask you to correct it (Article 30). Please add at least one of these: a title, a document number, a time, or words to search for.',
  },
  'hint.others': {
    zh: '涉及他人的个人信息。公开会损害他人合法权益的，要征求本人意见，本人不同意的一般不予公开（条例第十五条、第三十二条）。请不要写他人的身份证号、电话、住址；只要与您自己有关的信息的，请写明。',
    en: 'This concerns personal information of others. Where disclosure would harm their rights, they are consulted, and without their consent it is as a rule not disclosed (Articles 15 and 32). Please do not write identity numbers, phone numbers or addresses of others; if you only want what concerns yourself, say so.',
  },
  'hint.repeated': {
    zh: '您不久前提交过同样的申请。已经答复、又以同样内容申请的，机关不予重复处理（条例第三十六条第六项）。可以先在“查询进度”中看办理情况。',
    en: 'You filed the same request not long ago. A request that has already been answered is not handled again (Article 36, item 6). “Follow a request” shows its status.',
  },
  'hint.title': {
    zh: '填写提示',
    en: 'Hints',
  },
  'hint.still': {
    zh: '这只是提示，您仍可以提交。',
    en: 'These are only hints: you can still submit.',
  },
} as const
