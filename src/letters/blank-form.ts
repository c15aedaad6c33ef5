/** The application form to fill in by hand (Art 29): for one agency, with how it reaches that one; in the agency's own words where it has its own template. */
import { type Block, compose, type Letter, renderPdf } from '../documents/index.ts'
import { faxIn } from '../ground/tidy.ts'
import type { House } from '../house.ts'
import type { Agency } from '../people/queries.ts'

const TEMPLATE = 'applicationForm'
/** Characters of a ruled line as wide as its cell, and lines that fill the page. */
const LINE = '＿'.repeat(27)
const LINE_IN_ENGLISH = 32
const LINES = { zh: 4, en: 4 }

/** The same bytes all day. @throws Error where the template is missing */
export async function blankForm(
  house: Pick<House, 'templatesFor' | 'fonts' | 'time'>,
  { id, name, profile }: Agency,
): Promise<Buffer> {
  const today = house.time.today()
  const template = house.templatesFor(id, today).get(TEMPLATE)
  if (!template) throw new Error(`templates/internal has no ${TEMPLATE}.`)
  const fax = faxIn(profile.fax ?? '')
  const letter = compose(template, {
    agency: { name, ...profile },
    form: {
      fax: fax && `传真：${fax}。首页请注明“政府信息公开申请”和页数；双方确认之日为收到申请之日。`,
      room: ['请写明信息的名称、文号，或者便于查询的其他特征：', ...Array<string>(LINES.zh).fill(LINE)].join('\n'),
    },
  })
  const { bytes } = await renderPdf(letter, house.fonts, {
    issuedAt: new Date(`${today}T00:00:00Z`),
    numbering: (page, pages) => `第${page}页　共${pages}页`,
  })
  return bytes
}

/** Its words: `templates/in-english.yaml`; a note in brackets is a heading. */
export type FormInEnglish = {
  title: string
  rows: string[][]
  room: string
  notes: (string | [string])[]
  fax: string
  phone: string
}

/** The same in English, for whoever reads no Chinese; the agency gets the same answers in the same places. */
export async function blankFormInEnglish(
  house: Pick<House, 'fonts' | 'time'>,
  { name, profile }: Agency,
  { title, rows, room, notes, fax, phone }: FormInEnglish,
): Promise<Buffer> {
  const isFaxed = faxIn(profile.fax ?? '') !== ''
  const known: Record<string, string | undefined> = { ...profile, name }
  const says = (text: string) =>
    text
      .replace(/\{\{agency\.(\w+)\}\}/g, (_, blank: string) => known[blank] ?? '')
      .replace('{{form.room}}', () =>
        [room, ...Array<string>(LINES.en).fill(LINE.slice(0, LINE_IN_ENGLISH))].join('\n'),
      )
  const letter: Letter = {
    ...{ lang: 'en', format: 'form', organ: name, numbered: false, number: '', title, addressee: '' },
    blocks: [
      ...rows.map((cells): Block => ({ kind: 'row', cells: cells.map(says) })),
      ...[...notes, ...(isFaxed ? [fax] : []), phone].map(
        (note): Block =>
          typeof note === 'string'
            ? { kind: 'paragraph', text: says(note) }
            : { kind: 'heading', level: 1, text: says(note[0]) },
      ),
    ],
    ...{ attachments: [], signature: '', date: '', note: '', own: '' },
  }
  const { bytes } = await renderPdf(letter, house.fonts, {
    issuedAt: new Date(`${house.time.today()}T00:00:00Z`),
    numbering: (page, pages) => `Page ${page} of ${pages}　第${page}页　共${pages}页`,
  })
  return bytes
}
