/** Forgeries of whoever signs with a key of their own. */
import { generateKeyPairSync } from 'node:crypto'
import { handOverNote } from '../../../src/ground/hand-over.ts'
import { factsIn, type Json, openBag, packed, withFacts } from '../bags.ts'
import { change, files, positionOf } from './by-hand.ts'
import { ANOTHER_KEY, type Forgery, forger, forgersKey, inOwnLog, own } from './forger.ts'
import { genuine } from './genuine.ts'

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
