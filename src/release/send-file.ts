/** Hands out a file of the reading room: to everybody what is public, to its readers what waits to be. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { downloadName } from '../files/download-name.ts'
import { asAttachment, inHeader } from '../files/hand-out.ts'
import { openableByAll } from '../files/scans.ts'
import type { House } from '../house.ts'
import { isKnown, markPublic } from './public-answer.ts'

/** Shown in the browser where it can do no harm there. */
const SHOWN = ['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain; charset=utf-8']

type Fetching = Pick<House, 'sql' | 'blobs' | 'scanner' | 'time'>
type Sent = { name: string; size: number; sha256: string; type: string }

/** One that is public: anybody on the way may keep it. @throws Refusal where the virus scanner found something, or is asked first */
export async function sendFile(house: Fetching, request: FastifyRequest, reply: FastifyReply, file: Sent) {
  await openableByAll(house, file.sha256)
  const tag = `"${file.sha256.slice(0, 27)}"`
  markPublic(reply, tag)
  if (isKnown(request, tag)) return reply.code(304).send()
  return sent(house, reply, file)
}

/** One that is not public yet: nobody on the way keeps it. @throws Refusal as `sendFile` */
export async function sendFileToReader(house: Fetching, reply: FastifyReply, file: Sent) {
  await openableByAll(house, file.sha256)
  return sent(house, reply.header('cache-control', 'no-store'), file)
}

async function sent({ blobs }: Pick<House, 'blobs'>, reply: FastifyReply, { name, size, sha256, type }: Sent) {
  if (!SHOWN.includes(type))
    return asAttachment(reply, { name, type })
      .header('content-length', size)
      .send(await blobs.get(sha256))
  return reply
    .type(type)
    .header('content-length', size)
    .header('content-disposition', `inline; filename*=UTF-8''${inHeader(downloadName(name, type))}`)
    .send(await blobs.get(sha256))
}
