/** What the agency has made public, withdrawn items included: one line each. */

import { Ways } from '../../people/pages/public-ways.tsx'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { TOPICS } from '../../web/words/topics.ts'
import type { Item } from '../views.ts'

type Props = { viewer: Viewer; csrf: string; q: string; items: readonly Item[] }

export function ReleasesPage({ viewer, csrf, q, items }: Props) {
  return (
    <StaffPage title="已公开信息" viewer={viewer} csrf={csrf}>
      <h1>已公开信息</h1>
      <Ways viewer={viewer} path="/releases" />
      <div class="stack">
        <p class="lead">在“已公开信息”栏目公布的内容。转主动公开的，由办件中的决定自动公布；其他的在这里发布。</p>
        <p class="buttons">
          <a class="button primary" href="/releases/new">
            发布信息
          </a>
          <a class="button" href="/released">
            看公众所见
          </a>
        </p>
        <search class="hero-search">
          <form method="get" action="/releases">
            <label for="q">标题、文号或者关键词</label>
            <div class="inline-form">
              <input id="q" name="q" type="search" value={q} autocomplete="off" />
              <button type="submit">查找</button>
            </div>
          </form>
        </search>
        {items.length === 0 ? (
          <p class="empty">{q ? '没有符合的信息。' : '还没有公布信息。'}</p>
        ) : (
          <table class="plain">
            <caption class="unseen">已公布和已撤回的信息，最近的在前</caption>
            <TableHead names={['编号', '标题', '文号', '主题', '机关', '公开日期', '来源', '状态']} />
            <tbody>
              {items.map((item) => (
                <tr key={item.id} data-release={item.id}>
                  <td class="figure">{item.id}</td>
                  <th scope="row">
                    <a href={`/releases/${item.id}`}>{item.title}</a>
                  </th>
                  <td>{item.documentNumber}</td>
                  <td>{TOPICS[item.topic]}</td>
                  <td>{item.agency.name}</td>
                  <td class="figure">{item.releasedOn}</td>
                  <td>{item.byRequest ? '依申请转主动公开' : '主动发布'}</td>
                  <td>{item.withdrawnOn ? <span class="soon">{`已撤回 ${item.withdrawnOn}`}</span> : '公开'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </StaffPage>
  )
}
