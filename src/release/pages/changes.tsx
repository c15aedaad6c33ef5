/** 公布审核: what waits to be read before it is published or put right, and what became of the ones before. */
import { READING_STEPS } from '../../../workflows/disclosure/vocabulary.ts'
import { Ways } from '../../people/pages/public-ways.tsx'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { type ChangeRow, stepOf } from '../../released/changes.ts'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import { zh } from '../../web/words/zh.ts'

export const KINDS = { published: '发布', corrected: '更正', restored: '恢复公开' } as const
const ENDED = { done: '已公布', refused: '不同意' } as const

/** What a reader said, once: an opinion that begins with the answer is the answer. */
export const answered = (agreed: boolean, opinion: string): string => {
  const answer = agreed ? '同意' : '不同意'
  return opinion.trim().startsWith(answer) ? opinion : `${answer}。${opinion}`
}

/** `by` in words; `mine`: whoever looks may read it now. */
type Line = ChangeRow & { mine: boolean }
type Props = { viewer: Viewer; csrf: string; changes: readonly Line[] }

/** Where a change stands, in words. */
export const standing = (change: ChangeRow): string => {
  const step = stepOf(change)
  return step ? `待${READING_STEPS[step]}` : ENDED[change.ended!]
}

export function ChangesPage({ viewer, csrf, changes }: Props) {
  return (
    <StaffPage title="公布审核" viewer={viewer} csrf={csrf}>
      <h1>公布审核</h1>
      <Ways viewer={viewer} path="/releases/changes" />
      <div class="stack">
        <p class="lead">
          实行三审的机关，不经办件发布的信息，以及已公开信息的更正、恢复，经三人依次初审、复审、终审同意后公布；提出的人不作初审，没有其他人可以初审的除外。
        </p>
        {changes.length === 0 ? (
          <p class="empty">没有提交审核的内容。</p>
        ) : (
          <table class="plain stacked">
            <caption class="unseen">等待审核的在前，最近提出的在前</caption>
            <TableHead names={['标题', '事项', '机关', '提出', '状态']} />
            <tbody>
              {changes.map((change) => (
                <tr key={change.id} data-change={change.id} data-state={stepOf(change) ?? change.ended}>
                  <th scope="row" data-label="标题">
                    <a href={`/releases/changes/${change.id}`} class="offered">
                      {change.says.title}
                    </a>
                  </th>
                  <td data-label="事项">{KINDS[change.kind]}</td>
                  <td data-label="机关">{change.agencyName}</td>
                  <td data-label="提出">{`${onDayAt(change.at, zh.day)} ${change.by}`}</td>
                  <td data-label="状态">
                    {change.mine ? <b>{`${standing(change)}（等我审核）`}</b> : standing(change)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </StaffPage>
  )
}
