/**
 * The door to OpenTelemetry, loaded where OTEL_EXPORTER_OTLP_ENDPOINT is set and nowhere else. Nothing is registered for
 * the whole process, so that no other library (the query builder would tell its SQL) adds spans of its own.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace'
import { report } from './log.ts'
import type { Span, Traces } from './traces.ts'

/** Spans wait so many milliseconds for others. */
const EVERY = 1_000
/** A collector that hangs keeps a closing process so many milliseconds. */
const PATIENCE = 5_000

/** @param endpoint of the collector, to which OTLP adds `/v1/traces` */
export function openTraces(endpoint: string): Traces {
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: PATIENCE })
  const processor = new BatchSpanProcessor({ exporter: toldOnce(exporter), scheduledDelayMillis: EVERY })
  const provider = new TracerProvider({
    // Of the machine and of the command line that started us nothing is told.
    resource: resourceFromAttributes({ 'service.name': 'ysqgk' }),
    spanProcessors: [processor],
  })
  const tracer = provider.getTracer('ysqgk')
  const current = new AsyncLocalStorage<Context>()
  return {
    begin(name, attributes, from) {
      const context = from ? callers(from.caller) : (current.getStore() ?? ROOT_CONTEXT)
      const span = tracer.startSpan(name, { attributes, kind: from ? SpanKind.SERVER : SpanKind.INTERNAL }, context)
      const inside = trace.setSpan(context, span)
      return {
        within: (work) => current.run(inside, work),
        end({ failed, error, attributes: more } = {}) {
          if (more) span.setAttributes(more)
          if (error !== undefined) span.setAttribute('error.type', kindOf(error))
          if (failed) span.setStatus({ code: SpanStatusCode.ERROR })
          span.end()
        },
      } satisfies Span
    },
    async close() {
      // A collector that is away was named in the log, and keeps nobody from closing.
      await processor.shutdown().catch(() => undefined)
    },
  }
}

/** W3C Trace Context, version 00. Its `tracestate` is left: others may write what they like into it. */
function callers(traceparent: string | undefined): Context {
  const [, traceId, spanId, flags] = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/.exec(
    traceparent ?? '',
  ) ?? ['']
  if (!traceId || !spanId) return ROOT_CONTEXT
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags!, 16) & 1,
    isRemote: true,
  })
}

/** The code of an error, or its class: what stands in a program. */
function kindOf(error: unknown): string {
  const { code, name } = Object(error) as { code?: unknown; name?: unknown }
  return [code, name].find((one): one is string => typeof one === 'string' && /^[\w.-]{1,60}$/.test(one)) ?? 'unknown'
}

/** The first batch that did not arrive is named in the log, then none until one has arrived. */
function toldOnce(exporter: SpanExporter): SpanExporter {
  let away = false
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const lost = result.error !== undefined
        if (lost && !away) report('The collector of traces takes nothing; its spans are dropped', result.error)
        away = lost
        done(result)
      })
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  }
}
