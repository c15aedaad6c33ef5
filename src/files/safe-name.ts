/** The name of a file as it is kept: as it came, but for what leads elsewhere or turns the rest of it round. */

/** Characters of a name that are kept: what file systems take. */
const LONGEST_NAME = 200
/** Names of devices, with whatever ending, open no file on Windows. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i

/** The last part of the name, without characters that no file system or archive takes. `%` breaks BagIt readers. */
export function safeName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[/\\]/).at(-1)!
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*%]/gu, '_')
    .replace(/^\.+/, '_')
    .trim()
    .replace(/(?<![. ])[. ]+$/, '')
    .replace(DEVICE, '_$&')
  const [ending] = /\.[^.]{1,8}$/.exec(clean) ?? ['']
  const stem = clean.slice(0, clean.length - ending.length)
  return [...stem].slice(0, LONGEST_NAME).join('') + ending || '未命名'
}
