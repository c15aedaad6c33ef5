/**
 * XML token by token, strictly and in one pass: enough to say what a part holds. Whatever is not well-formed ends the
 * reading, so that no text, however it repeats itself, is gone over twice.
 */
export type Opening = {
  /** Without its prefix. */
  name: string
  /** By local name; declarations of namespaces under their whole name. */
  attributes: ReadonlyMap<string, string>
}
export type Token = { open: Opening } | { text: string } | { close: string }

const NAME = /[^\s/>=<"'&!?]+/y
const ATTRIBUTE = /\s+([^\s=/>"'<&]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const END = /\s*(\/?)>/y

/** @throws where it is not well-formed, declares a document type, or is written in an encoding that nobody knows */
export function* tokensOf(part: Uint8Array): Generator<Token> {
  const xml = decoded(part)
  const open: string[] = []
  let roots = 0
  let at = 0
  const behind = (end: string, from: number) => {
    const found = xml.indexOf(end, from)
    if (found < 0) throw new Error(`${end} is missing`)
    return found + end.length
  }
  const matched = (pattern: RegExp, from: number) => {
    pattern.lastIndex = from
    const match = pattern.exec(xml)
    if (match) at = pattern.lastIndex
    return match
  }
  while (at < xml.length) {
    const next = xml.indexOf('<', at)
    const text = xml.slice(at, next < 0 ? xml.length : next)
    if (text.trim() !== '') {
      if (open.length === 0) throw new Error('text outside of the root')
      yield { text: resolved(text) }
    }
    if (next < 0) break
    if (xml.startsWith('<!--', next)) at = behind('-->', next + 4)
    else if (xml.startsWith('<?', next)) at = behind('?>', next + 2)
    else if (xml.startsWith('<![CDATA[', next)) {
      at = behind(']]>', next + 9)
      yield { text: xml.slice(next + 9, at - 3) }
    } else if (xml.startsWith('</', next)) {
      const name = matched(NAME, next + 2)?.[0]
      if (name === undefined || name !== open.pop() || matched(END, at)?.[1] !== '') throw new Error('no end of it')
      yield { close: local(name) }
    } else {
      // A document type is no name: entities of its own could unfold without end.
      const name = matched(NAME, next + 1)?.[0]
      if (name === undefined || (open.length === 0 && roots++ > 0)) throw new Error('no element begins here')
      const attributes = new Map<string, string>()
      for (let one = matched(ATTRIBUTE, at); one; one = matched(ATTRIBUTE, at))
        attributes.set(one[1]!.startsWith('xmlns') ? one[1]! : local(one[1]!), resolved(one[2] ?? one[3]!))
      const end = matched(END, at)
      if (!end) throw new Error('a tag does not end')
      yield { open: { name: local(name), attributes } }
      if (end[1] === '/') yield { close: local(name) }
      else open.push(name)
    }
  }
  if (roots === 0 || open.length > 0) throw new Error('not whole')
}

/** Does it begin as XML, in whatever encoding? */
export const isXml = (part: Uint8Array): boolean => {
  const head = Buffer.from(part.subarray(0, 64)).toString('latin1').replaceAll('\0', '')
  return /^(?:\u00ef\u00bb\u00bf|\u00fe\u00ff|\u00ff\u00fe)?\s*</.test(head)
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

function decoded(part: Uint8Array): string {
  const marks = `${part[0]} ${part[1]}`
  if (marks === '255 254' || marks === '60 0') return textIn(part, 'utf-16le')
  if (marks === '254 255' || marks === '0 60') return textIn(part, 'utf-16be')
  const head = Buffer.from(part.subarray(0, 200)).toString('latin1')
  const said = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]{0,150}?\sencoding\s?=\s?["']([\w.-]{1,30})["']/.exec(head)?.[1]
  return textIn(part, said ?? 'utf-8')
}

const textIn = (part: Uint8Array, encoding: string) => new TextDecoder(encoding, { fatal: true }).decode(part)

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const resolved = (text: string) =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]{1,6});|#(\d{1,7});|(lt|gt|quot|apos|amp);|)/gi, (_, hex, decimal, name) => {
        if (name) return ENTITIES[name]!
        const point = hex ? Number.parseInt(hex, 16) : Number(decimal)
        if (!(point > 0 && point <= 0x10ffff)) throw new Error('no such character')
        return String.fromCodePoint(point)
      })
    : text
