/**
 * Who owns the server of a folder: a name in Linux's abstract socket namespace. The kernel frees it when its holder
 * dies, however it dies; a lock file would have to guess.
 */
import { createHash } from 'node:crypto'
import { createServer } from 'node:net'

/** Takes the ownership of `folder`, and gives how to let it go again; undefined while somebody else holds it. */
export function takeOwnership(folder: string): Promise<(() => void) | undefined> {
  // A socket name ends after 107 bytes, a path does not: two long paths must not share a lock.
  const name = `\0ysqgk-postgres-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`
  return new Promise((resolve, reject) => {
    const socket = createServer()
    socket.once('error', (fault: NodeJS.ErrnoException) =>
      fault.code === 'EADDRINUSE' ? resolve(undefined) : reject(fault),
    )
    socket.listen(name, () => resolve(() => void socket.close()))
    socket.unref()
  })
}
