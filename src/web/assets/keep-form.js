/** What citizens type is kept on the server at each pause; a narrow screen gets the application form in steps. */

const PAUSE = 700 // ms after the last key
const AGAIN = 15_000 // ms after a failure
const NARROW = '(max-width: 47.99em)'

// Before anything is typed, with what a link asks for: who wants it on one page all the same says so by a link. Steps need a cookie.
const { steps } = document.querySelector('form[data-steps]')?.dataset ?? {}
if (steps && navigator.cookieEnabled && matchMedia(NARROW).matches && !location.hash)
  location.replace(steps + location.search)

if (navigator.cookieEnabled) for (const form of document.querySelectorAll('form[data-kept]')) keeps(form)

function keeps(form) {
  const says = form.querySelector('[data-saved]')
  let waiting
  let isBehind = false
  let sent = ''
  let underWay

  const soon = (after = PAUSE) => {
    isBehind = true
    clearTimeout(waiting)
    waiting = setTimeout(keep, after)
  }
  form.addEventListener('input', () => soon())
  // A field that is left, a list that is chosen from: nobody writes on.
  form.addEventListener('change', () => soon(0))
  form.addEventListener('submit', () => {
    clearTimeout(waiting)
    isBehind = false
    underWay?.abort() // the form itself brings all of it
  })
  document.addEventListener('visibilitychange', () => document.hidden && keep(true))
  addEventListener('beforeunload', () => keep(true))
  addEventListener('pagehide', () => keep(true))

  async function keep(leaving) {
    if (!isBehind) return
    clearTimeout(waiting)
    isBehind = false
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
    if (String(body) === sent) return
    sent = String(body)
    underWay = new AbortController()
    const { signal } = underWay
    try {
      const answer = await fetch(form.dataset.kept, { method: 'POST', body, signal, keepalive: leaving === true })
      // Filed, thrown away or gone on with elsewhere: to try again is no use.
      if (answer.status === 410 || answer.status === 409)
        return says && tell(says.dataset.ended ?? says.dataset.notSaved)
      if (!answer.ok) throw answer.status
      if (says) tell(`${says.dataset.saved} ${new Date().toTimeString().slice(0, 5)}`)
    } catch {
      if (signal.aborted) return
      sent = ''
      if (says) tell(says.dataset.notSaved)
      soon(AGAIN)
    }
  }

  function tell(text) {
    if (says.textContent !== text) says.textContent = text
  }
}
