/** Files go ahead of the form, each with its progress, tried again when the line breaks; without this script the form takes them along. */

const TRIES = 3
const FIRST_PAUSE = 1_000 // ms; doubled each time

const form = document.querySelector('form.application')
const basket = form?.elements.namedItem('basket')?.value
let onTheWay = 0
let waitsFor // the button that was pressed while files were on their way

for (const part of form?.querySelectorAll('[data-uploads]') ?? []) {
  const { uploads: address, part: name } = part.dataset
  const input = part.querySelector('input[type="file"]')
  const list = part.querySelector('ul')
  const drop = part.querySelector('[data-drop]')
  const says = part.querySelector('[data-says]')

  for (const item of list.querySelectorAll('[data-upload]')) {
    item.querySelector('label').remove()
    item.append(removeButton(item, () => item.dataset.upload))
  }
  drop.hidden = false
  input.addEventListener('change', () => {
    for (const file of input.files) send(file)
    input.value = ''
  })
  for (const kind of ['dragenter', 'dragover'])
    part.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      part.dataset.over = 'yes'
    })
  for (const kind of ['dragleave', 'drop']) part.addEventListener(kind, () => delete part.dataset.over)
  part.addEventListener('drop', (event) => {
    event.preventDefault()
    for (const file of event.dataTransfer.files) send(file)
  })

  function send(file) {
    const item = document.createElement('li')
    const title = element('span', file.name)
    const state = element('span', part.dataset.uploading, 'hint')
    const bar = document.createElement('progress')
    bar.max = 100
    bar.value = 0
    bar.setAttribute('aria-label', file.name)
    item.append(title, ' ', state, bar)
    list.append(item)
    list.hidden = false
    tries(1)

    function tries(nth) {
      onTheWay += nth === 1 ? 1 : 0
      const request = new XMLHttpRequest()
      request.open('POST', address)
      request.responseType = 'json'
      request.upload.addEventListener('progress', ({ loaded, total }) => {
        bar.value = total ? (loaded / total) * 100 : 0
      })
      request.addEventListener('loadend', () => {
        const { status, response } = request
        if (status === 201) return arrived(response.files[0])
        if (status === 422) return failed(response?.message ?? part.dataset.failed)
        if (status === 429 || nth === TRIES) return failed(part.dataset.failed, true)
        state.textContent = part.dataset.again
        setTimeout(() => tries(nth + 1), FIRST_PAUSE * 2 ** (nth - 1))
      })
      const body = new FormData()
      body.append('basket', basket)
      body.append(name, file)
      request.send(body)
    }

    function arrived({ id, heed }) {
      const same = list.querySelector(`[data-upload="${id}"]`)
      bar.remove()
      if (same) item.remove()
      else {
        item.dataset.upload = id
        state.textContent = readable(file.size)
        if (heed) item.append(element('p', heed, 'hint soon'))
        item.append(removeButton(item, () => id))
      }
      says.textContent = heed ?? `${part.dataset.uploaded} ${file.name}`
      changed()
      settle()
    }

    function failed(message, again = false) {
      bar.remove()
      item.classList.add('wrong')
      state.className = 'fault'
      state.textContent = message
      const buttons = [removeButton(item, () => undefined)]
      if (again) {
        const button = element('button', part.dataset.try, 'plain')
        button.type = 'button'
        button.addEventListener('click', () => {
          item.remove()
          send(file)
          input.focus()
        })
        buttons.unshift(button)
      }
      item.append(...buttons)
      says.textContent = `${file.name}: ${message}`
      waitsFor = undefined // whoever waits must first see what is missing
      settle()
    }
  }

  /** For whoever shows what waits (scan.js). */
  function changed() {
    part.dispatchEvent(new CustomEvent('uploads'))
  }

  function removeButton(item, idOf) {
    const button = element('button', part.dataset.takeAway, 'plain')
    button.type = 'button'
    const title = item.querySelector('span').textContent
    button.setAttribute('aria-label', `${part.dataset.takeAway} ${title}`)
    button.addEventListener('click', () => {
      const id = idOf()
      if (id) fetch(`${address}/remove`, { method: 'POST', body: new URLSearchParams({ basket, id }), keepalive: true })
      item.remove()
      list.hidden = list.children.length === 0
      says.textContent = `${part.dataset.removed} ${title}`
      changed()
      input.focus()
    })
    return button
  }
}

/** One file less on its way; the form goes with the last. */
function settle() {
  onTheWay--
  if (onTheWay > 0 || !waitsFor) return
  const button = waitsFor
  waitsFor = undefined
  form.requestSubmit(button)
}

// Before anything else hears of it: a form whose files are on their way goes when they have arrived.
document.addEventListener(
  'submit',
  (event) => {
    if (event.target !== form || onTheWay === 0) return
    event.preventDefault()
    event.stopImmediatePropagation()
    waitsFor = event.submitter
    const part = form.querySelector('[data-uploads]:has(progress)')
    const says = part.querySelector('[data-says]')
    says.textContent = part.dataset.wait
    says.className = 'hint' // for everybody to see, not only to hear
  },
  true,
)

function element(name, text, className = '') {
  const node = document.createElement(name)
  node.textContent = text
  if (className) node.className = className
  return node
}

function readable(bytes) {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1_048_576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`
}
