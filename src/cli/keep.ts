/** `backup DIR` and `restore DIR`: how far it has come on standard error, what came of it as one line of JSON. */
import type { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { readConfig } from '../ground/config.ts'
import { backUp } from '../upkeep/backup.ts'
import { UpkeepFault } from '../upkeep/fault.ts'
import { progressOn } from '../upkeep/progress.ts'
import { restore } from '../upkeep/restore.ts'
import { besideOf } from '../upkeep/secret.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Wrong arguments give undefined. */
function foldersIn(args: readonly string[]): { dir: string; keysDir?: string } | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { keys: { type: 'string' } },
      allowPositionals: true,
    })
    const [dir, ...more] = positionals
    if (!dir || more.length > 0 || values.keys === '') return undefined
    return { dir, ...(values.keys && { keysDir: values.keys }) }
  } catch {
    return undefined
  }
}

/** @returns the exit code: 0; 1 for what is refused, or where a stored file could not be read; 2 for wrong arguments */
export async function backupCommand(
  env: Environment,
  args: readonly string[],
  output: Writable,
  errors: Writable,
): Promise<number> {
  const to = foldersIn(args)
  if (!to) return wrong('backup DIR [--keys DIR]', errors)
  return tried(errors, async () => {
    const keysDir = to.keysDir ?? besideOf(to.dir)
    const made = await backUp(readConfig(env), { dir: to.dir, keysDir }, progressOn(errors))
    output.write(`${JSON.stringify(made)}\n`)
    errors.write(`密钥在 ${made.keys}：请移到另一处单独保管，拿到备份的人不应同时拿到密钥。\n`)
    return lacks(made.lacking, errors)
  })
}

/** @returns the exit code: 0; 1 for what is refused, or where a stored file was lacking in the backup; 2 for wrong arguments */
export async function restoreCommand(
  env: Environment,
  args: readonly string[],
  output: Writable,
  errors: Writable,
): Promise<number> {
  const from = foldersIn(args)
  if (!from) return wrong('restore DIR [--keys DIR]', errors)
  return tried(errors, async () => {
    const restored = await restore(env, from, progressOn(errors))
    output.write(`${JSON.stringify(restored)}\n`)
    errors.write('已经恢复。请运行 verify --all 核验；启动服务以后，备份时等待发送的邮件和短信会发出。\n')
    return lacks(restored.lacking, errors)
  })
}

function wrong(use: string, errors: Writable): number {
  errors.write(`用法：${use}\n`)
  return 2
}

async function tried(errors: Writable, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UpkeepFault)) throw error
    errors.write(`${error.code} ${error.message}。${error.remedy}\n`)
    return 1
  }
}

function lacks(files: readonly string[], errors: Writable): number {
  for (const sha256 of files) errors.write(`缺少文件 ${sha256}：备份时读不出来。请从更早的备份中找回。\n`)
  return files.length > 0 ? 1 : 0
}
