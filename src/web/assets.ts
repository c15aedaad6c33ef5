import { fileURLToPath } from 'node:url'
import files from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { FOLDER, isVersioned } from './asset-url.ts'
import { styleSheets } from './styles.ts'

const A_YEAR = 31_536_000 // s

/**
 * GET /assets/…: kept for a year under the name that pages give it. For an hour where the address says no version, or one
 * that is not ours: beside this process another may already run the next version.
 */
export async function assets(app: FastifyInstance, { development }: { development: boolean }): Promise<void> {
  if (!development)
    app.addHook('onSend', (request, reply, _payload, done) => {
      if (isVersioned(request.url) && reply.statusCode < 400)
        reply.header('cache-control', `public, max-age=${A_YEAR}, immutable`)
      done()
    })
  await app.register(styleSheets, { development })
  await app.register(files, { root: fileURLToPath(FOLDER), prefix: '/assets/', maxAge: '1h' })
}
