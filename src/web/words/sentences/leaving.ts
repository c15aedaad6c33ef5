/** What a file carries besides what it shows, as staff read it before the file is given. */
export const leaving = {
  'leaving.place': { zh: '拍摄地点（GPS）', en: 'the place where it was taken (GPS)' },
  'leaving.camera': { zh: '拍摄设备、时间等信息', en: 'the camera, the time and the like' },
  'leaving.note': { zh: '图片内附的说明、编辑记录', en: 'notes and records of editing inside the picture' },
  'leaving.appended': { zh: '文件正文前后附带的其他数据', en: 'other data before or behind the content' },
  'leaving.author': { zh: '作者等文档属性：{names:words}', en: 'its author and the like: {names}' },
  'leaving.properties': {
    zh: '文档属性（作者、单位、修改时间等）',
    en: 'the properties of the document (author, organisation, times)',
  },
  'leaving.propertiesOf': {
    zh: '文档属性（作者、单位、修改时间等）：{names:words}',
    en: 'the properties of the document (author, organisation, times): {names}',
  },
  'leaving.comments': {
    zh: '批注、注释{n:number}处',
    en: '{n, plural, one {{n} comment} other {{n} comments}}',
  },
  'leaving.changes': {
    zh: '修订痕迹{n:number}处，能看到改动前的内容',
    en: '{n, plural, one {{n} tracked change} other {{n} tracked changes}}, with what stood there before',
  },
  'leaving.revisions': {
    zh: '保留着以前的版本{n:number}个，可以恢复',
    en: '{n, plural, one {{n} earlier revision} other {{n} earlier revisions}} that can be restored',
  },
  'leaving.attachments': {
    zh: '内附其他文件{n:number}个',
    en: '{n, plural, one {{n} attached file} other {{n} attached files}}',
  },
  'leaving.redactMarks': {
    zh: '只作了涂黑标记、没有删去的内容{n:number}处',
    en: '{n, plural, one {{n} passage} other {{n} passages}} only marked to be blackened, not removed',
  },
  'leaving.hiddenText': {
    zh: '隐藏文字{n:number}处',
    en: '{n, plural, one {{n} hidden text} other {{n} hidden texts}}',
  },
  'leaving.hiddenSheets': {
    zh: '隐藏的工作表{n:number}张：{names:words}',
    en: '{n, plural, one {{n} hidden sheet} other {{n} hidden sheets}}: {names}',
  },
  'leaving.hiddenRows': {
    zh: '隐藏的行或者列{n:number}处',
    en: '{n, plural, one {{n} hidden row or column} other {{n} hidden rows or columns}}',
  },
  'leaving.hiddenSlides': {
    zh: '隐藏的幻灯片{n:number}张',
    en: '{n, plural, one {{n} hidden slide} other {{n} hidden slides}}',
  },
  'leaving.speakerNotes': {
    zh: '演讲者备注{n:number}页',
    en: 'speaker notes on {n, plural, one {{n} page} other {{n} pages}}',
  },
  'leaving.embedded': {
    zh: '嵌入的其他文档{n:number}个',
    en: '{n, plural, one {{n} embedded document} other {{n} embedded documents}}',
  },
  'leaving.scripts': { zh: '脚本程序', en: 'scripts' },
  'leaving.layers': { zh: '隐藏的图层', en: 'hidden layers' },
  'leaving.pivotCache': { zh: '数据透视表保存的全部源数据', en: 'the whole source data of a pivot table' },
  'leaving.links': { zh: '指向其他文件的链接', en: 'links to other files' },
  'leaving.macros': { zh: '宏程序', en: 'macros' },
  'leaving.data': {
    zh: '不能自动检查的其他数据（自定义数据、打印设置等）：{names:words}',
    en: 'other data that cannot be examined (custom data, printer settings and the like): {names}',
  },
  'leaving.signed': {
    zh: '文件经电子签名，文档属性不能去除',
    en: 'an electronic signature: the properties of the document cannot be removed',
  },
  'leaving.encrypted': {
    zh: '文件加密，内部信息无法检查',
    en: 'an encryption: what is inside cannot be examined',
  },
  'leaving.unexamined': {
    zh: '格式不在自动检查的范围内，或者内容过大。请另存为 PDF、DOCX、XLSX 或者图片后替换，或者逐项人工核对',
    en: 'a format or a size that cannot be examined. Please replace it by a PDF, DOCX, XLSX or a picture, or check it by hand',
  },
  'leaving.oldFormat': {
    zh: '旧格式文档，正文里的修订、批注、隐藏内容不能自动检查。请另存为 PDF、DOCX、XLSX 后替换，或者逐项人工核对',
    en: 'an old format: changes, comments and what is hidden in its text cannot be examined. Please replace it by a PDF, DOCX or XLSX, or check it by hand',
  },
  'leaving.member': { zh: '压缩包内“{name:words}”：{what:sentence}', en: '“{name}” in the archive: {what}' },
  'leaving.unreadable': {
    zh: '文件结构不完整，无法检查',
    en: 'a structure that is not whole and cannot be examined',
  },
  'files.notOpened': {
    zh: '“{names:words}”带有不能自动去除的内容，或者不能自动检查，您还没有打开看过。请在“要提供的文件”中逐件打开核对，再审核、签发。',
    en: '“{names}” carries what cannot be removed, or could not be examined, and you have not opened it. Please open each under “Files to be given” and check it before you review or sign.',
  },
  'files.notClean': {
    zh: '“{names:words}”带有不能自动去除的内容。请逐项核对：确认可以照此提供的，审核时予以确认；不能的，退回替换文件。',
    en: '“{names}” carries what cannot be removed. Please check each item: confirm with the review that it may be given as it is, or return the draft and have the file replaced.',
  },
  'files.notRedacted': {
    zh: '“{names:words}”正在遮盖、已有遮盖后的文件，或者是标注改动以前生成的，不能提供、公开。请选择遮盖后的文件；不需要遮盖的，先在“遮盖文件”中撤销。',
    en: '“{names}” is being redacted, has been redacted, or was made before its marks were changed, and may be neither given nor published. Please choose the redacted file, or drop the redaction first under “Redact files”.',
  },
  'files.secret': {
    zh: '“{names:words}”标注为国家秘密，或者与标注为国家秘密的文件内容相同，不得提供、公开。请去掉这些文件，已经签发的先更正签发；确属误标的，由负责人更正那一标注。',
    en: '“{names}” is marked as a state secret, or has the same content as a file that is, and may be neither given nor published. Please leave it out, and where the reply is signed rectify the signature first; a mark that is a mistake is put right by the head of the office.',
  },
  'files.markedHere': { zh: '本件第{n:number}条记录', en: 'record {n} of this case' },
  'files.markedIn': { zh: '{case:words}第{n:number}条记录', en: 'record {n} of {case}' },
  'files.markedElsewhere': {
    zh: '由同一机构统一收件的其他行政机关标注',
    en: 'marked by another agency of the same intake office',
  },
  'files.notListed': {
    zh: '标注为国家秘密、或者与之内容相同的，不得提供、公开，没有列出：{names:words}。',
    en: 'Not listed, for what is marked as a state secret, or has the same content, may be neither given nor published: {names}.',
  },
  'file.stopped': {
    zh: '随答复提供的{n:number}个文件已经停止提供：其中有依法确定为国家秘密、不予公开的内容（条例第十四条）。已经下载的，请不要转发、公开，并与本机关联系。',
    en: '{n, plural, one {{n} file given with the reply is} other {{n} files given with the reply are}} no longer handed out: the content is a state secret under the law and is not disclosed (Art. 14 of the Regulations). If you have downloaded it, please do not pass it on or publish it, and contact the agency.',
  },
  'letter.stopped': {
    zh: '答复书写有已经停止提供的文件的名称，不再从网上提供。需要用于行政复议、行政诉讼的，请与本机关联系，领取遮盖这一名称的副本。',
    en: 'The reply names a file that is no longer handed out, and is not available online any more. If you need it for reconsideration or for a court, please contact the agency for a copy with that name masked.',
  },
} as const
