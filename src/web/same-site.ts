/** Forms of visitors without a session must come from this house. */
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../ground/errors.ts'

/** The browser says that the page is ours, and the proxy before us does not: the page helps whoever runs it. */
const REWRITTEN =
  '请刷新页面后重新提交。仍然这样的，请告知网站管理人员：代理服务器改写了主机名，需要设置 PUBLIC_URL（对外网址）后重新启动。'

/** What a browser says of a form of our own page, and of an address that was typed or opened from a mail. */
const OURS = ['same-origin', 'none']

/**
 * A preHandler for forms without a session: the browser says where they come from. A neighbour under the same domain is
 * another house: `same-site` is not enough. Programs that send neither Sec-Fetch-Site nor Origin pass.
 * @throws Refusal CSRF for a form of another origin.
 */
export async function sameSite(request: FastifyRequest): Promise<void> {
  const { 'sec-fetch-site': site, origin } = request.headers
  if (site !== undefined && !OURS.includes(String(site))) throw new Refusal('CSRF')
  // Old browsers say the origin alone; `null` names nobody, and a newer one has said above that the page is ours.
  if (origin === undefined || (origin === 'null' && site !== undefined)) return
  if (!isOwn(request, origin)) throw new Refusal('CSRF', site === 'same-origin' ? { next: REWRITTEN } : {})
}

/** The host that was asked for, as a trusted proxy tells it, or that of PUBLIC_URL. */
function isOwn(request: FastifyRequest, origin: string): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : undefined
  if (!url) return false
  const asked = `${url.protocol}//${request.host}`
  return (URL.canParse(asked) && new URL(asked).host === url.host) || url.host === request.server.publicHost
}
