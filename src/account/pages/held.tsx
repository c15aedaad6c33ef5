/** The copy of somebody's data as a page to read: it stands alone, without addresses of this house, and prints as it is. */
import type { ComponentChildren } from 'preact'
import { html } from '../../web/page.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import type { Words } from '../../web/words/zh.ts'
import type { Held, HeldApplication } from '../held.ts'

/** The whole document. */
export const heldPage = (held: Held, words: Words): string => html(<HeldPage held={held} words={words} />)

function HeldPage({ held, words }: { held: Held; words: Words }) {
  const { data } = words.account
  const { account, applications, notOpened, madeAt } = held
  const when = (instant: string) => onDayAt(instant, words.day)
  return (
    <html lang={words.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{data.page}</title>
      </head>
      <body>
        <main>
          <h1>{data.page}</h1>
          <p>{data.madeAt({ day: when(madeAt) })}</p>
          <p>{data.masked}</p>
          <h2>{data.account}</h2>
          <List
            pairs={[
              [words.account.email, account.email ?? data.none],
              [data.since, when(account.createdAt)],
              [data.visits, account.lastVisits.map(when).join(words.site.also)],
              [data.passkeys, account.passkeys.map(({ name }) => name).join(words.site.also) || data.none],
              [data.identities, String(account.identities)],
            ]}
          />
          <h2>{words.account.list}</h2>
          {applications.length === 0 && <p>{data.none}</p>}
          {applications.map((one) => (
            <Application key={one.receipt} one={one} words={words} when={when} />
          ))}
          {notOpened.length > 0 && (
            <>
              <h2>{data.notOpened}</h2>
              <List pairs={notOpened.map(({ receipt, submittedAt }) => [receipt, when(submittedAt)])} />
            </>
          )}
        </main>
      </body>
    </html>
  )
}

type OneProps = { one: HeldApplication; words: Words; when: (instant: string) => string }

function Application({ one, words, when }: OneProps) {
  const { data } = words.account
  const { receipt, number, agency, title, submittedAt, application, letters, files, satisfaction } = one
  return (
    <section>
      <h3>{title}</h3>
      <List
        pairs={[
          [words.account.receipt, receipt],
          [words.tracking.number, number ?? data.none],
          [data.agency, agency],
          [data.submitted, when(submittedAt)],
          [words.account.letters, letters.map((letter) => letter.title).join(words.site.also) || data.none],
          [data.files, files.map(({ name }) => name).join(words.site.also) || data.none],
          ...(satisfaction ? [[data.satisfaction, String(satisfaction.step)] as [string, string]] : []),
        ]}
      />
      {application === null ? <p>{data.others}</p> : <Tree value={application} />}
    </section>
  )
}

const List = ({ pairs }: { pairs: readonly (readonly [string, ComponentChildren])[] }) => (
  <dl>
    {pairs.map(([name, value]) => (
      <div key={name}>
        <dt>
          <b>{name}</b>
        </dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

/** What the application says, by the names of its fields: the same as in the file for programs. */
function Tree({ value }: { value: unknown }) {
  if (value === null || typeof value !== 'object') return <>{String(value ?? '')}</>
  return (
    <ul>
      {Object.entries(value)
        .filter(([name, one]) => one !== undefined && name !== 'idProof')
        .map(([name, one]) => (
          <li key={name}>
            <b>{name}</b> <Tree value={one} />
          </li>
        ))}
    </ul>
  )
}
