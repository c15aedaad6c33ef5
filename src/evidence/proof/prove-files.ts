/** The files of a bag: each is there as its fact has it, nothing else is, and the lists beside them say the same. */

import { ALGORITHMS, BAGIT, isTidyOf, listOf, tagsOf } from '../../ground/bag.ts'
import { sha256 } from '../../ground/canonical.ts'
import { publicPem, readVerifierKey } from '../../ground/checkpoint.ts'
import { exactly, hash, manyOf, text, wholeFrom } from '../../ground/shape.ts'
import { dayIn } from '../../ground/time.ts'
import { closedIn, STATE_SECRET } from '../../ledger/closed-files.ts'
import { allNamed, erasedContent, type Named, placeOf } from '../bundle/named.ts'
import {
  canonicalIn,
  SIGNATURE,
  type SlipReason,
  STAMP,
  STATEMENT,
  type StatedFile,
  type Statement,
  slipName,
} from '../bundle/statement.ts'
import { type Digests, digestRest, FILES, found, type Open, whole } from './open-bag.ts'
import type { Fact } from './prove-facts.ts'

/** For what a slip may stand in a court's bundle: a letter whose code still opens an answer, a record that is a state secret. */
const FOR_COURTS: readonly SlipReason[] = ['answerCode', 'stateSecret']

const WHOLE = wholeFrom(Number.MIN_SAFE_INTEGER)
const LIST = manyOf(exactly({ id: text, name: text, size: WHOLE, sha256: hash, type: text }))
/** Of a file with a virus, or that no scanner saw. */
const ENDINGS = ['', '.infected', '.unscanned']

/**
 * Every file that a fact names is there as the fact has it, in the place that the statement gives it; nothing else is, but what
 * the statement says was made from the facts.
 */
export function provenFiles(said: Statement, facts: readonly Fact[], digests: Digests): ReadonlyMap<StatedFile, Named> {
  const stated = new Map(said.files.map((file) => [file.name, file]))
  const byPlace = new Map<string, Named>(allNamed(facts))
  const closed = closedIn(facts)
  const named = new Map<StatedFile, Named>()
  for (const file of said.files) {
    const { name, fact, id } = file
    if (fact === null) continue
    const at = { file: name, position: fact, ...(facts[fact - 1] && { type: facts[fact - 1]!.type }) }
    const folder = name.split('/')[1] as Named['folder']
    const place = placeOf({ folder, id: id ?? '', position: fact })
    const by = byPlace.get(place)
    if (!by) throw found('the fact does not name this file', at)
    if (by.sha256 !== (file.stands?.for ?? file.sha256)) throw found('the fact names a file with other content', at)
    if (file.stands && !said.audience && !FOR_COURTS.includes(file.stands.reason))
      throw found('a slip stands for the file, and the bundle is the court’s', at)
    const mark = folder === 'closed' ? closed(by)?.kind : undefined
    if ((file.stands?.reason === 'stateSecret') !== (mark === STATE_SECRET))
      throw found(
        file.stands
          ? 'a slip stands for a state secret that no fact marks as one'
          : 'a record marked as a state secret is there',
        at,
      )
    if (mark !== undefined && said.audience && !file.stands)
      throw found('the closed annex is in a copy for a party', at)
    if (file.stands && name !== slipName(name, file.stands.for)) throw found('the slip has the name of a file', at)
    byPlace.delete(place)
    named.set(file, by)
    const there = digests.get(name)
    if (!there) throw found('the file is missing', at)
    if (there.sha256 !== file.sha256) throw found('the file was changed', at)
    if (there.size !== file.size) throw found('the file has another size than the statement says', at)
  }
  // What a destruction took is named and not there; what it says to be gone is not there.
  const gone = erasedContent(facts)
  for (const [file, { type }] of named)
    if (gone.has(file.sha256))
      throw found('a file that a destruction says to be gone is there', {
        ...{ file: file.name, position: gone.get(file.sha256)!, type },
      })
  for (const { position, type, folder, id, sha256 } of byPlace.values())
    if (!gone.has(sha256))
      throw found(`the statement lacks a file that the fact names: ${folder} ${id}`, {
        file: STATEMENT,
        position,
        type,
      })
  for (const file of said.files) {
    const { name, fact, sha256, size } = file
    const there = digests.get(name)
    if (fact !== null) continue
    if (file.stands) throw found('a slip stands for what no fact names', { file: name })
    if (!there) throw found('the file is missing', { file: name })
    if (there.sha256 !== sha256 || there.size !== size) throw found('the file was changed', { file: name })
  }
  for (const name of digests.keys())
    if (!stated.has(name)) throw found('no fact and no statement names this file', { file: name })
  if (said.files.length !== stated.size) throw found('the statement names a file twice', { file: STATEMENT })
  return named
}

