/** Commands that read one file, and may only look: `COMMAND FILE [--dry-run]`. */
import { readFile } from 'node:fs/promises'
import type { Writable } from 'node:stream'

/**
 * @param use the command and its arguments, for whoever gives others
 * @returns the file's content; null where arguments or file are wrong, which `errors` then says
 */
export async function oneFile(
  args: readonly string[],
  use: string,
  errors: Writable,
): Promise<{ file: string; content: Buffer; dryRun: boolean } | null> {
  const [file, ...more] = args.filter((arg) => arg !== '--dry-run')
  if (!file || more.length > 0) {
    errors.write(`用法：${use}\n`)
    return null
  }
  try {
    return { file, content: await readFile(file), dryRun: args.includes('--dry-run') }
  } catch (error) {
    errors.write(`${file}：${(error as Error).message}\n`)
    return null
  }
}
