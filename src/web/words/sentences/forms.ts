/** What a form says where a number or a name stands in it: faults of fields, files that were not taken. */

const fields = {
  'field.tooLong': {
    zh: '超过{n:number}字，请精简或者改用附件',
    en: 'More than {n, plural, one {{n} character} other {{n} characters}}; please shorten it or attach a file instead',
  },
  'field.broken': {
    zh: '第{n:number}个字符不完整，无法保存，请删除后重试',
    en: 'Character {n} is broken and cannot be kept; please delete it and try again',
  },
  'field.atLeast': { zh: '不小于{n:number}', en: 'At least {n}' },
  'field.atMost': { zh: '不大于{n:number}', en: 'At most {n}' },
  'field.mostItems': {
    zh: '最多{n:number}项',
    en: 'At most {n, plural, one {{n} item} other {{n} items}}',
  },
  'field.mostFiles': {
    zh: '最多{n:number}个文件',
    en: 'At most {n, plural, one {{n} file} other {{n} files}}',
  },
  'field.mostApplicants': {
    zh: '共同申请人最多{n:number}位',
    en: 'At most {n, plural, one {{n} applicant} other {{n} applicants}} may join',
  },
  'chain.tooMany': {
    zh: '第{line:number}行多了：最多{most:number}步',
    en: 'Line {line} is too many: {most} steps at most',
  },
  'chain.noColon': {
    zh: '第{line:number}行没有冒号，请写作“名称：审批人”',
    en: 'Line {line} has no colon; please write “name: who approves”',
  },
  'chain.name': {
    zh: '第{line:number}行的名称不能用：不能空着，不超过30个字，不能只是数字，不含@',
    en: 'The name in line {line} will not do: it is neither empty nor a bare number, has 30 characters at most and no @',
  },
  'sensitive.tooMany': { zh: '第{line:number}行太多：最多30类', en: 'Line {line} is one too many: 30 kinds at most' },
  'sensitive.noName': {
    zh: '第{line:number}行没有名称，或者名称超过30个字；写作“名称：词语、词语”',
    en: 'Line {line} has no name, or one of more than 30 characters; please write “name: word, word”',
  },
  'sensitive.twice': {
    zh: '第{line:number}行的名称与前面的重复',
    en: 'The name in line {line} stands in an earlier line',
  },
  'sensitive.words': {
    zh: '第{line:number}行的词语不能用：每个2至30个字，最多60个',
    en: 'The words in line {line} will not do: 2 to 30 characters each, 60 at most',
  },
  'chain.kind': {
    zh: '第{line:number}行限定的答复种类不能识别，写作“名称（仅不予公开、部分公开）：审批人”，种类有：{kinds:words}',
    en: 'Line {line} limits its step to a kind of reply that there is not; please name the kinds in brackets behind the name of the step; the kinds are: {kinds}',
  },
  'chain.twice': {
    zh: '第{line:number}行的名称与前面的重复，请用不同的名称',
    en: 'The name in line {line} stands in an earlier line; please use another',
  },
  'chain.who': {
    zh: '第{line:number}行的审批人应当是所列的岗位之一，或者每人写作“@用户名”',
    en: 'Who approves in line {line} is one of the roles, or people written as “@username”',
  },
  'chain.crowd': {
    zh: '第{line:number}行指定的人过多，请改为写岗位',
    en: 'Line {line} names too many people; please name a role',
  },
  'chain.unknown': {
    zh: '{names:words}不是本机关在任的承办人、法制审核员、公开机构负责人或者签发人，请核对用户名',
    en: '{names} is nobody of this agency who could be asked; please check the usernames',
  },
  'chain.nobody': {
    zh: '“{step:words}”没有人可以审批，请先安排人员，或者换审批人',
    en: 'Nobody can take the step “{step}”; please appoint somebody first, or ask somebody else',
  },
  'chain.tooFew': {
    zh: '人员不够：拟稿、审核和各步审批须是不同的人，请减少环节或者增加审批人',
    en: 'There are too few people: draft, review and each step are another person’s; please use fewer steps or ask more people',
  },
  'chain.nobodyInUnit': {
    zh: '“{step:words}”在{unit:words}没有人可以审批（承办人只审批本承办机构的申请件），请为它安排人员，或者换审批人',
    en: 'Nobody can take the step “{step}” for {unit}: a handler approves the cases of their own unit; please appoint somebody there, or ask somebody else',
  },
  'chain.tooFewInUnit': {
    zh: '{unit:words}的人员不够：拟稿、审核和各步审批须是不同的人，请减少环节或者增加审批人',
    en: 'There are too few people for {unit}: draft, review and each step are another person’s; please use fewer steps or ask more people',
  },
  'field.noSuchFile': { zh: '本件没有文件 {files:words}', en: 'This case has no file {files}' },
  'body.partMissing': {
    zh: '缺少 {part:words} 部分，或者它不是 JSON',
    en: 'The part {part} is missing, or it is not JSON',
  },
  'header.keyUnfit': {
    zh: 'Idempotency-Key 超过{n:number}个字符，或者含有控制符',
    en: 'The Idempotency-Key has more than {n, plural, one {{n} character} other {{n} characters}} or holds control characters',
  },
  /** A fault in one of several cases that are handled together. */
  'fault.ofCase': { zh: '{case:words}：{fault:sentence}', en: '{case}: {fault}' },
} as const

