/**
 * The way out for text messages: an HTTP gateway of the operator's choice, which takes `{to, text, id}` as JSON.
 * The same `id` may come again after a crash: the gateway takes it as one message.
 */
export type ShortMessage = {
  /** A mobile number of the mainland, eleven digits. */
  to: string
  text: string
  /** Derived from what the message is about, so that a repeat carries the same. */
  id: string
}

export interface Sms {
  /** @throws SmsRefused where the gateway will never take it; other faults may pass. */
  send(message: ShortMessage): Promise<{ proof: string }>
}

/** The gateway refused the message itself. Trying again would not help. */
export class SmsRefused extends Error {
  constructor(problem: string) {
    super(`The text message was not sent: ${problem}.`)
    this.name = 'SmsRefused'
  }
}

const PATIENCE = 10_000 // ms; the job is tried again anyway
/** Characters of an answer that are kept as proof. */
const PROOF = 200
/** Refusals that pass: signing in, too slow, too many. The operator mends the first, time the others. */
const PASSING = [401, 403, 407, 408, 425, 429]

/** The gateway for text messages; undefined where no address is set, and the house then sends none. */
export function openSms(settings: { smsUrl?: string | undefined; smsToken?: string | undefined }): Sms | undefined {
  const { smsUrl, smsToken } = settings
  if (!smsUrl) return undefined
  return {
    async send(message) {
      const answer = await fetch(smsUrl, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'idempotency-key': message.id,
          ...(smsToken && { authorization: `Bearer ${smsToken}` }),
        },
        body: JSON.stringify(message),
        redirect: 'error', // the token is for this gateway alone
        signal: AbortSignal.timeout(PATIENCE),
      })
      const body = (await answer.text())
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim()
        .slice(0, PROOF)
      const proof = `${answer.status} ${body}`.trim()
      if (answer.ok) return { proof }
      if (answer.status >= 400 && answer.status < 500 && !PASSING.includes(answer.status)) throw new SmsRefused(proof)
      throw new Error(`The gateway for text messages answered ${proof}.`)
    },
  }
}
