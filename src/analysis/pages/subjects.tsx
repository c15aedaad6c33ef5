/** Topics and areas of an agency with the words that find them: changed, added, taken away, each saving kept. */

import { at } from '../../people/pages/yearly-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, RadioField, TextField } from '../../web/parts/field.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { KINDS, type Kind } from '../kinds.ts'
import type { Frame, SubjectsView } from '../views.ts'
import { AnalysisFrame } from './frame.tsx'
import { History } from './history.tsx'

type Props = { frame: Frame; view: SubjectsView }

const LABELS = { kind: '类别', name: '名称', words: '词语' }

export function SubjectsPage({ frame, view: { subjects, history, form } }: Props) {
  return (
    <AnalysisFrame frame={frame} path="/analysis/subjects" title="主题和区域">
      <p class="lead">
        申请的标题或者内容中有其中一个词语的，归入这个主题、区域。各机关各自设置，改动立即用于所有年度。
      </p>
      {(Object.keys(KINDS) as Kind[]).map((kind) => (
        <List key={kind} kind={kind} subjects={subjects.filter((one) => one.kind === kind)} />
      ))}
      {frame.mayKeep && frame.agency !== 'all' && (
        <form method="post" action={at('/analysis/subjects', frame)} class="form no-print">
          <h2>修改、新增</h2>
          <ErrorSummary form={form} labels={LABELS} />
          <input type="hidden" name="csrf" value={frame.csrf} />
          <RadioField name="kind" label={LABELS.kind} choices={KINDS} form={form} />
          <TextField
            name="name"
            label={LABELS.name}
            form={form}
            help="已有的名称是修改，新的名称是新增。"
            width="short"
          />
          <AreaField
            name="words"
            label={LABELS.words}
            form={form}
            rows={4}
            optional="不填的，不再使用这个主题、区域"
            help="每个词两个字以上，用顿号、逗号、空格或者换行分开。"
          />
          <button class="primary" type="submit">
            保存
          </button>
        </form>
      )}
      <History lines={history} />
    </AnalysisFrame>
  )
}

function List({ kind, subjects }: { kind: Kind; subjects: SubjectsView['subjects'] }) {
  return (
    <section aria-labelledby={`${kind}-title`}>
      <h2 id={`${kind}-title`}>{KINDS[kind]}</h2>
      {subjects.length === 0 ? (
        <p class="empty">{`还没有设${KINDS[kind]}。`}</p>
      ) : (
        <table class="plain">
          <caption class="unseen">{KINDS[kind]}</caption>
          <TableHead names={['名称', '词语']} />
          <tbody>
            {subjects.map(({ name, words }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{words.join('、')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
