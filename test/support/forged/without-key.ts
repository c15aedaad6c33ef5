/** Forgeries of whoever cannot sign. */
import { canonical } from '../../../src/ground/canonical.ts'
import { checkpoint, verifierKey } from '../../../src/ground/checkpoint.ts'
import { handOverNote } from '../../../src/ground/hand-over.ts'
import { factsIn, listed, membersOf, openBag, packed, saidIn, withFacts, zipped } from '../bags.ts'
import { CONFIRMED } from '../house.ts'
import { change, exchange, files, line, named, positionOf, tagChanged, text } from './by-hand.ts'
import { type Forgery, forger, forgersKey } from './forger.ts'
import { another, earlier, genuine, key, office } from './genuine.ts'

const [CALENDAR, LIMITS] = ['law/calendar-2026-1.yaml', 'law/time-limits.yaml']

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
    'a holiday moved in the calendar that the days were counted by',
    (bag) => {
      const calendar = text(bag, CALENDAR)
      bag.payload.set(CALENDAR, Buffer.from(calendar.replace('2026-04-06: 清明节', '2026-04-07: 清明节')))
      return packed(bag)
    },
    { file: `data/${CALENDAR}`, what: /was changed/ },
  ],
  [
    'another edition of the calendar in its place',
    (bag) => {
      bag.payload.set(CALENDAR.replace('-1.yaml', '-2.yaml'), bag.payload.get(CALENDAR)!)
      bag.payload.delete(CALENDAR)
      return packed(bag)
    },
    { file: `data/${CALENDAR}`, what: /is missing/ },
  ],
  [
    'a longer limit of the law',
    (bag) => {
      bag.payload.set(LIMITS, Buffer.from(text(bag, LIMITS).replace('days: 20', 'days: 30')))
      return packed(bag)
    },
    { file: `data/${LIMITS}`, what: /was changed/ },
  ],
  [
    'the words of a letter’s template exchanged',
    (bag) => {
      bag.payload.set(named(bag, 'templates/'), Buffer.from('{{所需信息}}不予公开。'))
      return packed(bag)
    },
    { file: /^data\/templates\/[0-9a-f]{64}\.md$/, what: /was changed/ },
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
      bag.tags.set('key.pem', Buffer.from(forgersKey().verifier.export({ type: 'spki', format: 'pem' })))
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
