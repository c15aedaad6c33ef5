/** The application as it was made, with its files: what is asked, by whom, and in which form. */
import { isMiswritten } from '../../acts/credit-code.ts'
import { size } from '../../web/parts/format.ts'
import type { FileRef, Heed } from '../../web/shapes.ts'
import type { CaseView } from '../views.ts'
import { IdentityDocuments } from './identity-documents.tsx'

export function Application({ view, csrf }: { view: CaseView; csrf: string }) {
  const { request, applicant, needsHelp, wishes = [], files, papers, unprinted } = view
  return (
    <section aria-labelledby="application-title" class="application-view">
      <h2 id="application-title">申请</h2>
      {wishes.length > 0 && (
        <dl class="pairs" data-wishes>
          {wishes.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {needsHelp && (
        <p class="note soon">
          <span aria-hidden="true">◇ </span>申请人有阅读困难或者视听障碍，请提供必要的帮助（条例第四十三条）。
        </p>
      )}
      {unprinted && (
        <p class="note soon">
          <span aria-hidden="true">◇ </span>
          {`申请里的${unprinted}，字库里没有，文书里印成“〓”；电子记录保留原文。请在拟稿时核对，或者请管理员补充字库。`}
        </p>
      )}
      {request.description ? <p class="description">{request.description}</p> : <p class="empty">没有描述。</p>}
      <Pairs pairs={request.details} />
      <h3>{applicant.kind === 'person' ? '申请人（公民）' : '申请人（法人或者其他组织）'}</h3>
      <p>
        <b>{applicant.name}</b>
      </p>
      <Pairs pairs={applicant.details} />
      {hasMiswrittenCode(applicant.details) && (
        <p class="note soon" data-credit-code>
          <span aria-hidden="true">◇ </span>
          统一社会信用代码的校验码不符，可能写错。请核对来件、营业执照或者登记证书；不影响登记和答复。
        </p>
      )}
      <p class="offered no-print">
        <a href={`/cases/${encodeURIComponent(view.id)}/registration-sheet`}>登记表</a>
      </p>
      <h3>附卷材料</h3>
      {files.length ? <Files files={files} /> : <p class="empty">没有材料。</p>}
      {papers && (
        <IdentityDocuments
          {...{ papers, csrf, at: `/cases/${encodeURIComponent(view.id)}/papers` }}
          again={view.stage !== 'reply' && view.stage !== 'archive'}
        />
      )}
    </section>
  )
}

/** Of the applicant, or of one of those who apply together, who stand in a line each. */
const hasMiswrittenCode = (details: { label: string; value: string }[]): boolean =>
  details.some(({ label, value }) =>
    [...`${label} ${value}`.matchAll(/统一社会信用代码 ([0-9A-Z]{18})(?![0-9A-Z])/g)].some(([, code = '']) =>
      isMiswritten(code),
    ),
  )

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

const HEEDS: Record<Heed, string> = {
  locked: '文件有密码。打开需要密码的，请向提交的人询问，或者另要一份没有密码的文件。',
  damaged: '图片不完整，可能看不到全部内容。请向提交的人另要一份，或者重新扫描。',
  program: '这是程序或者脚本，打开会运行。只作为来件保存，不要在办公电脑上打开。',
  page: '这是网页文件，打开可能运行其中的脚本。请在隔离的环境中打开，或者向提交的人另要一份 PDF。',
  unusual: '不是常用的文件格式，内容没有核对过。请在隔离的环境中打开，或者向提交的人另要一份 PDF。',
}

export function Files({ files }: { files: FileRef[] }) {
  if (!files.length) return null
  return (
    <ul class="letters">
      {files.map((file) => (
        <li key={file.id}>
          {file.scan === 'infected' || file.scan === 'unscanned' ? (
            <b>{file.name}</b>
          ) : (
            <a href={file.url}>{file.name}</a>
          )}
          {file.scan === 'infected' && (
            <p class="note fault">
              {`含有病毒（${file.virus}），已经隔离，任何人都不能打开。请向提交的人另要一份没有病毒的文件；申请的内容只写在这个文件里的，通知申请人补正。提交的日期不受影响。`}
            </p>
          )}
          {file.heed &&
            (file.brought ? (
              <p class="hint" data-brought>
                这个文件可能打不开或者看不全；申请人已经另交一份，见后来的附卷材料。
              </p>
            ) : (
              <p class="note soon">{HEEDS[file.heed]}</p>
            ))}
          {file.scan === 'unscanned' && (
            <details>
              <summary>未扫描</summary>
              <p class="hint">病毒扫描程序当时没有应答，恢复以后自动补扫。确需现在打开的，请在隔离的环境中打开。</p>
              <a href={`${file.url}?unscanned=open`}>未扫描，仍要打开</a>
            </details>
          )}
          <p class="hint bits">
            <span>{size(file.size)}</span>
            <code title={`SHA-256 ${file.sha256}`}>{file.sha256.slice(0, 12)}</code>
          </p>
        </li>
      ))}
    </ul>
  )
}
