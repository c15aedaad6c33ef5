/** A mail server that fails as it is told, always on the same port; what it took over is remembered. */
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export type Mode = 'takes' | 'down' | 'hangs' | '451'

export async function startMail() {
  /** Message-IDs by address, in the order of arrival. */
  const taken = new Map<string, string[]>()
  let mode: Mode = 'takes'
  let server: SMTPServer | undefined
  let port = 0
  const listen = () =>
    new Promise<void>((resolve, reject) => {
      server = new SMTPServer({
        authOptional: true,
        disabledCommands: ['STARTTLS'],
        disableReverseLookup: true,
        closeTimeout: 100,
        onConnect: (_session, done) => {
          if (mode !== 'hangs') done()
        },
        onData(stream, { envelope }, done) {
          buffer(stream).then((raw) => {
            if (mode === '451') return done(Object.assign(new Error('Come again'), { responseCode: 451 }))
            if (mode === 'hangs') return
            const id = /^Message-ID: (<[^>]+>)/im.exec(raw.toString('latin1'))?.[1] ?? ''
            for (const { address } of envelope.rcptTo) taken.set(address, [...(taken.get(address) ?? []), id])
            done(null, 'OK')
          }, done)
        },
      })
      server.on('error', () => {})
      server.server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        port = (server!.server.address() as AddressInfo).port
        resolve()
      })
    })
  const shut = () => new Promise<void>((resolve) => server!.close(() => resolve()))
  await listen()
  return {
    taken,
    url: `smtp://127.0.0.1:${port}`,
    async becomes(next: Mode) {
      const [was, is] = [mode, next]
      mode = next
      if (was === is) return
      // Connections of before are cut: a server that comes back knows nothing of them.
      if (was !== 'down') await shut()
      if (is !== 'down') await listen()
    },
    close: () => (mode === 'down' ? Promise.resolve() : shut()),
  }
}
export type MailServer = Awaited<ReturnType<typeof startMail>>
