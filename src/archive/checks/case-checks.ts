/**
 * The four checks of one archived case, as far as a program can make them. Whatever is found names the record or the file by its
 * number and digest, never by its name: a report stays when the content of a case is destroyed. Whoever reads it is told the name
 * as long as the file is there (`runs.ts`).
 */
import { counting } from '../../../workflows/statute/counting.ts'
import { BlobChanged, BlobMissing } from '../../ground/blobs.ts'
import type { House } from '../../house.ts'
import { heard } from '../../ledger/queries.ts'
import type { Bundles } from '../bundles.ts'
import type { Kept } from '../kept.ts'
import { missingIn, referenceFault, unfitIn } from '../metadata/faults.ts'
import { metadataOf } from '../metadata/of-case.ts'
import { contentFindings, type Stored } from './content-checks.ts'
import type { ItemCode } from './items.ts'
import type { Finding } from './report.ts'

type Checking = House
/** `looked`: the items that were looked at to their end. What hindered the others is a finding of its own. */
export type Checked = { looked: readonly ItemCode[]; findings: Finding[]; files: number; bytes: number }

const fail = (item: ItemCode, found: string): Finding => ({ item, verdict: 'fail', found })
const when = (item: ItemCode, found: string | undefined): Finding[] => (found ? [fail(item, found)] : [])

/** @throws what the store throws where it is away: nothing is said of what could not be looked at */
export async function checkCase(house: Checking, bundles: Pick<Bundles, 'prove'>, kept: Kept): Promise<Checked> {
  const stored = storedOf(kept)
  const metadata = metadataOf(kept)
  const seal = await sealFindings(house, bundles, kept)
  const content = await contentFindings(house, stored)
  const missing = missingIn(metadata)
  return {
    looked: [...ON_RECORD, ...seal.looked, ...content.looked],
    findings: [
      ...seal.findings,
      ...unfitIn(metadata, kept).map((found) => fail('1.2', found)),
      ...when('1.3', referenceFault(kept)),
      ...linkFindings(kept),
      ...when('2.3', missing.length > 0 ? `缺少元数据：${missing.map(remedied).join('、')}` : undefined),
      ...courseFindings(kept),
      ...content.findings,
    ],
    files: stored.length,
    bytes: content.bytes,
  }
}

/** What is asked of the facts and the rows of a case that could be read, and so of each that is. */
const ON_RECORD = ['1.2', '1.3', '1.5', '2.3', '2.4', '3.1'] as const

/** Pages are counted when the reading copy is made. */
const remedied = (name: string) => (name === '页数' ? '页数（请先在案件页生成阅读本）' : name)

/** Letters, files and the copies that left, each as it is on record. */
function storedOf({ letters, files, file }: Kept): Stored[] {
  return [
    ...letters.map(({ sha256, position }) => ({
      ...{ sha256, type: 'application/pdf', size: null, scan: 'clean' as const },
      ...{ called: `第${position}条记录生成的文书`, isGiven: false },
    })),
    ...files.map(({ id, sha256, type, size, scan, virus }) => ({
      ...{ sha256, type, size, scan: virus !== null ? ('infected' as const) : scan },
      ...{ called: `文件${sha256.slice(0, 8)}`, isGiven: false, file: id },
    })),
    ...file.facts.flatMap(({ fact, position }) =>
      (fact.type === 'replySigned' ? (fact.given ?? []) : []).map(({ sha256, file: id }) => ({
        ...{ sha256, type: files.find((one) => one.id === id)?.type ?? '', size: null, scan: 'clean' as const },
        ...{ called: `第${position}条记录提供的文件${sha256.slice(0, 8)}`, isGiven: true, file: id },
      })),
    ),
  ]
}

type Found = Pick<Checked, 'looked' | 'findings'>

