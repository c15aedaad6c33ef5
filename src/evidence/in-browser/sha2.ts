/**
 * SHA-256 and SHA-512 (FIPS 180-4) over pieces, one after the other: browsers have both, but of what lies in memory whole, and
 * later. Held to node's by test/evidence/in-browser-sums.test.ts. The constants are reckoned as the standard defines them: the first
 * bits behind the point of the roots of the first primes.
 */

export type Digest = { update(piece: Uint8Array): void; digest(): Uint8Array<ArrayBuffer> }

/** `bits` bits behind the point of the square or cube root of each of the first primes. */
function roots(count: number, power: 2n | 3n, bits: bigint): bigint[] {
  const all: bigint[] = []
  for (let n = 2n; all.length < count; n++) {
    let isPrime = true
    for (let by = 2n; by * by <= n; by++) if (n % by === 0n) isPrime = false
    if (!isPrime) continue
    const wanted = n << (bits * power)
    let root = 0n
    for (let bit = 1n << (bits + 5n); bit > 0n; bit >>= 1n) if ((root + bit) ** power <= wanted) root += bit
    all.push(root & ((1n << bits) - 1n))
  }
  return all
}

const K256 = Int32Array.from(roots(64, 3n, 32n), (root) => Number(root) | 0)
const START256 = Int32Array.from(roots(8, 2n, 32n), (root) => Number(root) | 0)

/** Each as its upper half and its lower half. */
const halves = (all: readonly bigint[]) =>
  Int32Array.from(all.flatMap((one) => [Number(one >> 32n) | 0, Number(one & 0xffff_ffffn) | 0]))
const K512 = halves(roots(80, 3n, 64n))
const START512 = halves(roots(8, 2n, 64n))

/** Cuts pieces into blocks; at the end one bit, zeros and the length in bits. */
function inBlocks(size: 64 | 128, take: (bytes: Uint8Array, at: number) => void, words: Int32Array): Digest {
  const rest = new Uint8Array(size)
  let [held, total] = [0, 0]
  const update = (piece: Uint8Array) => {
    total += piece.length
    let at = 0
    if (held > 0) {
      at = Math.min(size - held, piece.length)
      rest.set(piece.subarray(0, at), held)
      held += at
      if (held < size) return
      take(rest, 0)
      held = 0
    }
    for (; at + size <= piece.length; at += size) take(piece, at)
    rest.set(piece.subarray(at))
    held = piece.length - at
  }
  return {
    update,
    digest() {
      const bits = total * 8 // exact: files are far below 2^50 bytes
      const end = new Uint8Array(((held + 1 + size / 8 + size - 1) & ~(size - 1)) - held)
      end[0] = 0x80
      const view = new DataView(end.buffer)
      view.setUint32(end.length - 8, Math.floor(bits / 2 ** 32))
      view.setUint32(end.length - 4, bits >>> 0)
      update(end)
      const digest = new Uint8Array(words.length * 4)
      const out = new DataView(digest.buffer)
      for (const [i, word] of words.entries()) out.setInt32(i * 4, word)
      return digest
    },
  }
}

