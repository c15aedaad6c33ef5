/** The door of evaluators from outside: one code. */
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'

export const EvaluationDoorPage = ({ form }: { form: FormState }) => (
  <StaffPage title="第三方评估">
    <div class="column">
      <h1>第三方评估</h1>
      <p class="lead">受邀的评估人员凭评估码查看抽中的申请。评估码由抽查的机关提供。</p>
      <ErrorSummary form={form} labels={{ code: '评估码' }} />
      <form method="post" action="/evaluation" class="stack">
        <TextField name="code" label="评估码" form={form} autocomplete="off" help="20个字母和数字，横线可以不填。" />
        <button class="primary" type="submit">
          进入
        </button>
      </form>
    </div>
  </StaffPage>
)
