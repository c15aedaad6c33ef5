/** 无效件 to be looked at again, below the list of 自查: each with its reason and what speaks against it. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { type Doubted, LOOKED_THROUGH } from '../doubted.ts'

export function DoubtedAsides({ doubted }: { doubted: readonly Doubted[] }) {
  if (doubted.length === 0) return null
  return (
    <section aria-labelledby="doubted-title">
      <h2 id="doubted-title">{`无效件复核（${doubted.length}）`}</h2>
      <p class="hint">
        {`最近${LOOKED_THROUGH}件无效件中，设定过迟，或者来件写有要求提供、公开信息字样的。确属申请的，由登记人员恢复，期限照常计算。`}
        <span class="article">条例第二十九条</span>
      </p>
      <ul class="plain">
        {doubted.map(({ id, receipt, agencyName, title, aside: { on, by, why, doubts } }) => (
          <li key={id} data-doubted={id}>
            <p>
              <a href={`/cases/${encodeURIComponent(id)}`}>{receipt}</a>
              {`　${agencyName}　${title}`}
            </p>
            <p class="hint">{`${by}${inChinese(on)}设为无效件：${why}`}</p>
            {doubts.map((doubt) => (
              <p key={doubt} class="heed" data-doubt>
                <span aria-hidden="true">◇ </span>
                {doubt}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