const files = {
  'filing.filedAs': {
    zh: '这个表单先前的内容已经提交，受理编号{receipt:words}，可以在“查询进度”查看。现在的内容没有提交：要作为另一份申请的，请再次提交',
    en: 'What this form held before was filed under receipt number {receipt}; you can follow it under “Follow a request”. What it holds now was not filed: to file it as another request, please submit it again',
  },
  'file.program': {
    zh: '“{name:words}”是程序或者脚本，不能接收。请把需要提交的内容存为 PDF、图片或者 Word 文件后上传',
    en: '“{name}” is a program or a script and cannot be taken in. Please save what it shows as a PDF, a picture or a Word file and upload that',
  },
  'file.page': {
    zh: '“{name:words}”是网页文件，不能接收。请在浏览器里打印为 PDF，或者截图后上传',
    en: '“{name}” is a web page and cannot be taken in. Please print it to a PDF in your browser, or upload a picture of it',
  },
  'file.locked': {
    zh: '“{name:words}”已经收下：文件有密码，请告知机关怎样打开，或者另交一份没有密码的文件',
    en: '“{name}” was taken in: the file has a password. Please tell the agency how to open it, or send a file without a password',
  },
  'file.unpublishable': {
    zh: '“{name:words}”设有密码、不完整，或者不是常用的文件格式，公众打不开，不能公布。请改为没有密码的 PDF 等文件',
    en: '“{name}” has a password, is not complete or is of no common format: the public cannot open it, and it cannot be published. Please use a PDF without a password',
  },
  'file.unusual': {
    zh: '“{name:words}”已经收下：不是常用的文件格式，工作人员可能打不开。建议另交一份 PDF、图片或者 Word 文件',
    en: '“{name}” was taken in: its format is not a common one, and staff may be unable to open it. You may want to send a PDF, a picture or a Word file as well',
  },
  'file.damaged': {
    zh: '“{name:words}”已经收下：图片不完整，可能是上传或者保存时中断，工作人员可能看不到全部内容。请另交一份完整的图片',
    en: '“{name}” was taken in: the picture is not complete, perhaps because its upload or saving broke off, and staff may not see all of it. Please send a complete one',
  },
  'paper.locked': {
    zh: '证件照片“{name:words}”已经收下：文件有密码，工作人员看不到内容。请另传一份没有密码的照片，或者在机关与您确认时出示证件',
    en: 'The picture of your identity document “{name}” was taken in: it has a password, and staff cannot see it. Please upload one without a password, or show the document when the agency confirms receipt',
  },
  'paper.damaged': {
    zh: '证件照片“{name:words}”已经收下：图片不完整，工作人员可能看不清。请另传一份完整的照片，或者在机关与您确认时出示证件',
    en: 'The picture of your identity document “{name}” was taken in: it is not complete, and staff may not see it. Please upload a complete one, or show the document when the agency confirms receipt',
  },
  'paper.none': {
    zh: '请选择证件照片',
    en: 'Please choose a picture of the identity document',
  },
  'paper.notAsked': {
    zh: '没有需要重传的证件照片。要补充其他材料的，请与机关联系',
    en: 'No picture of an identity document is asked for again. To hand in something else, please contact the agency',
  },
  'staffFile.locked': {
    zh: '“{name:words}”已经归卷：文件有密码。内容要打开才能办理的，请向提交的人询问密码，或者另要一份没有密码的文件',
    en: '“{name}” is on file: it has a password. Where its content is needed, please ask whoever sent it for the password or for a file without one',
  },
  'staffFile.damaged': {
    zh: '“{name:words}”已经归卷：图片不完整，可能看不到全部内容。请重新扫描，或者向提交的人另要一份',
    en: '“{name}” is on file: the picture is not complete. Please scan it again, or ask whoever sent it for another one',
  },
  'staffFile.unusual': {
    zh: '“{name:words}”已经归卷：不是常用的文件格式，可能打不开，内容没有核对过。请在隔离的环境中打开，或者向提交的人另要一份 PDF',
    en: '“{name}” is on file: its format is not a common one, and nobody has checked what is in it. Please open it in an isolated place, or ask whoever sent it for a PDF',
  },
  'staffFile.program': {
    zh: '“{name:words}”已经归卷：这是程序或者脚本，打开会运行。只作为来件保存，不要在办公电脑上打开',
    en: '“{name}” is on file: it is a program or a script, and opening it would run it. It is kept as it came; do not open it on an office computer',
  },
  'staffFile.page': {
    zh: '“{name:words}”已经归卷：这是网页文件，打开可能运行其中的脚本。请在隔离的环境中打开，或者向提交的人另要一份 PDF',
    en: '“{name}” is on file: it is a web page, and opening it may run what is in it. Please open it in an isolated place, or ask whoever sent it for a PDF',
  },
  'file.empty': { zh: '“{name:words}”是空文件', en: '“{name}” is empty' },
  'file.infected': {
    zh: '“{name:words}”含有病毒（{virus:words}），已经隔离，任何人都不能打开；提交的日期不受影响。请与机关联系，另行提交没有病毒的文件；申请的内容只写在这个文件里的，机关会请您补正。',
    en: '“{name}” carries a virus ({virus}) and is kept apart; nobody can open it. The day of your submission stands. Please contact the agency and send a file without a virus; if your request stands in that file alone, the agency will ask you to correct it.',
  },
  'file.infectedPaper': {
    zh: '“{name:words}”含有病毒（{virus:words}），没有保存；提交的日期不受影响。请另行提供没有病毒的图片。',
    en: '“{name}” carries a virus ({virus}) and was not kept. The day of your submission stands. Please bring a picture without a virus.',
  },
  'file.tooLarge': { zh: '“{name:words}”超过{n:number}MB', en: '“{name}” is larger than {n} MB' },
  'file.noPicture': {
    zh: '“{name:words}”不是图片或者 PDF',
    en: '“{name}” is neither a picture nor a PDF',
  },
  'file.tooMany': {
    zh: '“{name:words}”没有收下：最多可以附{n:number}个文件',
    en: '“{name}” was not taken in: at most {n, plural, one {{n} file} other {{n} files}} can be attached',
  },
  'file.filed': {
    zh: '这些文件已经随另一次提交归卷，请重新选择',
    en: 'These files are on file with another submission. Please choose them again',
  },
  'file.tooMuch': {
    zh: '“{name:words}”没有收下：从您这里上传的文件过多，请明天再试，或者改用邮寄',
    en: '“{name}” was not taken in: too many files have come from your address. Please try again tomorrow, or send it by post',
  },
} as const

const letters = {
  'letter.titled': { zh: '《{title:name}》', en: '“{title}”' },
} as const

export const forms = { ...fields, ...files, ...letters } as const
