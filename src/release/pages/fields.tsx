/** What staff write about an item: the same fields for a new one and for a correction. */
import { downloadName } from '../../files/download-name.ts'
import { AreaField, CheckField, FilesField, SelectField, TextField } from '../../web/parts/field.tsx'
import { WaitingFiles } from '../../web/parts/waiting-files.tsx'
import type { FormState, WaitingFile } from '../../web/shapes.ts'
import { staff } from '../../web/words/staff.ts'
import { TOPICS } from '../../web/words/topics.ts'

export const LABELS = {
  agency: '公开机关',
  title: '标题',
  documentNumber: '文号',
  summary: '内容概述',
  topic: '主题',
  basis: '公开依据',
  madeOn: '形成日期',
  files: '文件',
  takeOff: '撤下文件',
  why: '理由',
}
export const OPTIONAL = '（选填）'

/** What was found in the files of a form that came back: a reason is asked for each, and what was written before stays. */
const foundIn = ({ errors, values }: FormState) => [
  ...new Set(
    [...errors.map(({ field }) => field), ...Object.keys(values)].filter((name) => name.startsWith('confirmed.')),
  ),
]

type Props = { form: FormState; prefix?: string; withoutFiles?: boolean }

/** @param withoutFiles asks whoever publishes words alone whether that is meant */
export function Fields({ form, prefix = '', withoutFiles = false }: Props) {
  const optional = OPTIONAL
  const ground = { form, prefix }
  return (
    <>
      <TextField
        {...{ ...ground, name: 'title', label: LABELS.title, help: '与文件标题一致。不得含有个人信息。' }}
        autocomplete="off"
      />
      <TextField
        {...{ ...ground, name: 'documentNumber', label: LABELS.documentNumber, optional }}
        autocomplete="off"
      />
      <AreaField
        {...{ ...ground, name: 'summary', label: LABELS.summary, optional, help: '几句话说明内容，便于查找。' }}
        rows={4}
      />
      <SelectField {...{ ...ground, name: 'topic', label: LABELS.topic, choices: TOPICS, choose: '请选择' }} />
      <TextField
        {...{ ...ground, name: 'basis', label: LABELS.basis, optional, help: '例如：条例第二十条第（五）项。' }}
        autocomplete="off"
      />
      <TextField {...{ ...ground, name: 'madeOn', label: LABELS.madeOn, optional, type: 'date', width: 'middle' }} />
      <FilesField
        {...{ ...ground, name: 'files', label: LABELS.files, optional }}
        help="PDF、OFD、Word、Excel、图片等，每个不超过20MB。文件名一并公布；公布前检索其中的个人信息，查出的须遮盖或者写明理由。"
      />
      {form.uploads && (
        <>
          <input type="hidden" name="basket" value={form.uploads.token} />
          <WaitingFiles files={form.uploads.waiting} words={staff} leaves={publishedAs} />
        </>
      )}
      {withoutFiles && (
        <CheckField {...{ ...ground, name: 'withoutFiles', label: '没有文件的，勾选：确认只公布文字' }} />
      )}
      {foundIn(form).map((name, i) => (
        <AreaField key={name} {...{ ...ground, name, label: `查出的第${i + 1}项仍可公布的理由` }} rows={2} />
      ))}
    </>
  )
}

/** As the public fetches it. */
const publishedAs = ({ name, type }: WaitingFile) => (type === undefined ? name : downloadName(name, type))
