/** Starts the product in a process of its own, and says how much memory it takes. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Server, settings } from './office.ts'

export type Service = {
  address: string
  /** Megabytes now, and the most since `fromHere`. */
  memory(): { now: number; most: number }
  fromHere(): void
  close(): Promise<void>
}

export async function startService(at: Pick<Server, 'folder' | 'url' | 'runtimeUrl'>): Promise<Service> {
  const child = fork(fileURLToPath(new URL('./service.ts', import.meta.url)), {
    env: { ...process.env, ...settings(at), PORT: '0' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const ready = await Promise.race([once(child, 'message'), ended])
  const [{ address }] = ready as [{ address?: string }]
  if (!address) throw new Error('The service ended before it was ready.')
  const of = (field: string) => {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)![1]) / 1024
  }
  return {
    address,
    memory: () => ({ now: of('VmRSS'), most: of('VmHWM') }),
    fromHere: () => writeFileSync(`/proc/${child.pid}/clear_refs`, '5'), // proc(5): the peak begins again
    async close() {
      child.disconnect()
      await ended
    },
  }
}
