/** As whom the embedded server runs, and where: for an ordinary user, for root, and for root in a folder that only root may enter. */
import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type TestContext, test } from 'vitest'
import { packagedNative } from '../../src/db/embedded/binaries.ts'
import { makeCluster } from '../../src/db/embedded/cluster.ts'
import { choosePlace, type Place, works } from '../../src/db/embedded/place.ts'
import { startServer, stopServer } from '../../src/db/embedded/server.ts'

const NOBODY = 65_534

function onlyForRoot({ skip }: TestContext) {
  if (process.getuid?.() !== 0) skip('needs root')
}

/** In a folder that only its owner may enter, as /root is. */
function closedFolder(): { dir: string; elsewhere: string } {
  const dir = join(mkdtempSync(join(tmpdir(), 'closed-')), 'postgres')
  mkdirSync(dir, { mode: 0o711 })
  const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'))
  chmodSync(elsewhere, 0o755)
  return { dir, elsewhere }
}

/** @returns the user that the server runs as. */
async function serves(place: Place, dir: string): Promise<number> {
  await makeCluster(place, 'secret')
  const { pid } = await startServer(place, { flags: ['unix_socket_directories='], log: join(dir, 'postgres.log') })
  const user = Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1])
  await stopServer(pid, place.data)
  return user
}

test('root, where others may enter: in our folder, as somebody else', async (context) => {
  onlyForRoot(context)
  const dir = mkdtempSync(join(tmpdir(), 'open-'))
  chmodSync(dir, 0o711)
  const place = choosePlace(dir, packagedNative())
  expect(place.data).toBe(join(dir, '18'))
  expect(await serves(place, dir)).not.toBe(0)
})

test('root in a closed folder: programs and cluster lie elsewhere, a link leads there, and the next start follows it', async (context) => {
  onlyForRoot(context)
  const { dir, elsewhere } = closedFolder()
  const native = join(dirname(dir), 'package', 'native') // closed, too
  execFileSync('cp', ['-a', '--no-preserve=ownership', join(packagedNative(), '..'), dirname(native)])
  const before = process.umask(0o077) // as hardened systems have it
  try {
    const place = choosePlace(dir, native, elsewhere)
    expect(place.native.startsWith(elsewhere)).toBe(true)
    expect(lstatSync(join(dir, '18')).isSymbolicLink()).toBe(true)
    expect(await serves(place, dir)).not.toBe(0)
    const again = choosePlace(dir, native, elsewhere)
    expect(again).toEqual(place)
    expect(await serves(again, dir)).not.toBe(0)
  } finally {
    process.umask(before)
  }
})

test('root finds a cluster that cannot be served, and says what to mend', (context) => {
  onlyForRoot(context)
  const { dir, elsewhere } = closedFolder()
  const data = join(dir, '18')
  mkdirSync(data)
  expect(() => choosePlace(dir, packagedNative(), elsewhere)).toThrow(/belongs to root.*Run chown -R nobody/)
  chownSync(data, NOBODY, NOBODY)
  expect(() => choosePlace(dir, packagedNative(), elsewhere)).toThrow(
    /may not pass through the folders above it\. Allow/,
  )
  rmSync(data, { recursive: true })
  rmSync(choosePlace(dir, packagedNative(), elsewhere).data, { recursive: true })
  expect(() => choosePlace(dir, packagedNative(), elsewhere)).toThrow(/which is gone\. Restore it from the backup/)
})

test('an ordinary user: in our folder, as they are', async (context) => {
  const dir = mkdtempSync(join(tmpdir(), 'ordinary-'))
  const module = fileURLToPath(new URL('../../src/db/embedded.ts', import.meta.url))
  const script = `import { startEmbedded } from ${JSON.stringify(module)}
    const { url, stop } = await startEmbedded({ dir: ${JSON.stringify(join(dir, 'postgres'))} })
    await stop()
    process.stdout.write(url)`
  const asThem = process.getuid?.() === 0 ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : []
  if (asThem.length > 0) {
    chownSync(dir, NOBODY, NOBODY)
    if (!works(asThem, 'test', '-r', module)) context.skip('needs a checkout that other users may read')
  }
  const [file, ...args] = [...asThem, process.execPath, '--import', 'tsx', '--input-type=module', '-e', script]
  const child = spawn(file!, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: dir } })
  let said = ''
  child.stdout.on('data', (part) => {
    said += part
  })
  await new Promise((resolve) => child.once('exit', resolve))
  expect(said).toMatch(/^postgres:\/\/ysqgk:/)
  expect(existsSync(join(dir, 'postgres/18/PG_VERSION'))).toBe(true)
  expect(statSync(join(dir, 'postgres/18')).uid).toBe(asThem.length > 0 ? NOBODY : process.getuid?.())
})
