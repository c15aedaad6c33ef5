/** The marks of a page one by one, with what stands under each and why; and the form by which a place is marked without a mouse. */
import { GROUNDS, markSays } from '../../redacting/mark.ts'
import { FOUND_KINDS, type FoundKind } from '../../redacting/patterns.ts'
import { SelectField, TextField } from '../../web/parts/field.tsx'
import { addressOf, type RedactionView } from './view.ts'

type Props = { view: RedactionView; csrf: string }

export const Kept = ({ view, csrf }: Props) => (
  <>
    <input type="hidden" name="csrf" value={csrf} />
    <input type="hidden" name="page" value={view.page} />
    <input type="hidden" name="words" value={view.words} />
  </>
)

export const GROUND_CHOICES = Object.fromEntries(
  Object.entries(GROUNDS).map(([ground, { says, article }]) => [ground, `${says}（条例${article}）`]),
)

const howSays = (how: string): string => (how === 'hand' ? '手工画出' : (FOUND_KINDS[how as FoundKind] ?? how))

export function MarkList({ view, csrf, isOpen }: Props & { isOpen: boolean }) {
  const here = view.marks.filter(({ page }) => page === view.page)
  return (
    <section aria-labelledby="mark-list">
      <h2 id="mark-list">{`第${view.page}页的标注`}</h2>
      {here.length === 0 && <p class="empty">这一页没有标注。</p>}
      <ol>
        {here.map((mark, i) => (
          <li key={mark.id}>
            <a href={`#at-${mark.id}`} data-mark={mark.id}>
              {`“${view.under[i] || '图'}”`}
            </a>
            {`：${markSays(mark)}，${howSays(mark.how)}`}
            {isOpen && (
              <form method="post" action={`${addressOf(view)}/unmark`} class="no-print">
                <Kept view={view} csrf={csrf} />
                <button type="submit" name="mark" value={mark.id}>
                  取消<span class="unseen">{`第${i + 1}处`}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ol>
      {isOpen && view.mayUndo && (
        <form method="post" action={`${addressOf(view)}/undo`} class="no-print">
          <Kept view={view} csrf={csrf} />
          <input type="hidden" name="step" value={view.redaction.step} />
          <button type="submit">撤回上一步</button>
        </form>
      )}
    </section>
  )
}

export function Ground({ view, prefix }: { view: RedactionView; prefix: string }) {
  return (
    <>
      <SelectField
        name="ground"
        label="理由"
        form={view.form}
        prefix={prefix}
        choices={GROUND_CHOICES}
        choose="请选择"
      />
      <fieldset>
        <legend>方式</legend>
        <label class="check">
          <input type="radio" name="manner" value="black" checked={view.form.values.manner !== 'instead'} /> 涂黑
        </label>
        <label class="check">
          <input type="radio" name="manner" value="instead" checked={view.form.values.manner === 'instead'} />{' '}
          以甲、乙等代替，同样的内容用同一代称
        </label>
      </fieldset>
    </>
  )
}

const SIDES = { left: '左', top: '上', right: '右', bottom: '下' } as const

export function DrawForm({ view, csrf }: Props) {
  return (
    <details class="no-print" data-draw open={!!view.form.values.left || undefined}>
      <summary>按位置标注</summary>
      <form method="post" action={`${addressOf(view)}/marks`} class="stack">
        <Kept view={view} csrf={csrf} />
        <p class="hint">占页面宽度、高度的百分之几，从左上角量起。用鼠标画出的位置会填在这里。</p>
        {Object.entries(SIDES).map(([name, label]) => (
          <TextField key={name} name={name} label={`${label}（%）`} form={view.form} prefix="draw-" width="short" />
        ))}
        <Ground view={view} prefix="draw-" />
        <button type="submit">标注这一处</button>
      </form>
    </details>
  )
}
