/** 阅读提示: what may help whoever reads a new application, each with its reason. None of it decides anything. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { Beside, HintsView } from '../hints/gather.ts'

type Props = { viewer: Viewer; csrf: string; view: HintsView }

export function HintsPage({ viewer, csrf, view }: Props) {
  const { id, title, number, hints, earlier, similar, nth, released } = view
  return (
    <StaffPage title={`阅读提示 ${number}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={`/cases/${encodeURIComponent(id)}`}>{number}</a>
      </p>
      <h1>阅读提示</h1>
      <p class="lead">{title}</p>
      <p class="hint">以下只是提示，各有理由，由您判断。</p>
      <section aria-labelledby="of-words">
        <h2 id="of-words">内容</h2>
        {hints.length === 0 && <p>内容上没有需要特别留意的。</p>}
        <ul>
          {hints.map(({ about, says, article, because }) => (
            <li key={about + says} data-hint={about}>
              <p class="description">
                {says} <span class="article">{article}</span>
              </p>
              {because.length > 0 && <p class="hint">{`因为写有：${because.join('、')}`}</p>}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="of-applicant">
        <h2 id="of-applicant">同一申请人</h2>
        <p data-nth={nth}>
          {`本件是该申请人这个自然月的第${nth}件。`}
          {nth > 1 && '收费、是否明显超过合理范围，由您判断。'} <span class="article">条例第三十五条、第四十二条</span>
        </p>
        <Cases cases={earlier.cases} none="没有查到该申请人的其他申请，或者申请人没有写证件号码。" />
        {earlier.count > earlier.cases.length && <p class="hint">{`共${earlier.count}件，列出最近的。`}</p>}
      </section>
      <section aria-labelledby="of-matter">
        <h2 id="of-matter">相同、相近的申请</h2>
        <Cases cases={similar.cases} none="没有查到别人的相近申请。" />
        {similar.words && <p class="hint">{`按“${similar.words}”查找。`}</p>}
      </section>
      <section aria-labelledby="of-public">
        <h2 id="of-public">可能已经公开</h2>
        {released.length === 0 ? (
          <p>已公开信息中没有查到。</p>
        ) : (
          <>
            <p class="hint">
              已经主动公开的，告知获取的方式和途径。<span class="article">条例第三十六条第（一）项</span>
            </p>
            <ul>
              {released.map(({ id, title, on }) => (
                <li key={id} data-released={id}>
                  <a class="offered" href={`/released/${id}`}>
                    {title}
                  </a>
                  {`　${inChinese(on)}公布`}
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section aria-labelledby="of-lessons">
        <h2 id="of-lessons">以往的教训</h2>
        <p>
          <a class="offered" href="/examples">
            案例分析
          </a>
          按办理结果列出例子、评析和应当吸取的教训。
        </p>
      </section>
    </StaffPage>
  )
}

function Cases({ cases, none }: { cases: readonly Beside[]; none: string }) {
  if (cases.length === 0) return <p>{none}</p>
  return (
    <ul>
      {cases.map(({ id, number, title, on, stands, same }) => (
        <li key={id} data-beside={id}>
          <a class="offered" href={`/cases/${encodeURIComponent(id)}`}>
            {`${number}　${title}`}
          </a>
          {`　${[on && inChinese(on), stands, same && '标题相同'].filter(Boolean).join('，')}`}
        </li>
      ))}
    </ul>
  )
}
