/** The key by which whoever gets a bundle proves it, for anybody, whether the office is open or not. */
import type { FastifyInstance } from 'fastify'
import { handOvers } from '../db/keys-in-use.ts'
import { verifierKey } from '../ground/checkpoint.ts'
import { handOversText } from '../ground/hand-over.ts'
import type { House } from '../house.ts'
import { describe } from '../web/describe-api.ts'
import { PAGE_ADDRESS, proofPage } from './in-browser/link.ts'

const TEXT = 'text/plain; charset=utf-8'
const HTML = 'text/html; charset=utf-8'

/**
 * `GET /.well-known/ysqgk-key`: one line, a verifier key (C2SP signed-note); below it `/handovers`, the notes by which the keys
 * before it led to it, oldest first; beside it the page that lies in every bundle and proves it in a browser: whoever doubts the one
 * in a bundle takes it from here. The key is that of this process: what the database says of it, nobody need believe.
 */
export async function keyApi(app: FastifyInstance, { house }: { house: Pick<House, 'sql' | 'keys'> }): Promise<void> {
  const said = (summary: string, type = 'text/plain') => {
    const { response, ...rest } = describe({ summary, tag: 'public' })
    const text = { description: summary, content: { [type]: { schema: { type: 'string' } } } }
    return { schema: { ...rest, response: { ...response, 200: text } } }
  }

  app.get(
    '/.well-known/ysqgk-key',
    said('The key of this installation as a signer (C2SP verifier key, one line)'),
    (_, reply) => reply.type(TEXT).send(`${verifierKey(house.keys)}\n`),
  )

  app.get(
    '/.well-known/ysqgk-key/handovers',
    said('The notes by which the signing key was handed over, oldest first; empty where it never was'),
    async (_, reply) => reply.type(TEXT).send(handOversText(await handOvers(house.sql))),
  )

  app.get(
    PAGE_ADDRESS,
    said('The page that proves an evidence bundle in a browser, offline: as it lies in every bundle', 'text/html'),
    (_, reply) => {
      const { bytes, policy } = proofPage()
      return reply.header('content-security-policy', `${policy}; frame-ancestors 'none'`).type(HTML).send(bytes)
    },
  )
}
