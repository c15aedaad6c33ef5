/** `blobs move --to URL`: every stored file to another store; how far it has come on standard error, what came of it as a line of JSON. */
import type { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { StoreAway } from '../ground/s3/wire.ts'
import { moveBlobs } from '../upkeep/move-blobs.ts'
import { progressOn } from '../upkeep/progress.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** @returns the exit code: 0; 1 where a store is away or a file cannot be read; 2 for wrong arguments */
export async function blobsCommand(
  env: Environment,
  args: readonly string[],
  output: Writable,
  errors: Writable,
): Promise<number> {
  const to = targetIn(args)
  if (!to) {
    errors.write('Usage: npm run -s ysqgk -- blobs move --to URL\n')
    return 2
  }
  try {
    const moved = await moveBlobs(env, to, progressOn(errors))
    output.write(`${JSON.stringify(moved)}\n`)
    for (const sha256 of moved.lacking) errors.write(`缺少文件 ${sha256}：现在的存放处读不出来。请从备份中找回。\n`)
    errors.write(
      '请停止服务，再运行一次（只复制此后存放的），然后改 BLOB_URL，重新启动，运行 verify --all。原处没有删除。\n',
    )
    return moved.lacking.length > 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error
    errors.write(`${error.why}。请核对地址、访问密钥和网络后再运行一次：已复制的不再复制。\n`)
    return 1
  }
}

function targetIn(args: readonly string[]): string | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { to: { type: 'string' } },
      allowPositionals: true,
    })
    return positionals.length === 1 && positionals[0] === 'move' ? values.to || undefined : undefined
  } catch {
    return undefined
  }
}
