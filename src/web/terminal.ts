/**
 * 公共终端: a device at a counter or in a library that many use one after the other. A cookie marks it, which staff set there. Every page
 * then bears a band with a button that clears the device, no page is kept by its browser, and it clears itself after a while without use.
 */
import type { FastifyInstance } from 'fastify'
import { assetUrl } from './asset-url.ts'
import { cookieOf } from './cookies.ts'
import { wordsFor } from './visit.ts'

/** Without a script: so many seconds after a page was opened. */
const REFRESH = 600
const BODY = /<body class="citizen">/
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** The page that clears, below the root of each language. */
export const WIPE = 'terminal/wipe'

/** Marks the pages of citizens on such a device; those of staff are as ever. */
export function asTerminal(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (cookieOf(request, 'terminal') === undefined) return payload
    if (!String(reply.getHeader('content-type')).startsWith('text/html') || typeof payload !== 'string') return payload
    // Back shows nothing of the one before: their browser keeps no page.
    reply.header('cache-control', 'no-store')
    const { terminal, root } = wordsFor(request.url)
    const wipe = `${root}${WIPE}`
    const says = /[?&]wiped=1/.test(request.url) ? terminal.wiped : terminal.band
    const named = escaped(terminal.wipe)
    const band = `<form class="practice no-print" method="post" action="${wipe}" aria-label="${named}" data-terminal><b>${escaped(says)}</b> <button type="submit">${named}</button></form>`
    const timed = `<noscript><meta http-equiv="refresh" content="${REFRESH};url=${wipe}"></noscript><script type="module" src="${assetUrl('terminal.js')}"></script></head>`
    return payload.replace('</head>', () => timed).replace(BODY, (body) => body + band)
  })
}
