/** 更正、备注、附卷: at any stage. */
import { z } from 'zod'
import { DELIVERIES } from '../../../workflows/disclosure/vocabulary.ts'
import type { Role } from '../../people/may.ts'
import { choice, day, fileIds, isPlain, mailAddress, text, wholeNumber } from '../../web/given.ts'
import { act, choices, field, LONG, NOTE, optionalField } from '../act.ts'
import { phone, postcode } from '../application.ts'

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
  obstacle: act({
    fields: {
      from: field(day, '自', 'day'),
      to: optionalField(day, '至', 'day', { help: '尚未消除的，不填写。' }),
      why: field(text(NOTE), '是什么障碍，对办理有何影响', 'long', {
        help: '记录在案，供复议、诉讼时说明；法定期限不因此变动。',
      }),
    },
    open: ['from', 'to'],
    may: ['handler', 'head', 'registrar'],
  }),
  contactChanged: act({
    fields: {
      phone: optionalField(phone, '联系电话', 'text'),
      email: optionalField(mailAddress, '电子邮箱', 'text'),
      address: optionalField(text(300), '通信地址', 'text'),
      postcode: optionalField(postcode, '邮政编码', 'text'),
      delivery: optionalField(choice(DELIVERIES), '获取信息的途径', 'choice', { choices: choices(DELIVERIES) }),
    },
    open: ['delivery'],
    may: ['registrar', 'handler'],
    outside: 'applicant',
    event: 'contactChanged',
    theirs: true,
  }),
  codeReissued: act({
    fields: {
      to: field(text(NOTE), '交给谁，怎样核对的身份', 'long', {
        help: '提交后显示新的查询码，只显示一次；原查询码同时失效。',
      }),
    },
    open: [],
    may: ['registrar'],
    warning: '原查询码立即失效，用它打开过查询页面的人须用新的查询码。',
  }),
  noted: act({ fields: { text: field(text(LONG), '内容', 'long') }, open: [], may: DESK }),
  fileAdded: act({
    fields: {
      files: field(fileIds.min(1, { error: '请选择文件' }), '文件', 'files', {
        help: '本系统不处理国家秘密，涉密文件一律不得上传。',
      }),
    },
    open: ['files'],
    may: DESK,
  }),
}
