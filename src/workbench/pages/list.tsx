/** Every document that the agency sends, by kind, with the version that holds and what waits. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { Frame, Row } from '../views.ts'
import { at, named } from './links.ts'
import { KINDS, State, short } from './parts.tsx'

type Props = Frame & {
  rows: Row[]
  only: string | undefined
  mayEdit: boolean
  /** Versions of mails and text messages that wait for the viewer. */
  messages: number
}

const FILTERS: { word: string; name: string; fits: (row: Row) => boolean }[] = [
  { word: '', name: '全部', fits: () => true },
  { word: 'own', name: '本机关版本', fits: ({ isOwn }) => isOwn },
  {
    word: 'waiting',
    name: '待审核',
    fits: ({ pending }) => pending.some(({ standing }) => standing === 'submitted'),
  },
  { word: 'draft', name: '起草中', fits: ({ pending }) => pending.some(({ standing }) => standing === 'draft') },
  { word: 'coming', name: '待施行', fits: ({ pending }) => pending.some(({ standing }) => standing === 'coming') },
]

const NOTHING: Record<string, string> = {
  own: '各类文书都用随附版本。需要改动文字时，打开一份文书，另起本机关的版本。',
  waiting: '没有等待审核的版本。',
  draft: '没有正在起草的版本。',
  coming: '没有已经批准、等待施行的版本。',
}

export function TemplatesPage({ viewer, csrf, scope, rows, only = '', mayEdit, messages }: Props) {
  const filter = FILTERS.find(({ word }) => word === only) ?? FILTERS[0]!
  const shown = rows.filter(filter.fits)
  return (
    <StaffPage title="文书模板" viewer={viewer} csrf={csrf}>
      <h1>文书模板</h1>
      <p class="lead">
        {`${scope.agency.name}发出的每一份文书，都用这里的文字。没有另写的，用系统随附的版本；另写的版本由第二人批准，到施行日启用。`}
        {mayEdit ? '' : '您可以查阅，不能修改。'}
      </p>
      <ForYou rows={rows} scope={scope} />
      {scope.others.length > 1 && <Agencies scope={scope} />}
      <nav class="filters" aria-label="筛选">
        <ul>
          {FILTERS.map(({ word, name, fits }) => (
            <li key={word}>
              <a
                href={at('/templates', scope, word ? { only: word } : {})}
                aria-current={word === filter.word ? 'page' : undefined}
              >
                {name}
                <span class="count">{rows.filter(fits).length}</span>
              </a>
            </li>
          ))}
          <li>
            <a href={at('/messages', scope)}>
              邮件和短信
              {messages > 0 && <span class="count">{messages}</span>}
            </a>
          </li>
          {['counsel', 'admin'].some((role) => viewer.roles.includes(role)) && (
            <li>
              <a href="/fonts">字库</a>
            </li>
          )}
        </ul>
      </nav>
      {shown.length === 0 && <p class="empty">{NOTHING[filter.word]}</p>}
      {(Object.keys(KINDS) as (keyof typeof KINDS)[]).map((kind) => (
        <Kind key={kind} kind={kind} rows={shown.filter((row) => row.kind === kind)} scope={scope} />
      ))}
    </StaffPage>
  )
}

/** Those who may approve see what awaits them, whatever the filter shows. */
function ForYou({ rows, scope }: Pick<Props, 'rows' | 'scope'>) {
  const waiting = rows.flatMap(({ id, title, of, pending }) =>
    pending.filter(({ forYou }) => forYou).map(({ version, by }) => ({ id, title, of, version, by })),
  )
  if (waiting.length === 0) return null
  return (
    <div class="note soon">
      <p>{`有 ${waiting.length} 个版本等待您审核：`}</p>
      <ul class="plain-list">
        {waiting.map(({ id, title, of, version, by }) => (
          <li key={`${id} ${version}`}>
            <a href={at(`/templates/${id}/versions/${version}`, scope)}>{`《${title}》${named(version)}`}</a>
            <small>{` ${[of, `${by}起草`].filter(Boolean).join('，')}`}</small>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Agencies({ scope }: Pick<Frame, 'scope'>) {
  return (
    <details class="fold agencies">
      <summary>{`机关：${scope.agency.name}`}</summary>
      <ul class="plain-list">
        {scope.others.map(({ id, name }) => (
          <li key={id}>
            <a
              href={`/templates?agency=${encodeURIComponent(id)}`}
              aria-current={id === scope.agency.id ? 'true' : undefined}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Kind({ kind, rows, scope }: { kind: keyof typeof KINDS; rows: Row[] } & Pick<Frame, 'scope'>) {
  if (rows.length === 0) return null
  return (
    <section aria-labelledby={`kind-${kind}`} class="of-kind">
      <h2 id={`kind-${kind}`}>
        {KINDS[kind]}
        <small>{` ${rows.length} 种`}</small>
      </h2>
      <table class="plain templates">
        <caption class="unseen">{`${KINDS[kind]}类文书`}</caption>
        <TableHead names={['文书', '依据', '版本', '施行日', '状态']} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-template={row.id}>
              <th scope="row">
                <a href={at(`/templates/${row.id}`, scope)}>{row.title}</a>
                {row.of && <small class="of">{row.of}</small>}
              </th>
              <td class="basis">{row.articles.map(short).join('；')}</td>
              <td class="figure">{`第${row.version}版`}</td>
              <td class="figure">{inChinese(row.inForce)}</td>
              <td>
                <State standing={row.isOwn ? 'inForce' : 'shipped'} />
                {row.isOwn && <small> 本机关版本</small>}
                {row.pending.map(({ version, standing, by, day }) => (
                  <p key={version}>
                    <a href={at(`/templates/${row.id}/versions/${version}`, scope)}>{named(version)}</a>{' '}
                    <State standing={standing} />
                    <small>{standing === 'coming' && day ? ` ${inChinese(day)}起` : ` ${by}`}</small>
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
