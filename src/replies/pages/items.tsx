/** 分项答复: a draft of several matters on one page. Whatever is chosen, the form comes back with what was written. */
import type { Returned } from '../../cases/returned.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ActForm } from '../../web/parts/act-form.tsx'
import { type Kept, KeptDraft, ReturnedWith } from '../../web/parts/draft-parts.tsx'
import type { Act, FormState } from '../../web/shapes.ts'
import { staff } from '../../web/words/staff.ts'
import { besideThe } from '../items-form.ts'

type Props = {
  viewer: Viewer
  csrf: string
  idempotencyKey: string
  of: { id: string; number: string | null; receipt: string; title: string }
  /** None where this person may not draft now. */
  act: Act | null
  form: FormState
  returned: Returned | undefined
  kept: Kept
}

export function ItemsPage({ viewer, csrf, idempotencyKey, of, act, form, returned, kept }: Props) {
  const address = `/cases/${encodeURIComponent(of.id)}`
  return (
    <StaffPage
      title={`分项答复 ${of.number ?? of.receipt}`}
      viewer={viewer}
      csrf={csrf}
      scripts={act ? ['keep-draft.js'] : []}
    >
      <p class="kicker">
        <a href={address}>{of.number ?? `受理编号 ${of.receipt}`}</a>
        <span>{of.title}</span>
      </p>
      <h1>本件分几项答复</h1>
      <p class="lead">
        申请包括几项内容、各项的办理结果不同的，在这里逐项填写，合为一份文书。统计仍按一件计算：有公开、也有不公开的，计为部分公开。
      </p>
      {act === null ? (
        <p class="note soon">本件现在不能由您拟稿。</p>
      ) : (
        <ActForm
          {...{ act, csrf, idempotencyKey, form }}
          action={`${address}/items`}
          label="分项拟稿"
          open
          words={staff}
          after={<Steps />}
        >
          <ReturnedWith said={returned} />
          <KeptDraft kept={kept} />
          <p class="hint">
            先写各项的内容，选好办理结果，按下面的“显示填写项”，再填写理由、选择文件。一项不要了，清空它的内容，把办理结果改回“请选择”。
          </p>
          {besideThe(act, form.values).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
        </ActForm>
      )}
    </StaffPage>
  )
}

const Steps = () => (
  <div class="buttons">
    <button type="submit" name="step" value="show">
      显示填写项
    </button>
    <button type="submit" name="step" value="more">
      再加一项
    </button>
  </div>
)
