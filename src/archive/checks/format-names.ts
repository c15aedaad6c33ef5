/** What the report of the four checks calls a media type: its readers are archivists. */
const NAMES: readonly [type: RegExp, name: string][] = [
  [/^application\/pdf$/, 'PDF'],
  [/^application\/ofd$/, 'OFD'],
  [/^image\/png$/, 'PNG图片'],
  [/^image\/jpeg$/, 'JPEG图片'],
  [/^image\/gif$/, 'GIF图片'],
  [/^image\/webp$/, 'WebP图片'],
  [/^application\/msword$/, 'Word文档（DOC）'],
  [/wordprocessingml\.document$/, 'Word文档（DOCX）'],
  [/^application\/vnd\.ms-excel$/, 'Excel表格（XLS）'],
  [/spreadsheetml\.sheet$/, 'Excel表格（XLSX）'],
  [/^application\/vnd\.ms-powerpoint$/, 'PowerPoint演示文稿（PPT）'],
  [/presentationml\.presentation$/, 'PowerPoint演示文稿（PPTX）'],
  [/^application\/vnd\.ms-works$/, 'WPS文字（WPS）'],
  [/^application\/octet-stream$/, 'WPS表格（ET）'],
  [/^application\/zip$/, 'ZIP压缩文件'],
  [/^audio\/mpeg$/, 'MP3音频'],
  [/^video\/mp4$/, 'MP4视频'],
  [/^text\/plain\b/, '纯文本'],
  [/^text\/csv\b/, 'CSV表格'],
]

/** In Chinese; a type that nothing here takes in is told as it is on record, one that is not known as such. */
export const formatName = (type: string): string =>
  NAMES.find(([known]) => known.test(type))?.[1] ?? (type || '没有登记的格式')
