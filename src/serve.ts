/** Web, jobs, or both, until a signal: what is in flight is finished, then everything is closed. */

import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { openApp } from './app.ts'
import { proofPage } from './evidence/in-browser/link.ts'
import { addressOf, ConfigFault } from './ground/config.ts'
import { noteAddress } from './ground/listening.ts'
import { report } from './ground/log.ts'
import { health } from './health.ts'
import type { OpenHouse } from './open-house.ts'
import { onSignals } from './signals.ts'
import { errorAnswers } from './web/errors.ts'
import { openWorker, type Worker } from './worker.ts'

export type Service = { address: string; close(): Promise<void> }

/** Opens web and jobs; when that fails, the house is closed again, so that no database is left behind. */
export async function serve(house: OpenHouse): Promise<Service> {
  try {
    return await open(house)
  } catch (error) {
    await house.close()
    throw error
  }
}

async function open(house: OpenHouse): Promise<Service> {
  const { role, host, port } = house.config
  proofPage() // made once a process, which answers nobody meanwhile: the first guide or bundle would make everybody wait
  const app = role === 'worker' ? await openWatch(house) : await openApp(house)
  await app.listen({ host, port }).catch(async (error) => {
    // A worker beside a web process of the same machine is no worse for having no address.
    if (role === 'worker') return report(`No /health for this worker: port ${port} is not to be had`, error)
    await app.close()
    throw notListening(error, { host, port })
  })
  const worker: Worker | undefined = role === 'web' ? undefined : await openWorker(house, house.databaseUrl)
  const listening = (app.server.address() as AddressInfo | null)?.port ?? port
  // Links in mails name the port that was found free.
  house.config.port = listening
  const forget =
    role === 'worker'
      ? () => {}
      : noteAddress(house.config, addressOf({ ...house.config, publicUrl: undefined }, listening))
  return {
    address: addressOf(house.config, listening),
    async close() {
      forget()
      if (role !== 'worker') await app.drain()
      await app.close()
      await worker?.stop()
      await house.close()
    },
  }
}

/** What a worker answers: how it is, and nothing else. */
async function openWatch(house: OpenHouse): Promise<FastifyInstance> {
  const app = Fastify({ logger: false })
  errorAnswers(app)
  await app.register(health, { house })
  return app
}

/** What the operator can do about it, where it is the address. */
function notListening(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  if (error.code === 'EADDRINUSE')
    return new ConfigFault([
      {
        name: 'PORT',
        problem: `${port} is taken by another program`,
        remedy: 'Stop that program, or set another PORT',
        zh: `PORT ${port} 已被另一个程序占用。请停止那个程序，或者设置另一个 PORT。`,
      },
    ])
  if (error.code === 'EACCES')
    return new ConfigFault([
      {
        name: 'PORT',
        problem: `${port} may not be taken by this user`,
        remedy: 'Set one above 1023 behind a proxy',
        zh: `运行本服务的用户不能使用端口 ${port}。请设置大于1023的 PORT，由代理转发。`,
      },
    ])
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new ConfigFault([
      {
        name: 'HOST',
        problem: `${host} is no address of this machine`,
        remedy: 'Set one that it has, or 0.0.0.0',
        zh: `HOST ${host} 不是本机的地址。请设置本机有的地址，或者 0.0.0.0。`,
      },
    ])
  return error
}

/** Of what is in flight where a fault has shown that nothing can be relied on. */
const LAST_WORDS = 10_000 // ms

/**
 * Closes in order on a signal, when the supervisor says so, and where a fault was caught by nobody: what is in flight is
 * finished then, if it can be, and whoever watches over this process begins another. Without its supervisor it ends at once.
 */
export function closeWhenTold(close: () => Promise<void>): void {
  let closing = false
  const leave = (code: number) => {
    if (closing) return
    closing = true
    close().then(
      () => process.exit(code),
      (error) => {
        report('Closing failed', error)
        process.exit(1)
      },
    )
  }
  onSignals(
    () => leave(0),
    () => process.exit(1),
  )
  const broken = (error: unknown) => {
    report('A fault that nobody caught: the service ends', error)
    setTimeout(() => process.exit(1), LAST_WORDS).unref()
    leave(1)
  }
  process.on('uncaughtException', broken)
  process.on('unhandledRejection', broken)
  if (!process.send) return
  process.on('message', (said) => {
    if (said === 'stop') leave(0)
  })
  process.on('disconnect', () => process.exit(1))
}
