/** While a paper is typed off: what came before of the same applicant, or for the same thing. Never in the way. */

const slot = document.querySelector('[data-similar]')
const form = slot?.closest('form')
const FIELDS = ['idNumber', 'creditCode', 'mailNumber', 'phone', 'name', 'title']
const PAUSE = 600 // ms: people stop between fields, not between strokes

if (form) {
  const status = slot.querySelector('[role="status"]')
  const list = slot.querySelector('ul')
  let lastBody = ''
  let timer
  let running

  const ask = async () => {
    const body = JSON.stringify(Object.fromEntries(FIELDS.map((name) => [name, form.elements.namedItem(name).value])))
    if (body === lastBody) return
    lastBody = body
    running?.abort()
    running = new AbortController()
    try {
      const answer = await fetch(slot.dataset.similar, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: running.signal,
      })
      if (answer.ok) show((await answer.json()).similar)
    } catch {
      // Without an answer the form is as good as it was.
    }
  }

  const show = (lines) => {
    status.textContent = lines.length > 0 ? slot.dataset.intro : ''
    list.hidden = lines.length === 0
    list.replaceChildren(
      ...lines.map(({ href, says }) => {
        const item = document.createElement('li')
        item.append(
          Object.assign(document.createElement('a'), { href, target: '_blank', rel: 'noopener', textContent: says }),
        )
        return item
      }),
    )
  }

  form.addEventListener('input', ({ target, isComposing }) => {
    if (!FIELDS.includes(target.name) || isComposing) return
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE)
  })
  form.addEventListener('compositionend', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE)
  })
}
