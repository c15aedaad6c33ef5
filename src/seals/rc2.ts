/** RC2 in CBC mode (RFC 2268), decryption only: what older exporters hide certificates with, and OpenSSL 3 no longer opens. */

/** The permutation, from the digits of pi, that keys are expanded with. */
const PI = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32bd8f40eb' +
    '86b77b0bf09521225c6b4e8254d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb6266fbf0eda46690757' +
    '27f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed708e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e' +
    '0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b255597312d5dfa98e38a92ae05df2910676cbac9' +
    'd300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
)
const SHIFTS = [1, 2, 3, 5]

export function decryptRc2(key: Buffer, bits: number, iv: Buffer, bytes: Buffer): Buffer {
  if (bytes.length === 0 || bytes.length % 8 !== 0) throw new Error('Not whole blocks.')
  const expanded = expand(key, bits)
  const plain = Buffer.alloc(bytes.length)
  let before = iv
  for (let at = 0; at < bytes.length; at += 8) {
    const block = bytes.subarray(at, at + 8)
    const opened = decryptBlock(expanded, block)
    for (let i = 0; i < 8; i++) plain[at + i] = opened[i]! ^ before[i]!
    before = block
  }
  const pad = plain.at(-1)!
  if (pad < 1 || pad > 8 || !plain.subarray(-pad).every((byte) => byte === pad)) throw new Error('Not the key.')
  return plain.subarray(0, -pad)
}

function expand(key: Buffer, bits: number): Uint16Array {
  const l = Buffer.alloc(128)
  key.copy(l)
  const size = key.length
  for (let i = size; i < 128; i++) l[i] = PI[(l[i - 1]! + l[i - size]!) & 255]!
  const effective = Math.ceil(bits / 8)
  l[128 - effective] = PI[l[128 - effective]! & (255 >> (8 * effective - bits))]!
  for (let i = 127 - effective; i >= 0; i--) l[i] = PI[l[i + 1]! ^ l[i + effective]!]!
  return Uint16Array.from({ length: 64 }, (_, i) => l.readUInt16LE(2 * i))
}

function decryptBlock(key: Uint16Array, block: Buffer): Buffer {
  const r = [0, 2, 4, 6].map((at) => block.readUInt16LE(at))
  let j = 63
  const mix = () => {
    for (let i = 3; i >= 0; i--) {
      const shift = SHIFTS[i]!
      const turned = ((r[i]! >>> shift) | (r[i]! << (16 - shift))) & 0xffff
      const [a, b, c] = [r[(i + 3) & 3]!, r[(i + 2) & 3]!, r[(i + 1) & 3]!]
      r[i] = (turned - key[j--]! - (a & b) - (~a & c)) & 0xffff
    }
  }
  const mash = () => {
    for (let i = 3; i >= 0; i--) r[i] = (r[i]! - key[r[(i + 3) & 3]! & 63]!) & 0xffff
  }
  const times = (n: number, work: () => void) => {
    for (let i = 0; i < n; i++) work()
  }
  times(5, mix)
  mash()
  times(6, mix)
  mash()
  times(5, mix)
  const plain = Buffer.alloc(8)
  for (const [i, word] of r.entries()) plain.writeUInt16LE(word, 2 * i)
  return plain
}
