/** What is reported, by when and since when: names and units, new fields, a workbook that is changed and brought back. */
import { ErrorSummary } from '../../../web/parts/error-summary.tsx'
import { CheckField, FilesField, SelectField, TextField } from '../../../web/parts/field.tsx'
import { TableHead } from '../../../web/parts/table-head.tsx'
import type { FormState } from '../../../web/shapes.ts'
import { History } from '../../pages/history.tsx'
import type { HistoryLine } from '../../views.ts'
import type { Definition, Field } from '../definition.ts'
import { MEASURES } from '../measures.ts'
import { EVERY } from '../months.ts'
import type { MonthlyFrame } from '../show.ts'
import { at, MonthlyFramed } from './frame.tsx'

export type DefinitionView = {
  definition: Definition
  isDistrict: boolean
  /** Set here; else it is that of the office or the shipped one. */
  isOwn: boolean
  history: HistoryLine[]
  form: FormState
  /** Which form came back. */
  about: string | undefined
  saved: boolean
}
type Props = { frame: MonthlyFrame; view: DefinitionView }

const EMPTY: FormState = { values: {}, errors: [] }

export function DefinitionPage({ frame, view }: Props) {
  const { definition, isDistrict, isOwn, history, saved } = view
  return (
    <MonthlyFramed frame={frame} path="/reports/monthly/fields" title="月度报送的设置" ofAllMonths>
      <p class="lead">
        {isDistrict
          ? '各机关没有自己设置的，照此执行。'
          : isOwn
            ? '本机关自己的设置。'
            : '照公开机构为本地区所设的执行，没有设的按系统默认；在这里保存以后，本机关用自己的设置。'}
        <a href={at('/reports/monthly', frame)}>返回月度报送</a>
      </p>
      {saved && (
        <p class="note done" role="status">
          已保存。已经报送的各月不变。
        </p>
      )}
      <Due frame={frame} view={view} />
      <Names frame={frame} view={view} />
      <Added frame={frame} view={view} />
      <File frame={frame} view={view} />
      <section aria-labelledby="checks-title">
        <h2 id="checks-title">勾稽关系</h2>
        <ul class="plain-list">
          {definition.checks.map(({ left, right, text }) => (
            <li key={text}>{`${text}：${left.join(' + ')} = ${right.join(' + ')}`}</li>
          ))}
        </ul>
        <p class="hint">修改勾稽关系，请用文件。</p>
      </section>
      <History lines={history} title="设置记录" />
    </MonthlyFramed>
  )
}

const back = ({ about, form }: DefinitionView, name: string, values: Record<string, string>): FormState =>
  about === name ? { ...form, values: { ...values, ...form.values } } : { ...EMPTY, values }

function Due({ frame, view }: Props) {
  const { dueDay, remindBefore, since = '' } = view.definition
  const form = back(view, 'due', { dueDay: String(dueDay), remindBefore: String(remindBefore), since })
  return (
    <form method="post" action={at('/reports/monthly/fields/due', frame)} class="stack">
      <h2>应报日和提醒</h2>
      <ErrorSummary form={form} />
      <input type="hidden" name="csrf" value={frame.csrf} />
      <TextField
        {...{ name: 'dueDay', label: '次月几日以前报送', form, width: 'short', inputMode: 'numeric' }}
        help="1至28。"
      />
      <TextField
        {...{ name: 'remindBefore', label: '提前几天开始提醒', form, width: 'short', inputMode: 'numeric' }}
        help="从这一天起，每个工作日给公开机构负责人发一封邮件，报送以后不再发。"
      />
      <TextField
        {...{ name: 'since', label: '从哪个月起报送', form, width: 'middle', optional: '（选填）' }}
        help="例如：2026-03。不填写的，不发提醒。"
      />
      <button type="submit">保存</button>
    </form>
  )
}

const filledIn = ({ fill = [] }: Field) =>
  fill.length > 0 ? fill.map((name) => MEASURES[name]!.zh).join(' + ') : '人工填写'

