/** The style sheets: written by topic under styles/, sent as one for everybody and one more for staff. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'

/** In this order: of rules with the same weight the last one wins, so that widths and print stand at the end. */
const PARTS = {
  'site.css': 'tokens ground frame blocks home reading-room controls steps dates acts media'.split(' '),
  'staff.css':
    'staff/desk staff/entry staff/case staff/templates staff/registers staff/office staff/door staff/media'.split(' '),
}
export type SheetName = keyof typeof PARTS
/** Names of the sheets under /assets. */
export const SHEETS = Object.keys(PARTS) as SheetName[]

const FOLDER = new URL('./styles/', import.meta.url)

/** @returns the CSS of one sheet, read from its parts in `folder`. */
export const sheet = (name: SheetName, folder = FOLDER): string =>
  PARTS[name].map((part) => readFileSync(new URL(`${part}.css`, folder), 'utf8')).join('\n')

type Options = {
  /** Reads the parts at every request and lets no browser keep them: a change shows on reload. */
  development: boolean
  folder?: URL
}

/** GET /assets/site.css and /assets/staff.css, which browsers keep for an hour; 304 for an ETag that still holds. */
export async function styleSheets(app: FastifyInstance, { development, folder }: Options): Promise<void> {
  for (const name of SHEETS) {
    const read = () => tagged(sheet(name, folder))
    const atStart = read()
    app.get(`/assets/${name}`, { schema: { hide: true } }, (request, reply) => {
      const { css, etag } = development ? read() : atStart
      reply.header('cache-control', development ? 'no-cache' : 'public, max-age=3600').header('etag', etag)
      if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
      return reply.type('text/css; charset=utf-8').send(css)
    })
  }
}

const tagged = (css: string) => ({ css, etag: `"${createHash('sha256').update(css).digest('base64url')}"` })
