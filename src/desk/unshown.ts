/** What whoever types off a scan reads where it cannot be shown: what it is, and what to do instead. */
import type { Unpictured } from '../documents/index.ts'
import { bare, kindOf } from '../files/kinds.ts'
import type { Shown } from '../files/waiting-content.ts'

const DO = '下载后用电脑上的程序打开核对'
const UNSHOWN: Record<Unpictured | 'tiff', string> = {
  absent: `服务器没有安装显示PDF的程序，这里看不到。请${DO}，并告知系统管理员。`,
  unreadable: '这个PDF已经损坏，打不开。请重新扫描；是申请人发来的，请其重新提供。原文件仍可下载，也照样存档。',
  locked: `这个PDF设有打开密码，这里看不到。请向提供人询问密码，${DO}。`,
  long: `页数太多，这里看不到。请${DO}。`,
  slow: `页面过于复杂，这里看不到。请${DO}。`,
  fonts: `这个PDF没有嵌入所用的字体，这里看不全。请${DO}。`,
  tiff: `这个TIFF图片已经损坏，或者用了少见的压缩方式，这里看不到。请${DO}；打不开的，请重新扫描。`,
}

/** @param type the media type of the file */
export function unshown(why: NonNullable<Shown['why']>, type: string): string {
  if (why !== 'kind') return UNSHOWN[why]
  const kind = bare(type)
  if (kind === 'image/heic' || kind === 'image/heif')
    return `这是手机拍的HEIC图片，浏览器不能显示。请${DO}；看不了的，请提供人改存JPEG再发。原文件照样存档。`
  return `这是${kindOf(type)?.says ?? '不能识别的文件'}，不是图片或者PDF，这里看不到。请${DO}。`
}
