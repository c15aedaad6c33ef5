/** `verify FILE [--key FILE|URL] [--tsa-ca FILE]`: an evidence bundle, a package for an archive, or an exported audit (`.jsonl`), proven offline. */
import type { X509Certificate } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { verifyExport } from '../audit/export-check.ts'
import { SLIPS } from '../evidence/audience/slips.ts'
import { faultInChinese } from '../evidence/proof/in-chinese.ts'
import { openSource } from '../evidence/proof/on-disk.ts'
import { type Member, membersOf, type Source, ZipFault } from '../evidence/proof/unzip.ts'
import { verifyBundle } from '../evidence/proof/verify-bundle.ts'
import { withStamp } from '../evidence/proof/verify-stamp.ts'
import { isTransfer, type TransferVerdict, verifyTransfer } from '../evidence/proof/verify-transfer.ts'
import type { BundleVerdict } from '../evidence/verify.ts'
import type { Trust } from '../ground/hand-over.ts'
import { certificatesIn } from '../seals/chain.ts'
import { trustFrom } from './trusted-key.ts'
import { visible } from './visible.ts'

const [PROVEN, FAULT, WRONG_USE, NOT_AUTHENTICATED] = [0, 1, 2, 3]

/** @returns the exit code; undefined for wrong arguments */
export async function verifyCommand(
  [path, ...options]: readonly string[],
  output: Writable,
  errors: Writable & { isTTY?: boolean },
): Promise<number | undefined> {
  const given = optionsIn(options)
  if (!path || !given) return undefined
  const { key, root } = given
  let trust: Trust | undefined
  let trusted: X509Certificate[] | undefined
  try {
    trust = key === undefined ? undefined : await trustFrom(key)
  } catch (error) {
    errors.write(`${visible(`${key} 不能作为公钥：${(error as Error).message}`)}\n`)
    return WRONG_USE
  }
  try {
    trusted = root === undefined ? undefined : certificatesIn(readFileSync(root, 'utf8'))
  } catch (error) {
    errors.write(`${visible(`${root} 不能作为时间戳机构的根证书：${(error as Error).message}`)}\n`)
    return WRONG_USE
  }
  try {
    const verdict = path.endsWith('.jsonl')
      ? await verifyExport(createReadStream(path), trust)
      : await provenFile(path, trust, trusted)
    output.write(`${visible(JSON.stringify(verdict))}\n`)
    // The verdict says a fault in English, for programs; whoever keeps the output in a file reads it in Chinese, too.
    if ((errors.isTTY || !verdict.ok) && 'erased' in verdict) errors.write(inWords(verdict))
    return verdict.ok ? (verdict.authenticated ? PROVEN : NOT_AUTHENTICATED) : FAULT
  } catch (error) {
    errors.write(`${visible(`${path} 读不出来：${(error as Error).message}`)}\n`)
    return WRONG_USE
  }
}

/** Each once, in any order. */
function optionsIn(options: readonly string[]): { key?: string; root?: string } | undefined {
  const given: { key?: string; root?: string } = {}
  for (let i = 0; i < options.length; i += 2) {
    const name = ({ '--key': 'key', '--tsa-ca': 'root' } as const)[options[i]!]
    const value = options[i + 1]
    if (!name || !value || given[name] !== undefined) return undefined
    given[name] = value
  }
  return given
}

async function provenFile(
  path: string,
  trust: Trust | undefined,
  trusted: readonly X509Certificate[] | undefined,
): Promise<TransferVerdict> {
  const source = openSource(path)
  try {
    const members = membersIn(source)
    if (members && isTransfer(members)) {
      if (trusted) throw new Error('移交包没有时间戳，不能用 --tsa-ca 核验；其中的证据卷可以取出后各自核验')
      return verifyTransfer(source, members, trust)
    }
    if (members && members.length > 0 && !members.some(isOfOurs)) throw new Error(FOREIGN)
    return await withStamp(verifyBundle(source, trust), source, trusted)
  } finally {
    source.close()
  }
}

