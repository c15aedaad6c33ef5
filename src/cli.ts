/** The command line (contract, section 5). Reads standard input, writes standard output; messages on standard error. */
import { readFile } from 'node:fs/promises'
import { calendarShowCommand } from './cli/calendar.ts'
import { clockCommand } from './cli/clock.ts'
import { feeCommand } from './cli/fee.ts'
import { remedyCommand } from './cli/remedy.ts'
import { verifyBundle } from './evidence/verify.ts'
import { ConfigFault, readConfig } from './ground/config.ts'
import type { OpenHouse } from './open-house.ts'

const DONE = 0
const FAILED = 1
const WRONG_USE = 2

type Command = { use: string; run(args: string[]): Promise<number> }

const commands: Record<string, Command> = {
  clock: { use: 'clock  < facts.jsonl', run: () => clockCommand(process.stdin, process.stdout) },
  fee: { use: 'fee  < fees.jsonl', run: () => feeCommand(process.stdin, process.stdout) },
  remedy: { use: 'remedy  < remedies.jsonl', run: () => remedyCommand(process.stdin, process.stdout) },
  calendar: { use: 'calendar show YEAR | import FILE [--dry-run]', run: calendar },
  user: {
    use: 'user add USERNAME --agency CODE --roles a,b [--name NAME] [--units id,id] | reset USERNAME',
    run: user,
  },
  office: { use: 'office import FILE [--dry-run]', run: office },
  verify: { use: 'verify FILE | --all', run: verify },
  db: { use: 'db roles', run: db },
  backup: { use: 'backup DIR [--keys DIR]', run: backup },
  restore: { use: 'restore DIR [--keys DIR]', run: restore },
  doctor: { use: 'doctor [--json]', run: doctor },
  demo: { use: 'demo', run: demo },
}

async function calendar([what, ...args]: string[]): Promise<number> {
  if (what === 'show') return calendarShowCommand(args, process.stdout, process.stderr)
  if (what !== 'import') return wrongUse()
  const { calendarImportCommand } = await import('./cli/calendar-import.ts')
  return inHouse((house) => calendarImportCommand(house, args, process.stdout, process.stderr))
}

async function user(args: string[]): Promise<number> {
  const { readUserCommand, userCommand } = await import('./cli/user.ts')
  const command = readUserCommand(args)
  return command ? inHouse((house) => userCommand(house, command, process.stdout, process.stderr)) : wrongUse()
}

async function office([what, ...args]: string[]): Promise<number> {
  if (what !== 'import') return wrongUse()
  const { officeImportCommand } = await import('./cli/office.ts')
  return inHouse((house) => officeImportCommand(house, args, process.stdout, process.stderr))
}

/** Commands that need the database open the house as the service does, and close it again. */
async function inHouse(work: (house: OpenHouse) => Promise<number>): Promise<number> {
  const { openHouse } = await import('./open-house.ts')
  const house = await openHouse(readConfig(process.env))
  try {
    return await work(house)
  } finally {
    await house.close()
  }
}

async function verify([what]: string[]): Promise<number> {
  if (!what) return wrongUse()
  if (what === '--all') {
    const { verifyAll } = await import('./evidence/verify-all.ts')
    return inHouse(async (house) => report(await verifyAll(house)))
  }
  let zip: Buffer
  try {
    zip = await readFile(what)
  } catch (error) {
    console.error(`${what} cannot be read: ${(error as Error).message}`)
    return WRONG_USE
  }
  return report(verifyBundle(zip))
}

function report(verdict: { ok: boolean }): number {
  console.log(JSON.stringify(verdict))
  return verdict.ok ? DONE : FAILED
}

async function db([what]: string[]): Promise<number> {
  if (what !== 'roles') return wrongUse()
  const { dbRolesCommand } = await import('./cli/db-roles.ts')
  return dbRolesCommand(readConfig(process.env), process.stdout, process.stderr)
}

async function backup(args: string[]): Promise<number> {
  const { backupCommand } = await import('./cli/keep.ts')
  return backupCommand(process.env, args, process.stdout, process.stderr)
}

async function restore(args: string[]): Promise<number> {
  const { restoreCommand } = await import('./cli/keep.ts')
  return restoreCommand(process.env, args, process.stdout, process.stderr)
}

async function doctor(args: string[]): Promise<number> {
  const { doctorCommand } = await import('./cli/doctor.ts')
  return doctorCommand(process.env, args, process.stdout, process.stderr)
}

async function demo(): Promise<number> {
  const { runDemo } = await import('./demo/run.ts')
  return runDemo(readConfig(process.env))
}

function wrongUse(): number {
  console.error(
    ['Usage: npm run -s ysqgk -- COMMAND', ...Object.values(commands).map(({ use }) => `  ${use}`)].join('\n'),
  )
  return WRONG_USE
}

const [name = '', ...args] = process.argv.slice(2)
try {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  process.exitCode = command ? await command.run(args) : wrongUse()
} catch (error) {
  console.error(error instanceof ConfigFault ? error.message : error)
  process.exitCode = FAILED
}
