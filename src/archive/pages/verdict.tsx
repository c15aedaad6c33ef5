/** The verdict of a check in a word and a shape: colour is never the only sign. */
import { VERDICTS, type Verdict } from '../checks/report.ts'

const MARKS: Record<Verdict, string> = { pass: '✓', fail: '✕', wait: '○' }

export const VerdictMark = ({ verdict, said = VERDICTS[verdict] }: { verdict: Verdict; said?: string }) => (
  <span data-verdict={verdict} class={verdict === 'pass' ? undefined : 'heed'}>
    <span aria-hidden="true">{`${MARKS[verdict]} `}</span>
    {said}
  </span>
)
