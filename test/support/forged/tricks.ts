/** What a ZIP can say twice, or hide: the members as they are, and each trick with them. */
import { membersOf, openBag } from '../bags.ts'
import { type RawMember, rawZip } from '../raw-zip.ts'
import { genuine } from './genuine.ts'

/** The members of the genuine bundle. */
export const raw = (): RawMember[] => membersOf(openBag(genuine)).map(([name, bytes]) => ({ name, bytes }))
const facts = (members: RawMember[]) => members.find(({ name }) => name.endsWith('data/facts.jsonl'))!
/** The folder that all of them lie in. */
export const base = () => openBag(genuine).base
const unicodePath = Buffer.concat([Buffer.from([0x75, 0x70, 6, 0, 1, 0, 0, 0, 0]), Buffer.from('x')])
/** The trick, what is said of it, and the member that is named. */
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
