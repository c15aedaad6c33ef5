/** What a letter says of the files that it gives: how many and where they are fetched, and the list of attachments. */
import type { GivenFile } from '../ledger/given.ts'
import { size } from '../web/parts/format.ts'

/** `{{given.says}}` a whole sentence, `{{given.files}}` a line for each; both undefined where no file is given. */
export function givenBlanks(given: readonly GivenFile[]): { says: string | undefined; files: string | undefined } {
  if (given.length === 0) return { says: undefined, files: undefined }
  return {
    says: `上述政府信息以电子文档提供，共${given.length}件，名称列于附件；可以凭受理编号和查询码，在网上查看本件办理进度的页面下载。`,
    files: given.map(attachmentOf).join('\n'),
  }
}

/** 名称（PDF，12页，1.2 MB）. */
export function attachmentOf({ name, pages, size: bytes }: Pick<GivenFile, 'name' | 'pages' | 'size'>): string {
  const [, title = name, ending = ''] = /^(.+)\.([^.]{1,8})$/.exec(name) ?? []
  const about = [ending.toUpperCase(), pages ? `${pages}页` : '', size(bytes)].filter(Boolean)
  return `${title}（${about.join('，')}）`
}
