/** The worklist, set like a timetable: what is late first, days left as a number, one line a case. */
import { STAGES } from '../../../workflows/disclosure/vocabulary.ts'
import { inChineseWithWeekday } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { AnswersAwaited } from '../../remedies/pages/awaited.tsx'
import { ActForm } from '../../web/parts/act-form.tsx'
import { staff } from '../../web/words/staff.ts'
import type { DeskFilter, DeskView } from '../views.ts'
import { CorrectionsWaiting } from './corrections.tsx'
import { address, DeskFilters, wordsOf } from './desk-filters.tsx'
import { DeskTable, TOGETHER } from './desk-table.tsx'
import { NoticesWaiting } from './prepared.tsx'
import { Printing } from './print.tsx'
import { ExportFold } from './register.tsx'
import { WaitingLines } from './waiting-lines.tsx'

type Props = { viewer: Viewer; view: DeskView; csrf: string }

export function DeskPage({ viewer, view, csrf }: Props) {
  const { filter, rows, next, today } = view
  return (
    <StaffPage title="办件台" viewer={viewer} csrf={csrf} scripts={['desk.js']}>
      <div class="desk-head">
        <h1>办件台</h1>
        <p class="hint">{inChineseWithWeekday(today)}</p>
        <search>
          <form method="get" action="/desk" class="search">
            {wordsOf(filter).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <label for="q" class="unseen">
              搜索编号、文号、申请人、信息名称和内容、文书、备注
            </label>
            <input
              id="q"
              name="q"
              type="search"
              value={filter.q ?? ''}
              placeholder="编号、申请人、信息名称、文书、备注"
            />
            <button type="submit">搜索</button>
          </form>
        </search>
      </div>
      <AnswersAwaited awaited={view.answersAwaited} />
      <WaitingLines view={view} />
      <NoticesWaiting notices={view.noticesWaiting ?? []} />
      <CorrectionsWaiting corrections={view.correctionsWaiting ?? []} />
      <DeskFilters {...{ view, csrf }} />
      {(view.printing || view.unprinted) && <Printing back={hereOf(view)} unprinted={view.unprinted} />}
      {rows.length ? (
        <DeskTable
          {...{
            rows,
            today,
            list: listOf(filter),
            ordered: { filter, sort: view.sort },
            isOfSeveral: new Set(view.rows.map(({ agency }) => agency)).size > 1,
            printing: view.printing,
            together: view.together,
            returned: view.returned,
            asides: view.asides,
          }}
        />
      ) : (
        <Nothing view={view} />
      )}
      {view.restoredBy && <RestoredBy names={view.restoredBy} />}
      {view.other && <Other {...{ filter, other: view.other }} />}
      {view.together && <Together {...{ csrf, view, together: view.together }} />}
      <div class="desk-foot">
        {next && (
          <a class="button" href={next} rel="next">
            下一页
          </a>
        )}
        <ExportFold {...{ viewer, filter, csrf }} />
        <details class="fold keys" id="keys">
          <summary>键盘</summary>
          <dl class="pairs">
            <dt>
              <kbd>j</kbd> <kbd>k</kbd>
            </dt>
            <dd>下一件、上一件</dd>
            <dt>
              <kbd>Enter</kbd>
            </dt>
            <dd>打开</dd>
            <dt>
              <kbd>/</kbd>
            </dt>
            <dd>搜索</dd>
            <dt>
              <kbd>?</kbd>
            </dt>
            <dd>显示或者收起本说明</dd>
          </dl>
          <label class="choice" data-keys hidden>
            <input type="checkbox" checked />
            <span>使用单键快捷键</span>
          </label>
        </details>
      </div>
    </StaffPage>
  )
}

/** A case is opened from the list, not from what is done with it. */
const listOf = ({ act, ...filter }: DeskFilter) =>
  address(act === 'print' || !act ? filter : { ...filter, act }).split('?')[1] ?? ''

/** This page of the list, to which a form leads back. */
function hereOf({ filter, cursor }: Pick<DeskView, 'filter' | 'cursor'>): string {
  const here = address(filter)
  return cursor ? `${here}${here.includes('?') ? '&' : '?'}${new URLSearchParams({ cursor })}` : here
}

/** Whoever looks over what was set aside and finds an application there has to know whom to ask. */
const RestoredBy = ({ names }: { names: readonly string[] }) => (
  <p class="hint" data-restored-by={names.length}>
    {names.length > 0
      ? `其中有申请的，请登记人员恢复：${names.join('、')}。恢复后期限照常计算。`
      : '其中有申请的，由登记人员恢复。本机关现在没有登记人员，请系统管理员安排。'}
  </p>
)

/** Of what came in some is no application. */
function Other({ filter, other }: { filter: DeskFilter; other: NonNullable<DeskView['other']> }) {
  const { act: _act, ...plain } = filter
  return (
    <p>
      <a href={`${address(other === 'setAside' ? { ...filter, act: other } : plain)}#together`} class="offered">
        {other === 'setAside' ? '其中不是申请的，一并设为无效件' : '返回原列表'}
      </a>
    </p>
  )
}

/** Several of a heap at once: ticked in the list above, recorded by one form; ticking all of the page keeps what was written. */
function Together({
  csrf,
  view,
  together: { act, agency, form, idempotencyKey, listedAt },
}: Pick<Props, 'csrf' | 'view'> & { together: NonNullable<DeskView['together']> }) {
  return (
    <section aria-labelledby="together">
      <h2 id="together">{`一并办理：${act.zh}`}</h2>
      <p class="hint">在列表中勾选{agency}的申请件，填写一次，每件各记一条。</p>
      <ActForm
        {...{ act, csrf, idempotencyKey, form, formId: TOGETHER, words: staff, open: true, action: '/desk/facts' }}
      >
        <input type="hidden" name="back" value={hereOf(view)} />
        <input type="hidden" name="listedAt" value={listedAt} />
      </ActForm>
      <p class="buttons">
        {['yes', 'no'].map((all) => (
          <button key={all} type="submit" name="all" value={all} form={TOGETHER} formnovalidate>
            {all === 'yes' ? '全选本页' : '全不选'}
          </button>
        ))}
      </p>
    </section>
  )
}

function Nothing({ view: { filter } }: { view: DeskView }) {
  if (filter.q)
    return (
      <p class="empty">
        没有找到“{filter.q}”。编号可以只写一部分；文书、备注和意见中的文字至少写两个字。
        <a href="/desk">查看全部未归档</a>。
      </p>
    )
  if (filter.waiting)
    return (
      <p class="empty">
        现在没有等您办理的申请件。<a href="/desk">查看全部未归档</a>。
      </p>
    )
  if (filter.aside)
    return (
      <p class="empty">
        没有无效件。<a href="/desk">查看全部未归档</a>。
      </p>
    )
  const { more: _more, sort: _sort, act: _act, ...set } = filter
  const one = Object.keys(set).length === 1
  if (one && filter.due === 'overdue') return <p class="empty">没有超期的申请件。</p>
  if (one && filter.stage) return <p class="empty">“{STAGES[filter.stage]}”阶段没有申请件。</p>
  if (Object.keys(set).length > 0)
    return (
      <p class="empty">
        没有符合条件的申请件。
        <a href="/desk" class="offered">
          全部清除
        </a>
      </p>
    )
  return <p class="empty">没有需要办理的申请件。新收到的申请会出现在这里。</p>
}
