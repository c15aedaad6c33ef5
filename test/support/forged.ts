/**
 * A case, and what forgers make of its bundle: one table, by which the command is proven (test/evidence/forgeries.test.ts) and the
 * page that lies in every bundle (test/evidence/in-browser.test.ts).
 */
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { leafHash, rootOf } from '../../src/evidence/log/merkle.ts'
import { canonical, sha256 } from '../../src/ground/canonical.ts'
import { checkpoint, verifierKey } from '../../src/ground/checkpoint.ts'
import { handOverNote, handOversText } from '../../src/ground/hand-over.ts'
import {
  type Fact,
  factsIn,
  type Json,
  listed,
  membersOf,
  type OpenBag,
  openBag,
  packed,
  restated,
  saidIn,
  withFacts,
  zipped,
} from './bags.ts'
import { CONFIRMED, type Office, openOffice } from './house.ts'
import { type RawMember, rawZip } from './raw-zip.ts'

export let office: Office
export let key: string
/** A case on its whole way, the same some facts earlier, and another case. */
export let genuine: Buffer
export let earlier: Buffer
export let another: Buffer

/** Opens the office and makes the bundles; whoever calls it closes the office. */
export async function beginForging(): Promise<void> {
  office = await openOffice()
  key = verifierKey(office.house.keys)
  const bundleOf = async (id: string) => (await office.registrar.gets(`/api/v1/cases/${id}/evidence`)).bytes
  const { id } = await office.caseUntil('searched')
  const { files } = (
    await office.registrar.adds(id, [
      { name: '检索记录.txt', content: '逐一检索。' },
      { name: '会议纪要.txt', content: '同意公开。' },
    ])
  ).json
  await office.registrar.records(id, { type: 'fileAdded', files: [files[0].id] })
  await office.registrar.records(id, { type: 'fileAdded', files: [files[1].id] })
  await office.registrar.records(id, { type: 'noted', text: '与承办机构核对，第一次。' })
  earlier = await bundleOf(id)
  await office.registrar.records(id, { type: 'noted', text: '与承办机构核对，第二次。' })
  await office.goes(id, 'searched', 'archived')
  genuine = await bundleOf(id)
  another = await bundleOf((await office.caseUntil('assigned')).id)
}

/** The forger's own pair, under the office's name. */
const pair = generateKeyPairSync('ed25519')
const forger = () => ({ signer: pair.privateKey, origin: office.house.keys.origin })
export const forgersKey = () => ({ ...forger(), verifier: createPublicKey(pair.privateKey) })

/** A log of these facts alone, signed by the forger: every proof holds. */
export function inOwnLog(bag: OpenBag): OpenBag {
  const [facts, said] = [factsIn(bag), saidIn(bag)]
  const log = facts.map((fact, index): Json => ({ ...fact, index }))
  withFacts(bag, log)
  const hashes = factsIn(bag).map(({ hash }) => leafHash(Buffer.from(hash, 'hex')))
  const between = (from: number, to: number): string => rootOf(to - from, (level, i) => nodeOf(level, from, i))
  const nodeOf = (level: number, from: number, i: number): string =>
    level === 0
      ? hashes[from + i]!
      : sha256(
          Buffer.concat([
            Buffer.from([1]),
            Buffer.from(nodeOf(level - 1, from, i * 2), 'hex'),
            Buffer.from(nodeOf(level - 1, from, i * 2 + 1), 'hex'),
          ]),
        )
  const path = (n: number, from: number, to: number): string[] => {
    if (to - from === 1) return []
    let half = 1
    while (half * 2 < to - from) half *= 2
    return n < from + half
      ? [...path(n, from, from + half), between(from + half, to)]
      : [...path(n, from + half, to), between(from, from + half)]
  }
  const size = hashes.length
  const root = between(0, size)
  const proofs = hashes.map((_, index) => `${canonical({ index, proof: path(index, 0, size) })}\n`)
  bag.payload.set('proofs.jsonl', Buffer.from(proofs.join('')))
  bag.payload.set('checkpoint.txt', Buffer.from(checkpoint(size, root, { ...office.house.keys, ...forgersKey() })))
  return restated(bag, forger(), (now) => {
    now.checkpoint = { ...said.checkpoint, size, root }
    now.head = factsIn(bag).at(-1)!.hash
  })
}

export type Expected = { file: string | RegExp; position?: number | (() => number); what: RegExp }
export type Forgery = readonly [name: string, make: (bag: OpenBag) => Buffer | undefined, expected: Expected]

export const positionOf = (type: string, nth = 0) =>
  factsIn(openBag(genuine)).filter((fact) => fact.type === type)[nth]!.position
