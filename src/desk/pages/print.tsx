/** 批量打印: of each case what is in the file, and what is not and why; and on the desk the form that asks for it. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { type Planned, PRINTS, type Print } from '../print.ts'
import type { DeskView } from '../views.ts'
import { TOGETHER } from './desk-table.tsx'

type Props = {
  viewer: Viewer
  csrf: string
  plans: readonly Planned[]
  what: readonly Print[]
  pdf?: string
  back?: string
}

export function PrintPage({ viewer, csrf, plans, what, pdf, back = '/desk' }: Props) {
  const again = plans.filter((plan) => plan.again && plan.says.length > 0)
  return (
    <StaffPage title="批量打印" viewer={viewer} csrf={csrf}>
      <p class="kicker no-print">
        <a href={back}>返回列表</a>
      </p>
      <h1>批量打印</h1>
      <p class="lead">
        {`${what.map((one) => PRINTS[one]).join('、')}，合为一个文件，依次为各件的文书、送达回证，最后是信封（220×110毫米）、标签（A4，每页十枚）。有待送达、待发出的文书的，打印这些文书；没有的，打印最近一份。提供的复制件另行打印，见各件的装袋清单。`}
      </p>
      {again.length > 0 && (
        <p class="note soon" data-again={again.length}>
          {`其中${again.length}件没有待送达、待发出的文书，打印的是已经发出的最近一份，在下表中写明“再次打印”。不需要的，请返回列表取消勾选。`}
        </p>
      )}
      {pdf ? (
        <p class="buttons no-print">
          <a class="button primary" href={pdf} target="_blank" rel="noopener">
            打开打印文件（PDF）
          </a>
        </p>
      ) : (
        <p class="note soon" role="status">
          所选的申请件没有可以打印的内容，原因见下。
        </p>
      )}
      <table class="plain stacked">
        <caption class="unseen">各件打印的内容</caption>
        <TableHead names={['编号', '所需信息', '打印', '没有打印，原因']} />
        <tbody>
          {plans.map(({ id, row, says, lacks, again: isAgain }) => (
            <tr key={id} data-printed={says.length}>
              <th scope="row">
                {row ? <a href={`/cases/${encodeURIComponent(id)}`}>{row.number ?? row.receipt}</a> : '—'}
              </th>
              <td data-label="所需信息">{row?.title ?? '—'}</td>
              <td data-label="打印">
                {isAgain && says.length > 0 ? <b class="soon">{says.join('；')}</b> : says.join('；') || '—'}
              </td>
              <td data-label="没有打印，原因">{lacks.length > 0 ? <b class="soon">{lacks.join('；')}</b> : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </StaffPage>
  )
}

type PrintingProps = { back: string; unprinted?: DeskView['unprinted'] | undefined }

/** Above a list whose cases are ticked: whoever asked to print sees at once where. */
export function Printing({ back, unprinted }: PrintingProps) {
  return (
    <section class="printing" aria-labelledby="print">
      <h2 id="print">批量打印</h2>
      {unprinted && (
        <p class="note soon" role="alert" data-unprinted="yes">
          {unprinted.fault}
        </p>
      )}
      <p class="hint">在下面的列表中勾选申请件，选择要打印的内容。</p>
      <form {...{ id: TOGETHER, method: 'get', action: '/desk/print' }}>
        <input type="hidden" name="back" value={back} />
        <div class="choices">
          {Object.entries(PRINTS).map(([name, label]) => (
            <label key={name} class="choice">
              <input
                type="checkbox"
                name={name}
                value="yes"
                checked={unprinted ? unprinted.what.includes(name) : name === 'letters'}
              />
              <span>{label}</span>
            </label>
          ))}
        </div>
        <p class="buttons">
          <button class="primary" type="submit">
            打印所选
          </button>
          <a class="button" href={`${back}${back.includes('?') ? '&' : '?'}all=yes#print`}>
            全选本页
          </a>
        </p>
      </form>
    </section>
  )
}
