/**
 * HarfBuzz, for Mongolian (蒙古文): letter by letter it cannot be read, and fontkit fails on the tables by which its font joins the letters.
 * It is 0.4 MB of WebAssembly that takes 45 ms of a processor to begin, so it is imported where such a text is met, and by no process
 * that meets none.
 */
import type * as HarfBuzz from 'harfbuzzjs'
import type { Cluster } from './cluster.ts'

const MONGOLIAN = /\p{Script=Mongolian}/u
export const isMongolian = (text: string): boolean => MONGOLIAN.test(text)

let library: typeof HarfBuzz | undefined

/** To be awaited before anything is laid out, for shaping itself cannot wait. @param parts all that will be set, whatever its shape */
export async function readyToShape(parts: unknown): Promise<void> {
  if (!library && hasMongolian(parts)) library = await import('harfbuzzjs')
}

const hasMongolian = (part: unknown): boolean => {
  if (typeof part === 'string') return isMongolian(part)
  return (
    part !== null && typeof part === 'object' && !ArrayBuffer.isView(part) && Object.values(part).some(hasMongolian)
  )
}

/**
 * Shapes words by this font, from left to right as they lie in a line; null where it lacks one of the letters.
 * @param file one font, no collection
 */
export function harfBuzzShaper(file: Buffer): (text: string) => Cluster[] | null {
  let font: HarfBuzz.Font | undefined
  return (text) => {
    if (!library) throw new Error('A word of Mongolian is set, and readyToShape() was not awaited for it.')
    font ??= new library.Font(new library.Face(new library.Blob(file)))
    const buffer = new library.Buffer()
    buffer.addText(text)
    buffer.setScript('Mong')
    buffer.setDirection(library.Direction.LTR)
    library.shape(font, buffer)
    const { upem } = font.face
    const [infos, positions] = [buffer.getGlyphInfos(), buffer.getGlyphPositions()]
    if (infos.some(({ codepoint }) => codepoint === MISSING)) return null
    const clusters: (Cluster & { at: number })[] = []
    for (const [i, { codepoint: id, cluster: at }] of infos.entries()) {
      const { xAdvance, xOffset, yOffset } = positions[i]!
      if (clusters.at(-1)?.at !== at) clusters.push({ at, text: '', em: 0, glyphs: [] })
      const cluster = clusters.at(-1)!
      cluster.glyphs.push({ id, x: cluster.em + xOffset / upem, y: yOffset / upem })
      cluster.em += xAdvance / upem
    }
    return clusters.map(({ at, em, glyphs }, i) => ({ text: text.slice(at, clusters[i + 1]?.at), em, glyphs }))
  }
}
const MISSING = 0
