/** A signature on a page that says it is a trial, marked 草稿: nobody can take it for a letter. */
import { inChinese } from '../../workflows/statute/days.ts'
import type { Letter } from '../documents/index.ts'
import type { House } from '../house.ts'
import type { Agency } from '../people/queries.ts'
import type { SealRow } from './installed.ts'
import { sealedPdf } from './issue.ts'
import { stampedPdf } from './stamp.ts'

const trialLetter = (organ: string, date: string): Letter => ({
  lang: 'zh-CN',
  format: 'letter',
  organ,
  numbered: false,
  number: '',
  title: '印章测试页',
  addressee: '',
  blocks: [
    { kind: 'paragraph', text: '本页只用于测试电子印章，不是公文，没有效力。' },
    { kind: 'paragraph', text: '请核对印章的图样、大小和位置，并用阅读软件查看签名是否有效、证书是否属于本机关。' },
  ],
  attachments: [],
  signature: organ,
  date,
  note: '',
  own: '',
})

/** The page as PDF, stamped too where the seal has an authority. @throws SealFault */
export async function trial(
  house: Pick<House, 'fonts' | 'blobs' | 'time' | 'keys' | 'config'>,
  agency: Agency,
  row: SealRow,
): Promise<Buffer> {
  const at = house.time.now()
  const { bytes } = await sealedPdf(house, row, trialLetter(agency.name, inChinese(house.time.today())), {
    issuedAt: at,
    draft: true,
  })
  return row.authority ? (await stampedPdf(house, bytes, row.authority)).bytes : bytes
}
