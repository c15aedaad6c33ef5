/** 协同办理: what of working together waits for whoever looks, what they asked of others, and where cases went that they had. */
import type { ComponentChildren } from 'preact'
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import { dayIn } from '../../ground/time.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { MoveKind } from '../tables.ts'
import type { HelpAwaited, Invited, Mentioned, Moved, WhichMoves } from '../waiting.ts'
import { MOVES } from './moves.tsx'

export type WaitingView = {
  help: readonly HelpAwaited[]
  asked: readonly HelpAwaited[]
  ended: readonly HelpAwaited[]
  back: readonly Moved[]
  invited: readonly Invited[]
  mentioned: readonly Mentioned[]
  trace: readonly (Moved & { seen: boolean })[]
  which: WhichMoves
  /** Where the next page of moves begins. */
  next?: string | undefined
  names: ReadonlyMap<string, string>
  today: Day
}
type Cell = { label: string; says: ComponentChildren }
type Row = { key: string; href?: string; number: string; title: string; cells: Cell[] }

export function WaitingPage({ viewer, csrf, view }: { viewer: Viewer; csrf: string; view: WaitingView }) {
  const { help, asked, ended, back, invited, mentioned, trace, which, next, names, today } = view
  const called = (by: string) => names.get(by) ?? by
  const on = (at: string) => inChinese(dayIn(new Date(at)))
  const due = (day: Day) => (
    <>
      {inChinese(day)}
      {day < today && <strong class="overdue">　已逾期</strong>}
    </>
  )
  const place = (
    { caseId, number, title }: { caseId: string; number: string; title: string },
    more: string | number,
  ) => ({
    ...{ key: `${caseId} ${more}`, number, title },
  })
  return (
    <StaffPage title="协同办理" viewer={viewer} csrf={csrf}>
      <h1>协同办理</h1>
      <List
        {...{
          id: 'help',
          title: '请求我协办',
          empty: '没有等待您协办的事项。',
          names: ['编号', '请求人', '协办科室', '答复期限'],
        }}
        rows={help.map((one) => ({
          ...place(one, one.position),
          href: `/assistances/${one.caseId}/${one.position}`,
          cells: [
            { label: '请求人', says: called(one.by) },
            { label: '协办科室', says: [one.unitName, one.personName].filter(Boolean).join(' ') },
            { label: '答复期限', says: due(one.dueOn) },
          ],
        }))}
      />
      <List
        {...{ id: 'ended', title: '协办已答复、被退回，您尚未查看', names: ['编号', '协办科室', '结果'] }}
        rows={ended.map((one) => ({
          ...place(one, one.position),
          href: `/cases/${one.caseId}/cooperation#assistance-${one.position}`,
          cells: [
            { label: '协办科室', says: [one.unitName, one.personName].filter(Boolean).join(' ') },
            { label: '结果', says: one.ended === 'answered' ? '已答复' : '被退回' },
          ],
        }))}
      />
      <List
        {...{ id: 'invited', title: '请我会商', names: ['编号', '召集人', '召集日期'] }}
        rows={invited.map((one) => ({
          ...place(one, one.n),
          href: `/conferences/${one.caseId}/${one.n}`,
          cells: [
            { label: '召集人', says: called(one.by) },
            { label: '召集日期', says: on(one.at) },
          ],
        }))}
      />
      <List
        {...{ id: 'mentioned', title: '内部沟通提醒我', names: ['编号', '发送人', '日期'] }}
        rows={mentioned.map((one) => ({
          ...place(one, one.at),
          href: `/cases/${one.caseId}/cooperation#remarks`,
          cells: [
            { label: '发送人', says: called(one.by) },
            { label: '日期', says: on(one.at) },
          ],
        }))}
      />
      <List
        {...{ id: 'back', title: '退回分办，等待重新分办', names: ['编号', '原承办', '退回人', '日期'] }}
        rows={back.map((one) => ({
          ...place(one, one.position),
          href: `/cases/${one.caseId}/cooperation#moves`,
          cells: [
            { label: '原承办', says: one.from },
            { label: '退回人', says: called(one.by) },
            { label: '日期', says: on(one.at) },
          ],
        }))}
      />
      <List
        {...{
          id: 'asked',
          title: '我方请求的协办',
          empty: '没有等待其他科室答复的协办。',
          names: ['编号', '协办科室', '答复期限', '情况'],
        }}
        rows={asked.map((one) => ({
          ...place(one, one.position),
          href: `/cases/${one.caseId}/cooperation#assistance-${one.position}`,
          cells: [
            { label: '协办科室', says: [one.unitName, one.personName].filter(Boolean).join(' ') },
            { label: '答复期限', says: due(one.dueOn) },
            { label: '情况', says: one.askedUntil ? `请求延长至${inChinese(one.askedUntil)}，等待决定` : '等待答复' },
          ],
        }))}
      />
      <Kinds which={which} isNeeded={trace.length > 0} />
      <List
        {...{ id: 'trace', title: '退回、改派、移送的去向', names: ['编号', '事项', '去向', '经办人', '日期'] }}
        {...((which.kind || which.after) && { empty: '没有这样的记录。' })}
        rows={trace.map((one) => ({
          ...place(one, one.position),
          ...(one.seen && { href: `/cases/${one.caseId}/cooperation#moves` }),
          cells: [
            { label: '事项', says: MOVES[one.kind] },
            { label: '去向', says: whereTo(one) },
            { label: '经办人', says: called(one.by) },
            { label: '日期', says: on(one.at) },
          ],
        }))}
      />
      {next && (
        <p class="no-print">
          <a class="button" href={tracedBy({ ...which, after: next })}>
            更早的
          </a>
        </p>
      )}
    </StaffPage>
  )
}

