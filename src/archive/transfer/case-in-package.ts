/**
 * One case of a package, in a folder that its 档号 names: its evidence bundle as it was sealed, with one of today where something was
 * recorded since, the reading copy, and its metadata. What was sealed or made before a file in it was marked as not to be shown
 * (行政诉讼法第四十三条) stays here: the bundle of today goes alone, and the list says so.
 */
import { createHash } from 'node:crypto'
import { type Content, storedIn, tidyName } from '../../ground/bag.ts'
import type { House } from '../../house.ts'
import { isClosedSince, telling } from '../../ledger/closed-files.ts'
import type { Bundles } from '../bundles.ts'
import type { Kept } from '../kept.ts'
import { xmlOf } from '../metadata/element.ts'
import { metadataOf } from '../metadata/of-case.ts'
import { type Listed, listed } from './list.ts'
import { QUIET, type Transfer } from './transfers.ts'

export type Part = { payload: [string, Content][]; line: Listed; bound: object }

export async function partOf(
  house: House,
  bundles: Bundles,
  transfer: Transfer,
  kept: Kept,
  sealed: NonNullable<Kept['sealed']>,
): Promise<Part> {
  const { file, stamp } = kept
  const told = file.facts.map(telling)
  const isWithheld = isClosedSince(told, sealed.position)
  const isCopyWithheld = kept.copy !== undefined && isClosedSince(told, kept.copy.position)
  const copy = isCopyWithheld ? undefined : kept.copy
  const metadata = metadataOf(kept, transfer.said.archive)
  const folder = `data/案卷/${tidyName(stamp.reference)}`
  const payload: [string, Content][] = [
    [`${folder}/元数据.xml`, xmlOf(metadata)],
    ...(isWithheld ? [] : [[`${folder}/证据卷.zip`, storedIn(house.blobs, sealed.sha256)] as [string, Content]]),
    ...(copy ? [[`${folder}/阅读本.pdf`, storedIn(house.blobs, copy.sha256)] as [string, Content]] : []),
  ]
  const later = file.facts.filter(({ position, fact }) => position > sealed.position && !QUIET.includes(fact.type))
  let bundle = { bundle: `${folder.slice(5)}/证据卷.zip`, size: Number(sealed.size), sha256: sealed.sha256 }
  if (later.length > 0) {
    const fresh = await bundles.bundle(house, file.row)
    const hash = createHash('sha256')
    let size = 0
    for await (const piece of fresh.content()) {
      hash.update(piece)
      size += piece.length
    }
    const sha256 = hash.digest('hex')
    payload.push([`${folder}/证据卷（移交时）.zip`, { sha256, read: async () => fresh.content() }])
    if (isWithheld) bundle = { bundle: `${folder.slice(5)}/证据卷（移交时）.zip`, size, sha256 }
  }
  const remark = [
    isWithheld && `归档时封存的证据卷载有后来标注不公开质证的文件，不随包移交，其校验值（SHA-256）为${sealed.sha256}`,
    later.length > 0 && `归档以后又有${later.length}条记录，见“证据卷（移交时）.zip”`,
    copy && copy.position < sealed.position && '阅读本在归档以前生成',
    isCopyWithheld && '阅读本载有后来标注不公开质证的文件，不随包移交',
    !kept.copy && '没有阅读本',
  ]
  return {
    payload,
    line: listed(kept, metadata, { ...bundle, remark: remark.filter(Boolean).join('；') }),
    bound: {
      ...{ reference: stamp.reference, receipt: file.row.receipt, number: file.row.number },
      ...{ facts: file.row.length, head: file.row.head, bundle: bundle.sha256 },
      ...(isWithheld && { withheld: sealed.sha256 }),
    },
  }
}
