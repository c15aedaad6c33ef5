/** A bundle of today as 0.1 would have written it. */
import { createHash } from 'node:crypto'
import { type OpenBag, zipped } from './bags.ts'

/** As 0.1 wrote it: no base directory, SHA-256 alone, the log in one file, no statement. */
export function earlyBag({ payload, tags }: OpenBag): Buffer {
  const rows = (name: string) => payload.get(name)!.toString().trim().split('\n')
  const log = { checkpoint: payload.get('checkpoint.txt')!.toString(), key: tags.get('key.txt')!.toString().trim() }
  const proofs = rows('proofs.jsonl').map((line) => JSON.parse(line))
  const data = new Map([...payload].filter(([name]) => name !== 'checkpoint.txt' && name !== 'proofs.jsonl'))
  data.set('log.json', Buffer.from(JSON.stringify({ ...log, proofs })))
  const list = (all: Iterable<[string, Buffer]>) =>
    Buffer.from(
      [...all].map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`).join(''),
    )
  const files = [...data].map(([name, bytes]): [string, Buffer] => [`data/${name}`, bytes])
  const top: [string, Buffer][] = [
    ['bagit.txt', tags.get('bagit.txt')!],
    ['bag-info.txt', tags.get('bag-info.txt')!],
    ['manifest-sha256.txt', list(files)],
  ]
  return zipped([...top, ['tagmanifest-sha256.txt', list(top)], ...files])
}
