/** While the title of a request is typed: what is already public and may be the very thing, at most three lines. */

const slot = document.querySelector('[data-suggest]')
const title = slot?.closest('form')?.elements.namedItem('title')
const PAUSE = 400 // ms: people stop between words, not between strokes
const LEAST = 4 // characters: fewer fit everything

if (title) {
  const status = slot.querySelector('[role="status"]')
  const list = slot.querySelector('ul')
  let lastQuery = ''
  let lastIds = ''
  let timer
  let running

  const ask = async () => {
    // A long row of digits is somebody's number and has no place in an address.
    const query = title.value
      .replace(/\d{7,}/g, ' ')
      .trim()
      .slice(0, 100)
      .toWellFormed()
    if (query === lastQuery) return
    lastQuery = query
    running?.abort()
    if ([...query].length < LEAST) return show([])
    running = new AbortController()
    try {
      const answer = await fetch(`${slot.dataset.suggest}?${new URLSearchParams({ like: query })}`, {
        signal: running.signal,
      })
      if (answer.ok) show((await answer.json()).released)
    } catch {
      // Without an answer the form is as good as it was.
    }
  }

  /** The same lines are not announced twice. */
  const show = (items) => {
    const ids = items.map(({ id }) => id).join()
    if (ids === lastIds) return
    lastIds = ids
    status.textContent = items.length > 0 ? slot.dataset.intro : ''
    list.hidden = items.length === 0
    list.replaceChildren(...items.map(line))
  }

  const line = ({ id, title: text, agency }) => {
    const item = document.createElement('li')
    const link = Object.assign(document.createElement('a'), {
      href: `${slot.dataset.room}/${id}`,
      target: '_blank',
      rel: 'noopener',
      lang: 'zh-CN',
      textContent: text,
    })
    const by = Object.assign(document.createElement('small'), { lang: 'zh-CN', textContent: ` ${agency.name}` })
    item.append(link, by)
    return item
  }

  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE)
  }
  // Half-written Chinese is Latin letters.
  title.addEventListener('input', (event) => event.isComposing || soon())
  title.addEventListener('compositionend', soon)
  ask()
}
