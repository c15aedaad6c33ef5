/** Handing a file out: under a name that tells what it is, and so that no browser runs or shows it among our pages. */
import type { FastifyReply } from 'fastify'
import { marked } from '../ground/marked.ts'
import { downloadName } from './download-name.ts'
import { bare, UNKNOWN } from './kinds.ts'

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
