/** 档案目录: archived cases of a year by class and 件号, each with its 档号, volume, pages and the end of its period. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { CatalogueLine, CatalogueView, Frame } from '../views.ts'
import { ArchiveFrame, at } from './parts.tsx'

type Props = { frame: Frame; view: CatalogueView }

export function CataloguePage({ frame, view }: Props) {
  const { year, lines, next } = view
  return (
    <ArchiveFrame frame={frame} path="/archive" title="档案目录">
      <p class="lead">
        已归档的申请件，按年度、保管期限和件号排列。
        <a href={at('/archive/destructions', frame.agency.id)}>档案销毁</a>
      </p>
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
      {lines.length > 0 ? <Lines lines={lines} /> : <p class="empty">没有已归档的申请件。</p>}
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

function Lines({ lines }: { lines: readonly CatalogueLine[] }) {
  return (
    <table class="plain stacked in-line register">
      <caption class="unseen">已归档的申请件，按保管期限和件号排列</caption>
      <TableHead names={['件号', '档号', '申请', '卷号', '页数', '归档', '保管至']} />
      <tbody>
        {lines.map((line) => (
          <tr key={line.id} data-item={line.reference}>
            <th scope="row">{line.item}</th>
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
            <td data-label="保管至">{ends(line)}</td>
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
