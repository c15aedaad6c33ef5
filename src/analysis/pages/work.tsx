/** Work lists that follow from the figures: what was withheld and is looked at again (Art 18), what is asked for often (Art 44). */

import { at } from '../../people/pages/yearly-page.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { Frame, WorkView } from '../views.ts'
import { AnalysisFrame, Count } from './frame.tsx'

type Props = { frame: Frame; view: WorkView }

export function WorkPage({ frame, view: { withheld, byOutcome, often, atLeast } }: Props) {
  return (
    <AnalysisFrame frame={frame} path="/analysis/work" title={`${frame.year}年自查和转公开`}>
      <section aria-labelledby="withheld-title" data-part="withheld">
        <h2 id="withheld-title">不予公开的，是否已经可以公开</h2>
        <p>
          {'本年度不予公开、部分公开的有'}
          <Count frame={frame} n={withheld} of="withheld" zh="不予公开、部分公开" inText />
          {'件。对因情势变化可以公开的，予以公开。'}
          <span class="article">条例第十八条</span>
          <a href={at('/analysis/withheld', frame)}>逐件自查</a>
        </p>
        {byOutcome.length > 0 && (
          <table class="plain">
            <caption class="unseen">本年度不予公开、部分公开的申请，按理由</caption>
            <TableHead names={['结果', '件数']} />
            <tbody>
              {byOutcome.map(({ outcome, zh, n }) => (
                <tr key={outcome}>
                  <th scope="row">{zh}</th>
                  <td class="figure">
                    <Count frame={frame} n={n} of={`outcome.${outcome}`} zh={zh} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section aria-labelledby="often-title" data-part="often">
        <h2 id="often-title">多次申请并已经公开的主题</h2>
        <p>
          {`同一主题有${atLeast}件以上已经予以公开、部分公开的，看其中的信息是否可以纳入主动公开。在申请件页面记录“提议转主动公开”。`}
          <span class="article">条例第四十四条第一款</span>
        </p>
        <nav class="filters no-print" aria-label="至少几件">
          <ul>
            {[2, 3, 5, 10].map((n) => (
              <li key={n}>
                <a
                  href={at('/analysis/work', frame, { atLeast: String(n) })}
                  aria-current={n === atLeast ? 'page' : undefined}
                >{`${n}件以上`}</a>
              </li>
            ))}
          </ul>
        </nav>
        {often.length === 0 ? (
          <p class="empty">没有这样的主题。</p>
        ) : (
          <table class="plain">
            <caption class="unseen">多次申请并已经公开的主题</caption>
            <TableHead names={['主题', '收到', '已经公开、部分公开']} />
            <tbody>
              {often.map(({ name, n, given }) => (
                <tr key={name} data-topic={name}>
                  <th scope="row">{name}</th>
                  <td class="figure">
                    <Count frame={frame} n={n} of={`topic.${name}`} zh={`主题：${name}`} />
                  </td>
                  <td class="figure">
                    <Count frame={frame} n={given} of={`given.${name}`} zh={`主题：${name}，已经公开、部分公开`} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </AnalysisFrame>
  )
}
