/** The mails and text messages that we send: templates, one file each, blanks only. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type LetterData, printable } from '../documents/index.ts'
import { parseYaml } from '../ground/yaml.ts'

export type MailTemplate = {
  id: string
  subject: string
  body: string
  /** The law asks that the applicant be told: sent whatever the applicant chose. */
  statutory?: boolean
}

const parted = (path: string) => {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(path, 'utf8')) ?? []
  return { ...(parseYaml(head ?? '') as Partial<MailTemplate> | null), body: body?.trim() }
}

const filesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.md'))

/** Mails by id. @throws where a file is not whole, naming it. */
export function readMails(folder: string): Map<string, MailTemplate> {
  const mails = filesIn(folder).map((name) => {
    const { id, subject, body, statutory } = parted(join(folder, name))
    if (`${id}.md` !== name || !subject || !body)
      throw new Error(`templates/mails/${name}: id, subject or text is missing`)
    return { id: id!, subject, body, ...(statutory !== undefined && { statutory }) }
  })
  return new Map(mails.map((mail) => [mail.id, mail]))
}

/** Mails to applicants: each says whether the law asks for it, and each that it does not ask for says how to stop it. @throws as readMails. */
export function readNotices(folder: string): Map<string, MailTemplate & { statutory: boolean }> {
  const mails = [...readMails(folder)].map(([id, mail]) => {
    const { statutory, body } = mail
    if (statutory === undefined) throw new Error(`templates/mails/${id}.md: statutory (true or false) is missing`)
    if (statutory === body.includes('{{quiet}}'))
      throw new Error(`templates/mails/${id}.md: {{quiet}} stands in mails that are not statutory, and in those alone`)
    return [id, { ...mail, statutory }] as const
  })
  return new Map(mails)
}

/** Text messages by id: the text alone. @throws where a file is not whole. */
export function readTextMessages(folder: string): Map<string, string> {
  const texts = filesIn(folder).map((name) => {
    const { id, body } = parted(join(folder, name))
    if (`${id}.md` !== name || !body) throw new Error(`templates/sms/${name}: id or text is missing`)
    return [id!, body] as const
  })
  return new Map(texts)
}

/**
 * Fills each blank once. What was filled in is never read again, and keeps to its line.
 * @param own blanks of one word that are ours and may have several lines
 */
export function filled(
  text: string,
  data: LetterData,
  link: string,
  quiet = '',
  own: Readonly<Record<string, string>> = {},
): string {
  const links: Record<string, string> = { link, quiet, ...own }
  return text.replace(/\{\{([a-z]+)(?:\.([A-Za-z]+))?\}\}/g, (_, group: string, name?: string) =>
    name === undefined ? (links[group] ?? '') : printable(data[group]?.[name] ?? ''),
  )
}