const text = (bag: OpenBag, name: string) => bag.payload.get(name)!.toString()
const change = (bag: OpenBag, type: string, how: (fact: Fact) => Json) =>
  factsIn(bag).map((fact) => (fact.type === type ? how(fact) : fact))
const line = (bag: OpenBag, n: number, how: (line: string) => string) => {
  const lines = text(bag, 'facts.jsonl').split('\n')
  lines[n - 1] = how(lines[n - 1]!)
  bag.payload.set('facts.jsonl', Buffer.from(lines.join('\n')))
  return packed(bag)
}
const named = (bag: OpenBag, begin: string, nth = 0) =>
  [...bag.payload.keys()].filter((name) => name.startsWith(begin))[nth]!
const exchange = (of: Map<string, Buffer>, a: string, b: string) => {
  const [first, second] = [of.get(a)!, of.get(b)!]
  of.set(a, second)
  of.set(b, first)
}
const tagChanged = (bag: OpenBag, name: string, how: (text: string) => string) => {
  bag.tags.set(name, Buffer.from(how(bag.tags.get(name)!.toString())))
  return packed(bag)
}
const files = (bag: OpenBag, how: (list: Json[]) => Json[]) => {
  bag.payload.set('files.json', Buffer.from(`${canonical(how(JSON.parse(text(bag, 'files.json'))))}\n`))
  return bag
}
export const own = (bag: OpenBag, how?: (said: Json) => void) => packed(restated(bag, forger(), how))

export const ANOTHER_KEY: Expected = { file: 'statement.sig', what: /another key than the one that is trusted/ }

