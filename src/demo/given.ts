/** The information that demonstration cases disclose: a paper and a table about nothing that exists. */
import { inChinese } from '../../workflows/statute/days.ts'
import type { Tx } from '../db/client.ts'
import { type Letter, renderPdf } from '../documents/index.ts'
import { putOnFile } from '../files/uploads.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'

const TABLE = '序号,内容,数量\r\n1,示例项目一,12\r\n2,示例项目二,8\r\n'

/** Puts them on file in the handler's name. @returns their ids, in order */
export async function putGiven(
  tx: Tx,
  { fonts, blobs, time }: Pick<House, 'fonts' | 'blobs' | 'time'>,
  key: CaseKey,
  title: string,
): Promise<string[]> {
  const at = time.now()
  const { bytes } = await renderPdf(paper(title, inChinese(time.today())), fonts, { issuedAt: at })
  const files = [
    { id: newId(at), name: `${title}.pdf`, type: 'application/pdf', heed: null, ...(await blobs.put(bytes)) },
    {
      ...{ id: newId(at), name: '附表.csv', type: 'text/csv; charset=utf-8', heed: null },
      ...(await blobs.put(Buffer.from(`\ufeff${TABLE}`))),
    },
  ]
  await putOnFile(tx, key, files, 'staff:handler', at)
  return files.map(({ id }) => id)
}

const paper = (title: string, date: string): Letter => ({
  ...{ lang: 'zh-CN', format: 'letter', organ: '云溪区人民政府办公室', numbered: false, number: '', title },
  addressee: '',
  blocks: [
    { kind: 'paragraph', text: '本件为演示数据，内容全部虚构，只用来说明依申请公开的文件怎样提供给申请人。' },
    { kind: 'paragraph', text: '具体项目和数量见附表。' },
  ],
  ...{ attachments: [], signature: '云溪区人民政府办公室', date, note: '', own: '' },
})