/** Undefined for what is no archive that can be read: the proof says what is wrong with it. */
function membersIn(source: Source): Member[] | undefined {
  try {
    return membersOf(source)
  } catch (error) {
    if (error instanceof ZipFault) return undefined
    throw error
  }
}

/** Documents of an office suite are archives, too: one without any part of a bundle was never forged to be one. */
const isOfOurs = ({ name }: Member): boolean => /^([^/]+\/)?(data\/|bagit\.txt$|statement\.)/.test(name)
const FOREIGN =
  '是 ZIP 压缩文件，但不是证据卷，也不是移交包（其中没有 bagit.txt、statement.json、data）；请给出证据卷的 ZIP 文件'

/** Exactly what was asked, for a court reads it. */
const stampInWords = ({ stamp, edition }: BundleVerdict) => {
  if (edition) return undefined
  if (!stamp) return '没有时间戳'
  const checked = `时间戳 ${stamp.at}，${stamp.authority}：与声明相符，签名有效，证书用于时间戳且当时有效`
  return stamp.chain === 'trusted'
    ? `${checked}，由所信任的根证书签发；没有查询证书是否被吊销`
    : `${checked}；没有核对证书由谁签发（请用 --tsa-ca 给出时间戳机构的根证书），也没有查询证书是否被吊销`
}

const audienceInWords = ({ audience }: BundleVerdict) => {
  if (!audience) return undefined
  return audience === 'court'
    ? '提交人民法院、复议机关的全卷'
    : `提供给${audience.name}（${audience.party}）的副本，不是全卷`
}

/** For whoever sits before it. */
function inWords(of: TransferVerdict): string {
  const { ok, authenticated, origin, key, agency, entries, files, erased, end, checkpoint, edition, firstFault } = of
  const fault = firstFault && [
    firstFault.file && `文件 ${firstFault.file}`,
    firstFault.position && `第${firstFault.position}条记录`,
    faultInChinese(firstFault.what),
  ]
  const lines = [
    fault
      ? `不成立：${fault.filter(Boolean).join('，')}`
      : authenticated
        ? '成立：内容完整、未经改动，由所信任的公钥签署'
        : '内容前后一致，但没有证明来源：请用 --key 给出本机关公布的公钥',
    of.transfer &&
      `移交包：第${of.transfer.number}号，移交${of.transfer.archive}，${of.transfer.cases}件；其中的证据卷逐一核验`,
    ok && !of.transfer && stampInWords(of),
    edition && '这是 0.1 版的证据卷，没有签名的声明：删去末尾、夹带文件、更改名称都查不出来，请重新导出',
    key && `签名方 ${origin ?? '不明'}，公钥 ${key}`,
    agency && `机关 ${agency}，${of.transfer ? '' : `案件 ${of.case ?? '不明'}，`}记录 ${entries} 条，文件 ${files} 个`,
    ok && audienceInWords(of),
    ...(ok ? (of.leftOut ?? []) : []).map(
      ({ position, fields, article }) => `第${position}条的文字对收件人从略（${fields.join('、')}），依据${article}`,
    ),
    ...(ok ? (of.slips ?? []) : []).map(
      ({ file, for: whole, reason }) => `${file} 代替 ${whole}：${SLIPS[reason].why}`,
    ),
    end && `最后一条：第${end.position}条，${end.hash}`,
    checkpoint && `日志共 ${checkpoint.size} 条${checkpoint.day ? `，签于 ${checkpoint.day}` : ''}`,
    ok &&
      erased.length > 0 &&
      erased.map(({ position, by }) => `第${position}条的文字已删除，依据第${by}条`).join('；'),
  ]
  return `${lines
    .filter((line) => typeof line === 'string' && line !== '')
    .map((line) => visible(String(line)))
    .join('\n')}\n`
}
