/** Proving a bundle offline: a heavy one beside `openssl dgst` over the same bytes, a long one by its facts. */
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { unzipSync } from 'fflate'
import { openSource } from '../../src/evidence/proof/on-disk.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { theEvidence } from './evidence.ts'
import { lessIsBetter, median, moreIsBetter, type Result } from './result.ts'

const run = promisify(execFile)
const ROUNDS = 5
const WANTED = 100_000 // facts a second

export async function benchVerify(): Promise<Result[]> {
  const { folder, heavy, long } = await theEvidence()
  const zip = join(folder, 'heavy.zip')
  writeFileSync(zip, await heavy.bundle())
  const openssl = unpacked(zip, join(folder, 'heavy'))
  const [ours, theirs] = [[], []] as [number[], number[]]
  for (let round = 0; round <= ROUNDS; round++) {
    const mine = await timed(() => proven(zip))
    const digests = await timed(openssl.digest)
    if (round === 0) continue // warm
    ours.push(mine)
    theirs.push(digests)
  }
  const longZip = join(folder, 'long.zip')
  writeFileSync(longZip, await long.bundle())
  const reads: number[] = []
  for (let round = 0; round <= ROUNDS; round++) reads.push(await timed(() => proven(longZip)))
  return [
    lessIsBetter({
      bench: 'verify',
      value: median(ours),
      unit: 'ms',
      baseline: `openssl dgst ${openssl.algorithms.join(' and ')} over the same ${openssl.files} files, one core`,
      baselineValue: median(theirs),
    }),
    moreIsBetter({
      bench: 'verify',
      value: long.facts / (median(reads.slice(1)) / 1000),
      unit: 'facts/s',
      baseline: `asked, in a bundle of ${long.facts} facts`,
      baselineValue: WANTED,
    }),
  ]
}

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function proven(path: string): Promise<void> {
  const source = openSource(path)
  const verdict = verifyBundle(source)
  source.close()
  if (!verdict.ok) throw new Error(`${path} is not proven: ${JSON.stringify(verdict)}`)
}

/** The payload as files, and each digest of them that the bundle's manifests hold. */
function unpacked(zip: string, folder: string) {
  const entries = Object.entries(unzipSync(readFileSync(zip)))
  const algorithms = entries.flatMap(([name]) => /(?:^|\/)manifest-(\w+)\.txt$/.exec(name)?.[1] ?? [])
  const paths = entries
    .filter(([name, bytes]) => name.includes('/data/') && bytes.length > 0)
    .map(([, bytes], i) => {
      const path = join(folder, 'data', String(i)) // names of a citizen's choosing are no paths
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, bytes)
      return path
    })
  const digest = async () => {
    for (const algorithm of algorithms) await run('openssl', ['dgst', `-${algorithm}`, ...paths])
  }
  return { algorithms, files: paths.length, digest }
}
