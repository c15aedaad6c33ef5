/** Pages that are pictures of words. */
import { createCanvas } from '@napi-rs/canvas'
import { KEPT, line, type Objects, SECRET, stream } from './built.ts'

/** Words as a scanner sees them. */
export function pictureOfWords() {
  const canvas = createCanvas(840, 600)
  const on = canvas.getContext('2d')
  on.fillStyle = '#fff'
  on.fillRect(0, 0, 840, 600)
  on.fillStyle = '#000'
  on.font = '24px sans-serif'
  on.fillText(KEPT, 80, 120)
  on.fillText(SECRET, 80, 200)
  return canvas
}

/** @param rows of unseen words that lie over it, as a program that reads scans puts them: what, and how high */
export function scanned(rows: readonly [words: string, y: number][]): Objects {
  const jpeg = pictureOfWords().toBuffer('image/jpeg', 80)
  return (number) => {
    const image = number(
      stream(
        jpeg,
        '/Type/XObject/Subtype/Image/Width 840/Height 600/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode',
      ),
    )
    const words = rows.map(([text, y]) => line(text, 40, y, 12, '3 Tr')).join('')
    return { content: `q 420 0 0 300 0 0 cm /I Do Q ${words}`, resources: `/XObject<</I ${image} 0 R>>` }
  }
}
