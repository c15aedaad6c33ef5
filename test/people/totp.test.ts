/** Codes as every authenticator reckons them: the vectors of RFC 6238, RFC 4226 and RFC 4648. */

import encodeQR from 'qr'
import decodeQR from 'qr/decode.js'
import { expect, test } from 'vitest'
import { base32, codeAt, enrolmentUri, stepAt, stepOf } from '../../src/people/totp.ts'

const SECRET = Buffer.from('12345678901234567890')

test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('RFC 6238, appendix B: at second %i it is %s', (second, code) => {
  expect(codeAt(SECRET, stepAt(new Date(second * 1_000)), 8)).toBe(code)
})

test('RFC 4226, appendix D', () => {
  const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489']
  expect(codes.map((_, step) => codeAt(SECRET, step))).toEqual(codes)
})

test('RFC 4648, 10: base32 without its padding', () => {
  const vectors = {
    '': '',
    f: 'MY',
    fo: 'MZXQ',
    foo: 'MZXW6',
    foob: 'MZXW6YQ',
    fooba: 'MZXW6YTB',
    foobar: 'MZXW6YTBOI',
  }
  for (const [text, code] of Object.entries(vectors)) expect(base32(Buffer.from(text))).toBe(code)
})

test('a code is good in its half minute and the two beside it', () => {
  const now = new Date(1_234_567_890_000)
  const at = (seconds: number) => codeAt(SECRET, stepAt(new Date(now.getTime() + seconds * 1_000)))
  for (const seconds of [-30, 0, 30]) expect(stepOf(SECRET, at(seconds), now)).toBe(stepAt(now) + seconds / 30)
  for (const seconds of [-60, 60]) expect(stepOf(SECRET, at(seconds), now)).toBeNull()
  for (const typed of ['', '12345', '1234567', 'abcdef', '１２３４５６']) expect(stepOf(SECRET, typed, now)).toBeNull()
})

test('the picture says the secret, the name and the office, and a reader finds them', () => {
  const uri = enrolmentUri(SECRET, 'zhang san', '依申请公开 云溪区人民政府')
  const rows = encodeQR(uri, 'raw', { ecc: 'medium', border: 4 })
  const scale = 4
  const side = rows.length * scale
  const data = new Uint8ClampedArray(side * side * 4)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const light = rows[Math.floor(y / scale)]![Math.floor(x / scale)] ? 0 : 255
      data.set([light, light, light, 255], (y * side + x) * 4)
    }
  const read = new URL(decodeQR({ width: side, height: side, data }))
  expect(read.protocol + read.host).toBe('otpauth:totp')
  expect(decodeURIComponent(read.pathname)).toBe('/依申请公开 云溪区人民政府:zhang san')
  expect(Object.fromEntries(read.searchParams)).toEqual({
    secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    issuer: '依申请公开 云溪区人民政府',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  })
})
