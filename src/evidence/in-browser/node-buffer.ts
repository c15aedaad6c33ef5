/** What the modules of the proof ask of `node:buffer`, answered in a browser. */

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictly.decode(bytes)
    return true
  } catch {
    return false
  }
}
const strictly = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
