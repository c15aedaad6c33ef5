/** What a form says: refusals by code, faults of single fields, files that were not taken, the fields of an act. */

/** src/errors.ts, in its order: what happened, what to do. */
const refusals = {
  有的内容不符合要求: 'Some of what you entered does not fit',
  '请按各项提示修改后重新提交，已填写的内容没有丢失。':
    'Please correct what is marked and submit again; nothing you entered was lost.',
  请求无法读取: 'The request could not be read',
  '请检查请求的格式（JSON 或表单）。': 'Please check its format (JSON or form).',
  表单过大或者无法读取: 'The form is too large or could not be read',
  尚未登录或者登录已过期: 'You are not signed in, or your session has ended',
  '请重新登录。': 'Please sign in again.',
  用户名或者密码不正确: 'User name or password is wrong',
  '请核对后重试。连续失败十次以后，每次要等待一段时间。':
    'Please check and try again. After ten failures in a row each further try has to wait.',
  '失败次数过多，请过一会儿再试': 'Too many failures; please try again in a while',
  '现在输入的没有核对。忘记密码的，请本机关系统管理员办理。':
    'What was entered now has not been checked. If you have forgotten your password, please ask the administrator of your agency.',
  还需要验证码: 'A code is needed as well',
  '请在 code 中给出验证器显示的6位数字，或者一个恢复码。':
    'Please give in code the six digits that your authenticator shows, or a recovery code.',
  '验证码不正确，或者已经用过': 'The code is wrong, or has been used',
  '请等验证器显示新的验证码以后再试；也可以使用恢复码。':
    'Please try again when your authenticator shows a new code, or use a recovery code.',
  这个岗位需要先设置验证器: 'This post needs an authenticator first',
  '请在浏览器中登录一次，按页面提示设置。': 'Please sign in once in a browser and set it up as the page says.',
  统一身份认证现在连接不上: 'The identity provider cannot be reached now',
  '请稍后再试，或者用用户名和密码登录。': 'Please try again later, or sign in with user name and password.',
  统一身份认证没有完成: 'Signing in through the identity provider was not completed',
  '请重新点一次“统一身份认证登录”，或者用用户名和密码登录。':
    'Please begin at the identity provider once more, or sign in with user name and password.',
  '统一身份认证中的这个身份没有对应的在任人员，或者与这里的账号绑定的不是同一身份':
    'Nobody who serves here is this identity of the provider, or the account here is bound to another one',
  '请联系本机关系统管理员核对用户名；也可以用用户名和密码登录。':
    'Please ask the administrator of your agency to compare the user names, or sign in with user name and password.',
  您的岗位不能进行这一操作: 'Your post does not allow this',
  '请由有权限的人员办理。': 'Please have it done by someone who may.',
  页面已过期: 'This page has expired',
  '请刷新页面后重新提交。': 'Please reload the page and submit again.',
  '请刷新页面后重新提交。仍然这样的，请告知网站管理人员：代理服务器改写了主机名，需要设置 PUBLIC_URL（对外网址）后重新启动。':
    'Please reload the page and submit again. If that does not help, please tell whoever runs this site: the proxy before it changes the host name, and PUBLIC_URL has to be set before the next start.',
  没有找到: 'Not found',
  '请核对地址、受理编号和查询码。': 'Please check the address, the receipt number and the enquiry code.',
  '没有这一件，或者不在您的办理范围内。': 'There is no such case, or it is none of yours.',
  '没有这个页面，请核对地址。': 'There is no such page; please check the address.',
  还没有拟稿: 'Nothing is drafted yet',
  '拟稿以后才有呈批单。': 'There is an approval sheet once a reply is drafted.',
  '内容已经销毁，没有呈批单': 'The content was destroyed; there is no approval sheet',
  '本件只留编号、日期和校验值。': 'Of this case numbers, dates and digests are kept.',
  现在不能记录这一事实: 'This cannot be recorded now',
  '请查看本件可以进行的操作。': 'Please see what can be done in this case now.',
  '文书有必须改正的问题，没有签发': 'The letter has faults that must be corrected; it was not signed',
  '请修改；确需照此签发的，由指定的人员批准并写明理由。':
    'Please correct it; if it must be signed as it is, a designated person approves and gives the reason.',
  '本机关的通知书须经另一人批准，没有发出': 'In this agency another person approves a notice; it was not sent',
  '请先送审，由法制审核员、公开机构负责人或者签发人批准后发出。':
    'Please send it for approval first: by legal staff, the head of the disclosure office or a signer.',
  '本件已由其他机关办理，没有恢复': 'Another agency handles it already; it was not restored',
  '需要收回的，请现在办理的机关在登记以前从“协同办理”退回。':
    'To have it back, ask the agency that handles it now to send it back from “working together” before it is registered.',
  没有列入销毁清册: 'Not put on the list of destruction',
  '保管期限届满、没有未了事项的才能列入。':
    'Only cases whose period of retention has ended, and in which nothing is open, can be listed.',
  '这一编号已经用过，没有编定': 'This number was given before; none was given now',
  '请管理员在“设置”中调整编号的格式。': 'Please let the administrator adjust the format of numbers in the settings.',
  '通知书在您查看以后有修改、内容有变动或者已经退回，没有发出':
    'The notice was changed, says something else by now, or was given back after you read it; it was not sent',
  '请重新查看后再办理。': 'Please read it again, then go on.',
  '本件已有一份同样的通知书等待批准，没有送审':
    'A notice of this kind is waiting for approval in this case already; it was not sent for approval',
  '请修改或者撤下已有的一份。': 'Please change that one, or take it away.',
  '年度报告的勾稽关系不成立，没有定稿': 'Identities of the annual report do not hold; it was not made final',
  '请按所列各项核对后再定稿。': 'Please check each of those that are listed, then make it final.',
  '年度报告还有没有填写的内容，没有定稿': 'Parts of the annual report are not written; it was not made final',
  '请填写所列各项后再定稿。': 'Please write the parts that are listed, then make it final.',
  '年度报告没有定稿，不需要重新打开': 'The annual report is not final; there is nothing to open again',
  '可以直接修改。': 'It can be changed as it is.',
  '年度报告已经定稿，没有改动': 'The annual report is final; nothing was changed',
  '需要修改的，请写明理由重新打开。': 'To change it, open it again with a reason.',
  '月度报送的勾稽关系不成立，没有报送': 'Figures of the monthly return do not agree; it was not reported',
  '请按所列各项核对后再报送。': 'Please check each of those that are listed, then report it.',
  '月度报送还有没有填写的指标，没有报送': 'Fields of the monthly return are not filled; it was not reported',
  '请填写所列各项后再报送，没有发生的填0。':
    'Please fill the fields that are listed, with 0 where nothing happened, then report it.',
  '本月已经报送，没有改动': 'This month is reported; nothing was changed',
  本月尚未报送: 'This month is not reported yet',
  '报送以后才能下载报送的文件、推送、重新打开；报送以前可以直接修改。':
    'Its file, sending it on and opening it again are for what is reported; until then it can be changed as it is.',
  '没有设置上级平台，没有推送': 'No platform above is set; nothing was sent',
  '请下载文件报送，或者请运维人员设置上级平台的地址。':
    'Please hand in the file, or ask whoever runs the service to set the address of the platform above.',
  '这一编号、步骤已经收到过，内容不同，没有记录':
    'This number and step came before with other content; nothing was recorded',
  '请核对：同一编号、步骤的内容不能改变；需要更正的，作为新的一步交来，或者与本机关联系。':
    'Please check: what came under a number and step does not change. Hand a correction over as a new step, or contact the agency.',
  '前面的步骤还没有收到，没有记录': 'An earlier step has not come yet; nothing was recorded',
  '请按顺序交来，从 awaited 所示的一步开始。':
    'Please hand the steps over in their order, from the one that `awaited` names.',
  '这封邮件已经办理，没有再办理': 'This mail has been dealt with; nothing was done again',
  '请在“邮箱”页面查看办理的结果。': 'Please see on the page of the mailbox what was done.',
  '没有设置上级平台，没有发送': 'No platform above is set; nothing was sent',
  '请运维人员设置上级平台的地址和密钥。':
    'Please ask whoever runs the service to set the address and the secret of the platform above.',
  '要提供的文件带有不能自动去除的内容或者不能检查，还没有打开看过，没有通过':
    'The files to be given carry what cannot be removed, or could not be examined, and nobody has opened them for this; the draft was not passed',
  '请逐件打开核对以后，再审核、签发。': 'Please open and check each of them, then review or sign.',
  '要提供的文件带有不能自动去除的内容，没有通过':
    'The files to be given carry what cannot be removed; the draft was not passed',
  '文件标注为国家秘密，不得提供、公开': 'The file is marked as a state secret and may be neither given nor published',
  '请去掉这些文件，已经签发的先更正签发；确属误标的，由负责人更正那一标注。':
    'Please leave these files out, and where the reply is signed rectify the signature first; a mark that is a mistake is put right by the head of the office.',
  '文件正在遮盖或者已有遮盖后的文件，没有通过':
    'A file is being redacted, or has a redacted one in its place; nothing was passed',
  '请选择遮盖后的文件；不需要遮盖的，先在“遮盖文件”中撤销。':
    'Please choose the redacted file; where nothing is to be redacted, drop it first under “Redact files”.',
  文件不能在这里遮盖: 'The file cannot be redacted here',
  '请按所列的办法另存为PDF后附卷，再遮盖。':
    'Please save it as a PDF in the way that is named, put that on file, and redact it.',
  这个文件已经停止提供: 'This file is no longer handed out',
  '已经下载的，请不要转发，并与本机关联系。':
    'If you have downloaded it, please do not pass it on, and contact the agency.',
  '请逐项核对：可以照此提供的，在审核时确认；不能的，退回替换文件。':
    'Please check each item: confirm with the review what may be given as it is; otherwise return the draft and have the file replaced.',
  '承办机构还有没有归档的申请，没有撤销': 'The unit still has cases that are not archived; it was not closed',
  '请先把所列申请转到其他承办机构，或者办结归档。':
    'Please first move the cases listed to another unit, or finish and archive them.',
  网上申请尚未开通: 'Filing online is not open yet',
  '可以通过邮寄、传真或者当面向行政机关提出申请。': 'You may apply to the agency by post, by fax or in person.',
  '模板有必须改正的问题，没有批准': 'The template has faults that must be corrected; it was not approved',
  '请改正后另写一版，再提交、批准。': 'Please correct it in a new version, then submit and approve that.',
  '拟稿在您查看以后有变动，没有记录': 'The draft was changed since you read it; nothing was recorded',
  '文书在审核以后有变动，没有签发': 'The letter was changed after its review; it was not signed',
  '请重新查看现在的拟稿，再审核、签发。': 'Please read the draft as it is now, then review or sign it.',
  '请退回，重新拟稿、审核后再签发。': 'Please return it, draft and review it again, then sign.',
  不能一并答复: 'These cannot be answered together',
  '请按所列原因处理，或者分别答复。没有记录任何内容。':
    'Please deal with the reasons listed, or answer them one by one. Nothing was recorded.',
  一并答复的文书不能再分项答复: 'A letter that answers several requests cannot answer several items as well',
  '请改选：几件都用同一个办理结果的，一并答复；要分项答复的，逐件用“分几项答复”拟稿。没有记录任何内容。':
    'Please choose: requests with one and the same outcome are answered together; where items are answered one by one, draft each request by itself. Nothing was recorded.',
  '同一 Idempotency-Key 用于不同的请求': 'The same Idempotency-Key was used for another request',
  '请为新的请求使用新的 Idempotency-Key。': 'Please use a new Idempotency-Key for a new request.',
  '填写的内容过多，没有提交': 'That is too much text; nothing was submitted',
  '全部文字合计不超过1MB；较长的材料请作为附件上传。':
    'All text together may be 1 MB; please upload longer material as a file.',
  文件超过20MB: 'The file is larger than 20 MB',
  '请压缩或者拆分后重新上传。': 'Please compress or split it and upload it again.',
  提交的内容过大: 'What you submitted is too large',
  文件不能接收: 'The file cannot be taken in',
  '请核对文件类型后重新上传。': 'Please check the type of the file and upload it again.',
  '文件含有病毒，已经隔离，任何人都不能打开': 'The file carries a virus; it is kept apart and opened for nobody',
  '请向提交的人另要一份没有病毒的文件。': 'Please ask whoever sent it for one without a virus.',
  '文件还没有经过病毒扫描，暂时不能下载':
    'The file has not been scanned for viruses yet, and cannot be fetched for now',
  '请过一会儿再来：扫描以后就可以下载。': 'Please come back in a while: it can be fetched once it is scanned.',
  '文件还没有经过病毒扫描，没有打开': 'The file has not been scanned for viruses yet; it was not opened',
  '请等待扫描；确需现在打开的，请在隔离的环境中，用本件页面上的“未扫描，仍要打开”。':
    'Please wait until it is scanned, or open it apart from other systems by the link on the page of the case.',
  操作过于频繁: 'Too many attempts',
  '请稍后再试。': 'Please try again later.',
  '内容在一分钟内没有传完，没有提交': 'What you sent did not arrive within a minute; nothing was submitted',
  '请检查网络连接后重新提交；较长的材料请作为附件上传。':
    'Please check your connection and submit again; attach longer material as files.',
  '系统现在很忙，没有办理': 'The system is very busy; nothing was done',
  '您的内容没有提交，请过一会儿再试。': 'What you entered was not submitted; please try again in a moment.',
  '您所在的网络今天上传的文件过多，没有提交': 'Too many files came from your network today; nothing was submitted',
  '请明天再上传，或者返回上一页去掉附件后提交；材料也可以邮寄或者当面提交。':
    'Please upload them tomorrow, or go back and submit without files; they can also be sent by post or handed in.',
  '存储空间不足，暂时不能接收文件，没有提交':
    'There is too little room on the disk to take files now; nothing was submitted',
  '请过一会儿再试，或者返回上一页去掉附件后提交；材料也可以邮寄或者当面提交。':
    'Please try again later, or go back and submit without files; they can also be sent by post or handed in.',
  '数据库现在连接不上，没有办理': 'The database cannot be reached; nothing was done',
  '没有取得时间戳，没有导出': 'There was no time stamp to be had; nothing was exported',
  '请稍后再试；也可以不加时间戳导出。': 'Please try again later, or export without a time stamp.',
  '存放文件的地方现在连接不上，没有办理': 'The store of files cannot be reached; nothing was done',
  '您的内容没有提交，请过几秒钟再试；没有附件的申请可以照常提交。':
    'What you entered was not submitted; please try again in a few seconds. Applications without files can be submitted as always.',
  '文书没有转换为 OFD': 'The letter was not turned into OFD',
  '请使用 PDF 正本；需要 OFD 的，请维护人员按所列原因补齐字库或者从备份恢复。':
    'Please use the PDF, which is the original; for OFD, ask the operator to bring fonts or a backup as the reason says.',
  '签名密钥已经更换，没有签名': 'The signing key was changed; nothing was signed',
  '请维护人员重新启动本系统的每一个进程，然后再试。':
    'Please ask the operator to start each process of this system again, then try once more.',
  '系统正在重新启动，没有办理': 'The system is starting again; nothing was done',
  '您的内容没有提交，请过几秒钟再试。': 'What you entered was not submitted; please try again in a few seconds.',
  不能确定是否已经提交: 'It is not certain whether it was submitted',
  '请用同一页面重试，不会重复。': 'Please try again from the same page; nothing will be submitted twice.',
  系统暂时不能办理: 'The system cannot do this at the moment',
  '您的内容没有提交，请稍后再试。': 'What you entered was not submitted; please try again later.',
}

