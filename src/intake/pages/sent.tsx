/** The receipt of what the applicant sent: what came, when, and the digests that prove it; one sheet when printed. */
import type { ComponentChildren } from 'preact'
import { Page } from '../../web/page.tsx'
import { onDayAt, size } from '../../web/parts/format.ts'
import { Letterhead } from '../../web/parts/letterhead.tsx'
import { Proof } from '../../web/parts/proof.tsx'
import { Verbatim } from '../../web/parts/sentence.tsx'
import type { Visit } from '../../web/visit.ts'
import type { Words } from '../../web/words/zh.ts'
import type { SentSlip } from '../sent-here.ts'
import type { SentHere } from '../views.ts'

type Props = { visit: Visit; slip: SentSlip; receipt: string; number: string | null; agency: string }

export function SentPage({ visit, slip, receipt, number, agency }: Props) {
  const { words } = visit
  const { tracking } = words
  const say = words.account.following.sent
  const title = say.slip
  return (
    <Page title={title} visit={visit}>
      <div class="column receipt">
        <Letterhead name={agency} />
        <h1>{title}</h1>
        <p class="lead">{say.lead}</p>
        <dl class="pairs">
          <Pair name={say.what}>{say.of[slip.type]}</Pair>
          <Pair name={say.at}>{onDayAt(slip.at, words.day)}</Pair>
          <Pair name={tracking.receipt}>{receipt}</Pair>
          {number && (
            <Pair name={tracking.number}>
              <Verbatim>{number}</Verbatim>
            </Pair>
          )}
          {slip.text && (
            <Pair name={say.text}>
              <Verbatim>{slip.text.said}</Verbatim>
            </Pair>
          )}
          {slip.files.map(({ id, name, size: bytes }) => (
            <Pair key={id} name={say.file}>
              <Verbatim>{name}</Verbatim> {size(bytes)}
            </Pair>
          ))}
        </dl>
        <Proof words={words}>
          <dl class="pairs">
            {slip.text && (
              <Pair name={say.textDigest}>
                <code>{slip.text.sha256}</code>
              </Pair>
            )}
            {slip.files.map(({ id, name, sha256 }) => (
              <Pair key={id} name={say.file}>
                <Verbatim>{name}</Verbatim>
                <br />
                <code>{sha256}</code>
              </Pair>
            ))}
            <Pair name={say.entry}>
              <code>{slip.hash}</code>
            </Pair>
          </dl>
          <p class="hint">{say.digestHelp}</p>
        </Proof>
        <p class="buttons no-print">
          <a class="button" href={`${words.root}track/${encodeURIComponent(receipt)}`}>
            {words.receipt.track}
          </a>
          <button type="button" data-print hidden>
            {words.site.print}
          </button>
        </p>
      </div>
    </Page>
  )
}

const Pair = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** On the page of the application: each with its day and the way to its receipt. */
export function SentList({
  sent = [],
  own,
  words,
}: {
  sent?: readonly SentHere[] | undefined
  own: string
  words: Words
}) {
  const say = words.account.following.sent
  if (sent.length === 0) return null
  return (
    <section aria-labelledby="sent-title">
      <h2 id="sent-title">{say.title}</h2>
      <ul class="letters">
        {sent.map(({ position, type, at }) => (
          <li key={position}>
            <a href={`${own}/sent/${position}`}>{say.slipOf({ what: say.of[type] })}</a>
            <p class="hint">{onDayAt(at, words.day)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
