/** The files of a case that may be given, and how far the redaction of each is. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { size } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import { STATES, type State } from '../marks.ts'

export type RedactionLine = {
  file: string
  name: string
  size: number
  /** Of a kind that can be redacted here. */
  canBe: boolean
  /** None where nobody has begun. */
  state: State | undefined
  marks: number
  /** Grounds with their number, for the letter. */
  says: string
  /** The file of the case that came of it. */
  result: string | null
}
export type RedactionListView = { id: string; number: string; lines: readonly RedactionLine[]; mayMark: boolean }
type Props = { viewer: Viewer; csrf: string; view: RedactionListView }

export function RedactionListPage({ viewer, csrf, view: { id, number, lines, mayMark } }: Props) {
  const at = `/cases/${encodeURIComponent(id)}`
  const made = lines.filter(({ state, says }) => state === 'made' && says)
  return (
    <StaffPage title={`遮盖文件 ${number}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <span>区分处理</span>
        <span class="figure">{number}</span>
      </p>
      <h1>遮盖文件</h1>
      <p class="lead">
        <a href={at}>返回申请件</a>
      </p>
      <p class="hint">
        文件含有不应当公开的内容、能够区分处理的，遮盖以后提供可以公开的部分，并说明理由（条例第三十七条）。遮盖后生成一个新的文件，所遮盖的内容不在其中；原件留在本件，不提供。
      </p>
      {lines.length === 0 ? (
        <p class="empty">本件还没有可以提供的文件。请先以“附卷”加入，再来遮盖。</p>
      ) : (
        <table class="plain stacked in-line">
          <caption class="unseen">可以提供的文件和遮盖的情况</caption>
          <TableHead names={['文件', '大小', '情况', '办理']} />
          <tbody>
            {lines.map((line) => (
              <tr key={line.file} data-file={line.file}>
                <th scope="row">{line.name}</th>
                <td data-label="大小">{size(line.size)}</td>
                <td data-label="情况">{line.state ? `${STATES[line.state]}，${line.marks}处` : '没有遮盖'}</td>
                <td data-label="办理">
                  <Way line={line} at={at} csrf={csrf} mayMark={mayMark} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {made.length > 0 && (
        <section aria-labelledby="for-letter">
          <h2 id="for-letter">可以写入答复书的说明</h2>
          {made.map(({ file, name, says }) => (
            <p key={file} class="said">{`“${name}”中遮盖的内容：${says}。`}</p>
          ))}
        </section>
      )}
    </StaffPage>
  )
}

type WayProps = { line: RedactionLine; at: string; csrf: string; mayMark: boolean }

function Way({ line, at, csrf, mayMark }: WayProps) {
  const here = `${at}/redaction/${line.file}`
  if (line.state && line.state !== 'dropped')
    return (
      <a class="offered" href={here}>
        {line.state === 'made' ? '查看、比对' : '打开'}
      </a>
    )
  if (!line.canBe) return <>这种文件不能在这里遮盖，请转换为PDF后附卷</>
  if (!mayMark) return <>—</>
  return (
    <form method="post" action={here}>
      <input type="hidden" name="csrf" value={csrf} />
      <button type="submit">
        开始遮盖<span class="unseen">{`：${line.name}`}</span>
      </button>
    </form>
  )
}
