import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import { html } from './page.tsx'

/** HTML as the answer, in UTF-8; `status` 200 unless given. */
export const sendHtml = (reply: FastifyReply, text: string, status = 200) =>
  reply.code(status).type('text/html; charset=utf-8').send(text)

/** A page, rendered now, as the answer. */
export const sendPage = (reply: FastifyReply, page: VNode, status = 200) => sendHtml(reply, html(page), status)
