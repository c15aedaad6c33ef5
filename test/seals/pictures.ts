/** A round seal with a star's worth of ink, as a PNG. */
import { crc32, deflateSync } from 'node:zlib'

type Pixel = [number, number, number, number]

export function png(width: number, height: number, pixel: (x: number, y: number) => Pixel): Buffer {
  const stride = 4 * width
  const plain = Buffer.alloc(stride * height)
  for (let i = 0; i < width * height; i++) plain.set(pixel(i % width, Math.floor(i / width)), 4 * i)
  const rows = Buffer.alloc((stride + 1) * height)
  for (let y = 0; y < height; y++) {
    const filter = y % 5 // every filter that PNG knows, row by row
    rows[y * (stride + 1)] = filter
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const l = x >= 4 ? plain[at - 4]! : 0
      const u = y > 0 ? plain[at - stride]! : 0
      const k = x >= 4 && y > 0 ? plain[at - stride - 4]! : 0
      const p = l + u - k
      const [a, b, d] = [Math.abs(p - l), Math.abs(p - u), Math.abs(p - k)]
      const guess = [0, l, u, (l + u) >> 1, a <= b && a <= d ? l : b <= d ? u : k][filter]!
      rows[y * (stride + 1) + 1 + x] = plain[at]! - guess
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  }
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A ring and a disc in the middle, with a blank border of 20 pixels. */
export function sealPng(ink: Pixel = [230, 0, 18, 230], radius = 160): Buffer {
  const side = 2 * (radius + 20)
  return png(side, side, (x, y) => {
    const far = Math.hypot(x + 0.5 - side / 2, y + 0.5 - side / 2)
    return far < radius && (far > radius - 12 || far < radius / 4) ? ink : [0, 0, 0, 0]
  })
}
