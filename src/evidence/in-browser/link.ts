/**
 * Makes 核验.html: the modules of the proof as they are, without their types, each in a function of its own in the order in which
 * they need each other, with small stand-ins where they ask node. So the page and the command cannot differ in what they check.
 * Nothing is built beforehand; made once a process, the same bytes each time.
 */
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FACTS } from '../../../workflows/disclosure/vocabulary.ts'
import { sha256 } from '../../ground/canonical.ts'

/** Beside the payload of a bundle. */
export const PAGE = '核验.html'
/** Where each installation publishes it. */
export const PAGE_ADDRESS = '/.well-known/ysqgk-verify.html'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const TOKENS = fileURLToPath(new URL('../../web/styles/tokens.css', import.meta.url))
/** What answers for node in a browser. */
const STAND_INS: Readonly<Record<string, string>> = {
  'node:buffer': 'node-buffer.ts',
  'node:crypto': 'node-crypto.ts',
  'node:zlib': 'node-zlib.ts',
}

export type ProofPage = { bytes: Buffer; sha256: string; policy: string }
let made: ProofPage | undefined

/** The page, its SHA-256 and its policy: what a browser may do for it, which is next to nothing. */
export function proofPage(): ProofPage {
  made ??= page()
  return made
}

function page(): ProofPage {
  const program = linked()
  const style = [TOKENS, join(HERE, 'page.css')].map((path) => readFileSync(path, 'utf8')).join('')
  const policy = [
    ...["default-src 'none'", `script-src '${digest(program)}'`, `style-src '${digest(style)}'`],
    ...['worker-src blob:', "base-uri 'none'", "form-action 'none'"],
  ].join('; ')
  const html = [
    ['content="policy"', `content="${policy}"`],
    ['/* style */', style],
    ['>program<', `>${program}<`],
  ].reduce((text, [place, put]) => text.replace(place!, () => put!), readFileSync(join(HERE, 'page.html'), 'utf8'))
  const bytes = Buffer.from(html)
  return { bytes, sha256: sha256(bytes), policy }
}

const digest = (text: string) => `sha256-${Buffer.from(sha256(text), 'hex').toString('base64')}`

/** `import { a, b as c } from 'x'`, alone on its line when the types are gone. */
const IMPORT = /^import \{([^}]*)\} from '([^']+)'$/gm
const EXPORT = /^export (?=(?:const|let|class|function\*?|async function\*?) (\w+))/gm
const EXPORTED_AS = /^export \{ (\w+) as (\w+) \}$/gm

function linked(): string {
  const names = new Map<string, string>()
  const texts: string[] = []
  const take = (path: string): string => {
    const known = names.get(path)
    if (known) return known
    const needed = new Map<string, string>()
    const text = withoutTypes(readFileSync(path, 'utf8')).replace(IMPORT, (_, list: string, from: string) => {
      const standIn = STAND_INS[from]
      const module = take(standIn === undefined ? join(path, '..', from) : join(HERE, standIn))
      const bound = list.split(',').map((one) => one.trim().replace(' as ', ': '))
      needed.set(`const { ${bound.filter(Boolean).join(', ')} } = ${module}`, module)
      return ''
    })
    const exported: string[] = []
    const note = (name: string) => {
      exported.push(name)
      return ''
    }
    const body = text
      .replace(EXPORTED_AS, (_, own: string, name: string) => note(`${name}: ${own}`))
      .replace(EXPORT, (_, name: string) => note(name))
    const strange = /^(?:import|export)\b.*/m.exec(body)
    if (strange) throw new Error(`${path} has a line that the page cannot take over: ${strange[0]}`)
    const name = `m${names.size}`
    names.set(path, name)
    texts.push(
      `const ${name} = (() => {\n${[...needed.keys(), tidy(body)].join('\n')}\nreturn { ${exported.join(', ')} }\n})()`,
    )
    return name
  }
  const bytes = take(join(HERE, 'bytes.ts'))
  texts.push(`const { Buffer } = ${bytes}`, `const KINDS = ${JSON.stringify(kinds())}`)
  take(join(HERE, 'main.ts'))
  const program = `'use strict'\n${texts.join('\n')}\n`
  if (/<\/script|<!--/i.test(program)) throw new Error('The program of the page would end it.')
  return program
}

const kinds = () => Object.fromEntries(Object.entries(FACTS).map(([type, { zh }]) => [type, zh]))

/** Without the warning that this is young in node: once a process somebody would read it, and could do nothing about it. */
function withoutTypes(source: string): string {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return closedUp(source, stripTypeScriptTypes(source))
  } finally {
    process.emitWarning = emitWarning
  }
}

/** Sign for sign, blanks stand where types stood: those go, and no blank that was there before, as in a text. */
function closedUp(source: string, stripped: string): string {
  if (source.length !== stripped.length) return stripped
  let text = ''
  for (let at = 0; at < stripped.length; at++) if (stripped[at] !== ' ' || source[at] === ' ') text += stripped[at]
  return text
}

/** Of a type of several lines there are empty ones left. */
const tidy = (text: string): string =>
  withoutComments(text)
    .replace(/(?<! ) +$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .trim()

/** All but the first, which says why a module exists: each bundle carries the page, and the rest stands in the source. */
function withoutComments(text: string): string {
  const first = /^\s*\/\*\*.*?\*\/\n/s.exec(text)?.[0] ?? ''
  return first + text.slice(first.length).replace(/^ *\/\*\*.*?\*\/\n/gms, '')
}
