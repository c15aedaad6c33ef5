/** 定期分析报告 as text: read with its figures as links, and written. */

import { at } from '../../people/pages/yearly-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField } from '../../web/parts/field.tsx'
import { PersonalPlaces } from '../../web/parts/personal.tsx'
import type { Piece } from '../linked.ts'
import type { DraftView, Frame } from '../views.ts'
import { AnalysisFrame } from './frame.tsx'
import { History } from './history.tsx'

type Props = { frame: Frame; view: DraftView }

export function DraftPage({ frame, view: { title, isFresh, lines, places, figures, history, form } }: Props) {
  return (
    <AnalysisFrame frame={frame} path="/analysis/report" title={title}>
      <p class="lead no-print">
        {isFresh ? '按现在的数字生成，还没有保存过。' : '最近保存的文字。点数字看是哪些申请。'}
        <a href={at('/api/v1/reports/analysis.docx', frame)}>下载 DOCX</a>
      </p>
      <PersonalPlaces places={places} before="导出" />
      <article class="analysis-text">
        {lines.map((pieces, i) => (
          <Line key={`${i} ${pieces[0]?.text}`} frame={frame} pieces={pieces} />
        ))}
      </article>
      {frame.mayKeep && (
        <form method="post" action={at('/analysis/report', frame)} class="stack texts no-print">
          <h2>修改文字</h2>
          <ErrorSummary form={form} labels={{ text: '报告文字' }} />
          <input type="hidden" name="csrf" value={frame.csrf} />
          <input type="hidden" name="from" value={form.values.from ?? '0'} />
          <AreaField
            name="text"
            label="报告文字"
            form={form}
            rows={24}
            help="“{{收到申请=12}}”这样的是数字的名称和数值，报告中只显示数值，点击可以看是哪些申请：改动文字时整个保留；只写名称的，保存时填入现在的数值。"
          />
          <details class="fold">
            <summary>{`可以引用的数字（${figures.length}）`}</summary>
            <ul class="plain-list">
              {figures.map(({ name, now }) => (
                <li key={name}>{`{{${name}=${now}}}`}</li>
              ))}
            </ul>
          </details>
          <button class="primary" type="submit">
            保存
          </button>
        </form>
      )}
      <History lines={history} />
    </AnalysisFrame>
  )
}

const HEADING = /^[一二三四五六七八九十]{1,3}、/

function Line({ frame, pieces }: { frame: Frame; pieces: readonly Piece[] }) {
  if (pieces.length === 0) return null
  if (HEADING.test(pieces[0]!.text) && pieces.length === 1) return <h2>{pieces[0]!.text}</h2>
  return (
    <p>
      {pieces.map(({ text, of, now }, i) =>
        of === undefined ? (
          text
        ) : (
          <span key={`${i} ${of}`}>
            <a href={at('/analysis/cases', frame, { of })}>{text}</a>
            {now !== undefined && <em class="moved no-print">{`（现为${now}）`}</em>}
          </span>
        ),
      )}
    </p>
  )
}
