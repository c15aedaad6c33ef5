/** A picture that a telephone reads, drawn as one path: it needs neither script nor image, and prints. */
import encodeQR from 'qr'

/** The quiet zone around it, in modules (ISO/IEC 18004 asks for four). */
const BORDER = 4

/** Black on white in every look: readers of the picture do not know the dark one. */
export function Qr({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: BORDER })
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${rows.length}v${rows.length}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  )
}
