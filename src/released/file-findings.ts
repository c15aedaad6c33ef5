/**
 * What lays somebody open in a file that is to be published: whom the case names, numbers and addresses that any text may
 * hold, and what the file carries besides what it shows. Each is masked in the file, or a person says why it may stand.
 */

import { createHash } from 'node:crypto'
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { findingSays, toHeed } from '../files/findings.ts'
import { writtenAs } from '../ground/tidy.ts'
import type { GivenFile } from '../ledger/given.ts'
import { type Others, search } from './file-search.ts'
import type { FileText } from './file-text.ts'
import { FOUND, type FoundKind } from './found.ts'
import { plain, type Secrets } from './look-over.ts'

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

/** @param own what the agency itself has made public: its telephones and addresses */
export function othersIn(facts: readonly (Fact | null)[], own: readonly (string | undefined)[]): Others {
  const consulted = facts.flatMap((fact) => (fact?.type === 'thirdPartyConsulted' ? [fact] : []))
  const bareOnes = (all: (string | undefined)[]) => all.flatMap((one) => (one ? [plain(one)] : []))
  return {
    names: bareOnes(consulted.flatMap(({ party, contact }) => [party, contact])).filter((name) => name.length > 1),
    contacts: bareOnes(consulted.flatMap(({ phone, email, address }) => [...writtenAs(phone), email, address])).filter(
      (contact) => contact.length >= 6,
    ),
    own: bareOnes([...own]),
  }
}

/** Everything in one file that somebody has to answer for. */
export async function findIn(
  file: Pick<GivenFile, 'id' | 'name' | 'sha256' | 'findings'>,
  text: FileText,
  secrets: Secrets,
  others: Others,
  ownNames: readonly string[],
): Promise<FileFinding[]> {
  const found = new Map<FoundKind, Map<string, number>>()
  const add = (kind: FoundKind, what: string, n = 1) => {
    const all = found.get(kind) ?? new Map<string, number>()
    all.set(what, (all.get(what) ?? 0) + n)
    found.set(kind, all)
  }
  // Of a format that nothing here opens one thing is known: that eyes alone tell what it shows and carries.
  const isUnseen = (code: string) => text === undefined && UNSEEN.includes(code)
  for (const finding of toHeed(file, ownNames)) if (!isUnseen(finding.code)) add('hidden', findingSays(finding).text, 1)
  if (text === undefined) add('unread', '')
  else {
    const isWhole = await search(text.text, secrets, others, add)
    if (text.unread.length > 0) add('unreadPages', pagesSaid(text.unread))
    if (text.isCut || !isWhole) add('cut', '')
  }
  return [...found].map(([kind, all]) => ({
    id: idOf(file.sha256, kind, [...all.keys()]),
    ...{ file: file.id, name: file.name, kind },
    n: [...all.values()].reduce((sum, n) => sum + n, 0),
    shown: [...all.keys()].slice(0, MOST_SHOWN).map((what) => (isTold(kind) ? what : masked(what))),
  }))
}

/** The whole file could not be examined: nothing is known to be hidden in it. */
const UNSEEN: readonly string[] = ['unexamined', 'unreadable']

/** So many of one kind are told one by one. */
const MOST_SHOWN = 5

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

/** 2、5—9. */
function pagesSaid(pages: readonly number[]): string {
  const spans: [number, number][] = []
  for (const page of pages) {
    const last = spans.at(-1)
    if (last && page === last[1] + 1) last[1] = page
    else spans.push([page, page])
  }
  return spans.map(([from, to]) => (from === to ? from : `${from}—${to}`)).join('、')
}

/** What names nobody is told as it is. */
const isTold = (kind: FoundKind) => kind === 'hidden' || kind === 'unreadPages'

/** The finding as a sentence, for who decides. */
export const foundSays = ({ name, kind, n, shown }: FileFinding): string => {
  const what = shown.filter(Boolean).join('、')
  if (kind === 'unreadPages') return `“${name}”第${what}页${FOUND[kind]}`
  if (kind === 'unread' || kind === 'cut') return `“${name}”${FOUND[kind]}`
  return `“${name}”含有${FOUND[kind]}${kind === 'hidden' ? '' : `${n}处`}${what ? `：${what}` : ''}`
}
