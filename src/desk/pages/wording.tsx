/** 以往的措辞 and 标准理由, by outcome: what the letter asks for, how the agency said it before, and examples of what went wrong. */
import { OUTCOMES } from '../../../workflows/disclosure/vocabulary.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { WordingView } from '../hints/wording.ts'

type Props = { viewer: Viewer; csrf: string; view: WordingView }

export function WordingPage({ viewer, csrf, view: { id, number, outcome, templates, earlier } }: Props) {
  const at = `/cases/${encodeURIComponent(id)}`
  return (
    <StaffPage title={`以往的措辞 ${number}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={at}>{number}</a>
      </p>
      <h1>以往的措辞</h1>
      <nav class="filters no-print" aria-label="办理结果">
        <ul>
          {Object.entries(OUTCOMES).map(([name, { zh }]) => (
            <li key={name}>
              <a href={`${at}/wording?outcome=${name}`} aria-current={name === outcome ? 'page' : undefined}>
                {zh}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {!outcome && <p>请选择办理结果。</p>}
      {outcome && (
        <>
          <section aria-labelledby="asked">
            <h2 id="asked">文书要写什么</h2>
            {templates.length === 0 && <p>这一结果没有专用的文书。</p>}
            {templates.map(({ id, title, asks }) => (
              <div key={id} data-template={id}>
                <p>
                  <a class="offered" href={`/templates/${id}`}>
                    {`《${title}》`}
                  </a>
                </p>
                <ul>
                  {asks.map(({ label, help }) => (
                    <li key={label}>
                      <b>{label}</b>
                      {help && `　${help}`}
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </section>
          <section aria-labelledby="earlier">
            <h2 id="earlier">本机关以往怎样写</h2>
            <p class="hint">只作参考。事实不同，理由就不同；不要把别的案件中的姓名、名称带过来。</p>
            {earlier.length === 0 && <p>没有这一结果的答复。</p>}
            {earlier.map(({ id, number, title, said }) => (
              <article key={id} data-earlier={id}>
                <h3>
                  <a class="offered" href={`/cases/${encodeURIComponent(id)}`}>{`${number}　${title}`}</a>
                </h3>
                {said.map(({ label, text }) => (
                  <p key={label} class="description">
                    <b>{label}</b>
                    {`　${text}`}
                  </p>
                ))}
              </article>
            ))}
          </section>
          <p>
            <a class="offered" href={`/examples?outcome=${outcome}`}>{`“${OUTCOMES[outcome].zh}”的案例分析`}</a>
          </p>
        </>
      )}
    </StaffPage>
  )
}
