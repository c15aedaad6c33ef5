/** `office import FILE [--dry-run]`: what changes on standard error; one line with user and link for each new person. */
import type { Writable } from 'node:stream'
import { Refusal } from '../ground/errors.ts'
import { addressFor } from '../ground/listening.ts'
import type { House } from '../house.ts'
import { applyRows, lookAt } from '../office/import/apply.ts'
import type { Change, Plan } from '../office/import/plan.ts'
import { readRows, SHEETS } from '../office/import/rows.ts'
import { oneFile } from './one-file.ts'

/** @returns the exit code: 0; 1 for a file that is refused, and then nothing has changed; 2 for wrong arguments or a file that cannot be read */
export async function officeImportCommand(
  house: Pick<House, 'sql' | 'law' | 'time' | 'config'>,
  args: string[],
  output: Writable,
  errors: Writable,
): Promise<number> {
  const read = await oneFile(args, 'office import FILE [--dry-run]', errors)
  if (!read) return 2
  const { content, dryRun } = read
  try {
    const rows = readRows(content)
    if (dryRun) {
      tell(await house.sql.begin((tx) => lookAt(tx, house, rows, { by: 'system' })), '将', errors)
      return 0
    }
    const { plan, links, waiting } = await house.sql.begin((tx) => applyRows(tx, house, rows, { by: 'system' }))
    tell(plan, '已', errors)
    const address = await addressFor(house.config)
    for (const { username, path } of links) output.write(`${JSON.stringify({ username, link: address + path })}\n`)
    if (links.length > 0) errors.write('每个链接只能使用一次，72小时内有效；不会再次显示。\n')
    for (const username of waiting) errors.write(`${username}：权限等待安全管理员批准\n`)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    for (const { field, message } of error.errors) errors.write(`${field}：${message}\n`)
    errors.write('没有作任何变更。\n')
    return 1
  }
}

const ACTS = { new: '新增', changed: '变更' } as const

function tell({ changes, notes }: Plan, when: string, errors: Writable): void {
  const told = changes.filter((change): change is Change & { act: 'new' | 'changed' } => change.act !== 'same')
  for (const { sheet, key, name, act, fields } of told) {
    const what = fields.map(({ label, from, to }) => `${label} ${from && `${from} → `}${to || '（空）'}`).join('；')
    errors.write(`${when}${ACTS[act]}${SHEETS[sheet]} ${key} ${name}${act === 'changed' ? `：${what}` : ''}\n`)
  }
  for (const note of notes) errors.write(`注意：${note}\n`)
  errors.write(told.length === 0 ? '没有变化。\n' : `${when}有 ${told.length} 处变化。\n`)
}
