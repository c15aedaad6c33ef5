/** The application form to fill in by hand (Art 29): for one agency, with how it reaches that one; in the agency's own words where it has its own template. */
import { compose, renderPdf } from '../documents/index.ts'
import { faxIn } from '../ground/tidy.ts'
import type { House } from '../house.ts'
import type { Agency } from '../people/queries.ts'

const TEMPLATE = 'applicationForm'
/** Characters of a ruled line as wide as its cell, and lines that fill the page. */
const LINE = '＿'.repeat(27)
const LINES = 6

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
      room: ['请写明信息的名称、文号，或者便于查询的其他特征：', ...Array<string>(LINES).fill(LINE)].join('\n'),
    },
  })
  const { bytes } = await renderPdf(letter, house.fonts, { issuedAt: new Date(`${today}T00:00:00Z`) })
  return bytes
}
