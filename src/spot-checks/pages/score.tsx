/** The points of a drawn case: as they are read, and the fields in which they are given. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { AreaField, TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import { fullOf, type Score, shareOf } from '../standing.ts'
import type { Rules } from '../tables.ts'

type Props = { id: string; title: string; rules: Rules; score: Score; by: string; none: string }

/** @param none what is said where there are no words */
export function ScoreTable({ id, title, rules, score, by, none }: Props) {
  const full = fullOf(rules)
  return (
    <section aria-labelledby={id} data-score={score.total}>
      <h2 id={id}>{`${title} ${score.total}／${full}（${shareOf(score.total, full)}%）`}</h2>
      <table class="plain stacked in-line">
        <caption class="unseen">各项得分</caption>
        <TableHead names={['项目', '分值', '得分']} />
        <tbody>
          {rules.items.map(({ name, points }, i) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td data-label="分值">{points}</td>
              <td data-label="得分">{score.scores[i]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{score.says || none}</p>
      <p class="quiet">{`${by}，${onDayAt(score.at, inChinese)}`}</p>
    </section>
  )
}

/** By name, as the error summary has them. */
export const scoreLabels = ({ items }: Rules): Record<string, string> => ({
  ...Object.fromEntries(items.map(({ name }, i) => [`scores.${i}`, name])),
  says: '评语',
})

/** What stands in the fields: what came back, or the last points. */
export const scoreForm = (back: FormState, score: Score | null | undefined): FormState => {
  if (back.errors.length > 0) return back
  const now = Object.fromEntries((score?.scores ?? []).map((points, i) => [`scores.${i}`, String(points)]))
  return { values: { ...now, says: score?.says ?? '' }, errors: [] }
}

export function ScoreFields({ rules, form, prefix }: { rules: Rules; form: FormState; prefix: string }) {
  return (
    <>
      {rules.items.map(({ name, points, help }, i) => (
        <TextField
          key={name}
          name={`scores.${i}`}
          label={`${name}（${points}分）`}
          form={form}
          prefix={prefix}
          width="short"
          inputMode="numeric"
          help={`${help ? `${help.replace(/(?<!。)。+$/, '')}。` : ''}0至${points}的整数。`}
        />
      ))}
      <AreaField
        name="says"
        label="评语"
        form={form}
        rows={3}
        prefix={prefix}
        optional="（选填）"
        help="不要写申请人的姓名和联系方式；手机号码、证件号码和电子邮箱保存时隐去。"
      />
    </>
  )
}
