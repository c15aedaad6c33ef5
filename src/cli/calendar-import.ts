/** `calendar import FILE [--dry-run]`: prints each open case whose date moves; without --dry-run it moves them. */
import type { Writable } from 'node:stream'
import { putInForce, readCalendar } from '../calendar/import.ts'
import { Refusal } from '../ground/errors.ts'
import { withArrangements } from '../ground/law.ts'
import type { House, Working } from '../house.ts'
import { recount, whatMoves } from '../law/recount.ts'
import { oneFile } from './one-file.ts'

/** @returns the exit code: 0; 1 for a calendar that is refused; 2 for wrong arguments or a file that cannot be read */
export async function calendarImportCommand(
  house: Working & Pick<House, 'law' | 'reloadLaw'>,
  args: string[],
  output: Writable,
  errors: Writable,
): Promise<number> {
  const read = await oneFile(args, 'calendar import FILE [--dry-run]', errors)
  if (!read) return 2
  const { file, content, dryRun } = read
  let source: unknown
  try {
    source = JSON.parse(content.toString('utf8'))
  } catch (error) {
    errors.write(`${file}：${(error as Error).message}\n`)
    return 2
  }
  try {
    const arrangement = readCalendar(source, house)
    const moved = dryRun
      ? await whatMoves(house, (id) => withArrangements(house.lawFor(id), [arrangement]))
      : await apply(house, arrangement)
    for (const row of moved) output.write(`${JSON.stringify(row)}\n`)
    errors.write(`${arrangement.year}年：${dryRun ? '将有' : '已有'} ${moved.length} 件变化\n`)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    for (const { field, message } of error.errors) errors.write(`${field}：${message}\n`)
    return 1
  }
}

async function apply(house: Working & Pick<House, 'reloadLaw'>, arrangement: ReturnType<typeof readCalendar>) {
  await house.sql.begin((tx) => putInForce(tx, house, arrangement, 'system'))
  await house.reloadLaw()
  return recount(house, { year: arrangement.year, version: arrangement.version })
}
