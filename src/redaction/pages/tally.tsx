/** 区分处理清单: which pages, on which ground, in which manner, how many places. To be read and printed; nothing of what was marked. */
import { GROUNDS } from '../../redacting/mark.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { KeptMark } from '../marks.ts'
import { pageAt } from './picture.tsx'
import type { RedactionView } from './view.ts'

type Line = Pick<KeptMark, 'page' | 'ground'> & { manner: string; places: number }

/** Marks of one page, ground and manner together; in the order of the marks, which is that of the pages. */
function linesOf(marks: readonly KeptMark[]): Line[] {
  const lines = new Map<string, Line>()
  for (const { page, ground, instead } of marks) {
    const manner = instead ? '以代称代替' : '涂黑'
    const key = `${page} ${ground} ${manner}`
    const line = lines.get(key) ?? { page, ground, manner, places: 0 }
    lines.set(key, { ...line, places: line.places + 1 })
  }
  return [...lines.values()]
}

export function Tally({ view }: { view: RedactionView }) {
  if (view.marks.length === 0) return null
  return (
    <section aria-labelledby="tally">
      <h2 id="tally">区分处理清单</h2>
      <table class="plain stacked in-line" data-tally>
        <caption class="unseen">各页遮盖的理由、方式和处数</caption>
        <TableHead names={['页', '理由', '方式', '处数']} />
        <tbody>
          {linesOf(view.marks).map(({ page, ground, manner, places }) => (
            <tr key={`${page} ${ground} ${manner}`}>
              <th scope="row">
                <a href={pageAt(view, page)}>{`第${page}页`}</a>
              </th>
              <td data-label="理由">{`${GROUNDS[ground].says}（条例${GROUNDS[ground].article}）`}</td>
              <td data-label="方式">{manner}</td>
              <td data-label="处数">{places}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
