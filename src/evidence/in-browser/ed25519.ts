/**
 * Whether an Ed25519 signature is valid (RFC 8032, 5.1.7, without cofactor), in big integers: not every browser that a court has
 * knows Ed25519, and those that do answer later. It judges as OpenSSL does, odd encodings included
 * (test/evidence/in-browser-sums.test.ts holds it to node's). Nothing secret is reckoned with, so time may vary.
 */
import { sha512 } from './sha2.ts'

const P = 2n ** 255n - 19n
/** Order of the base point. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n
const mod = (n: bigint) => ((n % P) + P) % P

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, mod(base)]
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P
    square = (square * square) % P
  }
  return result
}
const inverse = (n: bigint) => power(n, P - 2n)

const D = mod(-121665n * inverse(121666n))
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n)

/** Extended coordinates: x = X/Z, y = Y/Z, XY = ZT. */
type Point = readonly [x: bigint, y: bigint, z: bigint, t: bigint]
const ZERO: Point = [0n, 1n, 1n, 0n]

/** RFC 8032, 5.1.4. */
function sum([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point {
  const a = mod((y1 - x1) * (y2 - x2))
  const b = mod((y1 + x1) * (y2 + x2))
  const c = mod(2n * D * t1 * t2)
  const d = mod(2n * z1 * z2)
  const [e, f, g, h] = [b - a, d - c, d + c, b + a]
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)]
}

function times(point: Point, n: bigint): Point {
  let [result, double] = [ZERO, point]
  for (let rest = n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = sum(result, double)
    double = sum(double, double)
  }
  return result
}

/** Lower byte first. */
const number = (bytes: Uint8Array): bigint => bytes.reduceRight((n, byte) => (n << 8n) | BigInt(byte), 0n)

/** The point with this y and this sign of x; nothing where there is none on the curve. */
function point(encoded: Uint8Array): Point | undefined {
  const read = number(encoded)
  const y = mod(read & (2n ** 255n - 1n))
  const [u, v] = [mod(y * y - 1n), mod(D * y * y + 1n)]
  let x = mod(u * v ** 3n * power(u * v ** 7n, (P - 5n) / 8n))
  if (mod(v * x * x) !== u) x = mod(x * ROOT_OF_MINUS_ONE)
  if (mod(v * x * x) !== u) return undefined
  if ((x & 1n) !== read >> 255n) x = mod(-x)
  return [x, y, 1n, mod(x * y)]
}

const BASE = point(Uint8Array.from([0x58, ...new Array<number>(31).fill(0x66)]))!

/** One of the eight points whose multiples come round at once: with one as key a signature fits many texts. */
const isSmall = (point: Point): boolean => {
  const [x, y, z] = times(point, 8n)
  return x === 0n && y === z
}

/** @param key 32 bytes @param signature of which other than 64 bytes none is valid */
export function isSigned(message: Uint8Array, key: Uint8Array, signature: Uint8Array): boolean {
  const a = key.length === 32 ? point(key) : undefined
  const s = number(signature.subarray(32))
  if (!a || isSmall(a) || signature.length !== 64 || s >= L) return false
  const digest = sha512()
  for (const part of [signature.subarray(0, 32), key, message]) digest.update(part)
  const h = number(digest.digest()) % L
  const minusA: Point = [mod(-a[0]), a[1], a[2], mod(-a[3])]
  const commitment = sum(times(BASE, s), times(minusA, h))
  if (isSmall(commitment)) return false
  const [x, y, z] = commitment
  const byZ = inverse(z)
  const r = mod(y * byZ) | ((mod(x * byZ) & 1n) << 255n)
  return r === number(signature.subarray(0, 32))
}