export function sha256(): Digest {
  const state = START256.slice()
  const w = new Int32Array(64)
  return inBlocks(
    64,
    (bytes, from) => {
      for (let t = 0, at = from; t < 16; t++, at += 4)
        w[t] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
      for (let t = 16; t < 64; t++) {
        const [x, y] = [w[t - 15]!, w[t - 2]!]
        const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
        const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
        w[t] = (w[t - 16]! + s0 + w[t - 7]! + s1) | 0
      }
      let a = state[0]!
      let b = state[1]!
      let c = state[2]!
      let d = state[3]!
      let e = state[4]!
      let f = state[5]!
      let g = state[6]!
      let h = state[7]!
      for (let t = 0; t < 64; t++) {
        const S1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
        const one = (h + S1 + ((e & f) ^ (~e & g)) + K256[t]! + w[t]!) | 0
        const S0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
        const two = (S0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
        h = g
        g = f
        f = e
        e = (d + one) | 0
        d = c
        c = b
        b = a
        a = (one + two) | 0
      }
      state[0] = state[0]! + a
      state[1] = state[1]! + b
      state[2] = state[2]! + c
      state[3] = state[3]! + d
      state[4] = state[4]! + e
      state[5] = state[5]! + f
      state[6] = state[6]! + g
      state[7] = state[7]! + h
    },
    state,
  )
}

/** Words of 64 bits are two of 32 here; of the lower halves' sums what is above 32 bits goes up. */
export function sha512(): Digest {
  const state = START512.slice()
  const w = new Int32Array(160)
  return inBlocks(
    128,
    (bytes, from) => {
      for (let t = 0, at = from; t < 32; t++, at += 4)
        w[t] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
      for (let t = 32; t < 160; t += 2) {
        const xh = w[t - 30]!
        const xl = w[t - 29]!
        const yh = w[t - 4]!
        const yl = w[t - 3]!
        const s0h = ((xh >>> 1) | (xl << 31)) ^ ((xh >>> 8) | (xl << 24)) ^ (xh >>> 7)
        const s0l = ((xl >>> 1) | (xh << 31)) ^ ((xl >>> 8) | (xh << 24)) ^ ((xl >>> 7) | (xh << 25))
        const s1h = ((yh >>> 19) | (yl << 13)) ^ ((yl >>> 29) | (yh << 3)) ^ (yh >>> 6)
        const s1l = ((yl >>> 19) | (yh << 13)) ^ ((yh >>> 29) | (yl << 3)) ^ ((yl >>> 6) | (yh << 26))
        const low = (w[t - 31]! >>> 0) + (s0l >>> 0) + (w[t - 13]! >>> 0) + (s1l >>> 0)
        w[t + 1] = low | 0
        w[t] = w[t - 32]! + s0h + w[t - 14]! + s1h + Math.floor(low / 2 ** 32)
      }
      let [ah, al, bh, bl] = [state[0]!, state[1]!, state[2]!, state[3]!]
      let [ch, cl, dh, dl] = [state[4]!, state[5]!, state[6]!, state[7]!]
      let [eh, el, fh, fl] = [state[8]!, state[9]!, state[10]!, state[11]!]
      let [gh, gl, hh, hl] = [state[12]!, state[13]!, state[14]!, state[15]!]
      for (let t = 0; t < 160; t += 2) {
        const S1h = ((eh >>> 14) | (el << 18)) ^ ((eh >>> 18) | (el << 14)) ^ ((el >>> 9) | (eh << 23))
        const S1l = ((el >>> 14) | (eh << 18)) ^ ((el >>> 18) | (eh << 14)) ^ ((eh >>> 9) | (el << 23))
        const chl = (el & fl) ^ (~el & gl)
        const oneL = (hl >>> 0) + (S1l >>> 0) + (chl >>> 0) + (K512[t + 1]! >>> 0) + (w[t + 1]! >>> 0)
        const oneH = (hh + S1h + ((eh & fh) ^ (~eh & gh)) + K512[t]! + w[t]! + Math.floor(oneL / 2 ** 32)) | 0
        const S0h = ((ah >>> 28) | (al << 4)) ^ ((al >>> 2) | (ah << 30)) ^ ((al >>> 7) | (ah << 25))
        const S0l = ((al >>> 28) | (ah << 4)) ^ ((ah >>> 2) | (al << 30)) ^ ((ah >>> 7) | (al << 25))
        const majl = (al & bl) ^ (al & cl) ^ (bl & cl)
        const twoL = (S0l >>> 0) + (majl >>> 0)
        const twoH = (S0h + ((ah & bh) ^ (ah & ch) ^ (bh & ch)) + Math.floor(twoL / 2 ** 32)) | 0
        hh = gh
        hl = gl
        gh = fh
        gl = fl
        fh = eh
        fl = el
        const down = (dl >>> 0) + (oneL % 2 ** 32)
        el = down | 0
        eh = (dh + oneH + Math.floor(down / 2 ** 32)) | 0
        dh = ch
        dl = cl
        ch = bh
        cl = bl
        bh = ah
        bl = al
        const up = (oneL % 2 ** 32) + (twoL % 2 ** 32)
        al = up | 0
        ah = (oneH + twoH + Math.floor(up / 2 ** 32)) | 0
      }
      add(state, 0, ah, al)
      add(state, 2, bh, bl)
      add(state, 4, ch, cl)
      add(state, 6, dh, dl)
      add(state, 8, eh, el)
      add(state, 10, fh, fl)
      add(state, 12, gh, gl)
      add(state, 14, hh, hl)
    },
    state,
  )
}

function add(state: Int32Array, at: number, high: number, low: number): void {
  const sum = (state[at + 1]! >>> 0) + (low >>> 0)
  state[at + 1] = sum | 0
  state[at] = state[at]! + high + Math.floor(sum / 2 ** 32)
}