/** All lists made anew; the statement is the office's, which the forger cannot sign. */
export const WITHOUT_KEY: Forgery[] = [
  [
    'the last two facts cut off',
    (bag) => packed(withFacts(bag, factsIn(bag).slice(0, -2), false)),
    { file: 'data/facts.jsonl', position: () => factsIn(openBag(genuine)).length - 2, what: /missing at the end/ },
  ],
  [
    'the tail cut, with the old checkpoint and its proofs',
    (bag) => {
      const old = openBag(earlier)
      for (const name of ['facts.jsonl', 'proofs.jsonl', 'checkpoint.txt'])
        bag.payload.set(name, old.payload.get(name)!)
      return packed(bag)
    },
    { file: 'data/facts.jsonl', position: () => factsIn(openBag(earlier)).length, what: /missing at the end/ },
  ],
  [
    'a fact put behind the last',
    (bag) => packed(withFacts(bag, [...factsIn(bag), { ...factsIn(bag).at(-1)!, type: 'noted' }])),
    { file: 'data/facts.jsonl', position: () => factsIn(openBag(genuine)).length + 1, what: /stand behind the last/ },
  ],
  [
    'words removed as if erased',
    (bag) =>
      packed(
        withFacts(
          bag,
          change(bag, 'searched', (fact) => ({ ...fact, said: null, salt: null })),
          false,
        ),
      ),
    { file: 'data/facts.jsonl', position: () => positionOf('searched'), what: /no decision on record/ },
  ],
  [
    'words removed, their salt left',
    (bag) =>
      packed(
        withFacts(
          bag,
          change(bag, 'searched', (fact) => ({ ...fact, said: null })),
          false,
        ),
      ),
    { file: 'data/facts.jsonl', position: () => positionOf('searched'), what: /salt without words/ },
  ],
  [
    'words exchanged for others',
    (bag) =>
      packed(
        withFacts(
          bag,
          change(bag, 'confirmed', (fact) => ({ ...fact, said: { ...CONFIRMED, note: '从未联系。' } })),
          false,
        ),
      ),
    { file: 'data/facts.jsonl', position: () => positionOf('confirmed'), what: /words of the fact were changed/ },
  ],
  [
    'salts exchanged',
    (bag) => {
      const salts = factsIn(bag)
        .filter(({ type }) => type === 'noted')
        .map(({ salt }) => salt)
      return packed(
        withFacts(
          bag,
          change(bag, 'noted', (fact) => ({ ...fact, salt: salts.find((salt) => salt !== fact.salt) })),
          false,
        ),
      )
    },
    { file: 'data/facts.jsonl', position: () => positionOf('noted'), what: /words of the fact were changed/ },
  ],
  [
    'a day moved',
    (bag) =>
      packed(
        withFacts(
          bag,
          change(bag, 'registered', (fact) => ({ ...fact, on: '2026-02-27' })),
          false,
        ),
      ),
    { file: 'data/facts.jsonl', position: () => positionOf('registered'), what: /the fact was changed/ },
  ],
  [
    'days moved and every hash made anew',
    (bag) =>
      packed(
        withFacts(
          bag,
          change(bag, 'registered', (fact) => ({ ...fact, on: '2026-02-27' })),
        ),
      ),
    { file: 'data/facts.jsonl', position: () => factsIn(openBag(genuine)).length, what: /not the one that was signed/ },
  ],
  [
    'another person, every hash made anew',
    (bag) =>
      packed(
        withFacts(
          bag,
          change(bag, 'replySigned', (fact) => ({ ...fact, by: 'staff:head' })),
        ),
      ),
    { file: 'data/facts.jsonl', position: () => factsIn(openBag(genuine)).length, what: /not the one that was signed/ },
  ],
  [
    'a fact left out, and the rest chained anew',
    (bag) =>
      packed(
        withFacts(
          bag,
          factsIn(bag).filter(({ type }) => type !== 'searched'),
        ),
      ),
    { file: 'data/facts.jsonl', position: () => factsIn(openBag(genuine)).length - 1, what: /missing at the end/ },
  ],
  [
    'two facts exchanged',
    (bag) => {
      const facts = factsIn(bag)
      const at = positionOf('noted') - 1
      return packed(withFacts(bag, [...facts.slice(0, at), facts[at + 1]!, facts[at]!, ...facts.slice(at + 2)], false))
    },
    { file: 'data/facts.jsonl', position: () => positionOf('noted'), what: /a fact is missing before/ },
  ],
  [
    'facts of another case',
    (bag) => {
      bag.payload.set('facts.jsonl', openBag(another).payload.get('facts.jsonl')!)
      return packed(bag)
    },
    { file: 'data/facts.jsonl', position: 1, what: /of another case/ },
  ],
  [
    'a key twice in a fact',
    (bag) => line(bag, 3, (fact) => fact.replace('"by":', '"by":"staff:head","by":')),
    { file: 'data/facts.jsonl', position: 3, what: /one form/ },
  ],
  [
    'white space in a fact',
    (bag) => line(bag, 3, (fact) => fact.replace('"by":', '"by": ')),
    { file: 'data/facts.jsonl', position: 3, what: /one form/ },
  ],
  [
    'keys of a fact in another order',
    (bag) => line(bag, 3, (fact) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(fact)).reverse()))),
    { file: 'data/facts.jsonl', position: 3, what: /one form/ },
  ],
  [
    'something beside what a fact has',
    (bag) => line(bag, 3, (fact) => canonical({ ...JSON.parse(fact), note: 'x' })),
    { file: 'data/facts.jsonl', position: 3, what: /one form/ },
  ],
  [
    'an empty line between facts',
    (bag) => line(bag, 3, (fact) => `\n${fact}`),
    { file: 'data/facts.jsonl', position: 3, what: /one form/ },
  ],
  [
    'no line feed at the end',
    (bag) => {
      bag.payload.set('facts.jsonl', bag.payload.get('facts.jsonl')!.subarray(0, -1))
      return packed(bag)
    },
    { file: 'data/facts.jsonl', position: () => factsIn(openBag(genuine)).length, what: /line feed/ },
  ],
  [
    'bytes that are no UTF-8',
    (bag) => {
      const bytes = Buffer.from(bag.payload.get('facts.jsonl')!)
      bytes[bytes.indexOf('张')] = 0xff
      bag.payload.set('facts.jsonl', bytes)
      return packed(bag)
    },
    { file: 'data/facts.jsonl', position: 1, what: /UTF-8/ },
  ],
  [
    'a file slipped in',
    (bag) => {
      bag.payload.set('files/09-00000000-会议记录.txt', Buffer.from('另有记录。'))
      return packed(bag)
    },
    { file: 'data/files/09-00000000-会议记录.txt', what: /no fact and no statement/ },
  ],
  [
    'a file slipped in beside the payload',
    (bag) => {
      bag.tags.set('说明.txt', Buffer.from('以此为准。'))
      return packed(bag)
    },
    { file: '说明.txt', what: /was added/ },
  ],
  [
    'a list of files to be fetched',
    (bag) => {
      bag.tags.set('fetch.txt', Buffer.from('https://example.org/x - data/x\n'))
      return packed(bag)
    },
    { file: 'fetch.txt', what: /was added/ },
  ],
  [
    'a file taken out',
    (bag) => {
      bag.payload.delete(named(bag, 'files/', 1))
      return packed(bag)
    },
    { file: /^data\/files\/02-/, position: () => positionOf('fileAdded', 1), what: /is missing/ },
  ],
  [
    'a file exchanged',
    (bag) => {
      bag.payload.set(named(bag, 'files/'), Buffer.from('没有检索。'))
      return packed(bag)
    },
    { file: /^data\/files\/01-/, position: () => positionOf('fileAdded'), what: /was changed/ },
  ],
  [
    'two letters exchanged',
    (bag) => {
      exchange(bag.payload, named(bag, 'letters/'), named(bag, 'letters/', 1))
      return packed(bag)
    },
    { file: /^data\/letters\/01-/, position: () => positionOf('letterMade'), what: /was changed/ },
  ],
  [
    'a letter gone on by a byte',
    (bag) => {
      const name = named(bag, 'letters/', 1)
      bag.payload.set(name, Buffer.concat([bag.payload.get(name)!, Buffer.from('\n')]))
      return packed(bag)
    },
    { file: /^data\/letters\/02-/, position: () => positionOf('letterMade', 1), what: /was changed/ },
  ],
  [
    'a file called otherwise',
    (bag) => {
      const name = named(bag, 'files/')
      bag.payload.set(name.replace('检索记录', '会议记录'), bag.payload.get(name)!)
      bag.payload.delete(name)
      return packed(bag)
    },
    { file: /^data\/files\/01-.*检索记录/, position: () => positionOf('fileAdded'), what: /is missing/ },
  ],
  [
    'another name in the list of files',
    (bag) => packed(files(bag, ([first, ...rest]) => [{ ...first, name: '会议记录.txt' }, ...rest])),
    { file: /^data\/files\.json$/, what: /was changed/ },
  ],
  [
    'the readable index replaced',
    (bag) => {
      bag.payload.set('目录.txt', Buffer.from(text(bag, '目录.txt').replace('2026年3月2日', '2026年2月2日')))
      return packed(bag)
    },
    { file: 'data/目录.txt', what: /was changed/ },
  ],
  [
    'an older checkpoint',
    (bag) => {
      bag.payload.set('checkpoint.txt', openBag(earlier).payload.get('checkpoint.txt')!)
      return packed(bag)
    },
    { file: 'data/checkpoint.txt', what: /another one than the statement says/ },
  ],
  [
    'a checkpoint signed by somebody else',
    (bag) => {
      const { size, root } = saidIn(bag).checkpoint
      bag.payload.set('checkpoint.txt', Buffer.from(checkpoint(size, root, { ...office.house.keys, ...forgersKey() })))
      return packed(bag)
    },
    { file: 'data/checkpoint.txt', what: /signature of the checkpoint/ },
  ],
  [
    'proofs of another case',
    (bag) => {
      bag.payload.set('proofs.jsonl', openBag(another).payload.get('proofs.jsonl')!)
      return packed(bag)
    },
    { file: 'data/proofs.jsonl', position: 1, what: /not in the signed log/ },
  ],
  [
    'two proofs exchanged',
    (bag) => {
      const [a, b, ...rest] = text(bag, 'proofs.jsonl').split('\n')
      bag.payload.set('proofs.jsonl', Buffer.from([b, a, ...rest].join('\n')))
      return packed(bag)
    },
    { file: 'data/proofs.jsonl', position: 1, what: /not in the signed log/ },
  ],
  [
    'the last proof left out',
    (bag) => {
      const lines = text(bag, 'proofs.jsonl').split('\n')
      bag.payload.set('proofs.jsonl', Buffer.from(lines.toSpliced(-2, 1).join('\n')))
      return packed(bag)
    },
    {
      file: 'data/proofs.jsonl',
      position: () => factsIn(openBag(genuine)).length,
      what: /proof of the fact is missing/,
    },
  ],
  [
    'a place in the log that is not the fact’s',
    (bag) =>
      packed(
        withFacts(
          bag,
          change(bag, 'assigned', (fact) => ({ ...fact, index: 0 })),
          false,
        ),
      ),
    { file: 'data/proofs.jsonl', position: () => positionOf('assigned'), what: /not in the signed log/ },
  ],
  [
    'another number of the case',
    (bag) =>
      tagChanged(bag, 'bag-info.txt', (info) =>
        info.replace(/^External-Identifier: .*$/m, 'External-Identifier: 2026-9999'),
      ),
    { file: 'bag-info.txt', what: /does? ?not|is not what follows/ },
  ],
  [
    'another day of the bag',
    (bag) => tagChanged(bag, 'bag-info.txt', (info) => info.replace(/^Bagging-Date: .*$/m, 'Bagging-Date: 2026-02-01')),
    { file: 'bag-info.txt', what: /is not what follows/ },
  ],
  [
    'another agency',
    (bag) =>
      tagChanged(bag, 'bag-info.txt', (info) =>
        info.replace(/^Source-Organization: .*$/m, 'Source-Organization: 示例市人民政府'),
      ),
    { file: 'bag-info.txt', what: /is not what follows/ },
  ],
  [
    'the folder called after another case',
    (bag) => packed({ ...bag, base: openBag(another).base }),
    { file: /^ysqgk-/, what: /named after another case/ },
  ],
  [
    'the statement of another bundle',
    (bag) => {
      for (const name of ['statement.json', 'statement.sig']) bag.tags.set(name, openBag(another).tags.get(name)!)
      return packed({ ...bag, base: openBag(another).base })
    },
    { file: 'data/facts.jsonl', position: 1, what: /of another case/ },
  ],
  [
    'the statement of the same case, earlier',
    (bag) => {
      for (const name of ['statement.json', 'statement.sig']) bag.tags.set(name, openBag(earlier).tags.get(name)!)
      return packed(bag)
    },
    { file: 'data/facts.jsonl', what: /stand behind the last one/ },
  ],
  [
    'a word of the statement',
    (bag) =>
      tagChanged(bag, 'statement.json', (said) => said.replace('"erased":[]', '"erased":[{"by":9,"position":4}]')),
    { file: 'statement.sig', what: /not signed by the key/ },
  ],
  [
    'white space in the statement',
    (bag) => tagChanged(bag, 'statement.json', (said) => said.replace('"erased":[]', '"erased": []')),
    { file: 'statement.json', what: /another form/ },
  ],
  [
    'no signature',
    (bag) => {
      bag.tags.delete('statement.sig')
      return packed(bag)
    },
    { file: 'statement.sig', what: /missing/ },
  ],
  [
    'another key beside the statement',
    (bag) => tagChanged(bag, 'key.txt', () => `${verifierKey(forgersKey())}\n`),
    { file: 'key.txt', what: /not what follows/ },
  ],
  [
    'another key for openssl',
    (bag) => {
      bag.tags.set('key.pem', Buffer.from(pair.publicKey.export({ type: 'spki', format: 'pem' })))
      return packed(bag)
    },
    { file: 'key.pem', what: /not what follows/ },
  ],
  [
    'other commands to type',
    (bag) => tagChanged(bag, '核验说明.txt', (how) => how.replaceAll('sha256sum -c', 'true')),
    { file: '核验说明.txt', what: /was changed/ },
  ],
  [
    'a hand-over that the old key did not sign',
    (bag) => {
      const note = handOverNote({ ...forgersKey(), origin: forger().origin }, forgersKey(), '2026-03-02')
      bag.tags.set('handovers.txt', Buffer.from(note.replace(verifierKey(forgersKey()), key)))
      return packed(bag)
    },
    { file: 'handovers.txt', what: /not signed by both keys/ },
  ],
  [
    'manifests in another order',
    (bag) => {
      const all = new Map(listed(bag).tags)
      const manifest = all.get('manifest-sha256.txt')!.toString().trimEnd().split('\n').reverse().join('\n')
      const whole = openBag(packed(bag))
      whole.tags.set('manifest-sha256.txt', Buffer.from(`${manifest}\n`))
      return zipped(membersOf(whole))
    },
    { file: 'manifest-sha256.txt', what: /not what follows/ },
  ],
  [
    'a tag manifest that lists less',
    (bag) => {
      const tags = bag.tags.get('tagmanifest-sha512.txt')!.toString().split('\n').slice(1).join('\n')
      bag.tags.set('tagmanifest-sha512.txt', Buffer.from(tags))
      return zipped(membersOf(bag))
    },
    { file: 'tagmanifest-sha512.txt', what: /as they are/ },
  ],
]

