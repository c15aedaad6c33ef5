/** Bundles that are to exhaust or mislead whoever proves them. */
import { generateKeyPairSync } from 'node:crypto'
import { handOverNote, handOversText } from '../../../src/ground/hand-over.ts'
import { type Json, type OpenBag, packed } from '../bags.ts'
import { line, tagChanged } from './by-hand.ts'
import { type Expected, type Forgery, forger, forgersKey, inOwnLog, own } from './forger.ts'

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
