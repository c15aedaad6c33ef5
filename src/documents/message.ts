/** The words of a mail or a text message: what stands in its head, and a text with blanks and nothing else. */
import { parseYaml } from '../ground/yaml.ts'

export type Message = {
  /** Folder and name: `mails.served`, `sms.fee`. */
  id: string
  /** Null of a text message. */
  subject: string | null
  body: string
  /** Of a mail to an applicant: the law asks that they be told, so it is sent whatever they chose. */
  statutory: boolean | null
  /** 1 is the shipped one. */
  version: number
  /** As it was written, with its head. */
  source: string
}

/** What stands between the braces of a message, each once, in its order. */
export const blanksIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name]) => name!.trim())),
]

/** @returns undefined where it has no head that can be read, or no text */
export function messageFrom(id: string, source: string, version: number): Message | undefined {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(source.replace(/\r\n?/g, '\n')) ?? []
  const said = read(head ?? '')
  const text = body?.trim()
  if (!said || !text) return undefined
  const { subject, statutory } = said
  return {
    ...{ id, body: text, version, source },
    subject: typeof subject === 'string' ? subject : null,
    statutory: typeof statutory === 'boolean' ? statutory : null,
  }
}

function read(head: string): Record<string, unknown> | undefined {
  try {
    const said = parseYaml(head)
    return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