/**
 * Signed anew with a key of the forger's own: with a trusted key each is found by that alone, without one some are consistent
 * and the others are found as here.
 */
export const WITH_OWN_KEY: (readonly [...Forgery, consistent: boolean])[] = [
  [
    'signed with an own key',
    (bag) => own(bag),
    { file: 'data/checkpoint.txt', what: /signature of the checkpoint/ },
    false,
  ],
  ['signed with an own key, log and all', (bag) => packed(inOwnLog(bag)), ANOTHER_KEY, true],
  [
    'words and dates rewritten, log and all',
    (bag) =>
      packed(
        inOwnLog(
          withFacts(
            bag,
            change(bag, 'confirmed', (fact) => ({ ...fact, on: '2026-02-27', said: { note: '没有联系。' } })),
          ),
        ),
      ),
    ANOTHER_KEY,
    true,
  ],
  [
    'a tail cut, log and all',
    (bag) => {
      const facts = factsIn(bag).slice(0, -1)
      return packed(inOwnLog(withFacts(bag, facts)))
    },
    ANOTHER_KEY,
    true,
  ],
  [
    'dates moved under the office’s own log',
    (bag) =>
      own(
        withFacts(
          bag,
          change(bag, 'registered', (fact) => ({ ...fact, on: '2026-02-27' })),
        ),
      ),
    { file: 'data/checkpoint.txt', what: /signature of the checkpoint/ },
    false,
  ],
  [
    'a file slipped in as named by a fact',
    (bag) => {
      const name = 'files/03-00000000-会议记录.txt'
      bag.payload.set(name, Buffer.from('另有记录。'))
      inOwnLog(bag)
      return own(bag, (said) => {
        for (const file of said.files) if (file.name === `data/${name}`) Object.assign(file, { fact: 3, id: 'x' })
      })
    },
    { file: 'data/files/03-00000000-会议记录.txt', position: 3, what: /does not name this file/ },
    false,
  ],
  [
    'a file under another fact',
    (bag) => {
      inOwnLog(bag)
      return own(bag, (said) => {
        const file = said.files.find(({ name }: Json) => name.startsWith('data/files/01-'))
        file.fact = positionOf('fileAdded', 1)
      })
    },
    { file: /^data\/files\/01-/, position: () => positionOf('fileAdded', 1), what: /does not name this file/ },
    false,
  ],
  [
    'a file said to be made from the facts',
    (bag) => {
      inOwnLog(bag)
      return own(bag, (said) =>
        Object.assign(
          said.files.find(({ name }: Json) => name.startsWith('data/files/01-')),
          { fact: null, id: null },
        ),
      )
    },
    { file: 'statement.json', position: () => positionOf('fileAdded'), what: /lacks a file that the fact names/ },
    false,
  ],
  [
    'an entry taken out of the list of files',
    (bag) => own(inOwnLog(files(bag, (list) => list.slice(1)))),
    { file: /^data\/files\/01-/, position: () => positionOf('fileAdded'), what: /list of files lacks/ },
    false,
  ],
  [
    'another name in the list of files',
    (bag) => own(inOwnLog(files(bag, ([first, ...rest]) => [{ ...first, name: '会议记录.txt' }, ...rest]))),
    { file: /^data\/files\/01-/, position: () => positionOf('fileAdded'), what: /another name/ },
    false,
  ],
  [
    'another size in the list of files',
    (bag) => own(inOwnLog(files(bag, ([first, ...rest]) => [{ ...first, size: 1 }, ...rest]))),
    { file: /^data\/files\/01-/, position: () => positionOf('fileAdded'), what: /another size/ },
    false,
  ],
  [
    'words removed, and said to be erased',
    (bag) => {
      inOwnLog(
        withFacts(
          bag,
          change(bag, 'searched', (fact) => ({ ...fact, said: null, salt: null })),
        ),
      )
      return own(bag, (said) => {
        said.erased = [{ position: positionOf('searched'), by: positionOf('archived') }]
      })
    },
    { file: 'data/facts.jsonl', position: () => positionOf('searched'), what: /no decision on record/ },
    false,
  ],
  [
    'words said to be erased that are there',
    (bag) => {
      inOwnLog(bag)
      return own(bag, (said) => {
        said.erased = [{ position: 4, by: 9 }]
      })
    },
    { file: 'data/facts.jsonl', position: 4, what: /are there/ },
    false,
  ],
  [
    'another day of the bag',
    (bag) => {
      bag.tags.set(
        'bag-info.txt',
        Buffer.from(
          bag.tags
            .get('bag-info.txt')!
            .toString()
            .replace(/^Bagging-Date: .*$/m, 'Bagging-Date: 2026-02-01'),
        ),
      )
      inOwnLog(bag)
      return own(bag, (said) => {
        said.info['Bagging-Date'] = '2026-02-01'
      })
    },
    { file: 'bag-info.txt', position: () => factsIn(openBag(genuine)).length, what: /not that of the last fact/ },
    false,
  ],
  [
    'a hand-over from an own key, and a trusted one beside it',
    (bag) => {
      const next = generateKeyPairSync('ed25519')
      const to = { signer: next.privateKey, verifier: next.publicKey, origin: forger().origin }
      bag.tags.set('handovers.txt', Buffer.from(handOverNote(to, forgersKey(), '2026-03-02')))
      return packed(inOwnLog(bag))
    },
    ANOTHER_KEY,
    true,
  ],
]