/** src/cases/given.ts, application.ts, facts.ts, recording.ts, src/intake: each stands beside its field. */
const fields = {
  请填写: 'Please fill this in',
  请填写日期: 'Please give a day',
  请至少填写一项: 'Please give at least one',
  请选择所列选项之一: 'Please choose one of the options',
  请选择是或者否: 'Please choose yes or no',
  '请选择公民或者法人、其他组织': 'Please choose: an individual, or a legal person or other organisation',
  请选择文件: 'Please choose a file',
  应当是申请人的列表: 'Must be a list of applicants',
  '请写明代表人的姓名（名称），或者是第几位申请人（0为第一位）':
    'Please give the name of the representative, or which applicant it is (0 is the first)',
  代表人应当是申请人之一: 'The representative must be one of the applicants',
  '选择以电子邮件提供的，请填写代表人的电子邮箱':
    'For delivery by email, please enter the email address of the applicant who receives for all',
  '选择邮寄的，请填写代表人的通信地址':
    'For delivery by post, please enter the address of the applicant who receives for all',
  应当是文字: 'Must be text',
  应当是日期: 'Must be a day',
  应当是整数: 'Must be a whole number',
  应当是数字: 'Must be a number',
  应当是列表: 'Must be a list',
  应当是一组栏目: 'Must be a set of fields',
  只能填写一项: 'Can be given only once',
  格式不正确: 'Not in the right format',
  不符合要求: 'Not as asked',
  含有无法记录的内容: 'Has content that cannot be recorded',
  不是文件编号: 'Not the number of a file',
  '不是有效日期，请按 2026-03-19 的格式填写': 'Not a valid day; please write it as in 2026-03-19',
  '不是有效的电话号码，请填写能够联系到您的电话': 'Not a valid phone number; please give one where you can be reached',
  不是有效的电子邮箱: 'Not a valid e-mail address',
  '不是有效的电子邮箱：@之前只能是英文字母、数字和符号':
    'Not a valid e-mail address: before the @ there may only be English letters, digits and punctuation marks',
  不是有效的邮政编码: 'Not a valid postcode',
  '邮政编码应当是 6 位数字': 'A postcode has six digits',
  不是有效的统一社会信用代码: 'Not a valid unified social credit code',
  '身份证号码有误（位数、出生日期或者校验码不符），请核对':
    'The identity card number is wrong (length, date of birth or check digit does not fit); please check it',
  '选择以电子邮件提供的，请填写电子邮箱': 'You chose e-mail: please give an e-mail address',
  '选择邮寄的，请填写通信地址': 'You chose post: please give a postal address',
  '没有这个行政机关，请从列表中选择': 'There is no such agency; please choose one from the list',
  不认识的栏目: 'Not a known field',
  '没有这种事实，或者它只能由系统记录': 'There is no such fact, or only the system may record it',
  发生日期不能晚于今天: 'The day cannot be after today',
  发生日期应当是今天: 'The day must be today',
  '发生日期早于今天的，请填写依据（文件编号或者书面理由）':
    'For a day before today please give what shows it (numbers of files or a written reason)',
  请确认后再提交: 'Please tick the confirmation, then submit',
}

