/** First pages of letters that were issued in the demonstration district. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Studio } from './studio.ts'

/** 政府信息不存在: what was searched, and how. */
export const notHeld = (studio: Studio) => firstPage(studio, 'notHeld')
export const disclosed = (studio: Studio) => firstPage(studio, 'disclosed')
export const correction = (studio: Studio) => firstPage(studio, 'correctionNotice')

async function firstPage({ house, folder }: Studio, template: string): Promise<Buffer> {
  const [found] = await house.everywhere.sql<{ sha256: string }[]>`
    select sha256 from letters where template = ${template} and number is not null order by number limit 1`
  const pdf = join(folder, `${template}.pdf`)
  await writeFile(pdf, await house.blobs.get(found!.sha256))
  const { stdout } = await promisify(execFile)('pdftoppm', ['-png', '-r', '96', '-f', '1', '-l', '1', pdf], {
    encoding: 'buffer',
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
}
