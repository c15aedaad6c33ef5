/** The figures of a past year as anybody would read them, and publishing them. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { Kinds } from '../../people/pages/kinds.tsx'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import type { FormState } from '../../web/shapes.ts'
import { zh } from '../../web/words/zh.ts'
import type { Figures } from '../figures.ts'
import type { Bound, Standing } from '../publish.ts'
import { FiguresTables } from './tables.tsx'

type View = {
  agency: string
  name: string
  choices: readonly { agency: string; name: string }[]
  years: readonly number[]
  year: number
  /** None where the year is not over. */
  figures: Figures | undefined
  standing: Standing | undefined
  /** Of a year that may be published: what was published of it before. */
  bound: Bound | undefined
  mayPublish: boolean
  form: FormState
}
type Props = { viewer: Viewer; csrf: string; view: View }

const at = (agency: string, year: number) => `/open-figures?${new URLSearchParams({ agency, year: String(year) })}`

export function OpenFiguresPage({ viewer, csrf, view }: Props) {
  const { agency, name, choices, years, year, figures, standing } = view
  const says = view.bound?.says
  // What may not be published is not shown as if it could be; what was published before may come back.
  const shown = says ? (view.bound?.last ?? figures) : figures
  return (
    <StaffPage title="统计数据" viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <span>统计数据</span>
        <span>{name}</span>
      </p>
      <h1>{`${year}年统计数据`}</h1>
      <Kinds viewer={viewer} path="/open-figures" />
      <nav class="filters no-print" aria-label="年度和机关">
        <ul>
          {years.map((one) => (
            <li key={one}>
              <a href={at(agency, one)} aria-current={one === year ? 'page' : undefined}>
                {`${one}年`}
              </a>
            </li>
          ))}
        </ul>
        {choices.length > 1 && (
          <ul>
            {choices.map((one) => (
              <li key={one.agency}>
                <a href={at(one.agency, year)} aria-current={one.agency === agency ? 'page' : undefined}>
                  {one.name}
                </a>
              </li>
            ))}
          </ul>
        )}
      </nav>
      <p class="lead">
        {standing?.published ? (
          <>
            {`已经公布（${onDayAt(standing.at, inChinese)}），任何人可以在`}
            <a href={`/figures?year=${year}`}>统计数据页面</a>
            {'查看。公布以后数字不随申请件变化。'}
          </>
        ) : says ? (
          '没有公布。'
        ) : (
          '没有公布。下面是公布以后任何人看到的样子：较小的数字和可以推算出它们的数字已经隐去。'
        )}
      </p>
      {says && <p class="note">{`${says}。`}</p>}
      {shown ? (
        !(says && !view.bound?.last) && <FiguresTables figures={shown} words={zh.figures} />
      ) : (
        <p class="empty">这一年度还没有结束。</p>
      )}
      {view.mayPublish && shown && !(says && !view.bound?.last) && <PutOut csrf={csrf} view={view} />}
    </StaffPage>
  )
}

function PutOut({ csrf, view: { agency, year, standing, bound, form } }: Pick<Props, 'csrf' | 'view'>) {
  const isPublic = standing?.published ?? false
  const isAgain = !isPublic && bound?.says != null
  const does = isPublic ? '撤下' : isAgain ? '恢复公布' : '公布'
  return (
    <form method="post" action={`/open-figures?${new URLSearchParams({ agency })}`} class="stack no-print">
      <h2>{does}</h2>
      <ErrorSummary form={form} labels={{ why: '理由' }} />
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="year" value={String(year)} />
      <input type="hidden" name="published" value={isPublic ? 'no' : 'yes'} />
      {isAgain && <input type="hidden" name="again" value="yes" />}
      <TextField
        name="why"
        label="理由"
        form={form}
        help={
          isPublic
            ? '撤下以后公众不能再查看。看到过的人仍然知道；其中有隐去的数字的，再次公布只能是原来的数字。'
            : '例如：按照年度工作要点公布。'
        }
      />
      <button class="primary" type="submit">
        {`${does}${year}年的数据`}
      </button>
    </form>
  )
}
