/** The proof of the command over a file in a browser, and what a reader wants to see of it besides the verdict. */
import { fingerprint, readVerifierKey } from '../../ground/checkpoint.ts'
import { type Trust, trustOf, trustText } from '../../ground/hand-over.ts'
import { faultInChinese } from '../proof/in-chinese.ts'
import { membersOf, readMember, type Source } from '../proof/unzip.ts'
import { nothingSeen, type Seen, verifyBundle } from '../proof/verify-bundle.ts'
import type { BundleVerdict } from '../verify.ts'

export type FactShown = { position: number; on: string; type: string; by: string; erasedBy?: number }
/** `tick`: its bytes are those that were signed, are others, or were not read because something before it is wrong. */
export type FileShown = {
  name: string
  size: number
  sha256: string
  fact: number | null
  tick: 'same' | 'other' | 'none'
}
export type Judged = {
  verdict: BundleVerdict
  /** Of the first fault. */
  fault?: string
  /** Whether a key was given. */
  isTrusting: boolean
  agency?: string
  receipt?: string
  fingerprint?: string
  facts: FactShown[]
  files: FileShown[]
  archive: number
  ms: number
}
/** `badKey`: why what was given is no key; `unreadable`: why the file cannot be read at all; `unfinished`: why the page came to no end. */
export type Answer = Judged | { badKey: string } | { unreadable: string } | { unfinished: string }

/** @param given the published key, alone or with the notes of hand-over below it; empty for none */
export function judge(source: Source, given: string): Answer {
  const began = Date.now()
  let trust: Trust | undefined
  if (given.trim() !== '') {
    const read = trustOf(trustText(given.replaceAll('\r\n', '\n')))
    if ('what' in read) return { badKey: read.what }
    trust = read
  }
  const seen = nothingSeen()
  try {
    const verdict = verifyBundle(source, trust, seen)
    const names = verdict.ok && verdict.edition === undefined ? recordersIn(source) : new Map<number, string>()
    return {
      ...{ verdict, isTrusting: trust !== undefined, archive: source.size },
      ...(verdict.firstFault && { fault: faultInChinese(verdict.firstFault.what) }),
      ...ofStatement(seen, verdict.key),
      ...{ facts: factsOf(seen, names), files: filesOf(seen), ms: Date.now() - began },
    }
  } catch (error) {
    return { unreadable: error instanceof Error ? error.message : String(error) }
  }
}

function ofStatement({ said }: Seen, key: string | null) {
  const known = key === null ? undefined : readVerifierKey(key)
  return {
    ...(said && { agency: said.agency.name, receipt: said.case.receipt }),
    ...(known && { fingerprint: fingerprint(known.verifier) }),
  }
}

function factsOf({ facts, said }: Seen, names: ReadonlyMap<number, string>): FactShown[] {
  const erased = new Map(said?.erased.map(({ position, by }) => [position, by]))
  return facts.map(({ position, on, type, by, isSilent, hasWords }) => {
    const erasedBy = hasWords && isSilent ? erased.get(position) : undefined
    return { position, on, type, by: names.get(position) ?? by, ...(erasedBy !== undefined && { erasedBy }) }
  })
}

const filesOf = ({ said, digests }: Seen): FileShown[] =>
  (said?.files ?? []).map(({ name, size, sha256, fact }) => {
    const there = digests.get(name)
    const tick = there ? (there.sha256 === sha256 && there.size === size ? 'same' : 'other') : 'none'
    return { name, size, sha256, fact, tick }
  })

/** Who recorded, by post and name, as 目录.txt has it: of a bundle that holds, its bytes are those that were signed. */
function recordersIn(source: Source): Map<number, string> {
  const member = membersOf(source).find(({ name }) => name.endsWith('/data/目录.txt'))
  const names = new Map<number, string>()
  if (!member) return names
  const [, list = ''] = readMember(source, member).toString('utf8').split('\n一、', 2)
  for (const line of list.split('\n\n', 1)[0]!.split('\n')) {
    const [, position, by] = /^(\d+)\. \S+ {2}\S+ {2}(.+)$/.exec(line) ?? []
    if (position && by) names.set(Number(position), by)
  }
  return names
}
