/** A virus scanner: clamd by its own protocol, which takes bytes and says what they carry. */
import { createConnection, type Socket } from 'node:net'
import type { ClamdAddress } from './watching-set.ts'

export interface Scanner {
  /** @returns the name of what was found, or undefined @throws ScannerAway where it cannot be told now */
  scan(content: AsyncIterable<Uint8Array>): Promise<string | undefined>
  /** Its version. @throws ScannerAway */
  version(): Promise<string>
}

/** Out of reach, out of time, or a file larger than it takes: nobody knows yet. */
export class ScannerAway extends Error {
  override name = 'ScannerAway'
}

/** A file of 20 MB takes a fifth of a second; a scanner that loads its signatures keeps silent for longer. */
const SILENCE = 20_000 // ms

/** Undefined where none is set. Nothing is asked of it before the first file. */
export const openScanner = (at: ClamdAddress | undefined): Scanner | undefined =>
  at && {
    async scan(content) {
      const answer = await asked(at, 'INSTREAM', async (socket) => {
        for await (const piece of content) {
          if (piece.byteLength === 0) continue // it would be the end
          await written(socket, Buffer.concat([lengthOf(piece.byteLength), piece]))
        }
        await written(socket, lengthOf(0))
      })
      if (answer === 'stream: OK') return undefined
      const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
      if (!found) throw new ScannerAway(`The virus scanner says: ${answer}`)
      return found
    },
    version: () => asked(at, 'VERSION', async () => {}),
  }

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}

const written = (socket: Socket, bytes: Buffer) =>
  new Promise<void>((resolve, reject) => {
    socket.write(bytes, (fault) => (fault ? reject(fault) : resolve()))
  })

async function asked(at: ClamdAddress, command: string, send: (socket: Socket) => Promise<void>): Promise<string> {
  const socket = createConnection(at)
  socket.setTimeout(SILENCE, () => socket.destroy(new Error(`silent for ${SILENCE / 1000} s`)))
  const answer = (async () => {
    let text = ''
    for await (const piece of socket) text += piece
    return text.replace(/(?<![\0\n])[\0\n]+$/, '')
  })()
  // It may answer and hang up before it has everything, as where a file is too large for it.
  answer.catch(() => {})
  try {
    await written(socket, Buffer.from(`z${command}\0`))
    await send(socket).catch(async (fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EPIPE' && fault.code !== 'ECONNRESET') throw fault
    })
    return await answer
  } catch (fault) {
    throw new ScannerAway(`The virus scanner does not answer: ${(fault as Error).message}`, { cause: fault })
  } finally {
    socket.destroy()
  }
}
