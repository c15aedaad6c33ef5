/** Marks are drawn on the page with the mouse, and stepped through by key; without this the lists and numbers do the same. */

const sheet = document.querySelector('[data-sheet]')
const form = document.querySelector('[data-draw] form')
const marks = [...document.querySelectorAll('[data-mark]')]

/** Share of the page, in percent with two places. */
const share = (event) => {
  const { left, top, width, height } = sheet.getBoundingClientRect()
  const of = (at, from, size) => Math.min(100, Math.max(0, Math.round(((at - from) / size) * 10_000) / 100))
  return { x: of(event.clientX, left, width), y: of(event.clientY, top, height) }
}

if (sheet && form) {
  const { width, height } = sheet.viewBox.baseVal
  let from
  let drawn
  sheet.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    event.preventDefault()
    sheet.setPointerCapture(event.pointerId)
    from = share(event)
    drawn?.remove()
    drawn = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
    drawn.dataset.drawn = ''
    sheet.append(drawn)
  })
  sheet.addEventListener('pointermove', (event) => {
    if (!from) return
    const to = share(event)
    const set = (name, value) => drawn.setAttribute(name, value)
    set('x', (Math.min(from.x, to.x) * width) / 100)
    set('y', (Math.min(from.y, to.y) * height) / 100)
    set('width', (Math.abs(to.x - from.x) * width) / 100)
    set('height', (Math.abs(to.y - from.y) * height) / 100)
  })
  // A finger that scrolls after all draws nothing.
  sheet.addEventListener('pointercancel', () => {
    from = undefined
    drawn?.remove()
  })
  sheet.addEventListener('pointerup', (event) => {
    if (!from) return
    const to = share(event)
    const sides = {
      left: Math.min(from.x, to.x),
      top: Math.min(from.y, to.y),
      right: Math.max(from.x, to.x),
      bottom: Math.max(from.y, to.y),
    }
    from = undefined
    for (const [name, value] of Object.entries(sides)) form.elements.namedItem(name).value = value
    form.closest('details').open = true
    form.elements.namedItem('ground').focus()
  })
}

/** n and p: the next mark and the one before; behind the last of a page the next page that has some, before the first the page before. */
document.addEventListener('keydown', (event) => {
  if (event.target.closest('input, select, textarea') || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key !== 'n' && event.key !== 'p') return
  const now = marks.indexOf(document.activeElement?.closest('[data-mark]'))
  // Before any of them is focused, p leads back.
  const next = event.key === 'n' ? now + 1 : now < 0 ? -1 : now - 1
  if (marks[next]) {
    marks[next].focus()
    for (const one of sheet.querySelectorAll('[data-at]'))
      one.toggleAttribute('data-now', one.dataset.at === marks[next].dataset.mark)
  } else document.querySelector(event.key === 'n' ? '[data-next-marked]' : '[data-previous-marked]')?.click()
})
