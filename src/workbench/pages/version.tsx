/** One version: what to do about it first, then what it changes, then the real page with the sample or a case. */

import type { DiffLine } from '../../ground/diff.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { Changes } from '../../web/parts/changes.tsx'
import type { About, Preview } from '../views.ts'
import { at, named, word } from './links.ts'
import { Next, type NextProps, Story } from './next.tsx'
import { KINDS, PageFrame, SampleText, State, Whose } from './parts.tsx'

type Props = NextProps & {
  about: About
  lines: DiffLine[]
  mayEdit: boolean
  preview: Preview
}

export function VersionPage(props: Props) {
  const { viewer, csrf, scope, about, line, lines, mayEdit, preview } = props
  const { id, title, kind } = about
  const { version, standing } = line
  return (
    <StaffPage title={`${title} ${named(version)}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={at('/templates', scope)}>文书模板</a>
        <a href={at(`/templates/${id}`, scope)}>{title}</a>
        <span>{KINDS[kind]}</span>
        <Whose scope={scope} />
      </p>
      <h1>
        {named(version)} <State standing={standing} />
      </h1>
      <Next {...props} base={`/templates/${id}/versions/${word(version)}`} />
      {version !== null && <Story line={line} />}
      {version !== null && (
        <section aria-labelledby="changes-title" class="band-top">
          <h2 id="changes-title">{`比${named(line.basedOn)}改了什么`}</h2>
          <Changes lines={lines} around={2} />
          <p class="hint">
            <a href={at(`/templates/${id}/compare`, scope, { from: word(line.basedOn), to: word(version) })}>
              对照全文
            </a>
            {mayEdit && (
              <>
                {' · '}
                <a href={at(`/templates/${id}/edit`, scope, { from: word(version) })}>据此另写一版</a>
              </>
            )}
          </p>
        </section>
      )}
      <Shown {...{ scope, id, line, preview }} />
    </StaffPage>
  )
}

function Shown({ scope, id, line, preview }: Pick<Props, 'scope' | 'line' | 'preview'> & { id: string }) {
  const { asked, found, missing, pdfUrl, text } = preview
  return (
    <section aria-labelledby="preview-title" class="band-top" id="preview">
      <h2 id="preview-title">{found ? `用${found.number}预览` : '用样例预览'}</h2>
      <form method="get" action={`/templates/${id}/versions/${word(line.version)}#preview`} class="compare">
        {!scope.own && <input type="hidden" name="agency" value={scope.agency.id} />}
        <label>
          登记编号或者受理编号
          <input id="case" name="case" value={asked} autocomplete="off" class="middle" />
        </label>
        <button type="submit">用这件预览</button>
        {found && <a href={at(`/templates/${id}/versions/${word(line.version)}`, scope)}>回到样例</a>}
      </form>
      {asked && !found && (
        <p class="note soon" role="alert">
          {`没有编号为“${asked}”的申请，下面是样例。请核对登记编号（如 2026-001）或者受理编号。`}
        </p>
      )}
      {found && (
        <p>
          <a href={`/cases/${found.id}`}>{found.number}</a> {found.title}
        </p>
      )}
      {missing.length > 0 && (
        <p class="note soon">
          {`这一件还没有：${missing.join('、')}。预览中写成〔 〕；正式制作时，缺一项也不能成文。`}
        </p>
      )}
      <div class="draft">
        <SampleText lines={text} />
        <PageFrame url={pdfUrl} title={found ? `用${found.number}预览的版式` : '样例的版式'} />
      </div>
    </section>
  )
}