const tracedBy = ({ kind, after }: WhichMoves): string => {
  const asked = new URLSearchParams({ ...(kind && { kind }), ...(after && { after }) })
  return `/cooperation${asked.size > 0 ? `?${asked}` : ''}#trace-title`
}

/** Which moves are listed: all, or those of one kind. */
function Kinds({ which, isNeeded }: { which: WhichMoves; isNeeded: boolean }) {
  if (!isNeeded && !which.kind && !which.after) return null
  const all: [string, MoveKind | undefined][] = [
    ['全部', undefined],
    ...(Object.keys(MOVES) as MoveKind[]).map((kind): [string, MoveKind] => [MOVES[kind], kind]),
  ]
  return (
    <nav class="bits no-print" aria-label="去向按事项">
      {all.map(([says, kind]) => (
        <a key={says} href={tracedBy({ kind })} aria-current={which.kind === kind ? 'true' : undefined}>
          {says}
        </a>
      ))}
    </nav>
  )
}

function whereTo({ kind, from, to, otherName, settled }: Moved): string {
  if (otherName) return kind === 'came' || kind === 'cameBack' ? `由${otherName}转来` : `转${otherName}`
  if (kind === 'keptAfterAll') return `${from ?? ''}继续承办`
  if (kind === 'handedBack' && settled === null) return `${from ?? ''}退回，等待重新分办`
  return `原承办${from ?? ''}，现承办${to ?? '未分办'}`
}

type ListProps = { id: string; title: string; empty?: string; names: string[]; rows: Row[] }

/** Nothing at all of a list that is empty and says nothing then. */
function List({ id, title, empty, names, rows }: ListProps) {
  if (rows.length === 0 && !empty) return null
  return (
    <section class="stack" aria-labelledby={`${id}-title`} data-list={id}>
      <h2 id={`${id}-title`}>{title}</h2>
      {rows.length === 0 ? (
        <p class="empty">{empty}</p>
      ) : (
        <table class="plain stacked in-line">
          <caption class="unseen">{title}</caption>
          <TableHead names={names} />
          <tbody>
            {rows.map(({ key, href, number, title, cells }) => (
              <tr key={key}>
                <th scope="row">
                  {href ? <a href={href}>{number}</a> : number}
                  <p class="hint">{title}</p>
                </th>
                {cells.map(({ label, says }) => (
                  <td key={label} data-label={label}>
                    {says}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
