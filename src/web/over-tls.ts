/** Did a request come by https? A proxy that ends TLS tells it by a header, or the host that was asked for does. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../ground/config.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** By https, or for the host of a PUBLIC_URL with https: its cookies are Secure. */
    readonly overTls: boolean
  }
  interface FastifyInstance {
    /** Host, with its port, of PUBLIC_URL. */
    readonly publicHost: string | undefined
  }
}

/** Gives `app` its `publicHost` and each request its `overTls`; once an application, before routes and hooks that ask. */
export function decorateOverTls(app: FastifyInstance, { publicUrl }: Pick<Config, 'publicUrl'>): void {
  app.decorate('publicHost', publicUrl === undefined ? undefined : new URL(publicUrl).host)
  const site = publicUrl?.startsWith('https://') ? new URL(publicUrl).host : undefined
  app.decorateRequest('overTls', {
    getter(this: FastifyRequest) {
      return this.protocol === 'https' || (site !== undefined && this.headers.host === site)
    },
  })
}
