import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'

/**
 * Pages, styles and scripts travel compressed: a page of the public is a third of its size on the line. The API's answers do not: programs
 * stand near, and a register of a hundred thousand rows would wait for it. What a form sends is taken as it comes: nobody
 * unpacks for strangers.
 */
export async function compression(app: FastifyInstance): Promise<void> {
  app.addHook('onRoute', (route) => {
    if (/^\/(?:api\/|openapi\.json|metrics|health\/)/.test(route.url)) route.compress = false
  })
  // A file is fetched with its length, so that the browser shows how much is still to come: the plugin asks this header.
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (reply.hasHeader('content-disposition')) request.headers['x-no-compression'] = 'yes'
    done()
  })
  await app.register(compress, {
    ...{ globalDecompression: false, encodings: ['br', 'gzip'] },
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    zlibOptions: { level: 5 },
  })
}
