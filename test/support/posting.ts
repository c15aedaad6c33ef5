/** A form as a browser posts it: the answer is an address, and what is looked at is the page that opens there. */
import type { FastifyInstance } from 'fastify'
import { type Answer, asForm, asUpload, cookiesOf, newAddress, send, type Upload } from './api.ts'

/** One browser: it keeps its cookies and has one address. */
export function browserAt(app: FastifyInstance) {
  const jar = new Map<string, string>()
  const remoteAddress = newAddress()
  const asks = async (request: Parameters<typeof send>[1] & object): Promise<Answer & { url: string }> => {
    const { headers, ...rest } = request as { headers?: Record<string, string>; url: string }
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await send(app, { remoteAddress, ...rest, headers: { ...headers, ...(cookie && { cookie }) } })
    for (const one of cookiesOf(answer).split('; ').filter(Boolean)) {
      const [name, ...value] = one.split('=')
      if (value.join('=')) jar.set(name!, value.join('='))
      else jar.delete(name!)
    }
    return Object.assign(answer, { url: rest.url })
  }
  const opens = (url: string) => asks({ url })
  const posts = (url: string, fields: Record<string, string>, files?: Upload[]) =>
    asks({ method: 'POST', url, ...(files ? asUpload(fields, files) : asForm(fields)) })
  /** Posts, and goes where the answers lead as long as it is `within`: to the page that shows what became of it. */
  const follows = async (url: string, fields: Record<string, string>, files?: Upload[], within = /./) => {
    let answer = await posts(url, fields, files)
    for (let n = 0; n < 5 && answer.status === 303 && within.test(String(answer.headers.location)); n++)
      answer = await opens(String(answer.headers.location).split('#')[0]!)
    return answer
  }
  return { jar, opens, posts, follows }
}

/** Another browser each time: the form itself has all that it needs. Of what was filed the answer itself is given. */
export const postsForm = (app: FastifyInstance, url: string, fields: Record<string, string>, files?: Upload[]) =>
  browserAt(app).follows(url, fields, files, /^(\/en)?\/apply/)
