/** 装袋清单: what goes into the envelope or onto the disc, to be printed, held against what is packed, and enclosed. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { size } from '../../web/parts/format.ts'
import type { CaseView, GivenView } from '../views.ts'

type Props = { viewer: Viewer; csrf: string; view: CaseView; given: GivenView }

export function PackingListPage({ viewer, csrf, view, given }: Props) {
  const { id, number, receipt, request, applicant, letters } = view
  const reply = letters.findLast(({ kind, voided }) => kind === 'reply' && !voided)
  const packed = given.files.filter(({ stopped }) => !stopped)
  const pages = packed.reduce((sum, file) => sum + (file.pages ?? 0), 0)
  return (
    <StaffPage title={`装袋清单 ${number ?? receipt}`} viewer={viewer} csrf={csrf}>
      <p class="kicker no-print">
        <a href={`/cases/${encodeURIComponent(id)}`}>{number ?? receipt}</a>
      </p>
      <h1>装袋清单</h1>
      {packed.length < given.files.length && (
        <p class="note fault no-print">
          {`${given.files.length - packed.length}件标注为国家秘密，没有列入，不得装袋、刻录。`}
        </p>
      )}
      <dl class="pairs">
        <div>
          <dt>文书</dt>
          <dd>{reply ? `《${reply.title}》${reply.number ? ` ${reply.number}` : ''}` : '—'}</dd>
        </div>
        <div>
          <dt>申请人</dt>
          <dd>{applicant.name}</dd>
        </div>
        <div>
          <dt>所需信息</dt>
          <dd>{request.title}</dd>
        </div>
      </dl>
      <div class="scroll">
        <table class="packing">
          <thead>
            <tr>
              {['序号', '名称', '页数', '大小', '校验值（SHA-256）'].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {packed.map((file, i) => (
              <tr key={file.id}>
                <td>{i + 1}</td>
                <td>{file.name}</td>
                <td>{file.pages ?? '—'}</td>
                <td>{size(file.size)}</td>
                <td>
                  <code>{file.sha256}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>{`共 ${packed.length} 件${pages > 0 ? `，能够计页的合计 ${pages} 页` : ''}。装袋、刻录时逐件核对。`}</p>
      <p class="by-hand">装袋人：＿＿＿＿＿＿　　核对人：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿</p>
      <p class="no-print">
        <button type="button" data-print hidden>
          打印
        </button>
      </p>
    </StaffPage>
  )
}
