/** The workbench of legal staff: the list, writing a version, and what it changes. */
import { type Studio, signedIn } from './studio.ts'

const TEMPLATE = '/templates/notHeld'
const BEFORE = '经检索，没有检索到'
const AFTER = '经检索上述范围，没有检索到'

export async function templates(studio: Studio): Promise<Buffer> {
  const page = await signedIn(studio, 'counsel')
  await page.goto('/templates')
  return page.screenshot()
}

/** The source at left; at right what the check says, and the sample as it would read. */
export async function templateEdit(studio: Studio): Promise<Buffer> {
  const page = await signedIn(studio, 'counsel', 900)
  await page.goto(`${TEMPLATE}/edit`)
  return page.screenshot()
}

export async function templateCompare(studio: Studio): Promise<Buffer> {
  const page = await signedIn(studio, 'counsel')
  await page.goto(`${TEMPLATE}/edit`)
  const source = page.getByLabel('模板文字')
  await source.fill((await source.inputValue()).replace(BEFORE, AFTER))
  await page.getByLabel('修改理由').fill('写明检索的范围，便于复议机关核对。')
  await page.getByRole('button', { name: '保存为新版本' }).click()
  await page.waitForURL('**/versions/*')
  return page.screenshot()
}
