/** The facts, newest first, each with who recorded it and the article; unfolded, its position and the hash that chains it to the one before. */

import { SYSTEM_FACTS } from '../../../workflows/disclosure/vocabulary.ts'
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import { ACTS } from '../../acts/catalogue.ts'
import type { FactLine } from '../../cases/describe.ts'
import { onDayAt } from '../../web/parts/format.ts'
import type { Corrected } from '../corrections/show.ts'
import { Files, Pairs } from './application.tsx'

/** As many as fit beside the application; a long story is unfolded, and printed whole. */
const SHOWN = 6

type Props = {
  facts: FactLine[]
  /** The case whose records whoever looks may ask to have put right, and which of them; undefined where they may not. */
  corrects?: Corrects | undefined
  /** What was put right, by position of the rectification. */
  corrected?: ReadonlyMap<number, Corrected> | undefined
  /** What a note is, where it is more than a note, by its position. */
  called?: ReadonlyMap<number, string> | undefined
}
type Corrects = { id: string; positions: ReadonlySet<number> }

export function Timeline({ facts, ...of }: Props) {
  const newest = facts.toReversed()
  const older = newest.length > SHOWN + 2 ? newest.slice(SHOWN) : []
  return (
    <>
      <Lines facts={older.length ? newest.slice(0, SHOWN) : newest} {...of} />
      {older.length > 0 && (
        <details class="fold older">
          <summary>{`更早的 ${older.length} 条`}</summary>
          <Lines {...of} facts={older} />
        </details>
      )}
    </>
  )
}

const Lines = ({ facts, ...of }: Props) => (
  <ol class="timeline" reversed>
    {facts.map((fact) => (
      <Line key={fact.position} {...{ fact, ...of }} />
    ))}
  </ol>
)

/** On the day itself the minute is enough. */
function recordedAt(at: string, on: Day): string {
  const whole = onDayAt(at, inChinese)
  return whole.startsWith(inChinese(on)) ? whole.slice(inChinese(on).length + 1) : whole
}

const NUMBER = ACTS.rectified.fields.position!.label!.label

/** What a rectification did, in a sentence. */
function whatItDid({ position, zh, struck, changes }: Corrected): string {
  const which = `第${position}条（${zh}）`
  if (struck) return `撤销${which}，不再计入。`
  if (changes.length === 0) return `更正${which}，内容没有变动。`
  return `更正${which}：${changes.map(({ label, before, after }) => `${label}由“${before}”改为“${after ?? ''}”`).join('；')}。`
}

/** Beside what a record said, what it says since. */
function Since({ by, now }: { by: number; now: Corrected | undefined }) {
  if (!now || now.struck) return <p class="soon">{`已由第 ${by} 条撤销，不再计入。`}</p>
  return (
    <p class="soon">
      {`已由第 ${by} 条更正。`}
      {now.changes.length > 0 &&
        `现为：${now.changes.map(({ label, after }) => `${label}“${after ?? ''}”`).join('，')}。`}
    </p>
  )
}

function Line({ fact, corrects, corrected, called }: { fact: FactLine } & Omit<Props, 'facts'>) {
  const { position, type, zh, article, on, at, by, hash, details, files, rectifiedBy } = fact
  const told = corrected?.get(position)
  const kind = SYSTEM_FACTS.includes(type) ? 'system' : rectifiedBy !== undefined ? 'struck' : undefined
  return (
    <li class={kind} value={position} data-position={position} data-type={type}>
      <p class="fact-head">
        <b>{called?.get(position) ?? zh}</b>
        <time dateTime={on}>{inChinese(on)}</time>
      </p>
      {rectifiedBy !== undefined && <Since by={rectifiedBy} now={corrected?.get(rectifiedBy)} />}
      {told && <p data-corrected={told.position}>{whatItDid(told)}</p>}
      <Pairs pairs={told ? details.filter(({ label }) => label !== NUMBER) : details} />
      <Files files={files} />
      <details class="proof">
        <summary class="bits">
          <span>{by}</span>
          <span>{recordedAt(at, on)} 记录</span>
          <span>{article}</span>
        </summary>
        <p>
          {`第 ${position} 条，SHA-256 `}
          <code>{hash}</code>
        </p>
      </details>
      {corrects?.positions.has(position) && (
        <p class="offered no-print">
          <a
            href={`/cases/${encodeURIComponent(corrects.id)}/corrections/new?position=${position}`}
            aria-label={`更正第${position}条：${zh}`}
          >
            更正
          </a>
        </p>
      )}
    </li>
  )
}
