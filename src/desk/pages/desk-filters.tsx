/** Filters are words with their counts, kept in the address: each link changes one word and keeps the others. */
import { WAITS } from '../../../workflows/disclosure/next-step.ts'
import { OUTCOMES, STAGES, type Stage } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import { COUNTED } from '../counts.ts'
import type { DeskFilter, DeskView } from '../views.ts'
import { KeepList } from './keep-list.tsx'
import { MoreFilters } from './more-filters.tsx'

/** A number as the desk counts: no further than COUNTED. */
const upTo = (count: number) => (count > COUNTED ? `${COUNTED}+` : `${count}`)

/** Of the list with this filter. */
export const address = (filter: DeskFilter): string => {
  const { mine, ...words } = filter
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(words)) if (value) query.set(name, value)
  if (mine) query.set('mine', 'yes')
  const text = query.toString()
  return text ? `/desk?${text}` : '/desk'
}

/** The words of a filter beside what is searched for, as a form carries them on. */
export const wordsOf = (filter: DeskFilter): [string, string][] => {
  const { q: _q, act: _act, ...others } = filter
  return [...new URLSearchParams(address(others).split('?')[1] ?? '')]
}

export function DeskFilters({ view, csrf }: { view: DeskView; csrf: string }) {
  const { filter, counts, waiting, choices, changesWaiting = 0, kept = [] } = view
  const { due: _due, ...withoutDue } = filter
  const { stage: _stage, ...withoutStage } = filter
  const { mine: _mine, ...withoutMine } = filter
  const { outcome: _outcome, ...withoutOutcome } = filter
  const { on: _on, ...withoutDay } = filter
  const { unsent: _unsent, ...withoutUnsent } = filter
  const { act: _act, more: _more, ...plain } = filter
  // Words and results are looked for in the archive, too.
  const chosen = kept.find((one) => one.address === address(plain))
  // A list of one's own is where one stands: the words that it is made of are not marked beside it.
  const isOn = (word: boolean) => word && !chosen
  const listsOpen = !filter.q && !filter.outcome && !filter.waiting && !filter.aside && filter.stage !== 'archive'
  const dues = [
    { due: 'overdue', label: '超期', count: counts.overdue },
    { due: 'today', label: '今天到期', count: counts.today },
    { due: 'soon', label: '即将到期', count: counts.soon },
  ] as const
  return (
    <nav class="filters" aria-label="筛选">
      <Heaps {...{ filter, waiting, changesWaiting, isOn }} />
      <ul>
        <Word href={address(withoutDue)} on={isOn(listsOpen && !filter.due)} label="未归档" count={counts.open} />
        {dues.map(({ due, label, count }) => (
          <Word
            key={due}
            href={address(filter.due === due ? withoutDue : { ...withoutDue, due })}
            {...{ on: isOn(filter.due === due), label, count, late: due === 'overdue' && count > 0 }}
          />
        ))}
        <Word
          href={address(filter.mine ? withoutMine : { ...withoutMine, mine: true })}
          on={isOn(filter.mine === true)}
          label="我承办的"
        />
      </ul>
      <ul>
        <Word href={address(withoutStage)} on={isOn(listsOpen && !filter.stage)} label="全部阶段" />
        {(Object.keys(STAGES) as Stage[]).map((stage) => (
          <Word
            key={stage}
            href={address(filter.stage === stage ? withoutStage : { ...withoutStage, stage })}
            {...{ on: isOn(filter.stage === stage), label: STAGES[stage], count: counts.stages[stage] }}
          />
        ))}
        {(counts.aside > 0 || filter.aside) && (
          <Word
            href={filter.aside ? '/desk' : '/desk?aside=yes'}
            on={isOn(filter.aside === 'yes')}
            label="无效件"
            count={counts.aside}
          />
        )}
      </ul>
      {kept.length > 0 && (
        <ul aria-label="常用筛选">
          {kept.map(({ name, address: to, count }) => (
            <Word
              key={name}
              {...{ href: to, on: to === chosen?.address, label: name, ...(count !== undefined && { count }) }}
            />
          ))}
          {chosen && (
            <li>
              <form method="post" action="/desk/lists/removed">
                <input type="hidden" name="csrf" value={csrf} />
                <button type="submit" name="name" value={chosen.name} class="plain offered">
                  {`删除“${chosen.name}”`}
                </button>
              </form>
            </li>
          )}
        </ul>
      )}
      {choices ? (
        <>
          <MoreFilters {...{ filter, choices }} />
          <KeepList {...{ csrf, kept, words: address(plain).split('?')[1] ?? '' }} />
        </>
      ) : (
        <p class="ways">
          <a href={address({ ...filter, more: 'yes' })} class="offered">
            更多筛选
          </a>{' '}
          <a href="/desk/calendar" class="offered">
            到期日历
          </a>{' '}
          <a href="/cooperation" class="offered">
            协同办理
          </a>{' '}
          {filter.act !== 'print' && (
            <a href={`${address({ ...filter, act: 'print' })}#print`} class="offered">
              批量打印
            </a>
          )}
        </p>
      )}
      {filter.from && filter.to && filter.from > filter.to && (
        <p class="note soon" role="status" data-days="contradict">
          {`来件日期自${inChinese(filter.from)}，晚于至${inChinese(filter.to)}：没有这样的日子，请改正其中一个日期。`}
        </p>
      )}
      {filter.on && (
        <p>
          {`${inChinese(filter.on)}到期 `}
          <a href={address(withoutDay)}>不限</a>
        </p>
      )}
      {filter.unsent && (
        <p>
          有文书待发出（如延期、补正告知书），打开后在“文书送达”中记录。 <a href={address(withoutUnsent)}>不限</a>
        </p>
      )}
      {filter.outcome && (
        <p>
          办理结果：{OUTCOMES[filter.outcome].zh} <a href={address(withoutOutcome)}>不限</a>
        </p>
      )}
      {counts.unconfirmed > 0 && (
        <p class="soon">
          <span aria-hidden="true">◇ </span>
          {upTo(counts.unconfirmed)} 件网上、传真或者平信申请还没有与申请人确认。
          <a href="/desk?stage=receive">去确认</a>
        </p>
      )}
    </nav>
  )
}

