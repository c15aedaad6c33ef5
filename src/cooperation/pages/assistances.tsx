/** 协办 of a case: what was asked, what came of it, and asking. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { AreaField, CheckField, SelectField, TextField } from '../../web/parts/field.tsx'
import { onDayAt, size } from '../../web/parts/format.ts'
import { SeveralField } from '../../web/parts/several-field.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Cooperation, ShownAssistance } from '../read.ts'
import { Act, Fold, type Posting } from './act.tsx'

export const ENDED = { answered: '已答复', handedBack: '已退回', withdrawn: '已撤回' }
const STEPS = {
  answered: '答复',
  handedBack: '退回',
  withdrawn: '撤回',
  moreTime: '请求延长期限',
  timeGiven: '同意延长期限',
  timeRefused: '不同意延长期限',
}

type Part = { view: Cooperation; posting: Posting }

export function Assistances({ view, posting }: Part) {
  return (
    <section class="stack" aria-labelledby="assistances">
      <h2 id="assistances">协办</h2>
      {view.assistances.length === 0 && <p class="empty">没有请求其他科室协办。</p>}
      {view.assistances.map((one) => (
        <article key={one.position} class="stack" data-assistance={one.ended ?? 'open'}>
          <h3 id={`assistance-${one.position}`}>{`${one.unit}${one.person ? ` ${one.person}` : ''}`}</h3>
          <AssistanceSaid one={one} files={`/cases/${view.id}/files/`} />
          {one.mayDecide && <Deciding id={view.id} one={one} posting={posting} />}
        </article>
      ))}
      {view.may.ask && <Asking view={view} posting={posting} />}
    </section>
  )
}

/** What was asked and what came of it. @param files where its files are fetched, before their ids */
export function AssistanceSaid({
  one,
  files,
}: {
  one: Omit<ShownAssistance, 'person' | 'mayDecide' | 'warning'>
  files: string
}) {
  const { says, by, at, dueOn, ended, isOverdue, steps } = one
  return (
    <>
      <p class="said">{says}</p>
      <Files files={one.files} at={files} />
      <p>
        {`${by}，${onDayAt(at, inChinese)}；${inChinese(dueOn)}以前答复`}
        {ended && `　${ENDED[ended]}`}
        {isOverdue && <strong class="overdue">　已逾期</strong>}
      </p>
      {steps.map((step) => (
        <div key={step.at + step.kind} data-step={step.kind}>
          <p class="said">
            <b>{`${STEPS[step.kind]}${step.until ? `至${inChinese(step.until)}` : ''}：`}</b>
            {step.says}
          </p>
          <Files files={step.files} at={files} />
          <p class="quiet">{`${step.by}，${onDayAt(step.at, inChinese)}`}</p>
        </div>
      ))}
    </>
  )
}

