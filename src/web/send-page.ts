/** A page as an answer. */
import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import { html } from './page.tsx'

export const sendHtml = (reply: FastifyReply, text: string, status = 200) =>
  reply.code(status).type('text/html; charset=utf-8').send(text)

export const sendPage = (reply: FastifyReply, page: VNode, status = 200) => sendHtml(reply, html(page), status)
