/** Around a draft: going on with it on another device, throwing it away, and what is shown once it was filed. */
import { Page } from '../../web/page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { CheckField, TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import type { FormState } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'

type CodeProps = {
  visit: Visit
  /** There is a draft in this browser. */
  isKept: boolean
  /** Many use this device: no draft leaves it or comes to it. */
  isShared?: boolean
  given: { code: string; until: Date } | undefined
  form: FormState
}

/** The code to go on elsewhere, and where it is entered there. */
export function DraftCodePage({ visit, isKept, isShared = false, given, form }: CodeProps) {
  const { words } = visit
  const { root, drafts } = words
  const say = drafts.code
  if (isShared)
    return (
      <Page title={say.title} visit={visit}>
        <div class="column">
          <h1>{say.title}</h1>
          <p class="note">{say.shared}</p>
          <p>
            <a href={`${root}apply`}>{say.back}</a>
          </p>
        </div>
      </Page>
    )
  return (
    <Page title={say.title} visit={visit} faulty={form.errors.length > 0}>
      <div class="column">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        <ErrorSummary {...{ form, words, labels: { code: say.enter, replaces: say.replaces } }} />
        {isKept ? (
          <section class="panel">
            {given && (
              <>
                <dl class="numbers">
                  <div>
                    <dt>{say.is}</dt>
                    <dd data-code>{given.code}</dd>
                  </div>
                </dl>
                <p class="hint">{say.holds({ at: onDayAt(given.until.toISOString(), words.day) })}</p>
              </>
            )}
            <form method="post" action={`${root}apply/code`}>
              <button class={given ? undefined : 'primary'} type="submit">
                {given ? say.again : say.give}
              </button>
            </form>
          </section>
        ) : (
          <p class="note">{say.none}</p>
        )}
        <section>
          <h2>{say.enterTitle}</h2>
          <form method="post" action={`${root}apply/continue`} class="stack" novalidate>
            <TextField
              {...{ name: 'code', label: say.enter, form, help: say.help, width: 'middle', autocomplete: 'off' }}
            />
            {isKept && <CheckField {...{ name: 'replaces', label: say.replaces, form }} />}
            <button type="submit">{say.act}</button>
          </form>
        </section>
        <p>
          <a href={`${root}apply`}>{say.back}</a>
        </p>
      </div>
    </Page>
  )
}

/** Asked once before everything that was written is gone. */
export function DiscardPage({ visit }: { visit: Visit }) {
  const { root, drafts } = visit.words
  const say = drafts.discardPage
  return (
    <Page title={say.title} visit={visit}>
      <div class="column">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        <form method="post" action={`${root}apply/discard`} class="buttons">
          <button class="primary" type="submit">
            {say.act}
          </button>
          <a class="button" href={`${root}apply`}>
            {say.keep}
          </a>
        </form>
      </div>
    </Page>
  )
}

/** Where Back leads from the receipt: nothing is there to be filed a second time. */
export function FiledPage({ visit, receipt }: { visit: Visit; receipt: string }) {
  const { root, drafts } = visit.words
  const say = drafts.filed
  return (
    <Page title={say.title} visit={visit}>
      <div class="column">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead({ receipt })}</p>
        <p class="buttons">
          <a class="button primary" href={`${root}receipt`}>
            {say.receipt}
          </a>
          <a class="button" href={`${root}track/${receipt}`}>
            {say.look}
          </a>
          <a class="button" href={`${root}apply`}>
            {say.another}
          </a>
        </p>
      </div>
    </Page>
  )
}
