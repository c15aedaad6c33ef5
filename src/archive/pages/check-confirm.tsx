/** Under a run of the four checks: the form in which people confirm what no program can check. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { RadioField, TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { RunView } from '../checks/runs.ts'
import type { Frame } from '../views.ts'
import { at } from './parts.tsx'

/** `about`: which form came back, `confirm` or `transfer`; `short`: how many cases a state archive does not take as a rule. */
export type CheckProps = {
  frame: Frame
  run: RunView
  mayAct: boolean
  short?: number
  form: FormState
  about?: string | undefined
}
/** What a form shows where another one came back. */
export const NOTHING: FormState = { values: {}, errors: [] }

/** One form for all: each item has its own conclusion and its own word, and those left empty wait. */
export function Confirm({ frame, run, form, about }: CheckProps) {
  const mine = about === 'confirm' ? form : NOTHING
  const waiting = run.items.filter((item) => item.asks && !item.confirmation)
  const prefix = 'confirm-'
  const labels = Object.fromEntries(
    waiting.flatMap(({ code, name }) => [
      [`passed.${code}`, `${code} ${name}的结论`],
      [`why.${code}`, `${code} ${name}怎样检查`],
    ]),
  )
  return (
    <section aria-labelledby="confirm-title">
      <h2 id="confirm-title">人工确认</h2>
      <p>
        下列项目系统不能检测，或者检测到的情况需要人工判断。逐项写明结论和怎样检查，可以一并确认；空着的项目不确认。确认后不能更改；情况有变化的，请重新检测。
      </p>
      <form
        method="post"
        action={at(`/archive/checks/${run.number}/confirmations`, frame.agency.id)}
        class="stack"
        data-act="confirm"
      >
        <ErrorSummary form={mine} prefix={prefix} labels={labels} />
        <input type="hidden" name="csrf" value={frame.csrf} />
        {waiting.map(({ code, name, checked }) => (
          <section key={code} data-confirm={code} aria-labelledby={`confirm-${code}`}>
            <h3 id={`confirm-${code}`}>{`${code} ${name}`}</h3>
            <p class="hint">{checked}</p>
            <RadioField
              {...{ name: `passed.${code}`, label: `${code} 结论`, form: mine, prefix }}
              choices={{ yes: '合格', no: '不合格' }}
            />
            <TextField
              {...{
                name: `why.${code}`,
                label: `${code} 怎样检查，发现什么`,
                form: mine,
                prefix,
                optional: '不确认的可不填',
              }}
            />
          </section>
        ))}
        <button type="submit">确认</button>
      </form>
    </section>
  )
}
