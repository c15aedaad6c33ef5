/** Under a run of the four checks that holds: the form from which its cases go to an archive. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, TextField } from '../../web/parts/field.tsx'
import { type CheckProps, NOTHING } from './check-confirm.tsx'
import { at } from './parts.tsx'

export function HandOver({ frame, run, form, about, short = 0 }: CheckProps) {
  const mine = about === 'transfer' ? form : NOTHING
  const prefix = 'transfer-'
  return (
    <section aria-labelledby="transfer-title">
      <h2 id="transfer-title">移交档案馆</h2>
      <p>检测的各件汇成一个移交包：证据卷、阅读本、元数据、移交目录、检测报告和交接登记表，由本机关签名。</p>
      {short > 0 && (
        <p class="note" data-short={short}>
          {`其中${short}件的保管期限不足30年。国家档案馆一般只接收永久和30年的档案，请先与接收单位确认；不移交的，在档案目录中另行勾选后重新检测。`}
        </p>
      )}
      <form
        method="post"
        action={at(`/archive/checks/${run.number}/transfer`, frame.agency.id)}
        class="stack"
        data-act="transfer"
      >
        <ErrorSummary form={mine} prefix={prefix} />
        <input type="hidden" name="csrf" value={frame.csrf} />
        <TextField {...{ name: 'archive', label: '接收单位', form: mine, prefix }} help="档案馆的全称。" />
        <TextField
          {...{ name: 'work', label: '交接工作名称', form: mine, prefix }}
          help="移交单位或者全宗号、年度、批次，例如“2026年度政府信息公开申请档案第1批”。"
        />
        <AreaField
          {...{ name: 'description', label: '内容描述', form: mine, prefix }}
          help="内容、类别、数据类型、格式、交接方式和过程。"
          rows={3}
        />
        <TextField
          {...{ name: 'medium', label: '移交载体类型、规格', form: mine, prefix }}
          help="在线移交的，填写“在线”。"
        />
        <TextField
          {...{ name: 'carriers', label: '载体起止顺序号', form: mine, prefix, optional: '在线移交的可不填' }}
          width="middle"
        />
        <button class="primary" type="submit">
          制作移交包
        </button>
      </form>
    </section>
  )
}
