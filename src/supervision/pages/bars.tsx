/** Mean days by stage as bars with their numbers on them; the same stands in the table below. */
import { STAGES_TIMED } from '../course.ts'
import { type CourseLine, STAGES } from '../figures.ts'

/** Wide enough for its letters to be read on a telephone: the drawing is scaled to the page, and they with it. */
const LABEL = 74
const LENGTH = 200
const LINE = 28
const BAR = 18

/** @param of of which agency, as it is told to who does not see it */
export function StageBars({ of, days }: { of: string; days: CourseLine['days'] }) {
  const most = Math.max(1, ...STAGES.map((stage) => days[stage] ?? 0))
  const length = (n: number) => Math.round((n / most) * LENGTH)
  return (
    <figure class="chart narrow">
      <svg
        viewBox={`0 0 ${LABEL + LENGTH + 76} ${STAGES.length * LINE}`}
        role="img"
        aria-label={`${of}各环节平均用时，数字见下表`}
      >
        {STAGES.map((stage, i) => {
          const n = days[stage]
          const y = i * LINE + BAR - 3
          return (
            <g key={stage}>
              <text x={LABEL - 8} y={y} text-anchor="end">
                {STAGES_TIMED[stage]}
              </text>
              {n !== null && <rect class="bar-first" x={LABEL} y={i * LINE} width={length(n)} height={BAR} />}
              <text x={LABEL + length(n ?? 0) + 6} y={y}>
                {n === null ? '—' : `${n}天`}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption>{`${of}各环节平均用时，日历天。`}</figcaption>
    </figure>
  )
}
