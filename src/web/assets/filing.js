/** Comforts of the application form: joint applicants without a round trip, and hints while the request is written. */

const form = document.querySelector('form.application')

// One block more or less in place; the server numbers them anew when the form arrives.
const together = form?.querySelector('.together')
if (together) {
  const pattern = together.querySelector('template')
  const most = Number(pattern.dataset.together)
  const blocks = () => [...together.querySelectorAll('[data-co]')]
  let last = Math.max(0, ...blocks().map((block) => Number(block.dataset.co)))
  const add = together.querySelector('[name="add"]')
  add?.addEventListener('click', (event) => {
    event.preventDefault()
    if (last >= 99 || blocks().length >= most) return
    last++
    const block = pattern.content.cloneNode(true).firstElementChild
    for (const at of [block, ...block.querySelectorAll('*')])
      for (const { name, value } of [...at.attributes])
        if (value.includes('co0-')) at.setAttribute(name, value.replaceAll('co0-', `co${last}-`))
    block.dataset.co = String(last)
    block.querySelector('[name="removeCo"]').value = String(last)
    pattern.before(block)
    numbered()
    block.querySelector('input').focus()
  })
  together.addEventListener('click', (event) => {
    const button = event.target.closest('[name="removeCo"]')
    if (!button) return
    event.preventDefault()
    button.closest('[data-co]').remove()
    numbered()
    add?.focus()
  })
  const numbered = () => {
    for (const [i, block] of blocks().entries()) {
      const legend = block.querySelector('legend')
      legend.textContent = legend.textContent.replace(/\d+/, String(i + 1))
    }
    if (add) add.hidden = blocks().length >= most
  }
}

// Asked when the writer pauses. Hints never stand in the way: a question that fails is not asked again.
const PAUSE = 1_200 // ms
const hints = form?.querySelector('[data-hints]')
if (hints) {
  const of = (name) => form.elements.namedItem(name)
  let timer
  let lastBody = ''
  const ask = async () => {
    const body = JSON.stringify({
      title: of('title').value,
      description: of('description').value,
      language: document.documentElement.lang,
    })
    if (body === lastBody || of('description').value.trim().length < 8) return
    lastBody = body
    const response = await fetch(hints.dataset.hints, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    }).catch(() => undefined)
    if (!response?.ok || lastBody !== body) return
    const answer = await response.json()
    hints.className = answer.hints.length > 0 ? 'note soon' : ''
    hints.replaceChildren(
      ...answer.hints.map(({ hint, text }) => paragraph(text, hint)),
      ...(answer.hints.length > 0 ? [paragraph(answer.still)] : []),
    )
  }
  for (const name of ['title', 'description'])
    of(name).addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(ask, PAUSE)
    })
  if (of('description').value) ask()
}

function paragraph(text, hint) {
  const element = document.createElement('p')
  element.textContent = text
  if (hint) element.dataset.hint = hint
  return element
}
