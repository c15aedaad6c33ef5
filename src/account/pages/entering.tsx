/** The way into the account and out of it: the address, the code, and what stays after it was deleted. */
import { Page } from '../../web/page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'

type Props = { visit: Visit; form: FormState }

/** `mailWaits`: no mail server is set, so that no code would arrive. */
export function AddressPage({ visit, form, mailWaits = false }: Props & { mailWaits?: boolean }) {
  const { words } = visit
  const { account: say, site } = words
  return (
    <Page title={say.title} visit={visit} faulty={form.errors.length > 0}>
      <div class="column">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        {mailWaits ? (
          <p class="note">{say.mailWaits}</p>
        ) : (
          <>
            <ErrorSummary form={form} words={words} advice="" />
            <form method="post" action={`${words.root}account`} class="stack" novalidate>
              <TextField
                {...{
                  name: 'email',
                  label: say.email,
                  help: say.emailHelp,
                  form,
                  type: 'email',
                  autocomplete: 'email',
                }}
              />
              <button type="submit" class="primary">
                {say.send}
              </button>
            </form>
          </>
        )}
        <p>
          <a href={`${words.root}track`}>{site.track}</a>
        </p>
      </div>
    </Page>
  )
}

export function CodePage({ visit, form }: Props) {
  const { words } = visit
  const { account: say } = words
  return (
    <Page title={say.codeTitle} visit={visit} faulty={form.errors.length > 0}>
      <div class="column">
        <h1>{say.codeTitle}</h1>
        <p class="lead">{say.codeLead}</p>
        <ErrorSummary form={form} words={words} advice="" />
        <form method="post" action={`${words.root}account/code`} class="stack">
          <TextField
            {...{ name: 'code', label: say.code, help: say.codeHelp, form, inputMode: 'numeric', width: 'short' }}
            autocomplete="one-time-code"
          />
          <button type="submit" class="primary">
            {say.enter}
          </button>
        </form>
        <p class="hint">{say.codeLimit}</p>
        <p>
          <a href={`${words.root}account`}>{say.again}</a>
        </p>
      </div>
    </Page>
  )
}

export function DeletedPage({ visit }: { visit: Visit }) {
  const { words } = visit
  return (
    <Page title={words.account.deleted} visit={visit}>
      <div class="column">
        <h1>{words.account.deleted}</h1>
        <p>{words.account.deletedText}</p>
        <p>
          <a href={words.root}>{words.site.home}</a>
        </p>
      </div>
    </Page>
  )
}
