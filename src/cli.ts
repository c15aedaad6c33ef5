/** The command line (contract, section 5). Reads standard input, writes standard output; messages on standard error. */
import { calendarShowCommand } from './cli/calendar.ts'
import { clockCommand } from './cli/clock.ts'
import { feeCommand } from './cli/fee.ts'
import { remedyCommand } from './cli/remedy.ts'
import { readConfig } from './ground/config.ts'
import type { OpenHouse } from './open-house.ts'
import { refusalInBoth } from './upkeep/refusal.ts'

const DONE = 0
const FAILED = 1
const WRONG_USE = 2

type Command = { use: string; run(args: string[]): Promise<number> }

const commands: Record<string, Command> = {
  clock: { use: 'clock  < facts.jsonl', run: () => clockCommand(process.stdin, process.stdout) },
  fee: { use: 'fee  < fees.jsonl', run: () => feeCommand(process.stdin, process.stdout) },
  remedy: { use: 'remedy  < remedies.jsonl', run: () => remedyCommand(process.stdin, process.stdout) },
  'check-report': { use: 'check-report [FILE|FOLDER …] [--last-year FILE]  < report.json', run: checkReport },
  calendar: { use: 'calendar show YEAR | import FILE [--dry-run]', run: calendar },
  user: {
    use: 'user add USERNAME --agency CODE --roles a,b [--name NAME] [--units id,id] | reset USERNAME',
    run: user,
  },
  office: { use: 'office import FILE [--dry-run]', run: office },
  verify: {
    use: 'verify FILE [--key FILE|URL] [--tsa-ca FILE] | FILE.jsonl [--key FILE|URL] | --all [--resume] [--witness PATH]…',
    run: verify,
  },
  db: { use: 'db roles', run: db },
  backup: { use: 'backup DIR [--keys DIR]', run: backup },
  restore: { use: 'restore DIR [--keys DIR]', run: restore },
  sweep: { use: 'sweep', run: sweep },
  blobs: { use: 'blobs move --to URL', run: blobs },
  keys: { use: 'keys [add | rotate | hand-over]', run: keys },
  doctor: { use: 'doctor [--json]', run: doctor },
  demo: { use: 'demo', run: demo },
  practice: { use: 'practice [--again]', run: practice },
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
  const house = await openHouse(readConfig(process.env), undefined, {})
  try {
    return await work(house)
  } finally {
    await house.close()
  }
}

async function verify([what, ...args]: string[]): Promise<number> {
  if (!what) return wrongUse()
  if (what === '--all') {
    const { readUse, verifyAllCommand } = await import('./cli/verify-all.ts')
    const use = readUse(args)
    return use ? inHouse((house) => verifyAllCommand(house, use, process.stdout, process.stderr)) : wrongUse()
  }
  const { verifyCommand } = await import('./cli/verify.ts')
  return (await verifyCommand([what, ...args], process.stdout, process.stderr)) ?? wrongUse()
}

async function checkReport(args: string[]): Promise<number> {
  const { checkReportCommand } = await import('./cli/check-report.ts')
  return (await checkReportCommand(args, process.stdin, process.stdout, process.stderr)) ?? wrongUse()
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

async function sweep(args: string[]): Promise<number> {
  if (args.length > 0) return wrongUse()
  const { sweepCommand } = await import('./cli/sweep.ts')
  return inHouse((house) => sweepCommand(house, process.stdout, process.stderr))
}

async function blobs(args: string[]): Promise<number> {
  const { blobsCommand } = await import('./cli/blobs.ts')
  return blobsCommand(process.env, args, process.stdout, process.stderr)
}

async function keys(args: string[]): Promise<number> {
  const { keysCommand } = await import('./cli/keys.ts')
  return keysCommand(process.env, args, process.stdout, process.stderr)
}

async function doctor(args: string[]): Promise<number> {
  const { doctorCommand } = await import('./cli/doctor.ts')
  return doctorCommand(process.env, args, process.stdout, process.stderr)
}

async function demo(): Promise<number> {
  const { runDemo } = await import('./demo/run.ts')
  return runDemo(readConfig(process.env))
}

async function practice(args: string[]): Promise<number> {
  if (args.some((arg) => arg !== '--again')) return wrongUse()
  const { runPractice } = await import('./demo/practice.ts')
  return runPractice(process.env, args.includes('--again'))
}

function wrongUse(): number {
  console.error(
    ['Usage: npm run -s ysqgk -- COMMAND', ...Object.values(commands).map(({ use }) => `  ${use}`)].join('\n'),
  )
  return WRONG_USE
}

// `| head` reads what it wants and goes: the rest is nobody's loss.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(DONE)
})

const [name = '', ...args] = process.argv.slice(2)
try {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  process.exitCode = command ? await command.run(args) : wrongUse()
} catch (error) {
  console.error(refusalInBoth(error) ?? error)
  process.exitCode = FAILED
}
