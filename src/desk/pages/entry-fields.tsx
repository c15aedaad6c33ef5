/**
 * The fields of an application that staff type off, in the order of the hand: first what has an answer already and what the
 * mailroom wrote, then where the focus begins and what stands on every paper, one stop of Tab each; what few papers have is
 * folded below.
 */
import { CHANNELS } from '../../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import { AgentFields, TogetherFields, Wishes } from '../../web/parts/application-fields.tsx'
import { AreaField, CheckField, RadioField, SelectField, TextField } from '../../web/parts/field.tsx'
import { IdentityPart, type Uploads } from '../../web/parts/files-part.tsx'
import type { AgencyView, FormState } from '../../web/shapes.ts'
import { staff as words } from '../../web/words/staff.ts'

const { apply } = words

/** Online applications come in by the public form. What comes most often stands first. */
const { online: _online, post, ...others } = CHANNELS
export const ENTERED_BY = { post, ...others }

const autocomplete = 'off'

type Every = { form: FormState; agencies: AgencyView[]; today: Day }

export function AskedOnEvery({ form, agencies, today }: Every) {
  const dated = form.values.on ? form : { ...form, values: { ...form.values, on: today } }
  return (
    <div class="entry-fields" data-who>
      <SelectField
        {...{ name: 'agency', label: apply.agency, form }}
        choices={Object.fromEntries(agencies.map(({ code, name }) => [code, name]))}
      />
      <TextField {...{ name: 'on', label: '来件日期', form: dated, type: 'date', max: today }} />
      <div class="wide">
        <RadioField
          {...{ name: 'kind', label: apply.kind, form, initial: 'person' }}
          choices={{ person: apply.person, organisation: apply.organisation }}
        />
      </div>
      <TextField {...{ name: 'signedBy', label: '签收人', form, optional: '（收发室、门卫签收的）', autocomplete }} />
      <TextField
        {...{ name: 'reachedOn', label: '转到日期', form, type: 'date', max: today }}
        optional="（到公开工作机构）"
      />
      <SelectField
        {...{ name: 'channel', label: '来件方式', form, choices: ENTERED_BY, focused: form.errors.length === 0 }}
      />
      <TextField {...{ name: 'mailNumber', label: '邮件号码', form, optional: '（邮寄的）', autocomplete }} />
      <TextField
        {...{ name: 'name', form, autocomplete }}
        label={
          <>
            <span data-kind="person">{apply.name}</span>
            <span class="or"> / </span>
            <span data-kind="organisation">{apply.organisationName}</span>
          </>
        }
      />
      <div class="part-of" data-kind="person">
        <TextField {...{ name: 'idNumber', label: apply.idNumber, form, autocomplete }} />
      </div>
      <div class="part-of" data-kind="organisation">
        <SelectField
          {...{ name: 'organisationType', label: apply.organisationType, form, choose: words.site.choose }}
          choices={words.organisationTypes}
        />
        <TextField {...{ name: 'creditCode', label: apply.creditCode, form, autocomplete }} />
        <TextField {...{ name: 'representative', label: apply.representative, form }} />
        <TextField {...{ name: 'contact', label: apply.contact, form }} />
      </div>
      <TextField {...{ name: 'phone', label: apply.phone, form, type: 'tel', autocomplete }} />
      <TextField {...{ name: 'address', label: apply.address, form, autocomplete }} />
      <div class="wide">
        <TextField {...{ name: 'title', label: apply.requestTitle, form, autocomplete }} />
        <AreaField {...{ name: 'description', label: apply.description, form, rows: 4 }} />
      </div>
      <div class="wide">
        <RadioField {...{ name: 'form', label: apply.form, form, choices: words.forms }} />
        <RadioField {...{ name: 'delivery', label: apply.delivery, form, choices: words.deliveries }} />
      </div>
    </div>
  )
}

type Some = { form: FormState; uploads: Uploads; blocks: number; most: number }

/** What stands on few papers: open where something of it was typed, or is wrong. */
export function AskedOnSome({ form, uploads, blocks, most }: Some) {
  const { optional } = words.site
  const isFilled = FOLDED.some((name) => form.values[name] || form.errors.some(({ field }) => field === name))
  const papers = uploads.waiting.some(({ kind }) => kind === 'identity')
  return (
    <details class="fold" id="entry-more" open={isFilled || papers || blocks > 0}>
      <summary>其他证件、代理、共同申请、口头申请等</summary>
      <div class="stack">
        <SelectField
          {...{ name: 'idType', label: apply.idType, form, choices: words.idTypes, optional }}
          choose="按号码判断：居民身份证"
        />
        <TextField {...{ name: 'employer', label: apply.employer, form, optional }} />
        <TextField {...{ name: 'email', label: apply.email, form, optional, type: 'email', autocomplete }} />
        <TextField
          {...{ name: 'postcode', label: apply.postcode, form, optional, width: 'short', inputMode: 'numeric' }}
        />
        <TextField {...{ name: 'documentNumber', label: apply.documentNumber, form, optional, autocomplete }} />
        <CheckField {...{ name: 'needsHelp', label: apply.needsHelp, form, help: apply.needsHelpHelp }} />
        <Wishes {...{ words, form }} />
        <AgentFields {...{ words, form, paper: true }} />
        <TogetherFields {...{ words, form, blocks, most, action: '/cases/new', paper: true }} />
        <TextField
          {...{ name: 'evidence', label: '来件凭证、日期依据', form, optional: '（早于今天的填写）' }}
          help="例如：信封邮戳、EMS 面单、挂号信签收单、传真报告、收件章。来件日期：当面为提交之日，邮寄为本机关签收之日，平信、传真、电子邮件为收到来件之日，确认之日另行记录。"
        />
        <CheckField
          {...{ name: 'readAloud', label: '口头申请：填写的内容已向申请人宣读，申请人确认无误并签字', form }}
          help="条例第二十九条。录入以后打印“口头申请记录”，请申请人签字，扫描归卷。"
        />
        <IdentityPart {...{ words, form, uploads }} />
      </div>
    </details>
  )
}

const FOLDED = [
  ...['idType', 'employer', 'email', 'postcode', 'documentNumber', 'needsHelp', 'hasAgent', 'agentName'],
  ...['helpWanted', 'contactWay', 'contactTimes'],
  ...['agentIdType', 'agentIdNumber', 'agentPhone', 'receiver', 'evidence', 'readAloud'],
  'identity',
]
