/** A client that costs as little as possible: prepared bytes over kept connections, no HTTP library in between. */
import { connect, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import type { Load } from './client.ts'

/** What a load took: all of it in seconds, and the slowest hundredth of the answers in milliseconds. */
export type Took = { seconds: number; p99: number }

/** Sends every request over `connections` sockets, each waiting for its answer. */
export async function sendAll(
  port: number,
  requests: readonly Buffer[],
  connections: number,
  expected = 201,
): Promise<Took> {
  let next = 0
  const waits: number[] = []
  const started = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = await opened(port)
      while (next < requests.length) {
        const sent = performance.now()
        const status = await exchange(socket, requests[next++]!)
        waits.push(performance.now() - sent)
        if (status !== expected) throw new Error(`answered ${status}, expected ${expected}`)
      }
      socket.destroy()
    }),
  )
  const seconds = (performance.now() - started) / 1000
  return { seconds, p99: waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)]! }
}

const opened = (port: number) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })

function exchange(socket: Socket, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const onData = (chunk: Buffer) => {
      answer += chunk.toString('latin1')
      const head = answer.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/content-length: (\d+)/i.exec(answer.slice(0, head))?.[1] ?? 0)
      if (answer.length < head + 4 + length) return
      socket.off('data', onData).off('error', reject)
      resolve(Number(answer.slice(9, 12)))
    }
    socket.on('data', onData).once('error', reject)
    socket.write(request)
  })
}

export const post = (path: string, body: string): Buffer =>
  Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )

export const get = (path: string, cookie = ''): Buffer =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${cookie && `cookie: ${cookie}\r\n`}\r\n`)

/** `sendAll` from a thread of its own. */
export function openClient() {
  const worker = new Worker(new URL('./client.ts', import.meta.url))
  return {
    send: (load: Load) =>
      new Promise<Took>((resolve, reject) => {
        worker.once('message', (told: Took & { failed?: string }) =>
          told.failed ? reject(new Error(told.failed)) : resolve(told),
        )
        worker.postMessage(load)
      }),
    close: () => worker.terminate(),
  }
}
