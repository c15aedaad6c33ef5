/** The desk by keyboard: j and k move, Enter opens (it is a link), / searches, ? tells. May be switched off (WCAG 2.1.4). */
const rows = [...document.querySelectorAll('[data-row]')]
const keys = document.getElementById('keys')
const search = document.getElementById('q')
const choice = keys?.querySelector('[data-keys]')
const box = choice?.querySelector('input')

if (choice && box) {
  choice.hidden = false
  box.checked = localStorage.getItem('keys') !== 'off'
  box.addEventListener('change', () => localStorage.setItem('keys', box.checked ? 'on' : 'off'))
}

const goTo = (row) => {
  row?.focus()
  row?.scrollIntoView({ block: 'nearest' })
}

const move = (by) => {
  const at = rows.indexOf(document.activeElement)
  goTo(rows[Math.max(0, Math.min(rows.length - 1, at + by))] ?? rows[0])
}

// Who comes back from a case stands where they were, and goes on to the next one.
for (const row of rows) row.addEventListener('click', () => sessionStorage.setItem('last-case', row.pathname))
addEventListener('pageshow', () => {
  if (performance.getEntriesByType('navigation')[0]?.type !== 'back_forward') return
  const last = sessionStorage.getItem('last-case')
  goTo(rows.find((row) => row.pathname === last))
})

addEventListener('keydown', (event) => {
  if (box && !box.checked) return
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.target instanceof Element && event.target.closest('input, textarea, select')) return
  if (event.key === 'j') move(1)
  else if (event.key === 'k') move(-1)
  else if (event.key === '/') search?.focus()
  else if (event.key === '?' && keys) {
    keys.open = !keys.open
    if (keys.open) keys.scrollIntoView({ block: 'nearest' })
  } else return
  event.preventDefault()
})
