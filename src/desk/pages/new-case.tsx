/** A paper, fax, counter or oral application, entered by staff on the day it is handled; the paper's own day is `on`. */
import { CHANNELS } from '../../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import {
  AgencyField,
  ApplicantFields,
  applicationLabels,
  DeliveryFields,
  RequestFields,
  TogetherFields,
} from '../../web/parts/application-fields.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { CheckField, SelectField, TextField } from '../../web/parts/field.tsx'
import { FilesPart, IdentityPart, type Uploads } from '../../web/parts/files-part.tsx'
import type { AgencyView, FormState } from '../../web/shapes.ts'
import { staff as words } from '../../web/words/staff.ts'

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
}

/** Online applications come in by the public form. */
const { online: _online, ...ENTERED } = CHANNELS

export function NewCasePage(props: Props) {
  const { viewer, agencies, form, today, csrf, idempotencyKey, uploads, asksAsWritten, blocks = 0, most } = props
  const typed = form.values.on ? form : { ...form, values: { ...form.values, on: today } }
  return (
    <StaffPage title="录入申请" viewer={viewer} csrf={csrf} scripts={['upload.js', 'filing.js']}>
      <div class="column">
        <h1>录入申请</h1>
        <p class="lead">
          按来件原样录入，并附上扫描件；来件没有写的，空着，录入以后会告诉您缺什么、怎样补。口头申请由您代填，请申请人签字（条例第二十九条）。
        </p>
        <ErrorSummary
          form={form}
          labels={{ channel: '来件方式', on: '来件日期', evidence: '日期依据', ...applicationLabels(words, blocks) }}
          advice={words.filing.errorAdvice}
        />
        <form
          {...{ id: 'new-case', class: 'application', method: 'post', action: '/cases' }}
          enctype="multipart/form-data"
          novalidate
        >
          <button {...{ class: 'unseen', type: 'submit', tabindex: -1, 'aria-hidden': 'true' }}>录入申请</button>
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <input type="hidden" name="basket" value={uploads.token} />
          <section>
            <h2>来件</h2>
            <SelectField {...{ name: 'channel', label: '来件方式', form, choices: ENTERED }} />
            <TextField
              {...{ name: 'on', label: '来件日期', form: typed, type: 'date', width: 'middle', max: today }}
              help="当面：提交之日；邮寄：本机关签收之日；平信、传真、电子邮件：收到来件之日，确认之日另行记录。"
            />
            <TextField
              {...{ name: 'evidence', label: '日期依据', form, optional: '（早于今天的填写）' }}
              help="例如：挂号信签收单、收件章。"
            />
            <TextField
              {...{
                name: 'signedBy',
                label: '签收人',
                form,
                optional: '（由收发室、门卫签收的填写）',
                width: 'middle',
              }}
              help="以本机关签收之日为收到之日，不以转到公开工作机构之日计算（条例第三十一条第二项）。"
            />
            <TextField
              {...{ name: 'reachedOn', label: '转到公开工作机构之日', form, type: 'date', width: 'middle', max: today }}
              optional="（由他人签收的填写）"
            />
            <CheckField
              {...{ name: 'readAloud', label: '口头申请：填写的内容已向申请人宣读，申请人确认无误并签字', form }}
              help="条例第二十九条。录入以后打印“口头申请记录”，请申请人签字，扫描归卷。"
            />
            <AgencyField {...{ words, form, agencies }} />
          </section>
          <section>
            <h2>申请人</h2>
            <ApplicantFields
              {...{ words, form, paper: true }}
              together={<TogetherFields {...{ words, form, blocks, most, action: '/cases/new', paper: true }} />}
            />
            <IdentityPart {...{ words, form, uploads }} />
          </section>
          <section>
            <h2>所需信息</h2>
            <RequestFields {...{ words, form }} />
          </section>
          <section>
            <h2>获取方式</h2>
            <DeliveryFields {...{ words, form, paper: true }} />
          </section>
          <section>
            <h2>来件扫描件与材料</h2>
            <FilesPart {...{ words, form, uploads }} />
            {asksAsWritten && <CheckField name="asWritten" label="已与来件核对，来件就是这样写的，照录" form={form} />}
            <button class="primary" type="submit" data-busy="正在录入…">
              录入申请
            </button>
          </section>
        </form>
      </div>
    </StaffPage>
  )
}
