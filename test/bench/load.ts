/** A client that costs as little as possible: prepared bytes over kept connections, no HTTP library in between. */
import { connect, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'

/** What a thread of its own is asked to send. */
export type Load = { port: number; requests: Uint8Array[]; connections: number; expected?: number; within?: number }

/** What a load took: all of it in seconds, how long each answer was waited for, and of a processor this thread, in milliseconds. */
export type Took = { seconds: number; waits: number[]; cpu: number }

/** Sends the requests over `connections` sockets, each waiting for its answer; none any more once `within` ms have passed. */
export async function sendAll(
  port: number,
  requests: readonly Buffer[],
  connections: number,
  expected = 201,
  within = Number.POSITIVE_INFINITY,
): Promise<Took> {
  let next = 0
  const waits: number[] = []
  const started = performance.now()
  const before = process.threadCpuUsage()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = await opened(port)
      while (next < requests.length && performance.now() - started < within) {
        const sent = performance.now()
        const status = await exchange(socket, requests[next++]!)
        waits.push(performance.now() - sent)
        if (status !== expected) throw new Error(`answered ${status}, expected ${expected}`)
      }
      socket.destroy()
    }),
  )
  const { user, system } = process.threadCpuUsage(before)
  return { seconds: (performance.now() - started) / 1000, waits, cpu: (user + system) / 1000 }
}

export const opened = (port: number) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })

/** @returns the status of the answer, once all of it is here */
export function exchange(socket: Socket, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let head = ''
    let [here, whole] = [0, Number.POSITIVE_INFINITY]
    const onData = (chunk: Buffer) => {
      here += chunk.length
      if (whole === Number.POSITIVE_INFINITY) {
        head += chunk.toString('latin1')
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        const length = /content-length: (\d+)/i.exec(head.slice(0, end))?.[1]
        if (length === undefined) return fail(new Error(`an answer of unknown length: ${head.slice(0, end)}`))
        whole = end + 4 + Number(length)
      }
      if (here < whole) return
      still()
      resolve(Number(head.slice(9, 12)))
    }
    const fail = (why: Error) => {
      still()
      reject(why)
    }
    const onClose = () => fail(new Error('the server hung up before it answered'))
    const still = () => socket.off('data', onData).off('error', fail).off('close', onClose)
    socket.on('data', onData).once('error', fail).once('close', onClose)
    socket.write(request)
  })
}

type Headers = Record<string, string>
const lines = (headers: Headers) => Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)

export const post = (path: string, body: string, headers: Headers = {}): Buffer =>
  Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${lines(headers).join('')}\r\n${body}`,
  )

export const get = (path: string, headers: Headers = {}): Buffer =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines(headers).join('')}\r\n`)

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
