/** 抽查办法: how many of each stratum, and the scoring sheet, one item a line. */
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, TextField } from '../../web/parts/field.tsx'
import { lineOf } from '../shapes.ts'
import { fullOf } from '../standing.ts'
import type { Frame, RulesView } from '../views.ts'

const LABELS = { perStratum: '每层抽取的件数', title: '评分表的名称', items: '评分项目' }

export function RulesPage({ frame, view }: { frame: Frame; view: RulesView }) {
  const { agency, name, rules: now, form: back, done } = view
  const values = {
    ...{ perStratum: String(now.rules.perStratum), title: now.rules.title },
    items: now.rules.items.map(lineOf).join('\n'),
  }
  const form = back.errors.length > 0 ? back : { values, errors: [] }
  return (
    <StaffPage title="抽查办法" viewer={frame.viewer} csrf={frame.csrf}>
      <p class="kicker">
        <span>抽查</span>
        <span>{name}</span>
      </p>
      <h1>抽查办法</h1>
      <p class="no-print">
        <a class="offered" href={`/spot-checks?${new URLSearchParams({ agency })}`}>
          返回抽查
        </a>
      </p>
      {done && (
        <p class="note done" role="status">
          已经保存，从下一次抽取起使用。
        </p>
      )}
      <p class="lead">
        {now.n === 0
          ? '现在使用的是系统附带的示例，没有上级机关的依据，请按照本地的评查标准修改。'
          : `现在使用的是第${now.n}版，满分${fullOf(now.rules)}分。`}
        修改只影响以后的抽取；已经抽取的按抽取时的评分表评分。
      </p>
      <form method="post" action={`/spot-checks/rules?${new URLSearchParams({ agency })}`} class="stack">
        <ErrorSummary form={form} labels={LABELS} />
        <input type="hidden" name="csrf" value={frame.csrf} />
        <input type="hidden" name="from" value={String(now.n)} />
        <TextField
          name="perStratum"
          label={LABELS.perStratum}
          form={form}
          width="short"
          inputMode="numeric"
          help="一层是一个机关的一类办理结果（予以公开、部分公开、不予公开、无法提供、不予处理、其他处理）。"
        />
        <TextField name="title" label={LABELS.title} form={form} />
        <AreaField
          name="items"
          label={LABELS.items}
          form={form}
          rows={12}
          help="每行一项：名称｜分值｜说明。说明可以不写。"
        />
        <button class="primary" type="submit">
          保存
        </button>
      </form>
    </StaffPage>
  )
}
