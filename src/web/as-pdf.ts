/** A PDF as an answer, which a browser shows and saves under its name. */
import type { FastifyReply } from 'fastify'

/** @param name with its ending */
export const asPdf = (reply: FastifyReply, name: string) =>
  reply.type('application/pdf').header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
