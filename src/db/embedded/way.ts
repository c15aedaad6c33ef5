/**
 * The short way to a server of the packages: a socket of the machine in place of TCP on loopback, on which each journey takes
 * more of a processor on both sides. In Linux's abstract namespace, as the lock is: the folder may be too long a path for one
 * (107 bytes), or closed to the server's user. Its name is drawn at each start, so that nobody takes it before the server does.
 */
import { randomUUID } from 'node:crypto'

/** By the port of a server that this process has started or found. */
const names = new Map<number, string>()

/** A name as the server takes it. */
export const newSocket = (): string => `@ysqgk-${randomUUID()}`

/** From here on the pools of this process go this way to the server on that port. @param socket as its pid file names it; none of one that has none */
export function openWay(port: number, socket: string): void {
  if (socket.startsWith('@')) names.set(port, `\0${socket.slice(1)}/.s.PGSQL.${port}`)
  else names.delete(port)
}

/** The port may be another server's from here on. */
export const closeWay = (port: number): boolean => names.delete(port)

/** As a socket of Node connects to it; undefined where an address is that of no server of ours. */
export function wayTo(address: string): string | undefined {
  const { hostname, port } = new URL(address)
  return hostname === '127.0.0.1' ? names.get(Number(port)) : undefined
}
