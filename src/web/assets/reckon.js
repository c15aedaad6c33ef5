/** What the house would reckon from a form, while it is written; without this a button asks for it. */

const part = document.querySelector('[data-reckoned]')
const form = part.closest('form')
const says = part.querySelector('[data-says]')
const fold = part.querySelector('details')
const reason = form.elements.namedItem('reason')
const PAUSE = 250 // ms after the last key

let waiting
let latest = 0

part.querySelector('button').remove() // nor may Enter press it
form.addEventListener('input', () => {
  clearTimeout(waiting)
  waiting = setTimeout(reckon, PAUSE)
})

async function reckon() {
  const turn = ++latest
  const asked = new URLSearchParams()
  for (const name of ['basis', 'quantity', 'amount', 'reason', 'on']) {
    const value = form.elements.namedItem(name)?.value
    if (value) asked.set(name, value)
  }
  try {
    const answer = await fetch(`${part.dataset.reckoned}?${asked}`)
    if (!answer.ok) throw new Error(String(answer.status))
    const reckoned = await answer.json()
    if (turn === latest) show(reckoned)
  } catch {
    if (turn === latest) says.textContent = '现在不能计算，记录时再计算。'
  }
}

function show({ says: text, lower, counted }) {
  if (says.textContent !== text) says.textContent = text
  reason.required = lower
  fold.hidden = counted.length === 0
  fold.querySelector('summary').textContent = `同月在先计入的申请${counted.length}件`
  fold.querySelector('ol').replaceChildren(
    ...counted.map(({ url, label }) => {
      const item = document.createElement('li')
      item.append(Object.assign(document.createElement('a'), { href: url, textContent: label }))
      return item
    }),
  )
}
