/** Tells before the time of a page is over, politely, and extends it in place: what somebody writes stays as it is. */

const form = document.querySelector('form.session')
const says = form.querySelector('[data-says]')
const time = form.querySelector('[data-time]')
const WARN = 5 // minutes before
const MINUTE = 60_000

let until = Number(form.dataset.until)
let told

const clock = (at) => new Date(at).toTimeString().slice(0, 5)

function look() {
  const left = Math.ceil((until - Date.now()) / MINUTE)
  if (left > WARN) return tell('', undefined)
  // Once when it comes near, once a minute before: a voice that counts every minute is no help.
  const step = left <= 0 ? 'over' : left <= 1 ? 'last' : 'soon'
  if (step === told) return
  tell(step === 'over' ? form.dataset.over : form.dataset.soon.replace('#', String(left)), step)
}

function tell(text, step) {
  told = step
  if (says.textContent !== text) says.textContent = text
  says.className = text ? 'note soon' : ''
}

form.addEventListener(
  'submit',
  async (event) => {
    event.preventDefault()
    // Before anything else hears that it was sent: it may be sent again.
    event.stopImmediatePropagation()
    const answer = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      headers: { accept: 'application/json' },
    }).catch(() => undefined)
    if (!answer?.ok) return tell(form.dataset.over, 'over')
    until = Date.now() + Number(form.dataset.hold)
    // The house says until when, where that is no hour of today.
    if (answer.status === 200) {
      time.textContent = await answer.text()
      return tell(form.dataset.extended, undefined)
    }
    const before = time.dataset.time
    time.textContent = time.textContent.replace(before.slice(-5), clock(until))
    time.dataset.time = before.slice(0, -5) + clock(until)
    tell(form.dataset.extended, undefined)
  },
  true,
)

setInterval(look, 15_000)
look()
