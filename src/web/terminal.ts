/**
 * 公共终端: a device at a counter or in a library that many use one after the other. A cookie marks it, which staff set there. Every page
 * then bears a band with a button that clears the device, nothing is kept by its browser or shown outside of such a page, and it clears
 * itself after a while without use; where it could not, the house takes nothing from it that was given to whoever sat there before.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import { assetUrl } from './asset-url.ts'
import { type CookieName, ignoreCookie, isTerminal, sealCookie, sealedOf } from './cookies.ts'
import { toldHere } from './told-once.ts'
import { LANGUAGES, wordsFor } from './visit.ts'

/** Without a script: so many seconds after a page was opened. */
const REFRESH = 600
const BODY = /<body[^>]*>/
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** The page that clears, below the root of each language. */
export const WIPE = 'terminal/wipe'

/** What citizens are given; staff have a session that idles of itself. */
const OF_CITIZENS: readonly CookieName[] = [
  ...(['account', 'account-errand', 'account-code', 'followed', 'draft', 'written'] as const),
  ...(['filed', 'refused', 'answering', 'evaluating'] as const),
]
/** Style and script of all, the same for everybody. */
const isAsset = (url: string) => url.startsWith('/assets/')
/** Where clearing leads. */
const isHome = ({ url }: FastifyRequest) => LANGUAGES.some(({ root }) => root === url)

/** Knows who sits at such a device, and marks its pages. After cookies are read, before anything asks for one. */
export function asTerminal(app: FastifyInstance, house: Pick<House, 'sql' | 'time'>): void {
  const cleared = new WeakSet<FastifyRequest>()
  app.addHook('onRequest', async (request, reply) => {
    if (!isTerminal(request) || isAsset(request.url)) return
    const sits = await sealedOf(house, request, 'sitting')
    if (!sits) for (const name of OF_CITIZENS) ignoreCookie(request, reply, name)
    sealCookie(house, request, reply, 'sitting', 'here', { id: sits?.id })
    if (isHome(request) && (await toldHere(house, request, reply, 'wiped'))) cleared.add(request)
    // A page that was kept before this was a terminal has no band: it is sent anew.
    delete request.headers['if-none-match']
    delete request.headers['if-modified-since']
  })
  app.addHook('onSend', async (request, reply, payload) => {
    if (!isTerminal(request) || isAsset(request.url)) return payload
    // Back shows nothing of the one before: their browser keeps no page.
    reply.header('cache-control', 'no-store')
    // A viewer of the browser has no clock that clears it.
    const shown = String(reply.getHeader('content-disposition') ?? '')
    if (shown.startsWith('inline')) reply.header('content-disposition', shown.replace('inline', 'attachment'))
    if (!String(reply.getHeader('content-type')).startsWith('text/html') || typeof payload !== 'string') return payload
    const { terminal, root } = wordsFor(request.url)
    const wipe = `${root}${WIPE}`
    const says = cleared.has(request) ? terminal.wiped : terminal.band
    const named = escaped(terminal.wipe)
    const band = `<form class="practice no-print" method="post" action="${wipe}" aria-label="${named}" data-terminal><b>${escaped(says)}</b> <button type="submit">${named}</button></form>`
    const timed = `<noscript><meta http-equiv="refresh" content="${REFRESH};url=${wipe}"></noscript><script type="module" src="${assetUrl('terminal.js')}"></script></head>`
    return payload.replace('</head>', () => timed).replace(BODY, (body) => body + band)
  })
}