/** 1.1, 1.6, 2.2, 4.2: the bundle as it was sealed; of one that is not there as it was the first alone. */
async function sealFindings(house: Checking, bundles: Pick<Bundles, 'prove'>, { sealed }: Kept): Promise<Found> {
  const unread = (found: string): Found => ({ looked: ['1.1'], findings: [fail('1.1', found)] })
  if (!sealed) return unread('没有封存的证据卷：归档后的封存尚未完成，请稍后重新检测')
  let bytes: Buffer
  try {
    bytes = await house.blobs.read(sealed.sha256)
  } catch (error) {
    if (error instanceof BlobMissing) return unread('封存的证据卷不在存储中')
    if (error instanceof BlobChanged) return unread('封存的证据卷在存储中被改动，与登记的校验值不符')
    throw error
  }
  const { fault, members, foreign } = await bundles.prove(house, bytes)
  const lacks = EXPLAINS.filter((name) => members && !members.includes(name))
  const findings = [
    ...when('1.1', fault && `证据卷核验不成立：${fault}`),
    ...when('1.6', lacks.length > 0 ? `证据卷缺少${lacks.join('、')}` : undefined),
    ...when('2.2', bytes.length === Number(sealed.size) ? undefined : '证据卷的字节数与登记的不符'),
    ...when('4.2', foreign?.length ? `证据卷夹带${foreign.length}个声明不引用的文件` : undefined),
  ]
  return {
    looked: ['1.1', '2.2', ...(members ? ['1.6' as const] : []), ...(foreign ? ['4.2' as const] : [])],
    findings,
  }
}
/** What an archive reads first: they lie in every bundle. */
const EXPLAINS = ['bagit.txt', 'manifest-sha256.txt', '核验说明.txt', 'data/目录.txt']

/** 1.5: what facts name, and what is registered. */
function linkFindings({ file, letters, files }: Kept): Finding[] {
  const rows = new Map(files.map((one) => [one.id, one.sha256]))
  const contents = file.facts.flatMap(({ fact, position }) =>
    Object.entries((fact as { contents?: Record<string, string> }).contents ?? {}).map(([id, sha256]) => ({
      ...{ id, sha256, position },
    })),
  )
  const named = new Set(contents.map(({ id }) => id))
  const made = new Map(letters.map(({ id, sha256 }) => [id, sha256]))
  return [
    ...contents
      .filter(({ id, sha256 }) => rows.get(id) !== sha256)
      .map(({ id, position, sha256 }) => ({
        ...fail('1.5', `第${position}条记录引用的文件${sha256.slice(0, 8)}没有登记，或者登记的校验值不同`),
        file: id,
      })),
    ...files
      .filter(({ id }) => !named.has(id))
      .map(({ id, sha256 }) => ({
        ...fail('1.5', `文件${sha256.slice(0, 8)}没有记录引用：属于本件的，请先记录“附卷”`),
        file: id,
      })),
    ...file.facts.flatMap(({ fact, position }) =>
      fact.type === 'letterMade' && made.get(fact.letter) !== fact.sha256
        ? [fail('1.5', `第${position}条记录的文书没有登记，或者登记的校验值不同`)]
        : [],
    ),
  ]
}

/** 2.4: nothing is left out between the first fact and the archive. */
function courseFindings({ file: { facts, row } }: Kept): Finding[] {
  const counted = counting(facts.map(heard))
  const has = (...types: string[]) => types.every((type) => counted.some((fact) => fact?.type === type))
  const gap = facts.findIndex(({ position }, i) => position !== i + 1)
  const lacks = (['submitted', 'registered', 'archived'] as const).filter((type) => !has(type))
  const isSettled = has('replySigned', 'replyServed') || has('withdrawn')
  return [
    ...when('2.4', gap >= 0 ? `缺少第${gap + 1}条记录` : undefined),
    ...when('2.4', facts.length === row.length ? undefined : `登记有${row.length}条记录，实有${facts.length}条`),
    ...when('2.4', lacks.length > 0 ? `缺少${lacks.map((type) => STEPS[type]).join('、')}的记录` : undefined),
    ...when('2.4', isSettled ? undefined : '没有签发和送达的记录，也没有撤回的记录'),
  ]
}
const STEPS = { submitted: '提交', registered: '登记', archived: '归档' }
