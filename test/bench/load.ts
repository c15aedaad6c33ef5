/** A client that costs as little as possible: prepared bytes over kept connections, no HTTP library in between. */
import { connect, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import type { Load } from './client.ts'

/** Sends every request over `connections` sockets, each waiting for its answer. @returns the seconds it took. */
export async function sendAll(
  port: number,
  requests: readonly Buffer[],
  connections: number,
  expected = 201,
): Promise<number> {
  let next = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = await opened(port)
      while (next < requests.length) {
        const status = await exchange(socket, requests[next++]!)
        if (status !== expected) throw new Error(`answered ${status}, expected ${expected}`)
      }
      socket.destroy()
    }),
  )
  return (performance.now() - started) / 1000
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

/** `sendAll` from a thread of its own. */
export function openClient() {
  const worker = new Worker(new URL('./client.ts', import.meta.url))
  return {
    send: (load: Load) =>
      new Promise<number>((resolve, reject) => {
        worker.once('message', (told: { seconds: number; failed?: string }) =>
          told.failed ? reject(new Error(told.failed)) : resolve(told.seconds),
        )
        worker.postMessage(load)
      }),
    close: () => worker.terminate(),
  }
}