const STATEMENT_FORM: Expected = { file: 'statement.json', what: /of another form/ }
const DEEP = '['.repeat(200_000)
const saying = (how: (said: Json) => void) => (bag: OpenBag) => own(inOwnLog(bag), how)
/** As many keys and one more, each handing over to the next; the last is the forger's. */
export const chainOf = (notes: number) => {
  const keys = Array.from({ length: notes }, () => generateKeyPairSync('ed25519')).map((one) => ({
    ...{ signer: one.privateKey, verifier: one.publicKey, origin: forger().origin },
  }))
  const all = [...keys, forgersKey()]
  return handOversText(keys.map((from, i) => handOverNote(from, all[i + 1]!, '2026-03-02')))
}

/** What was made so that whoever proves it runs out of memory, time or depth, or is shown another thing: refused by a limit. */
export const HARMFUL: Forgery[] = [
  [
    'a tag file that is none, with everything signed anew',
    (bag) => {
      bag.tags.set('x0001.txt', Buffer.from('x'))
      return packed(inOwnLog(bag))
    },
    { file: 'x0001.txt', what: /was added/ },
  ],
  [
    'a key that is longer than any',
    (bag) => tagChanged(bag, 'key.txt', (said) => said + ' '.repeat(1_024)),
    { file: 'key.txt', what: /larger than it can be/ },
  ],
  [
    'a checkpoint of more than sixteen kilobytes',
    (bag) => {
      bag.payload.set('checkpoint.txt', Buffer.alloc(16_385, 'x'))
      return packed(bag)
    },
    { file: 'data/checkpoint.txt', what: /larger than it can be/ },
  ],
  [
    'a line of facts without an end',
    (bag) => {
      bag.payload.set('facts.jsonl', Buffer.alloc(9 * 2 ** 20, 'x'))
      return packed(bag)
    },
    { file: 'data/facts.jsonl', position: 1, what: /line feed/ },
  ],
  [
    'more hand-overs than any office has',
    (bag) => {
      bag.tags.set('handovers.txt', Buffer.from(chainOf(65)))
      return own(inOwnLog(bag))
    },
    { file: 'handovers.txt', what: /more than 64/ },
  ],
  [
    'a statement of two hundred thousand levels',
    (bag) => tagChanged(bag, 'statement.json', () => `{"a":${DEEP}`),
    STATEMENT_FORM,
  ],
  [
    'a fact of two hundred thousand levels',
    (bag) => line(bag, 3, (fact) => fact.replace('"open":{', () => `"open":{"a":${DEEP}${DEEP.replaceAll('[', ']')},`)),
    { file: 'data/facts.jsonl', position: 3, what: /one form/ },
  ],
  [
    'a number that steers a terminal',
    saying((said) => {
      said.case.number = '\u001b[2J\u001b[32m2026-1'
    }),
    STATEMENT_FORM,
  ],
  [
    'a number that is turned about',
    saying((said) => {
      said.case.number = '2026-\u202e1000'
    }),
    STATEMENT_FORM,
  ],
  [
    'a receipt that is none',
    saying((said) => {
      said.case.receipt = '20260302\u009b2J'
    }),
    STATEMENT_FORM,
  ],
  [
    'an agency that is none',
    saying((said) => {
      said.agency.id = 'yunxi\u001b'
    }),
    STATEMENT_FORM,
  ],
  [
    'an origin that steers a terminal',
    saying((said) => {
      said.origin = 'gk\u001b[8m'
    }),
    STATEMENT_FORM,
  ],
]

