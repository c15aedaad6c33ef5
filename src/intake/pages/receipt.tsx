/** Shown once after submission: two numbers large enough to photograph, and what happens next. */
import { Page } from '../../web/page.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { Letterhead } from '../../web/parts/letterhead.tsx'
import { Phone } from '../../web/parts/phone.tsx'
import { AgencyName, Sentence, Verbatim } from '../../web/parts/sentence.tsx'
import type { AgencyView } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'
import type { Words } from '../../web/words/zh.ts'
import type { ToldWhere } from '../told-where.ts'
import { Leave } from './leave.tsx'

type Props = {
  visit: Visit
  receipt: string
  /** Undefined once the receipt was left: it is shown once. */
  enquiryCode: string | undefined
  submittedAt: string
  agency: AgencyView
  /** How receipt is fixed for the channel that was used; in the reader's language. */
  channelNote: string
  /** Until when the office gets in touch; null where nothing is to be confirmed any more. */
  contactBy?: string | null
  /** Null where notices are mailed. */
  where: ToldWhere | null
  /** Files that were refused, each with its reason. */
  refusedFiles?: string | undefined
  /** What no font has of what was written. */
  unprinted?: string | undefined
  /** It is the answer to the posting itself, as the browser keeps no cookie: nothing opens it again. */
  cookieless?: boolean
}

export function ReceiptPage(props: Props) {
  const { visit, receipt, enquiryCode, submittedAt, agency, channelNote, where, refusedFiles, unprinted } = props
  const { contactBy, cookieless = false } = props
  const { words } = visit
  const { receipt: say } = words
  return (
    <Page title={say.title} visit={visit}>
      <div class="column receipt">
        <Letterhead name={agency.name} />
        <h1>{say.title}</h1>
        <p class="lead">{enquiryCode ? say.lead : say.shown}</p>
        {refusedFiles && (
          <div class="note soon" role="status">
            <p>{say.refusedFiles}</p>
            <p>
              <Verbatim>{refusedFiles}</Verbatim>
            </p>
          </div>
        )}
        {unprinted && <p class="note soon">{unprinted}</p>}
        {cookieless && <p class="note soon">{words.drafts.noCookiesReceipt}</p>}
        <dl class="numbers">
          <div>
            <dt>{say.receipt}</dt>
            <dd data-receipt={receipt}>{receipt}</dd>
          </div>
          {enquiryCode && (
            <div>
              <dt>{say.enquiryCode}</dt>
              <dd data-enquiry-code={enquiryCode}>{enquiryCode}</dd>
            </div>
          )}
        </dl>
        <dl class="pairs">
          <dt>{say.submittedAt}</dt>
          <dd>{onDayAt(submittedAt, words.day)}</dd>
          <dt>{say.agency}</dt>
          <dd>
            <AgencyName agency={agency} /> <Verbatim>{agency.office}</Verbatim>
            <br />
            <Phone number={agency.phone} />
          </dd>
        </dl>
        <h2>{say.next}</h2>
        {channelNote && (
          <p class="note">
            <Sentence>{channelNote}</Sentence>
            {contactBy && (
              <>
                {' '}
                {words.account.following.contactBy({ day: words.dayLong(contactBy) })}
                <a href={`${words.root}track/${encodeURIComponent(receipt)}#act-confirmed`}>{say.confirmNow}</a>
              </>
            )}
          </p>
        )}
        {where && <p class="note">{words.account.following.told[where]}</p>}
        <ol class="counted">
          {say.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p class="buttons no-print">
          <a class="button primary" href={`${words.root}track/${encodeURIComponent(receipt)}`}>
            {say.track}
          </a>
          {!cookieless && (
            <a class="button" href={`${words.root}receipt.pdf`} download>
              {words.filing.pdf}
            </a>
          )}
          {enquiryCode && (
            <a class="button" href={asText(say, receipt, enquiryCode, agency)} download={`${receipt}.txt`}>
              {say.save}
            </a>
          )}
          <button type="button" data-print hidden>
            {words.site.print}
          </button>
        </p>
        <p class="hint">{say.lost}</p>
        {!cookieless && <Leave words={words} />}
      </div>
    </Page>
  )
}

/** The numbers as a small text, kept without asking anybody: it works offline and without a script. */
function asText(say: Words['receipt'], receipt: string, enquiryCode: string, agency: AgencyView): string {
  const lines = [
    `${say.receipt} ${receipt}`,
    `${say.enquiryCode} ${enquiryCode}`,
    `${say.agency} ${agency.name} ${agency.phone}`,
  ]
  return `data:text/plain;charset=utf-8,${encodeURIComponent(`${lines.join('\r\n')}\r\n`)}`
}
