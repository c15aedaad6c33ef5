/**
 * `keys`, `keys add` and `keys rotate`: what is sealed by which key, a new one, everything sealed by it. `keys hand-over`: a new
 * key that signs.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { readConfig, secretsSet } from '../ground/config.ts'
import { replaceFile } from '../ground/durable.ts'
import { keptRing, ringText } from '../ground/key-ring.ts'
import { SECRET_FILE } from '../ground/secrets.ts'
import { realTime } from '../ground/time.ts'
import { emptyFolder } from '../upkeep/empty.ts'
import { UpkeepFault } from '../upkeep/fault.ts'
import { handOver } from '../upkeep/hand-over.ts'
import { progressOn } from '../upkeep/progress.ts'
import { keysInUse, rotate } from '../upkeep/rotate.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** @returns the exit code: 0; 1 for what is refused; 2 for wrong arguments */
export async function keysCommand(
  env: Environment,
  args: readonly string[],
  output: Writable,
  errors: Writable,
): Promise<number> {
  const [what, ...more] = args
  if (more.length > 0 || (what !== undefined && !['add', 'rotate', 'hand-over'].includes(what))) {
    errors.write('Usage: npm run -s ysqgk -- keys [add | rotate | hand-over]\n')
    return 2
  }
  if (what === 'add') return add(env, output, errors)
  try {
    const nowhere = emptyFolder(env)
    if (nowhere) throw new UpkeepFault('NOTHING_HERE', `${nowhere} 中没有本系统的数据`)
    const config = readConfig(env)
    if (what === 'hand-over') {
      const { key, fingerprint, before, on } = await handOver(config, realTime)
      output.write(`${JSON.stringify({ key, fingerprint, before, on })}\n`)
      errors.write(HANDED_OVER(fingerprint))
    } else if (what === undefined)
      for (const share of await keysInUse(config)) output.write(`${JSON.stringify(share)}\n`)
    else {
      const rotated = await rotate(config, progressOn(errors))
      output.write(`${JSON.stringify(rotated)}\n`)
      const { key, mayGo, stillSealing } = rotated
      if (stillSealing.length > 0) errors.write(STILL_SEALING(stillSealing))
      if (mayGo.length > 0) errors.write(MAY_GO(mayGo))
      else if (stillSealing.length === 0) errors.write(NOTHING_GOES(key))
    }
    return 0
  } catch (error) {
    const said = error instanceof UpkeepFault ? error : asNothing(error)
    if (!said) throw error
    errors.write(`${said.code} ${said.message}。${said.remedy}\n`)
    return 1
  }
}

const UNDEFINED_TABLE = '42P01'
/** A database that has none of our tables. */
const asNothing = (error: unknown): UpkeepFault | undefined =>
  (error as { code?: string }).code === UNDEFINED_TABLE
    ? new UpkeepFault('NOTHING_HERE', '数据库中没有本系统的数据')
    : undefined

/** What changes for others: who checks, who witnesses, who is witnessed, who keeps the keys. */
const HANDED_OVER = (fingerprint: string) => `签名密钥已交接。请依次办理：
1. 重新启动每一个服务进程；没有重新启动的不再签名，/health/ready 的 signing 会指出。其他机器先复制 DATA_DIR/signing.key。
2. 作一次备份（backup），新的 signing.key 与备份分开保管。
3. 为本系统作见证的：请对方在 WITNESS_FOR 中加上上面的 key，原有的一行保留。本系统为别人作见证的：请对方把 WITNESS_URL 中的公钥换成 /witness/key 现在给出的。
4. 对外公布新的指纹：${fingerprint}。原来的公钥仍可核验：交接记录在 /.well-known/ysqgk-key/handovers 和此后的证据卷中。
`
const MAY_GO = (ids: string[]) =>
  `密钥 ${ids.join('、')} 可以去掉：从 SECRET_KEYS（或者 DATA_DIR/secret-key）中删除，重新启动每一个服务进程，再运行一次 keys rotate。更换以前的备份仍要用它打开，请与那些备份的密钥一起保管，到最早的备份销毁为止。\n`
const STILL_SEALING = (ids: string[]) =>
  `仍有服务进程用密钥 ${ids.join('、')} 加密，这个密钥现在不能去掉：请以新的密钥重新启动每一个服务进程，再运行一次 keys rotate。\n`
const NOTHING_GOES = (id: string) => `全部由密钥 ${id} 加密，没有其他密钥。\n`

/** Puts a new key before those that the house keeps for itself. What is set by hand is changed by hand. */
function add(env: Environment, output: Writable, errors: Writable): number {
  if (secretsSet(env)) {
    errors.write(
      '密钥由 SECRET_KEYS、SECRET_KEY 设置：请在 SECRET_KEYS 的最前面加上“名称:密钥”（openssl rand -base64 32）。\n',
    )
    return 1
  }
  const path = join(readConfig(env).dataDir, SECRET_FILE)
  const ring = existsSync(path) ? keptRing(readFileSync(path, 'utf8')) : undefined
  const used = (ring ?? []).map(({ id }) => Number(id)).filter(Number.isInteger)
  const id = String(Math.max(0, ...used) + 1)
  replaceFile(path, ringText([{ id, secret: randomBytes(32).toString('base64url') }, ...(ring ?? [])]))
  output.write(`${JSON.stringify({ key: id })}\n`)
  errors.write('新的密钥已写在最前面。请重新启动每一个服务进程，然后运行 keys rotate。\n')
  return 0
}
