/** The facts, newest first, each with who recorded it, the article, and the hash that chains it to the one before. */

import { SYSTEM_FACTS } from '../../../workflows/disclosure/vocabulary.ts'
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import type { FactLine } from '../../cases/describe.ts'
import { onDayAt } from '../../web/parts/format.ts'
import { Files, Pairs } from './application.tsx'

/** As many as fit beside the application; a long story is unfolded, and printed whole. */
const SHOWN = 6

type Props = {
  facts: FactLine[]
  /** The case whose records whoever looks may ask to have put right; undefined where they may not. */
  corrects?: string | undefined
}

export function Timeline({ facts, corrects }: Props) {
  const newest = facts.toReversed()
  const older = newest.length > SHOWN + 2 ? newest.slice(SHOWN) : []
  return (
    <>
      <Lines facts={older.length ? newest.slice(0, SHOWN) : newest} corrects={corrects} />
      {older.length > 0 && (
        <details class="fold older">
          <summary>{`更早的 ${older.length} 条`}</summary>
          <Lines {...{ facts: older, corrects }} />
        </details>
      )}
    </>
  )
}

const Lines = ({ facts, corrects }: Props) => (
  <ol class="timeline" reversed>
    {facts.map((fact) => (
      <Line key={fact.position} {...{ fact, corrects }} />
    ))}
  </ol>
)

/** On the day itself the minute is enough. */
function recordedAt(at: string, on: Day): string {
  const whole = onDayAt(at, inChinese)
  return whole.startsWith(inChinese(on)) ? whole.slice(inChinese(on).length + 1) : whole
}

/** What only the house writes stands, and so does a correction; what was put right once is so. */
const mayBeWrong = ({ type, rectifiedBy }: FactLine) =>
  rectifiedBy === undefined && type !== 'rectified' && !SYSTEM_FACTS.includes(type)

function Line({ fact, corrects }: { fact: FactLine } & Pick<Props, 'corrects'>) {
  const { position, type, zh, article, on, at, by, hash, details, files, rectifiedBy } = fact
  const kind = SYSTEM_FACTS.includes(type) ? 'system' : rectifiedBy !== undefined ? 'struck' : undefined
  return (
    <li class={kind} value={position} data-position={position} data-type={type}>
      <p class="fact-head">
        <b>{zh}</b>
        <time dateTime={on}>{inChinese(on)}</time>
      </p>
      {rectifiedBy !== undefined && <p class="soon">已由第 {rectifiedBy} 条更正，不再计入。</p>}
      <Pairs pairs={details} />
      <Files files={files} />
      <p class="proof bits">
        <span>第 {position} 条</span>
        <span>{by}</span>
        <span>{recordedAt(at, on)} 记录</span>
        <span>{article}</span>
        <code title={`SHA-256 ${hash}`}>{hash.slice(0, 12)}</code>
      </p>
      {corrects !== undefined && mayBeWrong(fact) && (
        <p class="no-print">
          <a
            href={`/cases/${encodeURIComponent(corrects)}/corrections/new?position=${position}`}
            class="offered"
            aria-label={`更正第${position}条：${zh}`}
          >
            更正
          </a>
        </p>
      )}
    </li>
  )
}
