/** The way into the account and out of it: the address, the code, and what stays after it was deleted. */
import { PasskeyForm, SCRIPTS } from '../../people/pages/passkey-form.tsx'
import { Page } from '../../web/page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'
import type { Words } from '../../web/words/zh.ts'

type Props = { visit: Visit; form: FormState }

type Ways = {
  /** No mail server is set, so that no code would arrive. */
  mailWaits?: boolean
  /** Browsers make keys for this host. */
  passkeys?: boolean
  /** Citizens may come by an identity provider. */
  provider?: boolean
  /** What just became of another way in, by its name. */
  said?: string | undefined
}

export function AddressPage({ visit, form, mailWaits = false, passkeys, provider, said }: Props & Ways) {
  const { words } = visit
  const { account: say, site } = words
  return (
    <Page title={say.title} visit={visit} faulty={form.errors.length > 0} scripts={passkeys ? SCRIPTS : []}>
      <div class="column">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        <Said words={words} said={said} />
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
        {provider && (
          <p>
            <a class="button" href={`${words.root}account/oidc`}>
              {say.identity.use}
            </a>
          </p>
        )}
        {passkeys && (
          <PasskeyForm
            {...{ action: `${words.root}account/passkey`, label: say.passkeys.use, failed: say.passkeys.failed }}
            fields={{}}
          />
        )}
        <p>
          <a href={`${words.root}track`}>{site.track}</a>
        </p>
      </div>
    </Page>
  )
}

/** What just became of a device, an identity or a request. */
export function Said({ words, said = '' }: { words: Words; said?: string | undefined }) {
  const sentences: Readonly<Record<string, string>> = words.account.said
  if (!Object.hasOwn(sentences, said)) return null
  return (
    <p class="note" role="status" data-said={said}>
      {sentences[said]}
    </p>
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
