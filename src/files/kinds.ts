/** The kinds of files that offices and people send: by media type, what they are called and which endings they bear. */

export type Kind = {
  /** In official Chinese, for lists, slips and reports. */
  says: string
  /** The first is given to a file whose name has another kind's ending. */
  endings: readonly string[]
  /** A program of the office prints or shows it; of what lacks it whoever sent it is told that it may stay closed. */
  isUsual: boolean
}

const OOXML = 'application/vnd.openxmlformats-officedocument'
export const DOCX = `${OOXML}.wordprocessingml.document`
export const XLSX = `${OOXML}.spreadsheetml.sheet`
export const PPTX = `${OOXML}.presentationml.presentation`
/** Nothing here knows what it is. */
export const UNKNOWN = 'application/octet-stream'

const usual = (says: string, ...endings: string[]): Kind => ({ says, endings, isUsual: true })
const rare = (says: string, ...endings: string[]): Kind => ({ says, endings, isUsual: false })

/** Without parameters. WPS writes the formats of Word, Excel and PowerPoint under endings of its own, and opens both. */
const KINDS: Record<string, Kind> = {
  'application/pdf': usual('PDF', 'pdf'),
  'application/ofd': usual('OFD', 'ofd'),
  'image/png': usual('PNG图片', 'png', 'apng'),
  'image/jpeg': usual('JPEG图片', 'jpg', 'jpeg', 'jpe', 'jfif'),
  'image/gif': usual('GIF图片', 'gif'),
  'image/webp': usual('WebP图片', 'webp'),
  'image/bmp': usual('BMP图片', 'bmp', 'dib'),
  'image/tiff': usual('TIFF图片', 'tif', 'tiff'),
  'image/heic': usual('HEIC图片', 'heic', 'heif', 'hif'),
  'image/heif': usual('HEIF图片', 'heic', 'heif', 'hif'),
  'image/avif': usual('AVIF图片', 'avif'),
  'application/msword': usual('Word文档（DOC）', 'doc', 'wps', 'dot', 'wpt'),
  'application/vnd.ms-excel': usual('Excel表格（XLS）', 'xls', 'et', 'xlt', 'ett'),
  'application/vnd.ms-powerpoint': usual('PowerPoint演示文稿（PPT）', 'ppt', 'dps', 'pps', 'pot'),
  'application/vnd.ms-works': usual('WPS文字（WPS）', 'wps'),
  'application/vnd.ms-office': usual('加密的Office文档'),
  [DOCX]: usual('Word文档（DOCX）', 'docx'),
  [XLSX]: usual('Excel表格（XLSX）', 'xlsx'),
  [PPTX]: usual('PowerPoint演示文稿（PPTX）', 'pptx'),
  'application/vnd.ms-word.document.macroenabled.12': usual('含宏的Word文档（DOCM）', 'docm'),
  'application/vnd.ms-excel.sheet.macroenabled.12': usual('含宏的Excel表格（XLSM）', 'xlsm'),
  'application/vnd.ms-powerpoint.presentation.macroenabled.12': usual('含宏的PowerPoint演示文稿（PPTM）', 'pptm'),
  'application/vnd.oasis.opendocument.text': usual('ODF文档（ODT）', 'odt'),
  'application/vnd.oasis.opendocument.spreadsheet': usual('ODF表格（ODS）', 'ods'),
  'application/vnd.oasis.opendocument.presentation': usual('ODF演示文稿（ODP）', 'odp'),
  'application/rtf': usual('RTF文档', 'rtf', 'doc'),
  'text/plain': usual('纯文本', 'txt', 'text', 'log', 'md', 'json', 'yaml', 'yml', 'tsv', 'srt'),
  'text/csv': usual('CSV表格', 'csv'),
  // Business systems export tables as pages under the endings of Office, whose programs open them and run no script.
  'text/html': usual('网页', 'html', 'htm', 'xhtml', 'xls', 'doc', 'et', 'wps'),
  'text/xml': usual('XML文件', 'xml', 'xls', 'doc'),
  'image/svg+xml': rare('SVG矢量图', 'svg'),
  'message/rfc822': usual('电子邮件（EML）', 'eml'),
  'application/vnd.ms-outlook': usual('电子邮件（MSG）', 'msg'),
  'application/x-mimearchive': usual('网页存档（MHT）', 'mht', 'mhtml', 'doc', 'xls'),
  'application/zip': usual('ZIP压缩文件', 'zip'),
  'application/x-rar-compressed': usual('RAR压缩文件', 'rar'),
  'application/x-7z-compressed': usual('7z压缩文件', '7z'),
  'audio/mpeg': usual('MP3音频', 'mp3'),
  'audio/amr': usual('AMR录音', 'amr'),
  'audio/wav': usual('WAV音频', 'wav'),
  'audio/x-m4a': usual('M4A音频', 'm4a'),
  'audio/aac': usual('AAC音频', 'aac'),
  'video/mp4': usual('MP4视频', 'mp4', 'm4v'),
  'video/quicktime': usual('MOV视频', 'mov'),
  'video/3gpp': usual('3GP视频', '3gp'),
  'video/vnd.avi': usual('AVI视频', 'avi'),
  [UNKNOWN]: rare('不能识别的文件'),
}

/** A media type without its parameters. */
export const bare = (type: string): string => type.split(';')[0]!.trim()

/** The kind of this media type, where it is one that is sent often. */
export const kindOf = (type: string): Kind | undefined => KINDS[bare(type)]

/** Does an office open it? Recordings and films of whatever format are tried. */
export const isUsual = (type: string): boolean => kindOf(type)?.isUsual ?? /^(?:audio|video)\//.test(type)

const ALL_ENDINGS = new Set(Object.values(KINDS).flatMap(({ endings }) => endings))
/** Is it the ending of some kind, so that a file of another kind must not bear it? */
export const isEnding = (ending: string): boolean => ALL_ENDINGS.has(ending)

/** What Windows and others run when it is opened, whatever it holds. */
const RUN = new Set(
  (
    'exe com scr pif bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta msi msp mst cpl dll sys ocx jar jnlp reg lnk url ' +
    'scf inf sct application gadget chm hlp appx msix apk ipa app dmg iso img vhd vhdx sh command py rb pl php asp aspx ' +
    'jsp xll xlam settingcontent-ms library-ms search-ms msc ws vb xbap'
  ).split(' '),
)
/** Would opening a file of this ending run it? */
export const isRun = (ending: string): boolean => RUN.has(ending)

/** In lower case, without its dot; empty where there is none. */
export const endingOf = (name: string): string => /\.([^.\s]{1,20})$/.exec(name)?.[1]?.toLowerCase() ?? ''
