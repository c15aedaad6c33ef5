/** Writing a new version: the source at left; what is wrong, the filled sample and the blanks on offer at right. */
import { BLANKS } from '../../documents/index.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Fault } from '../check.ts'
import type { About, ChosenClause, Frame, Said, Sample, Which } from '../views.ts'
import { at, named, word } from './links.ts'
import { Chosen, Findings, SampleText, Whose } from './parts.tsx'

type Props = Frame & {
  about: About
  asks: Readonly<Record<string, { label: string; help: string }>>
  clauses: readonly { id: string; title: string }[]
  from: Which
  chosen: ChosenClause | undefined
  form: FormState
  sample: Sample
  faults: Fault[]
  findings: readonly Said[]
}

const GROUPS: Record<string, string> = {
  agency: '本机关',
  applicant: '申请人',
  case: '申请',
  letter: '文书',
  remedy: '救济',
  assigned: '承办',
  correction: '补正',
  extension: '延期',
  search: '检索',
  lapse: '逾期',
  consultation: '征求意见',
  reasons: '说明理由',
  fee: '收费',
  service: '送达',
}

export function EditPage(props: Props) {
  const { viewer, csrf, scope, about, asks, clauses, from, chosen, form, sample, faults, findings } = props
  const { id, title } = about
  const source = form.values.source ?? ''
  const wrong = form.errors.some(({ field }) => field === 'source')
  return (
    <StaffPage title={`另写一版 ${title}`} viewer={viewer} csrf={csrf} scripts={['templates.js']}>
      <p class="kicker">
        <a href={at('/templates', scope)}>文书模板</a>
        <a href={at(`/templates/${id}`, scope)}>{title}</a>
        <Whose scope={scope} />
      </p>
      <h1>{`据${named(from)}另写一版`}</h1>
      <p class="lead">
        一行就是一段。只有文字、空白和条款，没有条件，没有程序。保存后还不启用：先提交，再由另一人批准。
      </p>
      {chosen && <Chosen chosen={{ ...chosen, follows: false }} />}
      <ErrorSummary form={form} labels={{ why: '修改理由' }} />
      <div class="draft editor">
        <div class="beside">
          <form
            {...{ method: 'post', action: at(`/templates/${id}/versions`, scope), id: 'edit', novalidate: true }}
            data-check={id}
            class="stack"
          >
            <input type="hidden" name="csrf" value={csrf} />
            <input type="hidden" name="from" value={word(from)} />
            <div class={wrong ? 'field wide wrong' : 'field wide'}>
              <label for="source">模板文字</label>
              <p class="hint" id="source-help">
                两行 --- 之间是说明，后面是正文。编号、种类、办理结果与随附版本相同；版本号由系统编。
              </p>
              <textarea
                id="source"
                name="source"
                class="source"
                rows={32}
                required
                spellcheck={false}
                aria-describedby="source-help faults"
                aria-invalid={wrong || undefined}
              >
                {`\n${source}`}
              </textarea>
            </div>
            <AreaField
              {...{ name: 'why', label: '修改理由', form, rows: 3 }}
              help="改了什么，为什么改，依据哪一条。记入历次版本。"
            />
            <div class="buttons">
              <button class="primary" type="submit">
                保存为新版本
              </button>
              <a class="button" href={at(`/templates/${id}`, scope)}>
                不保存
              </a>
            </div>
          </form>
          <Offer asks={asks} clauses={clauses} used={source} />
        </div>
        <div class="beside">
          <Faults faults={faults} findings={findings} source={source} />
          <section aria-labelledby="sample-title">
            <h2 id="sample-title">填好的样例</h2>
            {sample.length === 0 && <p class="empty">改正以后，样例显示在这里。</p>}
            <SampleText lines={sample} live />
          </section>
        </div>
      </div>
    </StaffPage>
  )
}

/** Without a script they are those of the last attempt to save; with one, those of now. */
function Faults({ faults, findings, source }: Pick<Props, 'faults' | 'findings'> & { source: string }) {
  const lines = source.split('\n')
  return (
    <section aria-labelledby="faults-title">
      <h2 id="faults-title">核对</h2>
      <p class="hint" data-checked aria-live="polite">
        {faults.length > 0 ? `有 ${faults.length} 处要改。` : '保存时逐项核对：空白、条款、说明、样例能否成文。'}
      </p>
      <ul class="faults" id="faults" data-faults>
        {faults.map(({ line, message }) => (
          <li key={`${line} ${message}`}>
            {line !== null && <b>{`第${line}行`}</b>} {message}
            {line !== null && lines[line - 1] && <code>{lines[line - 1]!.slice(0, 60)}</code>}
          </li>
        ))}
      </ul>
      <Findings findings={findings} live />
    </section>
  )
}

function Offer({ asks, clauses, used }: Pick<Props, 'asks' | 'clauses'> & { used: string }) {
  const blanks = Object.entries(BLANKS)
  return (
    <section aria-labelledby="offer-title" class="offer">
      <h2 id="offer-title">可用的空白和条款</h2>
      <p class="hint">
        用到的空白要写进 fields；可能为空的，后面加问号，并且单独成段。
        <span data-insert-hint hidden>
          {' 点一下，放到光标处。'}
        </span>
      </p>
      <details class="fold" open={Object.keys(asks).length > 0}>
        <summary>本模板的填写项</summary>
        {Object.keys(asks).length === 0 && <p class="empty">没有。需要拟稿人填写的内容，在 asks 里写。</p>}
        <dl>
          {Object.entries(asks).map(([name, { label, help }]) => (
            <Offered key={name} code={`{{ask.${name}}}`} meaning={`${label}：${help}`} used={used} />
          ))}
        </dl>
      </details>
      <details class="fold">
        <summary>条款</summary>
        <dl>
          {clauses.map(({ id, title }) => (
            <Offered key={id} code={`{{> ${id}}}`} meaning={title} used={used} />
          ))}
        </dl>
      </details>
      {Object.entries(GROUPS).map(([group, name]) => (
        <details key={group} class="fold">
          <summary>{name}</summary>
          <dl>
            {blanks
              .filter(([blank]) => blank.startsWith(`${group}.`))
              .map(([blank, meaning]) => (
                <Offered key={blank} code={`{{${blank}}}`} meaning={meaning} used={used} />
              ))}
          </dl>
        </details>
      ))}
    </section>
  )
}

function Offered({ code, meaning, used }: { code: string; meaning: string; used: string }) {
  return (
    <div>
      <dt>
        <code data-insert={code}>{code}</code>
      </dt>
      <dd>
        {meaning}
        {used.includes(code) && <small> 已用</small>}
      </dd>
    </div>
  )
}
