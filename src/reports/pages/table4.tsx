/** Table 4 in the layout of the format: one row of fifteen figures. */
import { type Table4 as Figures, PROCEEDING_NAMES, RESULT_NAMES, RESULTS } from '../shape.ts'

export function Table4({ table4 }: { table4: Figures }) {
  return (
    <div>
      <h2 id="table4-title">四、政府信息公开行政复议、行政诉讼情况</h2>
      <section class="wide" tabindex={0} aria-labelledby="table4-title">
        <table class="report broad">
          <caption class="unseen">表四</caption>
          <thead>
            <tr>
              <th scope="colgroup" colspan={5} rowspan={2}>
                行政复议
              </th>
              <th scope="colgroup" colspan={10}>
                行政诉讼
              </th>
            </tr>
            <tr>
              <th scope="colgroup" colspan={5}>
                未经复议直接起诉
              </th>
              <th scope="colgroup" colspan={5}>
                复议后起诉
              </th>
            </tr>
            <tr>
              {PROCEEDING_NAMES.flatMap((proceeding) =>
                RESULT_NAMES.map((result) => (
                  <th key={`${proceeding} ${result}`} scope="col">
                    {RESULTS[result]}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            <tr>
              {PROCEEDING_NAMES.flatMap((proceeding) =>
                RESULT_NAMES.map((result) => (
                  <td key={`${proceeding} ${result}`} class="figure" data-cell={`${proceeding}.${result}`}>
                    {table4[proceeding][result]}
                  </td>
                )),
              )}
            </tr>
          </tbody>
        </table>
      </section>
      <p class="hint no-print">
        一审、二审为一件，以最后的结果为准。各件列在<a href="/remedies">复议诉讼台账</a>。
      </p>
    </div>
  )
}