function Files({ files, at }: { files: readonly { id: string; name: string; size: number }[]; at: string }) {
  if (files.length === 0) return null
  return (
    <ul class="plain-list">
      {files.map(({ id, name, size: bytes }) => (
        <li key={id}>
          <a class="offered" href={at + id}>
            {name || '（文件已经销毁）'}
          </a>{' '}
          <span class="hint">{size(bytes)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Asked before help is awaited beyond the day of the reply. @param says where the form did not come back to say it */
const Late = ({ form, prefix, says }: { form: FormState; prefix: string; says?: string }) => (
  <>
    {says && <p class="heed">{says}</p>}
    <CheckField {...{ name: 'confirm', label: '已知悉，仍按这一期限', form, prefix }} />
  </>
)

type DecidingProps = { id: string; one: ShownAssistance; posting: Posting }

function Deciding({ id, one: { position, askedUntil, warning }, posting: { key, ...posting } }: DecidingProps) {
  const act = (name: string) => ({
    act: `assistances/${position}/${name}`,
    action: `/cases/${id}/assistances/${position}/${name}`,
  })
  const decision = act('decision')
  const withdrawal = act('withdrawal')
  return (
    <>
      {askedUntil && (
        <Act
          {...posting}
          key_={key}
          {...decision}
          labels={{ given: '决定', says: '说明', confirm: '确认期限' }}
          button="提交决定"
          says="决定是否延长期限"
        >
          {(form, prefix) => (
            <>
              <SelectField
                {...{ name: 'given', form, prefix }}
                label={`请求延长至${inChinese(askedUntil)}`}
                choices={{ yes: '同意', no: '不同意，仍按原期限' }}
                choose="请选择"
              />
              <AreaField {...{ name: 'says', label: '说明', form, prefix }} rows={2} />
              {warning && <Late form={form} prefix={prefix} says={warning} />}
            </>
          )}
        </Act>
      )}
      <Fold title="撤回这一协办" back={posting.back} act={withdrawal.act}>
        <Act {...posting} key_={key} {...withdrawal} labels={{ why: '理由' }} button="撤回">
          {(form, prefix) => (
            <AreaField
              {...{ name: 'why', label: '理由', form, prefix }}
              rows={2}
              help="记入办理经过，协办科室能够看到。"
            />
          )}
        </Act>
      </Fold>
    </>
  )
}

function Asking({ view, posting: { key, ...posting } }: Part) {
  const { units, handlers, files } = view.choices
  if (units.length === 0)
    return <p class="hint">没有其他有承办人的科室可以请求协办。请由系统管理员先为其他科室安排承办人。</p>
  const people = units.flatMap((unit) =>
    handlers
      .filter((one) => one.units.includes(unit.id))
      .map((one): [string, string] => [one.id, `${unit.name}　${one.name}`]),
  )
  const help = view.suggested
    ? `建议${inChinese(view.suggested)}：答复申请人的期限到${inChinese(view.due!)}，剩余工作日留一半用于拟稿、审核、签发。`
    : '应当早于答复申请人的期限，留出拟稿、审核、签发的时间。'
  return (
    <Fold title="请科室协办" back={posting.back} act="assistances" stands={view.assistances.length === 0}>
      <Act
        {...{ ...posting, key_: key, act: 'assistances', action: `/cases/${view.id}/assistances` }}
        labels={{
          ...{ unit: '协办科室', person: '协办人', says: '协办事项', dueOn: '答复协办的期限', files: '随附的文件' },
          confirm: '确认期限',
        }}
        button="请求协办"
        says="请科室协办"
        begins={view.suggested ? { dueOn: view.suggested } : {}}
      >
        {(form, prefix) => (
          <>
            <SelectField
              {...{ name: 'unit', label: '协办科室', form, prefix }}
              choices={Object.fromEntries(units.map(({ id, name }) => [id, name]))}
              choose="请选择"
            />
            <SelectField
              {...{ name: 'person', label: '协办人', form, prefix, optional: '（选填）' }}
              choices={Object.fromEntries(people)}
              choose="该科室的承办人都可以答复"
            />
            <AreaField
              {...{ name: 'says', label: '协办事项', form, prefix }}
              rows={3}
              help="需要查找、核实、提供什么。记入本件的办理经过，随案卷保存，复议、诉讼时可以证明检索情况。"
            />
            <TextField
              {...{ name: 'dueOn', label: '答复协办的期限', form, prefix, help }}
              type="date"
              width="short"
              min={view.today}
            />
            {form.errors.some(({ field }) => field === 'confirm') && <Late form={form} prefix={prefix} />}
            {files.length > 0 && (
              <SeveralField
                {...{ name: 'files', label: '随附的文件', form, prefix, optional: '（选填）' }}
                help="协办科室只看到申请内容的描述和这里选择的文件，看不到申请人和本件的其他材料。"
                choices={Object.fromEntries(files.map(({ id, name }) => [id, name]))}
              />
            )}
          </>
        )}
      </Act>
    </Fold>
  )
}
