/** The fields of a task, for one that is set and one that is changed. */
import { AreaField, SelectField, TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import { MEASURE_NAMES, MEASURES, type MeasureName } from '../measures.ts'
import type { People } from '../views.ts'

export const LABELS = {
  title: '任务',
  demand: '要求',
  source: '依据',
  unit: '责任单位',
  owner: '责任人',
  dueOn: '完成时限',
  measure: '由系统中的数字判断',
  target: '目标',
}

export function TaskFields({ form, people, year }: { form: FormState; people: People; year: number }) {
  return (
    <>
      <TextField name="title" label={LABELS.title} form={form} />
      <AreaField name="demand" label={LABELS.demand} form={form} rows={3} help="做什么，做到什么程度，以什么证明。" />
      <TextField
        name="source"
        label={LABELS.source}
        form={form}
        optional="（选填）"
        help="如年度政务公开工作要点的文号和条目。"
      />
      <TextField name="unit" label={LABELS.unit} form={form} width="middle" />
      <SelectField
        name="owner"
        label={LABELS.owner}
        form={form}
        choices={people}
        choose="不指定"
        optional="（选填）"
        help="到期以前由系统发邮件提醒；不指定的，提醒公开机构负责人。"
      />
      <TextField
        name="dueOn"
        label={LABELS.dueOn}
        form={form}
        type="date"
        width="short"
        min={`${year}-01-01`}
        max={`${year + 1}-12-31`}
      />
      <SelectField
        name="measure"
        label={LABELS.measure}
        form={form}
        choices={MEASURE_NAMES}
        choose="不用数字，由责任人填写"
        optional="（选填）"
        help="选择以后，是否完成由数字与目标比较得出。"
      />
      <TextField
        name="target"
        label={LABELS.target}
        form={form}
        inputMode="numeric"
        width="short"
        optional="（选择了数字的，必须填写）"
        help="整数。份、个月、条和百分比的，至少达到；逾期和被纠正的，至多这些件。"
      />
      <details class="fold">
        <summary>各项数字怎样计算</summary>
        <dl class="pairs">
          {(Object.keys(MEASURES) as MeasureName[]).map((name) => (
            <div key={name}>
              <dt>{MEASURES[name].zh}</dt>
              <dd>{MEASURES[name].says}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  )
}
