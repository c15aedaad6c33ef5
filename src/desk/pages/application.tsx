/** The application as it was made, with its files: what is asked, by whom, and in which form. */
import { size } from '../../web/parts/format.ts'
import type { FileRef } from '../../web/shapes.ts'
import type { CaseView } from '../views.ts'
import { IdentityDocuments } from './identity-documents.tsx'

export function Application({ view, csrf }: { view: CaseView; csrf: string }) {
  const { request, applicant, needsHelp, files, papers } = view
  return (
    <section aria-labelledby="application-title" class="application-view">
      <h2 id="application-title">申请</h2>
      {needsHelp && (
        <p class="note soon">
          <span aria-hidden="true">◇ </span>申请人有阅读困难或者视听障碍，请提供必要的帮助（条例第四十三条）。
        </p>
      )}
      {request.description ? <p class="description">{request.description}</p> : <p class="empty">没有描述。</p>}
      <Pairs pairs={request.details} />
      <h3>{applicant.kind === 'person' ? '申请人（公民）' : '申请人（法人或者其他组织）'}</h3>
      <p>
        <b>{applicant.name}</b>
      </p>
      <Pairs pairs={applicant.details} />
      <h3>附卷材料</h3>
      {files.length ? <Files files={files} /> : <p class="empty">没有材料。</p>}
      {papers && <IdentityDocuments {...{ papers, csrf, at: `/cases/${encodeURIComponent(view.id)}/papers` }} />}
    </section>
  )
}

export function Pairs({ pairs }: { pairs: { label: string; value: string }[] }) {
  if (!pairs.length) return null
  return (
    <dl class="pairs">
      {pairs.map(({ label, value }, index) => (
        <div key={`${index} ${label}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export function Files({ files }: { files: FileRef[] }) {
  if (!files.length) return null
  return (
    <ul class="letters">
      {files.map((file) => (
        <li key={file.id}>
          <a href={file.url}>{file.name}</a>
          <p class="hint bits">
            <span>{size(file.size)}</span>
            <code title={`SHA-256 ${file.sha256}`}>{file.sha256.slice(0, 12)}</code>
          </p>
        </li>
      ))}
    </ul>
  )
}
