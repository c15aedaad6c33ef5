/** Exif (TIFF 6.0 inside a picture): whether it tells a place, a camera, a time; and how the picture is to be turned. */

/** What an Exif block tells. `orientation` 1 to 8, 1 where it says nothing. */
export type Exif = { place: boolean; camera: boolean; orientation: number }

const ORIENTATION = 0x0112
const GPS = 0x8825
const UPRIGHT = 1

/** @param tiff from its byte order mark (`II` or `MM`) on. */
export function readExif(tiff: Uint8Array): Exif {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const little = tiff[0] === 0x49
  const entriesAt = (at: number): { tag: number; value: number; short: number }[] => {
    if (at < 8 || at + 2 > tiff.length) return []
    const count = view.getUint16(at, little)
    const whole = Math.min(count, Math.floor((tiff.length - at - 2) / 12))
    return Array.from({ length: whole }, (_, i) => {
      const entry = at + 2 + i * 12
      return {
        tag: view.getUint16(entry, little),
        value: view.getUint32(entry + 8, little),
        short: view.getUint16(entry + 8, little),
      }
    })
  }
  if (tiff.length < 8) return { place: false, camera: true, orientation: UPRIGHT }
  // A block that is written amiss still says in plain letters what it is about.
  const spoken = Buffer.from(tiff).toString('latin1').includes('GPSL')
  const first = entriesAt(view.getUint32(4, little))
  const gps = first.find(({ tag }) => tag === GPS)
  const turned = first.find(({ tag }) => tag === ORIENTATION)?.short ?? UPRIGHT
  return {
    place: spoken || (gps !== undefined && entriesAt(gps.value).length > 0),
    camera: first.some(({ tag }) => tag !== ORIENTATION && tag !== GPS),
    orientation: turned >= 1 && turned <= 8 ? turned : UPRIGHT,
  }
}

/** The smallest Exif that says how to turn the picture, and nothing else; none for an upright one. */
export function turnedOnly({ orientation }: Exif): Uint8Array | undefined {
  if (orientation === UPRIGHT) return undefined
  const tiff = new Uint8Array(26)
  const view = new DataView(tiff.buffer)
  tiff.set([0x4d, 0x4d, 0, 42])
  view.setUint32(4, 8)
  view.setUint16(8, 1)
  view.setUint16(10, ORIENTATION)
  view.setUint16(12, 3) // SHORT
  view.setUint32(14, 1)
  view.setUint16(18, orientation)
  return tiff
}
