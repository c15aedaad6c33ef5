/** 重复申请 on the form of a draft: what this applicant was answered before stands ready, or a file of the case shows it. */
import { inChinese } from '../../workflows/statute/days.ts'
import type { Field } from '../web/shapes.ts'
import type { EarlierCase } from './earlier-replies.ts'

export type EarlierChoices = { answered: readonly EarlierCase[]; files: readonly { id: string; name: string }[] }

/** The fields of a draft with the earlier replies as suggestions, and the file for those older than the register. */
export function withEarlier(fields: readonly Field[], { answered, files }: EarlierChoices): Field[] {
  const asked = fields.find(({ name }) => name === 'fields.earlierNumber')
  if (!asked?.when) return [...fields]
  const suggestions = answered.map(({ number, on, title }) => ({
    value: number,
    label: `${number}（${inChinese(on)}，${title}）`,
  }))
  const known = suggestions.map(({ label }) => label).join('；')
  const says = known ? `同一申请人此前的答复：${known}。` : '登记中没有同一申请人此前的答复。'
  const offered: Field = {
    ...asked,
    choices: suggestions,
    helps: asked.when.is.map((is) => ({ is, text: `填写文号或者登记编号。${says}` })),
  }
  const paper: Field = {
    name: 'fields.earlierFile',
    label: '前次答复的文件',
    kind: 'choice',
    required: false,
    optional: '前次答复不在登记中的，必填',
    when: asked.when,
    help: '前次答复不在本系统登记的，先用“附卷”加入，再在这里选择。',
    choices: files.map(({ id, name }) => ({ value: id, label: name })),
  }
  const at = fields.indexOf(asked)
  return [...fields.slice(0, at), offered, ...(files.length > 0 ? [paper] : []), ...fields.slice(at + 1)]
}
