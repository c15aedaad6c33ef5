/** Small comforts over forms that work without them: one submission a form, a local draft, a summary, printing. */

for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) return event.preventDefault()
    // What answers with a file leaves the page, and may be asked for again.
    if (form.method !== 'post' || 'again' in form.dataset) return
    form.dataset.sent = 'yes'
    const button = event.submitter
    if (!(button instanceof HTMLButtonElement)) return
    button.setAttribute('aria-disabled', 'true')
    if (button.dataset.busy) {
      button.dataset.said = button.textContent
      button.textContent = button.dataset.busy
    }
  })
}

// The page may come back from the browser's memory with its forms marked as sent.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent
  for (const button of document.querySelectorAll('button[aria-disabled]')) {
    button.removeAttribute('aria-disabled')
    if (button.dataset.said) button.textContent = button.dataset.said
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

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

/** Only what is asked for is kept: computers are shared, and identity numbers do not belong in a browser's store. */
const WEEK = 604_800_000
const KEPT = ['agency', 'title', 'description', 'documentNumber', 'form', 'delivery']
/** Text that somebody typed; the others always have a value. */
const TYPED = ['title', 'description', 'documentNumber']

const drafted = document.querySelector('form[data-draft]')
if (drafted) {
  const key = `draft:${drafted.dataset.draft}`
  const note = drafted.querySelector('[data-draft-note]')
  const control = (name) => drafted.elements.namedItem(name)
  const told = drafted.querySelector('[data-draft-saved]')
  const came = document.querySelector('[data-errors]')
  const saved = read(key)
  if (saved?.until > Date.now() && !came && !control('title').value && !control('description').value) {
    for (const name of KEPT) if (saved[name]) control(name).value = saved[name]
    note.hidden = false
  }
  note.querySelector('[data-draft-clear]').addEventListener('click', () => {
    write(key, null)
    for (const name of TYPED) control(name).value = ''
    told.hidden = true
    note.hidden = true
    control('title').focus()
  })
  drafted.addEventListener('input', () => {
    if (!TYPED.some((name) => control(name).value)) return
    const saved = { until: Date.now() + WEEK, ...Object.fromEntries(KEPT.map((name) => [name, control(name).value])) }
    if (!write(key, saved)) return
    told.textContent = `${told.dataset.draftSaved} ${new Date().toTimeString().slice(0, 5)}`
    told.hidden = false
  })
}

// Questions that another answer makes idle step back; what is hidden is not sent.
for (const form of new Set([...document.querySelectorAll('form [data-when]')].map((part) => part.closest('form')))) {
  const show = () => {
    for (const part of form.querySelectorAll('[data-when]')) {
      const asked = part.dataset.is.split(' ').includes(form.elements.namedItem(part.dataset.when)?.value)
      part.hidden = !asked
      for (const control of part.querySelectorAll('input, select, textarea')) control.disabled = !asked
    }
  }
  form.addEventListener('change', show)
  show()
}

// A receipt on the page means the draft has arrived.
if (document.querySelector('[data-receipt]')) write('draft:application', null)

const summary = document.querySelector('[data-summary]')
if (summary) {
  const form = document.getElementById(summary.dataset.summary)
  const ofControl = (field) => [
    field.labels[0].innerText.split('（')[0],
    field.selectedOptions ? field.selectedOptions[0]?.text : field.value,
  ]
  const ofRadios = (name) => {
    const chosen = form.querySelector(`[name="${name}"]:checked`)
    return [chosen?.closest('fieldset').querySelector('legend').firstChild.textContent, chosen?.labels[0].innerText]
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

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

function write(key, value) {
  try {
    if (value) localStorage.setItem(key, JSON.stringify(value))
    else localStorage.removeItem(key)
    return true
  } catch {
    return false // a browser that keeps nothing still sends the form
  }
}
