/** An office from a file: what would change is seen first; the links of new people are shown once. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Change } from '../import/plan.ts'
import { SHEETS } from '../import/rows.ts'

type Props = {
  viewer: Viewer
  csrf: string
  form: FormState
  /** Shown before anything is changed. */
  preview?: { changes: readonly Change[]; notes: readonly string[]; source: string; digest: string } | undefined
  applied?: {
    changes: number
    links: readonly { username: string; name: string; link: string }[]
    waiting: readonly string[]
  }
}

const ACTS = { new: '新增', changed: '变更', same: '不变' } as const

export function ImportPage({ viewer, csrf, form, preview, applied }: Props) {
  return (
    <StaffPage title="导入" viewer={viewer} csrf={csrf}>
      <h1>从文件导入机关、承办机构和人员</h1>
      {applied ? (
        <Applied {...applied} />
      ) : preview ? (
        <Preview csrf={csrf} {...preview} />
      ) : (
        <Upload {...{ csrf, form }} />
      )}
    </StaffPage>
  )
}

function Upload({ csrf, form }: Pick<Props, 'csrf' | 'form'>) {
  return (
    <>
      <p class="lead">先看会有哪些变化，再决定导入。文件里没有写的机关、机构和人员不变；同一文件可以重复导入。</p>
      <ErrorSummary form={form} prefix="import-" advice="没有作任何变更。改好以后重新选择文件。" />
      <form method="post" action="/import/preview" enctype="multipart/form-data" class="stack" id="import">
        <input type="hidden" name="csrf" value={csrf} />
        <div class="field">
          <label for="import-file">文件</label>
          <p class="hint" id="import-file-help">
            Excel 工作簿（.xlsx）或者 YAML，不超过 512 KB。可以从样例开始：
            <a href="/import/example.xlsx">Excel 样例</a>、<a href="/import/example.yaml">YAML 样例</a>。
          </p>
          <input
            type="file"
            id="import-file"
            name="file"
            accept=".xlsx,.yaml,.yml"
            aria-describedby="import-file-help"
            required
          />
        </div>
        <button class="primary" type="submit">
          先看会有哪些变化
        </button>
      </form>
    </>
  )
}

function Preview({ csrf, changes, notes, source, digest }: NonNullable<Props['preview']> & { csrf: string }) {
  const told = changes.filter(({ act }) => act !== 'same')
  return (
    <section aria-labelledby="preview-title">
      <h2 id="preview-title" data-changes={told.length}>
        {told.length === 0 ? '没有变化' : `将有 ${told.length} 处变化`}
      </h2>
      {told.length === 0 ? (
        <p>文件的内容与现在的设置相同，不需要导入。</p>
      ) : (
        <table class="plain stacked">
          <caption class="unseen">导入以后的变化</caption>
          <TableHead names={['变化', '代码、编号或者用户名', '名称', '内容']} />
          <tbody>
            {told.map(({ sheet, key, name, act, fields }) => (
              <tr key={sheet + key} data-change={act}>
                <td>{`${ACTS[act]}${SHEETS[sheet]}`}</td>
                <td class="figure">{key}</td>
                <td>{name}</td>
                <td>
                  {fields.map(({ label, from, to }) => (
                    <small key={label}>{`${label}：${from ? `${from} → ` : ''}${to || '（空）'} `}</small>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {notes.length > 0 && (
        <ul class="note soon" aria-label="注意">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <form method="post" action="/import" class="stack" id="import-apply">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="source" value={source} />
        <input type="hidden" name="digest" value={digest} />
        <p class="buttons">
          {told.length > 0 && (
            <button class="primary" type="submit">
              导入
            </button>
          )}
          <a class="button" href="/import">
            另选文件
          </a>
        </p>
      </form>
    </section>
  )
}

function Applied({ changes, links, waiting }: NonNullable<Props['applied']>) {
  return (
    <section aria-labelledby="applied-title">
      <h2 id="applied-title" data-applied={changes}>{`已导入，${changes} 处变化`}</h2>
      {links.length > 0 && (
        <>
          <p class="note soon" role="status">
            以下链接用来设置密码，每个只能使用一次，72 小时内有效。离开本页以后不再显示，请打印，或者分别交给本人。
          </p>
          <table class="plain stacked" data-links={links.length}>
            <caption class="unseen">一次性链接</caption>
            <TableHead names={['姓名', '用户名', '链接']} />
            <tbody>
              {links.map(({ username, name, link }) => (
                <tr key={username}>
                  <td>{name}</td>
                  <td class="figure">{username}</td>
                  <td class="link">{link}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="no-print">
            <button type="button" data-print hidden>
              打印本页
            </button>
          </p>
        </>
      )}
      {waiting.length > 0 && (
        <p
          data-waiting={waiting.length}
        >{`以下人员的权限等待安全管理员批准，批准以后可以生成链接：${waiting.join('、')}。`}</p>
      )}
      <p class="buttons no-print">
        <a class="button" href="/setup">
          回到开通
        </a>
        <a class="button" href="/agencies">
          查看机关
        </a>
      </p>
    </section>
  )
}
