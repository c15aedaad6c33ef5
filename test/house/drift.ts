/** Do the tables of the code and the migrations agree? drizzle-kit must find nothing to migrate: npm run drift */
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const MIGRATIONS = join(ROOT, 'src/db/migrations')
const TABLES = './src/*/tables.ts'

/**
 * @param tables glob of the files that say what should be, from the root of the house
 * @returns the migration that lacks, or why drizzle-kit cannot say; empty where nothing lacks
 */
export async function lackingMigration(tables = TABLES): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'drift-'))
  try {
    await cp(MIGRATIONS, folder, { recursive: true })
    const before = new Set(await readdir(folder))
    const settings = ['--dialect=postgresql', `--schema=${tables}`, '--casing=snake_case']
    const kit = join(ROOT, 'node_modules/drizzle-kit/bin.cjs')
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [kit, 'generate', ...settings, `--out=${relative(ROOT, folder)}`],
      { cwd: ROOT },
    )
    const made = (await readdir(folder)).filter((name) => !before.has(name))
    if (made.length > 0) return (await Promise.all(made.map((name) => readFile(join(folder, name), 'utf8')))).join('\n')
    // A question, as whether a column has a new name, ends it with the exit code 0, too.
    return stdout.includes('No schema changes') ? '' : `${stdout}${stderr}` || 'drizzle-kit said nothing'
  } finally {
    await rm(folder, { recursive: true })
  }
}

if (import.meta.main) {
  const lacking = await lackingMigration()
  if (lacking) {
    console.error(`The tables of the code and the migrations differ. This migration lacks:\n\n${lacking}\n`)
    console.error('Make it with npm run migration -- --name WHAT-IT-DOES, then npm run schema.')
    process.exitCode = 1
  }
}
