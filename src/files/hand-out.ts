/** Handing a file out: under a name that tells what it is, and so that no browser runs or shows it among our pages. */
import type { FastifyReply } from 'fastify'
import { marked } from '../ground/marked.ts'
import { bare, endingOf, isEnding, kindOf, UNKNOWN } from './kinds.ts'

/** Bytes of a name: file systems take 255, and browsers and mail programs put their own beside it. */
const LONGEST = 150

/**
 * The name under which a file is downloaded: with an ending of what it is, and short enough for every system. The name as it
 * came stays on record.
 */
export function downloadName(name: string, type: string): string {
  const ending = endingOf(name)
  const kind = kindOf(type)
  const fits = !kind?.endings.length || kind.endings.includes(ending)
  const isMended = !fits && isEnding(ending)
  const stem = ending && (fits || isMended) ? name.slice(0, -ending.length - 1) : name
  const own = fits ? ending && name.slice(-ending.length) : kind.endings[0]!
  const dotted = own && `.${own}`
  return `${cut(stem, LONGEST - Buffer.byteLength(dotted))}${dotted}`
}

function cut(text: string, most: number): string {
  let bytes = 0
  let kept = ''
  for (const sign of text) {
    bytes += Buffer.byteLength(sign)
    if (bytes > most) break
    kept += sign
  }
  return kept
}

/** RFC 8187: what encodeURIComponent leaves as it is and a header may not hold. */
export const inHeader = (name: string): string =>
  encodeURIComponent(marked(name)).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** What a browser would run or show if it were told its type. */
const ACTIVE = new Set(['text/html', 'text/xml', 'image/svg+xml', 'application/x-mimearchive', 'message/rfc822'])

/** As an attachment, which is opened by the reader's own program and never run inside our pages. */
export const asAttachment = (reply: FastifyReply, { name, type }: { name: string; type: string }): FastifyReply =>
  reply
    .type(ACTIVE.has(bare(type)) ? UNKNOWN : type)
    .header('content-disposition', `attachment; filename*=UTF-8''${inHeader(downloadName(name, type))}`)
