/** The mails that we send: templates/mails, one file each, blanks only. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type LetterData, printable } from '../documents/index.ts'

export type MailTemplate = { id: string; subject: string; body: string }

export function readMails(folder: string): Map<string, MailTemplate> {
  const mails = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => {
      const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(join(folder, name), 'utf8')) ?? []
      const { id, subject } = parse(head ?? '') as { id: string; subject: string }
      if (`${id}.md` !== name || !subject || !body)
        throw new Error(`templates/mails/${name}: id, subject or text is missing`)
      return { id, subject, body: body.trim() }
    })
  return new Map(mails.map((mail) => [mail.id, mail]))
}

/** Fills each blank once. What was filled in is never read again, and keeps to its line. */
export function filled(text: string, data: LetterData, link: string): string {
  return text.replace(/\{\{([a-z]+)(?:\.([A-Za-z]+))?\}\}/g, (_, group: string, name?: string) =>
    name === undefined ? (group === 'link' ? link : '') : printable(data[group]?.[name] ?? ''),
  )
}
