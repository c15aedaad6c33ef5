/** 更正、备注、附卷: at any stage. */
import { z } from 'zod'
import { CLOSED_KINDS, DELIVERIES } from '../../../workflows/disclosure/vocabulary.ts'
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
    written: { closes: undefined },
    open: ['position', 'closes'],
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
  sensitivityMarked: act({
    fields: {
      kind: field(text(60), '哪一类', 'choice'),
      why: field(text(NOTE), '理由', 'long', {
        help: '只在机关内部可见。标记以后，签发和公开以前请先会商。',
      }),
    },
    open: ['kind'],
    may: ['registrar', 'handler', 'head'],
  }),
  sensitivityLifted: act({
    fields: { why: field(text(NOTE), '解除的理由', 'long') },
    open: [],
    may: ['head'],
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
  evidenceClosed: act({
    fields: {
      files: field(fileIds.min(1, { error: '请选择文件' }), '已经附卷的文件', 'several'),
      kind: field(choice(CLOSED_KINDS), '不公开质证的原因', 'choice', { choices: choices(CLOSED_KINDS) }),
      why: field(text(NOTE), '理由', 'long', {
        help: '涉及国家秘密、商业秘密和个人隐私的证据，不得在公开开庭时出示（行政诉讼法第四十三条）。标注后，证据卷把这些文件单独列入不公开质证的附册；涉及国家秘密的只列明出处，不附原件，并且不得随答复提供、不得公开，已经提供、公开的立即停止。标注及于内容相同的文件和随答复提供的副本；标注为国家秘密以后改为其他原因的，须由负责人更正原来的标注。',
      }),
      marking: optionalField(text(200), '密级和保密期限', 'text', {
        when: { field: 'kind', is: ['stateSecret'] },
        help: '按原件上的标志填写。',
      }),
      keeper: optionalField(text(200), '原件的保管单位', 'text', { when: { field: 'kind', is: ['stateSecret'] } }),
      place: optionalField(text(200), '人民法院查阅的地点', 'text', { when: { field: 'kind', is: ['stateSecret'] } }),
    },
    open: ['files', 'kind'],
    may: ['counsel', 'handler', 'registrar'],
  }),
}
