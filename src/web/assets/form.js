/** Small comforts over forms that work without them: one submission a form, a summary, printing. */

for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) return event.preventDefault()
    // What answers with a file, or on a page of its own, leaves this one, and may be asked for again.
    if (form.method !== 'post' || 'again' in form.dataset || event.submitter?.formTarget === '_blank') return
    form.dataset.sent = 'yes'
    const button = event.submitter
    if (!(button instanceof HTMLButtonElement)) return
    button.setAttribute('aria-disabled', 'true')
    if (button.dataset.busy) {
      button.dataset.label = button.textContent
      button.textContent = button.dataset.busy
    }
  })
}

// The page may come back from the browser's memory with its forms marked as sent.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent
  for (const button of document.querySelectorAll('button[aria-disabled]')) {
    button.removeAttribute('aria-disabled')
    if (button.dataset.label) button.textContent = button.dataset.label
  }
})

// A form half filled in stays as it is when the display changes: the choice is kept and shown without leaving the page.
const look = document.querySelector('form[data-look]')
look?.addEventListener('submit', (event) => {
  const { name } = event.submitter
  const on = event.submitter.getAttribute('aria-pressed') !== 'true'
  event.preventDefault()
  delete look.dataset.sent
  event.submitter.removeAttribute('aria-disabled')
  fetch(look.action, {
    method: 'POST',
    body: new URLSearchParams(new FormData(look, event.submitter)),
    redirect: 'manual',
  })
  document.documentElement.toggleAttribute(`data-${name}`, on)
  event.submitter.setAttribute('aria-pressed', String(on))
  event.submitter.value = on ? 'off' : 'on'
  look.querySelector(`input[name="${name}"]`)?.remove()
  if (on) look.prepend(Object.assign(document.createElement('input'), { type: 'hidden', name, value: 'on' }))
})

document.querySelector('[data-errors]')?.focus()

// Drafts of before lay in the browser, for whoever sat there next.
try {
  localStorage.removeItem('draft:application')
} catch {
  // A browser that keeps nothing has none.
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

// Questions that another answer makes idle step back; what is hidden is not sent.
for (const form of new Set([...document.querySelectorAll('form [data-when]')].map((part) => part.closest('form')))) {
  const show = () => {
    for (const part of form.querySelectorAll('[data-when]')) {
      const applies = part.dataset.is.split(' ').includes(form.elements.namedItem(part.dataset.when)?.value)
      part.hidden = !applies
      for (const control of part.querySelectorAll('input, select, textarea')) control.disabled = !applies
    }
  }
  form.addEventListener('change', show)
  show()
}

const summary = document.querySelector('[data-summary]')
if (summary) {
  const form = document.getElementById(summary.dataset.summary)
  const ofControl = (field) => [
    field.labels[0].innerText.split('（')[0],
    field.selectedOptions ? field.selectedOptions[0]?.text : field.value,
  ]
  const ofRadios = (name) => {
    const radio = form.querySelector(`[name="${name}"]:checked`)
    return [radio?.closest('fieldset').querySelector('legend').firstChild.textContent, radio?.labels[0].innerText]
  }
  const show = () => {
    const lines = []
    for (const name of ['agency', 'name', 'phone', 'title', 'documentNumber', 'form', 'delivery']) {
      const field = form.elements.namedItem(name)
      const [label, text] = field instanceof RadioNodeList ? ofRadios(name) : ofControl(field)
      if (text && label) lines.push([label, text])
    }
    const list = summary.querySelector('dl')
    list.replaceChildren(
      ...lines.flatMap(([label, text]) => {
        const dt = document.createElement('dt')
        const dd = document.createElement('dd')
        dt.textContent = label
        dd.textContent = text
        return [dt, dd]
      }),
    )
    summary.hidden = lines.length === 0
  }
  form.addEventListener('input', show)
  show()
}