/** The list of names says of each file on record what its fact and its bytes say, and nothing of any other. */
export function provenList(bag: Open, named: ReadonlyMap<StatedFile, Named>): void {
  const json = whole(bag, FILES).toString('utf8')
  const list = canonicalIn(LIST, json.replace(/\n$/, ''))
  if (!list || !json.endsWith('\n')) throw found('the list of files cannot be read', { file: FILES })
  const all = (['files', 'closed'] as const).flatMap((folder) =>
    [...named].filter(([, by]) => by.folder === folder).map(([file, by], i) => ({ file, by, i })),
  )
  // Of what a slip stands for, the name is left out, too; a copy that was given is on file as its original alone.
  const onFile = all.filter(({ file, by }) => !file.stands && !by.isCopy)
  for (const [n, { file, by, i }] of onFile.entries()) {
    const { position, type, id } = by
    const row = list[n]
    const at = { file: file.name, position, type }
    if (row?.id !== id) throw found('the list of files lacks this one here', at)
    if (row!.sha256 !== file.sha256 || row!.size !== file.size)
      throw found('the list of files has another size or content', at)
    const begin = `data/${by.folder}/${String(i + 1).padStart(2, '0')}-${file.sha256.slice(0, 8)}-`
    const rest = file.name.startsWith(begin) ? file.name.slice(begin.length) : ''
    const isNamed = ENDINGS.some(
      (ending) => rest.endsWith(ending) && isNameOf(rest.slice(0, rest.length - ending.length), row!.name),
    )
    if (!isNamed) throw found('the list of files has another name', at)
  }
  if (list.length > onFile.length) throw found('the list of files names one that is on no record', { file: FILES })
}

/** As it came; or with another ending, of what its content is, in the place of its own or behind it. Early bundles have the first alone. */
function isNameOf(signed: string, name: string): boolean {
  if (isTidyOf(signed, name)) return true
  const [ending] = /\.[a-z0-9]{1,8}$/.exec(signed) ?? []
  const stems = [name, name.replace(/\.[^.\s]{1,20}$/, '')]
  return ending !== undefined && stems.some((stem) => isTidyOf(signed, `${stem}${ending}`))
}

/** The tag files follow from the rest byte by byte, or the statement has their digest. Read for their digests alone. */
export function provenTags(bag: Open, said: Statement, facts: readonly Fact[], digests: Digests): void {
  const payload = [...digests.values()]
  const tags: Digests = new Map()
  digestRest(bag, tags, 'tags')
  const key = readVerifierKey(said.key)!
  const made = new Map<string, Buffer | string>([
    ...tagsOf(said.info, payload),
    ['bagit.txt', BAGIT],
    ['key.txt', `${said.key}\n`],
    ['key.pem', publicPem(key.verifier)],
  ])
  const day = dayIn(new Date(facts.at(-1)!.at))
  if (said.info['Bagging-Date'] !== day)
    throw found('the day of the bag is not that of the last fact', { file: 'bag-info.txt', position: facts.length })
  const id = said.case.number ?? said.case.receipt
  if (said.info['External-Identifier'] !== id || said.info['Source-Organization'] !== said.agency.name)
    throw found('the bag is described as that of another case or agency', { file: 'bag-info.txt' })
  for (const [name, bytes] of made) {
    const there = tags.get(name)
    if (there?.sha256 !== sha256(bytes))
      throw found(there ? 'is not what follows from the content of the bag' : 'is missing', { file: name })
  }
  const bound = [...tags.values()].filter(({ name }) => !name.startsWith('tagmanifest-'))
  for (const { name, sha256 } of bound) {
    // The stamp is over the statement, which cannot name it: `verify-stamp.ts` proves it by what it says itself.
    if (name === STATEMENT || name === SIGNATURE || name === STAMP) continue
    if (said.tags[name] !== sha256) throw found(said.tags[name] ? 'was changed' : 'was added', { file: name })
  }
  const gone = Object.keys(said.tags).find((name) => !tags.has(name))
  if (gone !== undefined) throw found('is missing', { file: gone })
  for (const by of ALGORITHMS) {
    const name = `tagmanifest-${by}.txt`
    if (tags.get(name)!.sha256 !== sha256(listOf(by, bound)))
      throw found('does not list the tag files as they are', { file: name })
  }
  const broken = [...payload, ...tags.values()].find(({ isWhole }) => !isWhole)
  if (broken) throw found('has another checksum in the archive', { file: broken.name })
}
