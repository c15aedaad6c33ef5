/** What is written of a draft is kept on the server while it is written; without this a button keeps it. */

const part = document.querySelector('[data-kept]')
const form = part.closest('form')
const says = part.querySelector('[data-says]')
const PAUSE = 2_000 // ms after the last key
const AT_MOST = 15_000 // ms without keeping, while somebody writes on
const MACHINERY = ['csrf', 'idempotencyKey', 'basket']

let waiting
let last = Date.now()
let isBehind = false
/** Until then the server keeps nothing (429). */
let notBefore = 0

const soon = () => {
  if (!isBehind) last = Date.now()
  isBehind = true
  clearTimeout(waiting)
  waiting = setTimeout(keep, Math.max(0, notBefore - Date.now(), Math.min(PAUSE, last + AT_MOST - Date.now())))
}
form.addEventListener('input', soon)
// Whoever leaves the page, or looks at another, may not come back to it.
document.addEventListener('visibilitychange', () => document.hidden && keep(true))
addEventListener('pagehide', () => keep(true))
form.addEventListener('submit', () => {
  clearTimeout(waiting)
  isBehind = false
})

async function keep(leaving) {
  if (!isBehind) return
  clearTimeout(waiting)
  isBehind = false
  const values = {}
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && !MACHINERY.includes(name)) values[name] = value
  const uploads = form.elements.namedItem('basket')?.value
  try {
    const answer = await fetch(part.dataset.kept, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-csrf-token': form.elements.namedItem('csrf').value },
      body: JSON.stringify({ form: part.dataset.form, values, ...(uploads && { uploads }) }),
      keepalive: leaving === true,
    })
    if (answer.status === 429) return later(Number(answer.headers.get('retry-after')) || 60)
    if (!answer.ok) throw answer.status
    tell(`已暂存 ${new Date().toTimeString().slice(0, 5)}`)
  } catch (status) {
    isBehind = true
    tell(
      status === 401 || status === 403
        ? '没有暂存：登录已经过期。请保留本页，在新窗口登录以后再继续填写；登录前不要提交。'
        : '没有暂存，继续填写时会再试。',
    )
  }
}

function later(seconds) {
  notBefore = Date.now() + seconds * 1_000
  soon()
  tell('暂存过于频繁，稍后自动再存。')
}

function tell(text) {
  if (says.textContent !== text) says.textContent = text
}
