import type { FastifyInstance } from 'fastify'
import { nightReport } from './evidence/by-night.ts'
import type { House } from './house.ts'
import { givenUp } from './jobs/given-up.ts'

/**
 * GET /health/live: 200 as long as the process answers. GET /health/ready: 200 when database and ledger can be read and
 * the holidays of this year are loaded, else 503; JSON, each `ok` or its reason. What the operator must look into besides
 * (`night`, `jobs`) stands in the same answer and takes no working service from its users. SQL: nothing is read of a row.
 */
export async function health(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.get('/health/live', { schema: { hide: true } }, () => ({ live: true }))

  app.get('/health/ready', { schema: { hide: true } }, async (_request, reply) => {
    const checks = {
      database: await passes(() => house.sql`select 1`),
      ledger: await passes(() => house.sql`select 1 from ledger limit 0`),
      calendar: house.law().calendar.years.has(Number(house.time.today().slice(0, 4)))
        ? 'ok'
        : 'the holiday notice of this year is not loaded',
    }
    const ready = Object.values(checks).every((result) => result === 'ok')
    const { sql, time } = house
    const besides = {
      night: await said(() => nightReport(sql, time.now())),
      jobs: await said(() => givenUp(sql)),
    }
    return reply.code(ready ? 200 : 503).send({ ready, ...checks, ...besides })
  })
}

const passes = (check: () => PromiseLike<unknown>): Promise<string> =>
  said(async () => {
    await check()
    return 'ok'
  })

async function said(check: () => Promise<string>): Promise<string> {
  try {
    return await check()
  } catch (error) {
    return (error as Error).message
  }
}
