/** A mail server in this process: real SMTP, and what arrived is read by another library than the one that wrote it. */
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

type Received = Email & { envelope: { from: string; to: string[] }; raw: Buffer }

export type MailServer = {
  url: string
  mails: Received[]
  /**
   * From now on, answer every mail, or every mail to this address, with this code (451: come again, 550: never); without
   * one, take them again.
   */
  refuse(code?: 451 | 550, to?: string): void
  close(): Promise<void>
}

export async function startMailServer(): Promise<MailServer> {
  const mails: Received[] = []
  let refusal: { code: 451 | 550; to: string | undefined } | undefined
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'], // its certificate would be nobody's
    disableReverseLookup: true, // a name server that is not there would cost seconds
    onData(stream, { envelope }, done) {
      receive(stream).then(
        (mail) => {
          const from = envelope.mailFrom ? envelope.mailFrom.address : ''
          const to = envelope.rcptTo.map(({ address }) => address)
          if (refusal && (refusal.to === undefined || to.includes(refusal.to)))
            return done(Object.assign(new Error(`Not now <${to.join()}>`), { responseCode: refusal.code }))
          mails.push({ ...mail, envelope: { from, to } })
          done(null, `OK: queued as ${mails.length}`)
        },
        (fault) => done(fault),
      )
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse(code, to) {
      refusal = code && { code, to }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function receive(stream: NodeJS.ReadableStream): Promise<Omit<Received, 'envelope'>> {
  const raw = await buffer(stream)
  return { ...(await PostalMime.parse(raw)), raw }
}
