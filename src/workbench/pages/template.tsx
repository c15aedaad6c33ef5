/** One document: its words beside a filled sample, the real page, and who changed what and why. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ACTS } from '../standing.ts'
import type { About, ChosenClause, Frame, HistoryLine, ReadLine, Sample, Scope, Which } from '../views.ts'
import { at, named, word } from './links.ts'
import { KINDS, PageFrame, REMEDIES, Reading, SampleText, State, short, Whose, when } from './parts.tsx'

type Props = Frame & {
  about: About
  holds: Which
  history: HistoryLine[]
  reading: ReadLine[]
  chosen: ChosenClause | undefined
  sample: Sample
  pdfUrl: string
  mayEdit: boolean
}

export function TemplatePage(props: Props) {
  const { viewer, csrf, scope, about, holds, history, reading, chosen, sample, pdfUrl, mayEdit } = props
  const { id, title, kind, articles, remedy } = about
  const open = history.filter(({ standing }) => standing === 'draft' || standing === 'submitted')
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={at('/templates', scope)}>文书模板</a>
        <span>{KINDS[kind]}</span>
        <Whose scope={scope} />
      </p>
      <h1>{title}</h1>
      <dl class="line-pairs">
        <Pair name="在用" value={named(holds)} />
        <Pair name="依据" value={articles.map(short).join('；')} />
        <Pair name="救济" value={REMEDIES[remedy]} />
      </dl>
      {open.map(({ version, standing, by }) => (
        <p key={version} class={standing === 'submitted' ? 'note soon' : 'note'}>
          <a href={at(`/templates/${id}/versions/${version}`, scope)}>{named(version)}</a> <State standing={standing} />
          {`，${by}起草。`}
        </p>
      ))}
      <div class="buttons band-top">
        {mayEdit && (
          <a class="button primary" href={at(`/templates/${id}/edit`, scope)}>
            另写一版
          </a>
        )}
        <a class="button" href={at(`/templates/${id}/versions/${word(holds)}`, scope)}>
          用案件预览
        </a>
      </div>
      <div class="draft">
        <section aria-labelledby="words-title">
          <h2 id="words-title">模板</h2>
          <Reading title={title} lines={reading} chosen={chosen} />
        </section>
        <section aria-labelledby="sample-title">
          <h2 id="sample-title">样例（虚构）</h2>
          <SampleText lines={sample} />
        </section>
      </div>
      <div class="draft">
        <section aria-labelledby="page-title">
          <h2 id="page-title">版式</h2>
          <PageFrame url={pdfUrl} title="样例的版式" />
        </section>
        <section aria-labelledby="history-title">
          <h2 id="history-title">历次版本</h2>
          {history.length > 1 && <CompareForm id={id} scope={scope} history={history} from={history[1]!.version} />}
          <History id={id} scope={scope} history={history} />
        </section>
      </div>
    </StaffPage>
  )
}

const Pair = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)

type Kept = { id: string; scope: Scope; history: HistoryLine[] }

/** Chooses two versions to compare; the newer one is the latest unless `to` says otherwise. */
export function CompareForm({
  id,
  scope,
  history,
  from,
  to = history[0]!.version,
}: Kept & { from: Which; to?: Which }) {
  const options = (chosen: Which) =>
    history.map(({ version }) => (
      <option key={word(version)} value={word(version)} selected={version === chosen}>
        {named(version)}
      </option>
    ))
  return (
    <form method="get" action={`/templates/${id}/compare`} class="compare" id="compare">
      {!scope.own && <input type="hidden" name="agency" value={scope.agency.id} />}
      <label>
        从 <select name="from">{options(from)}</select>
      </label>
      <label>
        到 <select name="to">{options(to)}</select>
      </label>
      <button type="submit">比较</button>
    </form>
  )
}

/** Who changed what and why, the newest on top. @param props.root where the addresses of versions begin */
export function History({ id, scope, history, root = '/templates' }: Kept & { root?: string }) {
  return (
    <ol class="timeline" reversed>
      {history.map(({ version, number, standing, by, at: instant, why, basedOn, acts }) => (
        <li key={word(version)} data-version={word(version)}>
          <div class="fact-head">
            <b>
              <a href={at(`${root}/${id}/versions/${word(version)}`, scope)}>{named(version)}</a>
            </b>
            <State standing={standing} />
          </div>
          {version === null ? (
            <p class="hint">{`第${number}版，随系统提供，各机关没有另写时使用。`}</p>
          ) : (
            <>
              <p>{why}</p>
              <p class="hint">{`${by}，${when(instant)}，据${named(basedOn)}起草`}</p>
            </>
          )}
          {acts.map(({ act, day, by: who, at: then, why: reason }) => (
            <p key={act} class="hint">
              {`${ACTS[act]}：${reason}（${who}，${when(then)}${act === 'approved' ? `，自${inChinese(day)}起施行` : ''}）`}
            </p>
          ))}
        </li>
      ))}
    </ol>
  )
}