type HeapsProps = Pick<DeskView, 'filter' | 'waiting'> & { changesWaiting: number; isOn(word: boolean): boolean }

/** What waits for this person, by heap; empty for who has nothing to record. */
function Heaps({ filter, waiting, changesWaiting, isOn }: HeapsProps) {
  const all = waiting.reduce((sum, { count }) => sum + count, 0)
  if (all === 0 && changesWaiting === 0 && !filter.waiting) return null
  const { waiting: _waiting, waits: _waits, ...others } = filter
  const mine = { ...others, waiting: 'me' } as const
  const isAll = filter.waiting === 'me' && !filter.waits
  return (
    <ul>
      <Word href={address(isAll ? others : mine)} on={isOn(isAll)} label="等我办理" count={all} />
      {waiting.map(({ waits, count }) => (
        <Word
          key={waits}
          href={address(filter.waits === waits ? mine : { ...mine, waits })}
          {...{ on: isOn(filter.waits === waits), label: WAITS[waits], count }}
        />
      ))}
      {changesWaiting > 0 && <Word href="/releases/changes" on={false} label="公布审核" count={changesWaiting} />}
    </ul>
  )
}

type WordProps = { href: string; on: boolean; label: string; count?: number; late?: boolean }

function Word({ href, on, label, count, late }: WordProps) {
  return (
    <li class={late ? 'late' : undefined}>
      <a href={href} aria-current={on ? 'true' : undefined}>
        {label}
        {count !== undefined && <span class="count"> {upTo(count)}</span>}
      </a>
    </li>
  )
}
