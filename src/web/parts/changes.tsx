/** Two versions of a text line by line, changed words marked: for staff, who compare what they have worded anew. */
import type { DiffLine, Piece } from '../../ground/diff.ts'

const inContext = (lines: readonly DiffLine[], around: number) =>
  lines.map((_, i) => lines.slice(Math.max(0, i - around), i + around + 1).some(({ kind }) => kind !== 'same'))

/** Changed lines with their numbers; unchanged ones further away are left out where only the changes are asked for. */
export function Changes({ lines, around = Number.POSITIVE_INFINITY }: { lines: readonly DiffLine[]; around?: number }) {
  if (lines.every(({ kind }) => kind === 'same')) return <p class="empty">两个版本的文字完全相同。</p>
  const shown = inContext(lines, around)
  return (
    <table class="changes">
      <caption class="unseen">逐行比较：前一版本的行号、后一版本的行号、文字</caption>
      <tbody>
        {lines.map((line, i) => {
          if (!shown[i]) {
            return shown[i - 1] || (i === 0 && !shown[0]) ? (
              <tr key={`skip ${i}`} class="skipped">
                <td colspan={4}>……</td>
              </tr>
            ) : null
          }
          return <Line key={`${i}`} line={line} />
        })}
      </tbody>
    </table>
  )
}

function Line({ line }: { line: DiffLine }) {
  if (line.kind === 'same')
    return (
      <tr>
        <td class="figure">{line.before}</td>
        <td class="figure">{line.after}</td>
        <td />
        <td>{line.text}</td>
      </tr>
    )
  const gone = line.kind === 'gone'
  return (
    <tr class={line.kind}>
      <td class="figure">{gone && line.at}</td>
      <td class="figure">{!gone && line.at}</td>
      <td>
        <span aria-hidden="true">{gone ? '−' : '＋'}</span>
        <span class="unseen">{gone ? '删去' : '新增'}</span>
      </td>
      <td>
        {line.pieces.map((piece, i) => (
          <Changed key={`${i} ${piece.text}`} piece={piece} gone={gone} />
        ))}
      </td>
    </tr>
  )
}

function Changed({ piece: { text, changed }, gone }: { piece: Piece; gone: boolean }) {
  if (!changed) return <>{text}</>
  return gone ? <del>{text}</del> : <ins>{text}</ins>
}
