/** 插页: what stands in the reading copy for a file that is not printed: its name, size, digest, where it lies, and why. */

import { CLOSED_KINDS, type ClosedKind } from '../../../workflows/disclosure/vocabulary.ts'
import type { VolumeBlock } from '../../documents/index.ts'
import { kindOf } from '../../files/kinds.ts'
import type { FileRow } from '../../ledger/queries.ts'
import { size } from '../../web/parts/format.ts'
import { CLOSED_UNDER } from '../audience/slips.ts'

/** Under which number and name it is listed, with what content, and where it lies in the bundle. */
export type OutsideFile = {
  number: number
  name: string
  file: FileRow
  sha256: string
  folder: 'files' | 'given' | 'closed'
  /** It is not shown in an open hearing, and so not printed among what is. */
  closed?: ClosedKind
}

/** Of a file with a virus. */
export const UNSAFE = Symbol('unsafe')

/** 不公开质证: the copy that is read in the hearing has a slip, which says where it is read instead; of a state secret not even its name. */
export const closedSlip = ({ number, sha256 }: OutsideFile, closed: ClosedKind): VolumeBlock[] => [
  { kind: 'heading', text: `证据 ${number}　不公开质证的文件` },
  {
    kind: 'pairs',
    rows: [
      ['涉及', CLOSED_KINDS[closed]],
      ['校验值', `SHA-256：${sha256}`],
      ['所在位置', closed === 'stateSecret' ? '不在证据卷中，出处见证据卷的 closed 文件夹' : '证据卷的 closed 文件夹'],
    ],
  },
  { kind: 'note', text: `依${CLOSED_UNDER}，不在本册中印出。` },
]

/** Its first block is the heading. @param why a clause without its full stop */
export function slip({ number, name, file, sha256, folder }: OutsideFile, why: string | typeof UNSAFE): VolumeBlock[] {
  return [
    { kind: 'heading', text: `证据 ${number}　${name}` },
    {
      kind: 'pairs',
      rows: [
        ['文件名称', name],
        ['文件类型', typeOf(file)],
        ['大小', `${size(file.size)}（${file.size}字节）`],
        ['校验值', `SHA-256：${sha256}`],
        ['所在位置', `证据卷的 ${folder} 文件夹，按校验值查找`],
      ],
    },
    {
      kind: 'note',
      text:
        why === UNSAFE
          ? '此文件带有病毒，为核验而保留在证据卷中，请勿打开。'
          : `${String(why)}，请打开证据卷中的文件阅看。`,
    },
  ]
}

/** As a reader of the list calls it, by what its content proved it to be when it came in. */
const typeOf = ({ type }: FileRow) => kindOf(type)?.says ?? `其他文件（${type}）`
