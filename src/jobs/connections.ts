/**
 * The queue's connections, which may be given back twice. Where the listener's connection is lost while its runner ends,
 * graphile-worker 0.18 gives it back for both reasons, the second time in a promise that nobody waits for: pg's pool calls
 * that a fault, and a rejection that nobody handles ends the process.
 */
import pg from 'pg'

type Lent = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  giveBack: pg.PoolClient['release'] | undefined,
) => void

class Connections extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(lend: Lent): void
  override connect(lend?: Lent): Promise<pg.PoolClient> | undefined {
    if (!lend) return super.connect()
    super.connect((error, client, giveBack) => {
      let given = false
      lend(error, client, (fault) => {
        if (given) return
        given = true
        giveBack?.(fault) // of a pool that has ended there was nothing to give
      })
    })
    return
  }
}

/** A pool of at most `max` connections, whose losses are told by the statements that meet them. */
export function openConnections(connectionString: string, max: number): pg.Pool {
  // Ours: of its own the queue takes the listeners for faults away while connections are still closing.
  const connections = new Connections({ connectionString, max })
  connections.on('error', () => {}) // such a connection has left the pool
  connections.on('connect', (client) => client.on('error', () => {})) // the statement says so
  return connections
}
