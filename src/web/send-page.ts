/** A page as an answer. */
import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import { html } from './page.tsx'

export const sendPage = (reply: FastifyReply, page: VNode, status = 200) =>
  reply.code(status).type('text/html; charset=utf-8').send(html(page))
