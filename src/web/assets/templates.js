/** Writing a template: faults are shown while it is written, blanks are put in at a touch, nothing is lost by leaving. */

const form = document.querySelector('form[data-check]')
const source = form.elements.namedItem('source')
const status = document.querySelector('[data-checked]')
const faults = document.querySelector('[data-faults]')
const findings = document.querySelector('[data-findings]')
const sample = document.querySelector('[data-sample]')
const PAUSE = 350 // ms after the last key: a sentence is not checked letter by letter

let waiting
let latest = 0
const first = source.value

source.addEventListener('input', () => {
  clearTimeout(waiting)
  waiting = setTimeout(check, PAUSE)
})

async function check() {
  const turn = ++latest
  try {
    const answer = await fetch('/api/v1/templates/check', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        template: form.dataset.check,
        source: source.value,
        csrf: form.elements.namedItem('csrf').value,
      }),
    })
    if (!answer.ok) throw new Error(String(answer.status))
    const verdict = await answer.json()
    if (turn === latest) show(verdict)
  } catch {
    if (turn === latest) status.textContent = '现在不能核对，保存时再核对。'
  }
}

function show(verdict) {
  const count = verdict.faults.length
  const errors = verdict.findings.filter(({ severity }) => severity === 'error').length
  if (count) status.textContent = `有 ${count} 处要改。`
  else if (errors) status.textContent = `样例可以成文，但有 ${errors} 处必须改正：可以保存，不能提交、批准。`
  else status.textContent = '✓ 没有发现必须改正的问题，样例可以成文。'
  faults.replaceChildren(...verdict.faults.map(asItem))
  findings.replaceChildren(...verdict.findings.map(asFinding))
  if (count) source.setAttribute('aria-invalid', 'true')
  else source.removeAttribute('aria-invalid')
  sample.toggleAttribute('data-old', count > 0) // the sample of the last whole text stays, marked
  if (count) return
  sample.previousElementSibling.hidden = sample.previousElementSibling.matches('.empty')
  sample.replaceChildren(
    ...verdict.sample.map(({ text, part }) => {
      const line = document.createElement('p')
      line.className = part
      line.textContent = text
      return line
    }),
  )
}

function asFinding({ severity, text }) {
  const item = document.createElement('li')
  const kind = document.createElement('b')
  kind.textContent = severity === 'error' ? '必须改正：' : '请核对：'
  if (severity !== 'error') item.className = 'asks'
  item.append(kind, text)
  return item
}

function asItem({ line, message }) {
  const item = document.createElement('li')
  if (line) {
    const go = document.createElement('button')
    go.type = 'button'
    go.className = 'plain'
    go.textContent = `第${line}行`
    go.addEventListener('click', () => goTo(line))
    item.append(go, ' ')
  }
  item.append(message)
  return item
}

/** Selects the line and brings it into view; lines wrap, so its place is measured, not counted. */
function goTo(line) {
  const lines = source.value.split('\n')
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
  source.focus()
  source.setSelectionRange(start, start)
  source.blur()
  source.focus() // browsers scroll to the caret when it comes into focus
  source.setSelectionRange(start, start + lines[line - 1].length)
}

document.querySelector('[data-insert-hint]').hidden = false
for (const code of document.querySelectorAll('[data-insert]')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'plain'
  button.textContent = code.textContent
  button.addEventListener('click', () => {
    source.setRangeText(code.dataset.insert, source.selectionStart, source.selectionEnd, 'end')
    source.focus()
    source.dispatchEvent(new Event('input'))
  })
  code.replaceChildren(button)
}

addEventListener('beforeunload', (event) => {
  if (source.value !== first && !form.dataset.sent) event.preventDefault()
})

check()
