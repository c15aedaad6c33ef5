/** 重印核对: whether a letter made again is the one on record, byte for byte. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { Reprint } from '../views.ts'

type Props = {
  viewer: Viewer
  csrf: string
  of: { id: string; number: string | null; receipt: string }
  reprint: Reprint
}

const VERDICT: Record<Reprint['compared'], string> = {
  file: '重新生成的文件与留存文件逐字节一致。',
  signedPart:
    '除签名值外，重新生成的文件与留存文件逐字节一致。印章用的是 ECDSA 证书，每次签名的值都不相同；被签名的内容没有任何差别。',
}

export function ReprintPage({ viewer, csrf, of, reprint }: Props) {
  const { letter, title, number, identical, compared, sha256, keptSha256, differs } = reprint
  const base = encodeURIComponent(of.id)
  return (
    <StaffPage title={`重印核对 ${number ?? title}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={`/cases/${base}`}>{of.number ?? `受理编号 ${of.receipt}`}</a>
      </p>
      <h1>重印核对</h1>
      <p class="lead">{`《${title}》${number ?? ''}：按留存的模板、内容、时间、字库和印章重新生成，再与签发时留存的文件比较。没有改动任何记录。`}</p>
      <p class={identical ? 'note' : 'heed'} role="status" data-identical={String(identical)}>
        {identical ? VERDICT[compared] : '没有得到与留存文件相同的文件。'}
      </p>
      {differs.length > 0 && (
        <ul class="plain-list">
          {differs.map(({ code, message }) => (
            <li key={code} data-code={code}>
              {message}
            </li>
          ))}
        </ul>
      )}
      <dl class="pairs">
        <div>
          <dt>留存文件 SHA-256</dt>
          <dd>
            <code>{keptSha256}</code>
          </dd>
        </div>
        <div>
          <dt>重新生成 SHA-256</dt>
          <dd>{sha256 ? <code>{sha256}</code> : '没有生成'}</dd>
        </div>
      </dl>
      <p class="no-print">
        <a href={`/api/v1/cases/${base}/letters/${encodeURIComponent(letter)}`}>打开留存文件（PDF）</a>
      </p>
    </StaffPage>
  )
}
