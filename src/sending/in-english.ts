/** What those who filed on the English pages are told: the English of a mail with the Chinese beneath it, and text messages. */
import { readFileSync } from 'node:fs'
import type { Day } from '../../workflows/statute/days.ts'
import type { LetterData } from '../documents/index.ts'
import { parseYaml } from '../ground/yaml.ts'
import type { FormInEnglish } from '../letters/blank-form.ts'
import { TEMPLATES_FOLDER } from '../letters/templates/folder.ts'
import { en } from '../web/words/en.ts'
import { filled } from './mails.ts'

type English = {
  mails: Record<string, { subject: string; body: string }>
  parties: Record<string, { subject: string; body: string }>
  sms: Record<string, string>
  form: FormInEnglish
} & Record<'contact' | 'quiet' | 'statutory' | 'chinese', string>

/** The texts as they are shipped (`templates/in-english.yaml`). */
export const ENGLISH = parseYaml(readFileSync(`${TEMPLATES_FOLDER}/in-english.yaml`, 'utf8')) as English

type Said = { subject: string; text: string }

/**
 * A mail in English, its Chinese beneath. @param links to the request and, unless the law asks for the mail, to where mails are
 * stopped; both on the English pages
 */
export function alsoInEnglish(
  chinese: Said,
  notice: string,
  data: LetterData,
  { link, quiet }: { link: string; quiet?: string | undefined },
): Said {
  const mail = ENGLISH.mails[notice]
  if (!mail) return chinese
  const known = inEnglish(data)
  const says = (text: string) => filled(text, known, link, quiet ?? '').trim()
  return {
    subject: says(mail.subject),
    text: [
      ...(known.applicant?.name ? [`${known.applicant.name},`] : []),
      says(mail.body),
      ...(known.agency?.phone ? [says(ENGLISH.contact)] : []),
      says(quiet ? ENGLISH.quiet : ENGLISH.statutory),
      ENGLISH.chinese,
      chinese.text,
    ].join('\n\n'),
  }
}

/** A mail to whoever is consulted, once they have opened their page in English; its Chinese beneath. */
export function partyInEnglish(chinese: Said, notice: string, data: LetterData, link: string): Said {
  const mail = ENGLISH.parties[notice]
  if (!mail) return chinese
  const says = (text: string) => filled(text, inEnglish(data), link).trim()
  return {
    subject: says(mail.subject),
    text: [says(mail.body), says(ENGLISH.contact), ENGLISH.chinese, chinese.text].join('\n\n'),
  }
}

/** A text message in English; undefined where there is none. */
export function textInEnglish(notice: string, data: LetterData): string | undefined {
  const text = ENGLISH.sms[notice]
  return text === undefined ? undefined : filled(text, inEnglish(data), '')
}

/** What fills the blanks, with days as English has them; names and sentences stay as they were written. */
const inEnglish = (data: LetterData): LetterData =>
  Object.fromEntries(
    Object.entries(data).map(([group, values]) => [
      group,
      Object.fromEntries(
        Object.entries(values ?? {}).map(([name, value]) => [name, typeof value === 'string' ? daysIn(value) : value]),
      ),
    ]),
  ) as LetterData

const daysIn = (text: string): string =>
  text.replace(/(\d{4})年(\d{1,2})月(\d{1,2})日/g, (_, year: string, month: string, day: string) =>
    en.day(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` as Day),
  )
