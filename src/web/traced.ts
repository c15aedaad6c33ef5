/** One span for each request, told by its method and its route's pattern, status and number. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Span, Traces } from '../ground/traces.ts'

/** Before every other hook of `app`, so that what they begin is a part of the request. */
export function traceRequests(app: FastifyInstance, traces: Traces | undefined): void {
  if (!traces) return
  const open = new WeakMap<FastifyRequest, { span: Span; error?: unknown }>()
  app.addHook('onRequest', (request, _reply, done) => {
    const { method, ips, headers } = request
    const route = request.routeOptions.url ?? 'none'
    // Beyond the address of the connection there are others only where it is a proxy of TRUST_PROXY that tells of them.
    const believed = (ips?.length ?? 0) > 1
    const span = traces.begin(
      `${method} ${route}`,
      { 'http.request.method': method, 'http.route': route, 'ysqgk.request': request.id },
      { caller: believed ? [headers.traceparent].flat()[0] : undefined },
    )
    open.set(request, { span })
    span.within(done)
  })
  // The body was read in between, on the connection's behalf.
  app.addHook('preValidation', (request, _reply, done) => {
    const one = open.get(request)
    if (one) one.span.within(done)
    else done()
  })
  app.addHook('onError', (request, _reply, error, done) => {
    const one = open.get(request)
    if (one) one.error = error
    done()
  })
  app.addHook('onResponse', (request, { statusCode }, done) => {
    const one = open.get(request)
    one?.span.end({
      failed: statusCode >= 500,
      error: one.error,
      attributes: { 'http.response.status_code': statusCode },
    })
    done()
  })
}