function Names({ frame, view }: Props) {
  const form = back(view, 'names', {})
  const { fields } = view.definition
  const value = (name: string, now: string) => form.values[name] ?? now
  return (
    <form method="post" action={at('/reports/monthly/fields/names', frame)} class="stack texts">
      <h2 id="names-title">指标</h2>
      <p class="hint">{`${fields.length}项，其中${fields.filter(({ hidden }) => hidden).length}项暂不报送。`}</p>
      <ErrorSummary form={form} />
      <input type="hidden" name="csrf" value={frame.csrf} />
      <details class="fold" open={view.about === 'names'}>
        <summary>名称、单位和暂不报送</summary>
        <section class="wide" tabindex={0} aria-labelledby="names-title">
          <table class="report returns">
            <caption class="unseen">各项指标的名称、单位和填写方式</caption>
            <TableHead names={['代码', '指标名称', '计量单位', '填写方式', '周期', '暂不报送']} />
            <tbody>
              {fields.map((field) => {
                const { code, label, unit, period = 'month', hidden = false } = field
                const isHidden = view.about === 'names' ? form.values[`hidden.${code}`] === 'yes' : hidden
                return (
                  <tr key={code} data-field={code}>
                    <th scope="row">{code}</th>
                    <td>
                      <label class="unseen" for={`label.${code}`}>{`${code}的名称`}</label>
                      <input
                        {...{ id: `label.${code}`, name: `label.${code}`, type: 'text' }}
                        value={value(`label.${code}`, label)}
                      />
                    </td>
                    <td>
                      <label class="unseen" for={`unit.${code}`}>{`${code}的计量单位`}</label>
                      <input
                        {...{ id: `unit.${code}`, name: `unit.${code}`, type: 'text' }}
                        value={value(`unit.${code}`, unit)}
                      />
                    </td>
                    <td>{filledIn(field)}</td>
                    <td>{EVERY[period]}</td>
                    <td>
                      <label class="choice offered">
                        <input type="checkbox" name={`hidden.${code}`} value="yes" checked={isHidden} />
                        <span class="unseen">{`${code}暂不报送`}</span>
                      </label>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </section>
        <button type="submit">保存</button>
      </details>
    </form>
  )
}

function Added({ frame, view }: Props) {
  const form = back(view, 'added', {})
  const measures = Object.fromEntries(Object.entries(MEASURES).map(([name, { zh }]) => [name, zh]))
  const fields = Object.fromEntries(view.definition.fields.map(({ code, label }) => [code, `${code} ${label}`]))
  const chosen = { form, optional: '（选填）' }
  return (
    <details class="fold" open={view.about === 'added'}>
      <summary>增加一项指标</summary>
      <form method="post" action={at('/reports/monthly/fields/added', frame)} class="stack">
        <ErrorSummary form={form} />
        <input type="hidden" name="csrf" value={frame.csrf} />
        <TextField {...{ name: 'code', label: '代码', form, width: 'short' }} help="字母和数字，不与已有的重复。" />
        <TextField {...{ name: 'label', label: '指标名称', form }} />
        <TextField {...{ name: 'unit', label: '计量单位', form, width: 'short' }} />
        <SelectField {...{ name: 'fill', label: '统计口径', ...chosen, choices: measures, choose: '人工填写' }} />
        <SelectField {...{ name: 'parent', label: '上级指标', ...chosen, choices: fields, choose: '没有' }} />
        <SelectField {...{ name: 'period', label: '周期', form, choices: EVERY }} />
        <TextField {...{ name: 'decimals', label: '小数位数', ...chosen, width: 'short', inputMode: 'numeric' }} />
        <CheckField {...{ name: 'standing', label: '期末数：本年累计写最近一期的数，不相加', form }} />
        <button type="submit">增加</button>
      </form>
    </details>
  )
}

function File({ frame, view }: Props) {
  const form = back(view, 'file', {})
  return (
    <form method="post" action={at('/reports/monthly/fields/file', frame)} class="stack" enctype="multipart/form-data">
      <h2>用文件设置</h2>
      <ErrorSummary form={form} />
      <p class="hint">
        下载现在的指标，在其中增加、修改、删除，再上传；有问题的逐行指出，什么都不改。
        <a href={at('/reports/monthly/fields.xlsx', frame)} download>
          下载现在的指标
        </a>
      </p>
      <input type="hidden" name="csrf" value={frame.csrf} />
      <FilesField {...{ name: 'file', label: '工作簿（XLSX）', form, accept: '.xlsx' }} />
      <button type="submit">上传并检查</button>
    </form>
  )
}
