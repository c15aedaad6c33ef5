/** What was answered, when, and by what it can be checked: to be printed and kept. */
import { onDayAt, size } from '../../web/parts/format.ts'
import { Proof } from '../../web/parts/proof.tsx'
import { Sentence, Verbatim } from '../../web/parts/sentence.tsx'
import { heedSays } from '../../web/words/heeds.ts'
import type { Words } from '../../web/words/zh.ts'
import { opinionOf } from '../receipt.ts'
import type { Given } from '../views.ts'

type Props = { answer: Given; number: string; words: Words; href: string }

export function AnswerReceipt({ answer, number, words, href }: Props) {
  const say = words.answering
  const opinion = opinionOf(answer)
  return (
    <section aria-labelledby="receipt-title" class="receipt" data-answer={answer.sha256}>
      <h2 id="receipt-title">{say.receipt}</h2>
      {!answer.online && <p class="note">{say.onPaper}</p>}
      <dl class="pairs">
        <div>
          <dt>{say.number}</dt>
          <dd class="figure">{number}</dd>
        </div>
        <div>
          <dt>{say.answeredOn}</dt>
          <dd>{words.day(answer.on)}</dd>
        </div>
        {answer.online && (
          <div>
            <dt>{say.receivedAt}</dt>
            <dd>{onDayAt(answer.at, words.day)}</dd>
          </div>
        )}
        <div>
          <dt>{say.opinion}</dt>
          <dd>
            <b>{say.opinions[opinion]}</b>
          </dd>
        </div>
        <div>
          <dt>{say.reasons}</dt>
          <dd>
            <Verbatim>{answer.reasons}</Verbatim>
          </dd>
        </div>
        {answer.files.length > 0 && (
          <div>
            <dt>{say.files}</dt>
            <dd>
              <ul class="plain-list">
                {answer.files.map((file) => (
                  <li key={file.sha256}>
                    <Verbatim>{file.name}</Verbatim> <span class="hint">{size(file.size)}</span>
                    {file.heed && (
                      <p class="note soon">
                        <Sentence>{heedSays(file, file.heed, 'sender')}</Sentence>
                      </p>
                    )}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
      {(answer.online || answer.files.length > 0) && (
        <Proof words={words}>
          <dl class="pairs">
            {answer.files.map(({ name, sha256 }) => (
              <div key={sha256}>
                <dt>
                  <Verbatim>{name}</Verbatim>
                </dt>
                <dd>
                  <code class="digest">{sha256}</code>
                </dd>
              </div>
            ))}
            {answer.online && (
              <div>
                <dt>{say.hash}</dt>
                <dd>
                  <code class="digest">{answer.sha256}</code>
                </dd>
              </div>
            )}
          </dl>
          {answer.online && <p class="hint">{say.hashHelp}</p>}
        </Proof>
      )}
      {answer.online && (
        <p class="buttons no-print">
          <a class="button" href={href} download={`${number}.txt`}>
            {say.save}
          </a>
          <button type="button" data-print hidden>
            {words.site.print}
          </button>
        </p>
      )}
    </section>
  )
}
