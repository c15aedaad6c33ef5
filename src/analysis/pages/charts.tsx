/** Charts drawn on the server: plain bars with their numbers on them. What they show stands in the table beside them, too. */
import type { Month } from '../counts.ts'

const HEIGHT = 150
const SLOT = 54
const BAR = 20
const BELOW = 22
const ABOVE = 16

/** Received and concluded by month, side by side: filled and outlined. */
export function MonthChart({ months }: { months: readonly Month[] }) {
  const most = Math.max(1, ...months.flatMap(({ received, concluded }) => [received, concluded]))
  const width = Math.max(6, months.length) * SLOT
  const bar = (n: number, x: number, name: string) => {
    const height = Math.round((n / most) * HEIGHT)
    const y = ABOVE + HEIGHT - height
    return (
      <>
        <rect class={name} x={x} y={y} width={BAR} height={height} />
        {n > 0 && (
          <text x={x + BAR / 2} y={y - 4} text-anchor="middle">
            {n}
          </text>
        )}
      </>
    )
  }
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${width} ${ABOVE + HEIGHT + BELOW}`} role="img" aria-label="各月收到和办结的申请，数字见下表">
        {months.map(({ month, received, concluded }, i) => (
          <g key={month}>
            {bar(received, i * SLOT + 4, 'bar-first')}
            {bar(concluded, i * SLOT + 4 + BAR + 4, 'bar-second')}
            <text x={i * SLOT + 26} y={ABOVE + HEIGHT + 16} text-anchor="middle">
              {`${month}月`}
            </text>
          </g>
        ))}
        <line x1="0" x2={width} y1={ABOVE + HEIGHT} y2={ABOVE + HEIGHT} />
      </svg>
      <figcaption>每月左边实心的是收到，右边空心的是办结。</figcaption>
    </figure>
  )
}

/** How long a bar is beside its number in a table: a share of the largest. */
export function Bar({ n, most }: { n: number; most: number }) {
  return (
    <svg class="row-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="bar-first" width={Math.round((n / Math.max(1, most)) * 100)} height="8" />
    </svg>
  )
}
