/** A warm headless browser as a printer of letters: it has read the fonts before it prints the first. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FontSet, Letter } from '../../src/documents/index.ts'
import { launchBrowser } from '../support/browser.ts'
import { filesOf, partsOf } from './letters.ts'

export type Chromium = { print(letter: Letter): Promise<Buffer>; close(): Promise<void> }

export async function openChromium(fonts: FontSet): Promise<Chromium> {
  const browser = await launchBrowser()
  const folder = mkdtempSync(join(tmpdir(), 'bench-chromium-'))
  const close = async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const path = join(folder, 'letter.html')
    writeFileSync(path, frame(fonts))
    const page = await browser.newPage()
    await page.goto(pathToFileURL(path).href)
    await page.evaluate(async () => {
      await Promise.all(['Text', 'Title'].map((family) => document.fonts.load(`16pt ${family}`, '政府')))
    })
    return {
      async print(letter) {
        await page.evaluate((html) => {
          document.body.innerHTML = html
        }, body(letter))
        return page.pdf({ format: 'A4', preferCSSPageSize: true })
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** The same page as plainly as a browser can have it: margins, sizes, lines. */
function frame(fonts: FontSet): string {
  const { text, title } = filesOf(fonts)
  const face = (family: string, path: string) =>
    `@font-face { font-family: ${family}; src: url('${pathToFileURL(path).href}') }`
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>
    ${face('Text', text)}
    ${face('Title', title)}
    @page { size: A4; margin: 37mm 26mm 35mm 28mm }
    body { font: 16pt/29.6pt Text; margin: 0 }
    h1 { font: 22pt Title; text-align: center } .organ { font: 40pt Title; color: red; text-align: center; border-bottom: 3px double red }
    p { text-indent: 2em; margin: 0; text-align: justify } .number { text-align: right }
  </style><body></body></html>`
}

function body(letter: Letter): string {
  const { organ, number, title, addressee, paragraphs } = partsOf(letter)
  return `<div class="organ">${organ}</div><div class="number">${number}</div><h1>${title}</h1><div>${addressee}</div>
    ${paragraphs.map((text) => `<p>${text}</p>`).join('')}`
}
