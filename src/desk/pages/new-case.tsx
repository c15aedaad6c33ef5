/** A paper, fax, counter or oral application, typed off beside its scan; the paper's own day is `on`. */
import type { Day } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { applicationLabels } from '../../web/parts/application-fields.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { CheckField } from '../../web/parts/field.tsx'
import { FilesPart, type Uploads } from '../../web/parts/files-part.tsx'
import type { AgencyView, FormState } from '../../web/shapes.ts'
import { staff as words } from '../../web/words/staff.ts'
import { AskedOnEvery, AskedOnSome } from './entry-fields.tsx'
import { ScanViewer } from './scan.tsx'
import { type SimilarLine, SimilarPart } from './similar.tsx'

type Props = {
  viewer: Viewer
  agencies: AgencyView[]
  form: FormState
  today: Day
  csrf: string
  idempotencyKey: string
  uploads: Uploads
  /** Something fits nothing: is it so on the paper? */
  asksAsWritten?: boolean
  /** How many joint applicants have a block, and how many may. */
  blocks?: number
  most: number
  /** What may be the same, where that was asked for without a script. */
  similar?: readonly SimilarLine[] | undefined
}

const LABELS = { channel: '来件方式', on: '来件日期', mailNumber: '邮件号码', evidence: '来件凭证、日期依据' }

export function NewCasePage(props: Props) {
  const { viewer, agencies, form, today, csrf, idempotencyKey, uploads, asksAsWritten, blocks = 0, most } = props
  return (
    <StaffPage
      title="录入申请"
      viewer={viewer}
      csrf={csrf}
      scripts={['upload.js', 'filing.js', 'scan.js', 'similar.js']}
    >
      <div class="desk-head">
        <h1>录入申请</h1>
        <p class="hint">
          按来件原样录入；来件没有写的，空着，录入以后会告诉您缺什么、怎样补。在单行栏内按回车即录入。{' '}
          <a href="/desk/handover" class="offered">
            收发交接清单
          </a>{' '}
          <a href="/questions" target="_blank" rel="noopener" class="offered">
            查问答（新窗口）
          </a>
        </p>
      </div>
      <ErrorSummary
        form={form}
        labels={{ ...LABELS, ...applicationLabels(words, blocks) }}
        advice={words.filing.errorAdvice}
      />
      <form
        {...{ id: 'new-case', class: 'application entry', method: 'post', action: '/cases' }}
        enctype="multipart/form-data"
        novalidate
      >
        <button {...{ class: 'unseen', type: 'submit', tabindex: -1, 'aria-hidden': 'true' }}>录入申请</button>
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <input type="hidden" name="basket" value={uploads.token} />
        <section class="scan" aria-labelledby="scan-title">
          <h2 id="scan-title">来件扫描件</h2>
          <FilesPart {...{ words, form, uploads, looked: '/cases/uploads/' }} />
          <ScanViewer />
        </section>
        <section class="typed" aria-labelledby="typed-title">
          <h2 id="typed-title">申请内容</h2>
          <AskedOnEvery {...{ form, agencies, today }} />
          <SimilarPart lines={props.similar} />
          {asksAsWritten && <CheckField name="asWritten" label="已与来件核对，来件就是这样写的，照录" form={form} />}
          <p class="buttons">
            <button class="primary" type="submit" data-busy="正在录入…">
              录入申请
            </button>
            <button type="submit" formaction="/cases/new" formnovalidate name="look" value="similar">
              查相同的来件
            </button>
          </p>
          <AskedOnSome {...{ form, uploads, blocks, most }} />
        </section>
      </form>
    </StaffPage>
  )
}
