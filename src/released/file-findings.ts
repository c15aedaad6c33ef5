/**
 * What lays somebody open in a file that is to be published: whom the case names, numbers and addresses that any text may
 * hold, and what the file carries besides what it shows. Each is masked in the file, or a person says why it may stand.
 */

import { createHash } from 'node:crypto'
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { findingSays, toHeed } from '../files/findings.ts'
import { writtenAs } from '../ground/tidy.ts'
import type { GivenFile } from '../ledger/given.ts'
import type { FileText } from './file-text.ts'
import { isResident, type Secrets } from './look-over.ts'

/** What is searched for, in the words in which it is told. */
export const FOUND = {
  name: '申请人、代理人的姓名或者名称',
  contact: '申请人、第三方的联系方式',
  thirdParty: '第三方的姓名或者名称',
  identityNumber: '身份证件号码',
  bankCard: '银行卡号',
  mobile: '手机号码',
  telephone: '固定电话号码',
  email: '电子邮箱',
  address: '详细到户的住址',
  hidden: '文件中不显示的内容',
  unread: '没有能检索的文字（扫描件、图片或者不能识别的格式），须逐页核看',
} as const
export type FoundKind = keyof typeof FOUND

/** One kind in one file. `id`: of exactly this; another finding, or another copy, has another. */
export type FileFinding = {
  id: string
  file: string
  name: string
  kind: FoundKind
  /** How often, and the first of them with their middle masked. */
  n: number
  shown: string[]
}

/** Whom the case names besides those who apply: those who were consulted, and how they are reached. */
export type Others = { names: string[]; contacts: string[]; own: string[] }

/** @param own what the agency itself has made public: its telephones and addresses */
export function othersIn(facts: readonly (Fact | null)[], own: readonly (string | undefined)[]): Others {
  const consulted = facts.flatMap((fact) => (fact?.type === 'thirdPartyConsulted' ? [fact] : []))
  const plainOnes = (all: (string | undefined)[]) => all.flatMap((one) => (one ? [bare(like(one))] : []))
  return {
    names: plainOnes(consulted.flatMap(({ party, contact }) => [party, contact])).filter((name) => name.length > 1),
    contacts: plainOnes(consulted.flatMap(({ phone, email, address }) => [...writtenAs(phone), email, address])).filter(
      (contact) => contact.length >= 6,
    ),
    own: plainOnes([...own]),
  }
}

/** Width and case do not matter, nor which brackets. */
const like = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[〔[【]/gu, '(')
    .replace(/[〕\]】]/gu, ')')
/** Blanks, dots and dashes hide a number or a name from a rule, not from a reader. */
const bare = (text: string) => text.replace(/[\s·•.\-_]/gu, '')

const NUMBERS: Partial<Record<FoundKind, RegExp>> = {
  identityNumber:
    /(?<![\da-z])(?:\d{17}[\dx]|\d{15})(?![\da-z])|(?:护照|通行证)(?:号码|号|编号)?[是为:]?[a-z]{1,2}\d{7,9}/g,
  bankCard: /(?<!\d)62\d{14,17}(?!\d)/g,
  mobile: /(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)/g,
  telephone: /(?<!\d)\(?0\d{2,3}\)?-?[2-8]\d{6,7}(?!\d)/g,
  address: /\d{1,4}(?:号楼|栋|幢|单元|座)[^\n]{0,12}?\d{1,5}(?:室|户|房)/g,
}
const EMAIL = /(?<![a-z\d._%+-])[a-z\d._%+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,4}/g

/** Everything in one file that somebody has to answer for. */
export function findIn(
  file: Pick<GivenFile, 'id' | 'name' | 'sha256' | 'findings'>,
  text: FileText,
  secrets: Secrets,
  others: Others,
  ownNames: readonly string[],
): FileFinding[] {
  const found = new Map<FoundKind, Map<string, number>>()
  const add = (kind: FoundKind, what: string, n = 1) => {
    const all = found.get(kind) ?? new Map<string, number>()
    all.set(what, (all.get(what) ?? 0) + n)
    found.set(kind, all)
  }
  for (const finding of toHeed(file, ownNames)) add('hidden', findingSays(finding).text, 1)
  if (text === undefined) add('unread', '')
  else search(like(text), secrets, others, add)
  return [...found].map(([kind, all]) => ({
    id: idOf(file.sha256, kind, [...all.keys()]),
    ...{ file: file.id, name: file.name, kind },
    n: [...all.values()].reduce((sum, n) => sum + n, 0),
    shown: [...all.keys()].slice(0, MOST_SHOWN).map((what) => (kind === 'hidden' ? what : masked(what))),
  }))
}

/** So many of one kind are told one by one. */
const MOST_SHOWN = 5

/** Each text in two readings: words as they stand, for numbers beside each other are two; and all of a line together. */
function search(
  text: string,
  secrets: Secrets,
  others: Others,
  add: (kind: FoundKind, what: string, n?: number) => void,
): void {
  const whole = bare(text)
  const literal: [FoundKind, readonly string[]][] = [
    ['name', secrets.names],
    ['contact', [...secrets.contacts, ...others.contacts]],
    ['thirdParty', others.names],
  ]
  for (const [kind, words] of literal)
    for (const word of new Set(words.map((one) => bare(like(one))))) {
      const n = word ? whole.split(word).length - 1 : 0
      if (n > 0) add(kind, word, n)
    }
  for (const [kind, pattern] of Object.entries(NUMBERS) as [FoundKind, RegExp][]) {
    const seen = new Map<string, number>()
    for (const reading of [text, text.split('\n').map(bare).join('\n')]) {
      const here = new Map<string, number>()
      for (const [hit] of reading.matchAll(pattern)) {
        const plain = bare(hit)
        if (kind === 'identityNumber' && /^[\dx]+$/.test(plain) && !isResident(plain)) continue
        if (others.own.includes(plain)) continue
        here.set(plain, (here.get(plain) ?? 0) + 1)
      }
      for (const [hit, n] of here) seen.set(hit, Math.max(n, seen.get(hit) ?? 0))
    }
    for (const [hit, n] of seen) add(kind, hit, n)
  }
  for (const [hit] of text.matchAll(EMAIL)) if (!others.own.includes(bare(hit))) add('email', hit)
}

/** Its beginning and its end: enough for somebody to find it in the file. */
function masked(what: string): string {
  const all = [...what]
  if (all.length < 3) return `${all[0] ?? ''}${'*'.repeat(Math.max(0, all.length - 1))}`
  const kept = Math.min(3, Math.floor(all.length / 3))
  return `${all.slice(0, kept).join('')}${'*'.repeat(all.length - 2 * kept)}${all.slice(-kept).join('')}`
}

const idOf = (sha256: string, kind: FoundKind, what: readonly string[]) =>
  createHash('sha256')
    .update([sha256, kind, ...what.toSorted()].join('\n'))
    .digest('hex')
    .slice(0, 12)

/** The finding as a sentence, for who decides. */
export const foundSays = ({ name, kind, n, shown }: FileFinding): string => {
  const what = shown.filter(Boolean).join('、')
  const times = kind === 'unread' || kind === 'hidden' ? '' : `${n}处`
  return `“${name}”${kind === 'unread' ? '' : '含有'}${FOUND[kind]}${times}${what ? `：${what}` : ''}`
}
