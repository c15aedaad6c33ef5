/** An agency's own fonts that came to harm: the service starts, letters are made, and the page says which file to replace. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFonts } from '../../src/documents/index.ts'
import { type Office, openOffice } from '../support/house.ts'
import { needs } from '../support/people.ts'

const whole = readFileSync(openFonts({ system: false }).files.find(({ role }) => role === 'hei')!.path)

let office: Office
beforeAll(async () => {
  office = await openOffice({
    fonts: {
      'fang.ttf': whole.subarray(0, whole.length / 2), // the disk was full
      'title.ttf': Buffer.from('<html>没有找到</html>'), // a download that was none
      'hei.ttf': whole,
    },
  })
})
afterAll(() => office.close())

const WHY = '不能用：字库文件已损坏或者不是字库。'

test('each broken file stands on the page with its reason, and what serves instead', async () => {
  for (const name of ['counsel', 'admin']) {
    const page = needs(await office.staff(name).gets('/fonts'), 200, name).text
    expect(page.split(WHY)).toHaveLength(3)
    expect(page).toContain('由同一用处的下一个字库代替')
    const rows = (role: string) =>
      [...page.matchAll(new RegExp(`<tr data-role="${role}">.*?</tr>`, 'gs'))].map(([row]) => row)
    expect(rows('fang')[0]).toContain(WHY)
    expect(rows('fang')[1]).toContain('仿宋')
    expect(rows('fang')[1]).toContain('NotoSerifSC')
    expect(rows('title')[0]).toContain(WHY)
    expect(rows('hei')[0]).not.toContain(WHY)
    expect(rows('hei')[0]).toContain('黑体')
  }
})

test('letters are made', async () => {
  const { id } = await office.caseUntil('registered')
  const { letters } = await office.handler.opens(id)
  expect((await office.handler.gets(letters[0].url)).bytes.subarray(0, 5).toString()).toBe('%PDF-')
})