export const raw = (): RawMember[] => membersOf(openBag(genuine)).map(([name, bytes]) => ({ name, bytes }))
const facts = (members: RawMember[]) => members.find(({ name }) => name.endsWith('data/facts.jsonl'))!
export const base = () => openBag(genuine).base
const unicodePath = Buffer.concat([Buffer.from([0x75, 0x70, 6, 0, 1, 0, 0, 0, 0]), Buffer.from('x')])
export const TRICKS: [string, (members: RawMember[]) => Buffer, RegExp, string | undefined][] = [
  [
    'a member twice',
    (all) => rawZip([...all, { ...facts(all), bytes: Buffer.from('x') }]),
    /there twice/,
    'data/facts.jsonl',
  ],
  [
    'a name that differs in its case',
    (all) => rawZip([...all, { name: `${base()}/data/FACTS.jsonl`, bytes: Buffer.from('x') }]),
    /spelling alone/,
    'data/FACTS.jsonl',
  ],
  [
    'a name that differs in its width',
    (all) => rawZip([...all, { name: `${base()}/data/ｆacts.jsonl`, bytes: Buffer.from('x') }]),
    /spelling alone/,
    'data/ｆacts.jsonl',
  ],
  [
    'a name that is not normalised',
    (all) => rawZip([...all, { name: `${base()}/data/e\u0301.txt`, bytes: Buffer.from('x') }]),
    /NFC/,
    'data/e\u0301.txt',
  ],
  [
    'another name before the content',
    (all) =>
      rawZip(
        all.map((one) => (one === facts(all) ? { ...one, local: { name: one.name.replace('facts', 'fakts') } } : one)),
      ),
    /described otherwise/,
    'data/facts.jsonl',
  ],
  [
    'another size before the content',
    (all) => rawZip(all.map((one) => (one === facts(all) ? { ...one, local: { size: 1 } } : one))),
    /described otherwise/,
    'data/facts.jsonl',
  ],
  [
    'bytes before the first member',
    (all) => rawZip(all.map((one, i) => (i === 0 ? { ...one, gap: Buffer.from('#!/bin/sh\n') } : one))),
    /bytes of no member/,
    undefined,
  ],
  [
    'bytes between two members',
    (all) => rawZip(all.map((one) => (one === facts(all) ? { ...one, gap: Buffer.from('hidden') } : one))),
    /bytes of no member/,
    'data/facts.jsonl',
  ],
  ['bytes behind the end', (all) => rawZip(all, { after: Buffer.from('x') }), /does not end/, undefined],
  ['a comment', (all) => rawZip(all, { comment: '以此为准' }), /does not end/, undefined],
  [
    'a second archive behind the first',
    (all) => Buffer.concat([rawZip(all), rawZip(all)]),
    /before or behind/,
    undefined,
  ],
  [
    'a link',
    (all) => rawZip([...all, { name: `${base()}/data/x`, bytes: Buffer.from('/etc/passwd'), mode: 0o12_0777 }]),
    /link/,
    'data/x',
  ],
  [
    'a device',
    (all) => rawZip([...all, { name: `${base()}/data/x`, bytes: Buffer.alloc(0), mode: 0o02_0666 }]),
    /no plain file/,
    'data/x',
  ],
  [
    'a name from the root',
    (all) => rawZip([...all, { name: '/etc/passwd', bytes: Buffer.from('x') }]),
    /leads elsewhere/,
    undefined,
  ],
  [
    'a name that climbs out',
    (all) => rawZip([...all, { name: `${base()}/../x`, bytes: Buffer.from('x') }]),
    /leads elsewhere/,
    '../x',
  ],
  [
    'a name with a backslash',
    (all) => rawZip([...all, { name: `${base()}/data\\x`, bytes: Buffer.from('x') }]),
    /leads elsewhere/,
    'data\\x',
  ],
  [
    'a name with a percent sign',
    (all) => rawZip([...all, { name: `${base()}/data/%2e`, bytes: Buffer.from('x') }]),
    /not every system/,
    'data/%2e',
  ],
  [
    'a member outside the one folder',
    (all) => rawZip([...all, { name: 'other/x', bytes: Buffer.from('x') }]),
    /outside the one folder/,
    undefined,
  ],
  [
    'an empty folder',
    (all) => rawZip([...all, { name: `${base()}/empty/`, bytes: Buffer.alloc(0) }]),
    /empty folder/,
    'empty/',
  ],
  [
    'something that unpacks to a thousand times its size',
    (all) => rawZip([...all, { name: `${base()}/data/x`, bytes: Buffer.alloc(8_000_000), isDeflated: true }]),
    /unpack to more/,
    'data/x',
  ],
  [
    'a member that unpacks to more than it says',
    (all) => rawZip(all.map((one) => (one === facts(all) ? { ...one, isDeflated: true, size: 100 } : one))),
    /does not unpack to what/,
    'data/facts.jsonl',
  ],
  [
    'members that lie over each other',
    (all) => rawZip([...all, { name: `${base()}/data/x`, bytes: all[0]!.bytes, local: {}, at: 0 }]),
    /described otherwise/,
    'data/x',
  ],
  [
    'an encrypted member',
    (all) => rawZip(all.map((one) => (one === facts(all) ? { ...one, flags: 0x801 } : one))),
    /encrypted/,
    'data/facts.jsonl',
  ],
  [
    'another name for those who read extra fields',
    (all) => rawZip(all.map((one) => (one === facts(all) ? { ...one, extra: unicodePath } : one))),
    /more than a time/,
    'data/facts.jsonl',
  ],
  [
    'more members than any bundle has',
    (all) =>
      rawZip([...all, ...Array.from({ length: 20_001 }, (_, i) => ({ name: `x/${i}`, bytes: Buffer.alloc(0) }))]),
    /more than 20000/,
    undefined,
  ],
]
/** With a few bytes or lines changed, moved, doubled or gone. */
export function mutated(bytes: Buffer, random: (below: number) => number): Buffer {
  const at = random(bytes.length)
  const [length, other] = [1 + random(40), random(bytes.length)]
  const cut = (from: number, to: number) => bytes.subarray(Math.min(from, bytes.length), Math.min(to, bytes.length))
  switch (random(5)) {
    case 0: {
      const flipped = Buffer.from(bytes)
      flipped[at] = flipped[at]! ^ (1 << random(8))
      return flipped
    }
    case 1:
      return Buffer.concat([cut(0, at), cut(at + length, bytes.length)])
    case 2:
      return Buffer.concat([cut(0, at), cut(other, other + length), cut(at, bytes.length)])
    case 3:
      return Buffer.concat([cut(0, at), cut(other, other + length), cut(at + length, bytes.length)])
    default: {
      const lines = bytes.toString('latin1').split('\n')
      const [a, b] = [random(lines.length), random(lines.length)]
      ;[lines[a], lines[b]] = [lines[b]!, lines[a]!]
      return Buffer.from(lines.join('\n'), 'latin1')
    }
  }
}
