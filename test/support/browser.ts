/**
 * A browser for journeys: Debian's where it is installed (the one without windows takes a third less time), else the
 * one that comes with the packages and needs no installation. Each draws Chinese, whatever fonts the machine has, and
 * speaks to nobody but us.
 */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { keptFolder } from './folder.ts'

const DEBIAN = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path))
const FLAGS = [
  '--headless',
  '--no-sandbox', // as root, and in containers without user namespaces, there is none; the pages are ours
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage', // containers give it 64 MB, and a page of many rows then crashes
]
/**
 * Journeys open hundreds of pages, and look at each once: what compiles their scripts for the thousandth run, and collects
 * garbage aside, took four tenths of a browser's time.
 */
const LOOKED_AT_ONCE = '--js-flags=--max-opt=1 --single-threaded-gc'
const PATIENCE = 90_000 // ms; half a second is usual, but two start at once beside whatever else the machine does

/** @param flags besides ours */
export async function launchBrowser(...flags: string[]): Promise<Browser> {
  const folder = DEBIAN ? undefined : await packagedBrowser()
  const libraries = folder && { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
  const env = { ...process.env, ...libraries, FONTCONFIG_FILE: await fontSettings(folder) } as Record<string, string>
  const executablePath = DEBIAN ?? join(folder!, 'chromium')
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags], env, timeout: PATIENCE })
}

let shared: Promise<Browser> | undefined
/**
 * One for all journeys of a worker, which it ends with; each visitor has a context of its own. Its scripts run slowly:
 * whoever tries long computations launches their own.
 */
export async function sharedBrowser(): Promise<Browser> {
  if (!(await shared)?.isConnected()) shared = launchBrowser(LOOKED_AT_ONCE)
  return shared!
}

const mine = (name: string) => join(keptFolder(), `ysqgk-${name}-${process.getuid?.()}`)

/** Unpacked once a machine and version. Whole or not at all: two workers come at once, and a run may be killed. */
async function packagedBrowser(): Promise<string> {
  const folder = mine(`browser-${version('@sparticuz/chromium')}`)
  if (existsSync(folder)) return folder
  const draft = await mkdtemp(`${folder}.`)
  await unpack(draft)
  await rename(draft, folder).catch(async (fault) => {
    if (!existsSync(folder)) throw fault
    await rm(draft, { recursive: true, force: true }) // another worker was faster
  })
  return folder
}

/**
 * The package unpacks into the temporary folder under fixed names, skips what is there half-written, leaves its
 * libraries packed unless it takes itself to be on Amazon's Lambda, and changes our environment: give it another.
 */
async function unpack(folder: string): Promise<void> {
  const before = { ...process.env }
  try {
    process.env.TMPDIR = folder
    process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x'
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
  } finally {
    for (const name of ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'])
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
  }
}

/** Without a Chinese font a page draws blank, and the check of contrasts finds nothing to check. */
async function fontSettings(browser: string | undefined): Promise<string> {
  const folder = mine('fonts')
  await mkdir(folder, { recursive: true })
  const noto = join(packageFolder('@expo-google-fonts/noto-sans-sc'), '400Regular')
  const settings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${noto}</dir>
  ${browser ? `<dir>${join(browser, 'fonts')}</dir>` : ''}
  <cachedir>${folder}</cachedir>
</fontconfig>
`
  // Named by what it says: checkouts beside each other have their own.
  const file = join(folder, `${createHash('sha256').update(settings).digest('hex').slice(0, 12)}.conf`)
  if (!existsSync(file)) {
    const draft = `${file}.${randomUUID()}`
    await writeFile(draft, settings)
    await rename(draft, file)
  }
  return file
}

function packageFolder(name: string): string {
  for (const modules of createRequire(import.meta.url).resolve.paths(name) ?? [])
    if (existsSync(join(modules, name))) return join(modules, name)
  throw new Error(`${name} is not installed. Run npm ci.`)
}

const version = (name: string): string =>
  createRequire(import.meta.url)(join(packageFolder(name), 'package.json')).version
