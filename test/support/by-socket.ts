/**
 * Each worker's connections to the run's own server go by its socket: by way of the loopback device a question costs a
 * third more, and the suite asks by the million. Whatever else is connected to, a proxy between or a server of a test's own,
 * is reached as it says.
 */
import { Socket } from 'node:net'
import { inject } from 'vitest'

const MARK = Symbol.for('ysqgk.by-socket')
type Marked = typeof Socket.prototype & { [MARK]?: true }

const there = inject('socket')
const prototype = Socket.prototype as Marked
if (there && !prototype[MARK]) {
  const connect = prototype.connect as (...args: unknown[]) => Socket
  prototype[MARK] = true // a worker loads this anew for each file
  prototype.connect = function (this: Socket, ...args: unknown[]) {
    const [port, host] = args
    // Clients of the database give both; others an object, which is none of ours.
    const isOurs = host === '127.0.0.1' && Number(port) === there.port
    return connect.apply(this, isOurs ? [there.path, ...args.slice(2)] : args)
  } as typeof prototype.connect
}