/** src/consultations/answer.ts: those who are consulted. */
const consulted = {
  在这里只能确认收到和提出意见: 'Here you can only confirm that the letter arrived and give your opinion',
  不是这一件征求意见: 'That is not this consultation',
  '这件征求意见已经更正或者撤销，不再接收答复。请与机关联系。':
    'This consultation was rectified or taken back and is no longer answered. Please contact the agency.',
}

/** src/cases/acts.ts and labels.ts: the acts of an applicant, and of those who are consulted. */
const acts = {
  补正内容: 'Correction',
  文件: 'Files',
  联系电话: 'Telephone',
  电子邮箱: 'E-mail address',
  通信地址: 'Postal address',
  邮政编码: 'Postcode',
  获取信息的途径: 'How to receive the information',
  撤回理由: 'Why you withdraw it',
  建议转为主动公开: 'Suggest that it be made public',
  建议的理由: 'Why it should be public',
  '认为提供给您的信息属于应当主动公开的，可以建议行政机关主动公开；审核后属于主动公开范围的，予以公布。':
    'If you think that what you were given is to be public, you may suggest it; what is found to be so is published.',
  '撤回后本件不再处理，不能恢复。': 'A request that is withdrawn is not handled further, and cannot be restored.',
  申请人说明的理由: 'Your reasons',
  是否同意公开: 'Do you agree to the disclosure?',
  意见和理由: 'Your opinion and reasons',
  不同意的范围: 'How far you object',
  全部不同意: 'To all of it',
  '部分同意，部分不同意': 'To a part of it',
  哪一件征求意见: 'Which consultation',
  '只有一件未结时不必填写。': 'Need not be filled in where only one is open.',
  确认方式: 'How it was confirmed',
  电话: 'By telephone',
  网上平台: 'Online',
  当面: 'In person',
  确认情况: 'What was confirmed',
  '写明与谁、何时、如何确认。': 'Say with whom, when and how.',
}

export const forms = { ...refusals, ...fields, ...consulted, ...acts }
