/** 档案目录: archived cases of a year by class and 件号, each with its 档号, volume, pages and the end of its period. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import { ticked } from '../ticked.ts'
import type { CatalogueLine, CatalogueView, Frame } from '../views.ts'
import { ArchiveFrame, at } from './parts.tsx'

type Props = { frame: Frame; view: CatalogueView }

/** @param mayCheck cases can be ticked, to be checked */
export function CataloguePage({ frame, view, mayCheck = false }: Props & { mayCheck?: boolean }) {
  const { year, lines, next } = view
  return (
    <ArchiveFrame frame={frame} path="/archive" title="档案目录">
      <p class="lead">已归档的申请件，按年度、保管期限和件号排列。</p>
      {year !== null && (
        <nav class="filters" aria-label="筛选">
          <ul>
            {view.years.map((one) => (
              <li key={one}>
                <a href={of(frame, { year: String(one) })} aria-current={one === year ? 'page' : undefined}>
                  {`${one}年`}
                </a>
              </li>
            ))}
          </ul>
          <Classes frame={frame} view={view} />
        </nav>
      )}
      {lines.length === 0 ? (
        <p class="empty">没有已归档的申请件。</p>
      ) : mayCheck ? (
        <form method="post" action={at('/archive/checks', frame.agency.id)}>
          <input type="hidden" name="csrf" value={frame.csrf} />
          <Lines lines={lines} isChosen />
          <p class="no-print">
            <button type="submit" name="which" value="ticked">
              四性检测：勾选的申请件
            </button>
          </p>
        </form>
      ) : (
        <Lines lines={lines} />
      )}
      {next && (
        <p class="no-print">
          <a href={of(frame, { ...asked(view), after: next })}>下一页</a>
        </p>
      )}
    </ArchiveFrame>
  )
}

const of = (frame: Frame, query: Record<string, string>) => at('/archive', frame.agency.id, query)

const asked = ({ year, ask }: CatalogueView) => ({
  year: String(year),
  ...(ask.retention && { retention: ask.retention }),
})

function Classes({ frame, view: { year, ask, classes } }: Props) {
  return (
    <ul>
      {['', ...classes].map((name) => (
        <li key={name}>
          <a
            href={of(frame, { year: String(year), ...(name && { retention: name }) })}
            aria-current={(ask.retention ?? '') === name ? 'page' : undefined}
          >
            {name || '全部期限'}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Lines({ lines, isChosen }: { lines: readonly CatalogueLine[]; isChosen?: boolean }) {
  return (
    <table class="plain stacked in-line register">
      <caption class="unseen">已归档的申请件，按保管期限和件号排列</caption>
      <TableHead names={['件号', '档号', '申请', '卷号', '页数', '归档', '保管至']} />
      <tbody>
        {lines.map((line) => (
          <tr key={line.id} data-item={line.reference}>
            <th scope="row">
              {isChosen && !line.erasedOn ? (
                <label class="offered">
                  <input type="checkbox" name={ticked(line.id)} value="yes" />
                  {line.item}
                </label>
              ) : (
                line.item
              )}
            </th>
            <td data-label="档号">{line.reference}</td>
            <td data-label="申请">
              <a href={`/cases/${encodeURIComponent(line.id)}`}>{line.case}</a>
              <p class="hint">{line.title}</p>
            </td>
            <td data-label="卷号">{line.volume ?? '—'}</td>
            <td data-label="页数" class="figure">
              {line.pages ?? '未计'}
            </td>
            <td data-label="归档" class="figure">
              {inChinese(line.archivedOn)}
            </td>
            <td data-label="保管至">
              {ends(line)}
              {line.transfer && <small data-transferred={line.transfer.number}>{movesTo(line.transfer)}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ends({ erasedOn, forEver, keptUntil, retention }: CatalogueLine): string {
  if (erasedOn) return `内容已于${inChinese(erasedOn)}销毁`
  if (forEver) return '永久'
  return keptUntil ? inChinese(keptUntil) : `${retention}没有定年限`
}

function movesTo({ number, acceptedOn, later }: NonNullable<CatalogueLine['transfer']>): string {
  if (!acceptedOn) return `移交中（第${number}号）`
  return `已于${inChinese(acceptedOn)}移交进馆（第${number}号）${later ? '，此后又有新的记录' : ''}`
}
