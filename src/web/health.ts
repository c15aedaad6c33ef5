import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'

/** Is the process alive; can it do its work? */
export async function health(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.get('/health/live', { schema: { hide: true } }, () => ({ live: true }))

  app.get('/health/ready', { schema: { hide: true } }, async (_request, reply) => {
    const checks = {
      database: await passes(() => house.sql`select 1`),
      ledger: await passes(() => house.sql`select 1 from ledger limit 1`),
      calendar: house.law().calendar.years.has(Number(house.time.today().slice(0, 4)))
        ? 'ok'
        : 'the holiday notice of this year is not loaded',
    }
    const ready = Object.values(checks).every((result) => result === 'ok')
    return reply.code(ready ? 200 : 503).send({ ready, ...checks })
  })
}

async function passes(check: () => PromiseLike<unknown>): Promise<string> {
  try {
    await check()
    return 'ok'
  } catch (error) {
    return (error as Error).message
  }
}
