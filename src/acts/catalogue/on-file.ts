/** 更正、备注、附卷: at any stage. */
import { z } from 'zod'
import type { Role } from '../../people/may.ts'
import { fileIds, isPlain, text, wholeNumber } from '../../web/given.ts'
import { act, field, LONG, NOTE } from '../act.ts'

const DESK: readonly Role[] = ['registrar', 'handler', 'head', 'counsel', 'signer', 'archivist']

export const onFile = {
  rectified: act({
    fields: {
      position: field(wholeNumber(1, 1_000_000), '更正第几条记录', 'number'),
      why: field(text(NOTE), '更正理由', 'long'),
      approvedBy: field(text(100), '批准人', 'text'),
      replacement: {
        schema: z.record(text(60), z.unknown()).refine(isPlain, { error: '含有无法记录的内容' }).optional(),
      },
    },
    open: ['position'],
    may: ['head'],
  }),
  noted: act({ fields: { text: field(text(LONG), '内容', 'long') }, open: [], may: DESK }),
  fileAdded: act({
    fields: { files: field(fileIds.min(1, { error: '请选择文件' }), '文件', 'files') },
    open: ['files'],
    may: DESK,
  }),
}
