/** The scan beside the fields: the pages of what waits with the form, turned and enlarged. Without this script each file has a page of its own. */

const viewer = document.querySelector('[data-scan]')
const part = document.querySelector('[data-part="files"]')
const ZOOM = { least: 0.5, most: 4, step: 1.25 }
const LARGEST = 4_096 // pixels a side: what every browser can hold

if (viewer && part) {
  const canvas = viewer.querySelector('canvas')
  const says = viewer.querySelector('[data-page]')
  const unshown = viewer.querySelector('[data-unshown]')
  const files = new Map() // of each id: how many pages, and why none
  const turned = new Map() // quarters by page
  let pages = [] // addresses; of what has none, its id
  let at = 0
  let zoom = 1
  let image

  const look = async () => {
    const ids = [...part.querySelectorAll('li[data-upload]')].map(({ dataset }) => dataset.upload)
    for (const id of ids) if (!files.has(id)) files.set(id, await pagesOf(id))
    const shown = pages[at]
    pages = ids.flatMap((id) => {
      const n = files.get(id).pages
      return n === 0 ? [id] : Array.from({ length: n }, (_, i) => `${id}/pages/${i + 1}`)
    })
    at = Math.max(0, pages.indexOf(shown))
    viewer.hidden = ids.length === 0
    if (pages.length > 0 && pages[at] !== shown) show()
    else if (pages.length > 0) tell()
  }

  const pagesOf = async (id) => {
    const answer = await fetch(`${viewer.dataset.scan}${id}/pages`).catch(() => undefined)
    return answer?.ok ? answer.json() : { pages: 0 }
  }

  const tell = () => {
    says.textContent = viewer.dataset.nth.replace('{n}', at + 1).replace('{of}', pages.length)
    canvas.setAttribute('aria-label', says.textContent)
  }

  /** What cannot be shown is said, with the file itself: never an empty frame. */
  const cannot = (why) => {
    image = undefined
    canvas.hidden = true
    const [id] = pages[at].split('/')
    const [text, link] = unshown.children
    text.textContent = `${nameOf(id)}：${why || viewer.dataset.none}`
    link.href = `${viewer.dataset.scan}${id}/content`
    unshown.hidden = false
  }
  const nameOf = (id) => part.querySelector(`li[data-upload="${id}"] a`)?.textContent ?? ''

  const show = () => {
    tell()
    unshown.hidden = true
    const { why, pages: n } = files.get(pages[at].split('/')[0])
    if (n === 0) return cannot(why)
    const next = new Image()
    image = next
    next.addEventListener('load', () => image === next && draw())
    next.addEventListener('error', () => {
      if (image === next) cannot()
    })
    next.src = viewer.dataset.scan + pages[at]
  }

  const draw = () => {
    const quarters = turned.get(pages[at]) ?? 0
    const scale = Math.min(1, LARGEST / Math.max(image.naturalWidth, image.naturalHeight))
    const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale]
    const isSideways = quarters % 2 === 1
    canvas.width = isSideways ? height : width
    canvas.height = isSideways ? width : height
    canvas.style.width = `${zoom * 100}%`
    canvas.hidden = false
    canvas.dataset.shown = `${pages[at]} ${quarters}`
    const pen = canvas.getContext('2d')
    pen.translate(canvas.width / 2, canvas.height / 2)
    pen.rotate((quarters * Math.PI) / 2)
    pen.drawImage(image, -width / 2, -height / 2, width, height)
  }

  const go = (by) => {
    const to = Math.max(0, Math.min(pages.length - 1, at + by))
    if (to === at) return
    at = to
    show()
  }
  const turn = (by) => {
    turned.set(pages[at], ((turned.get(pages[at]) ?? 0) + by + 4) % 4)
    draw()
  }
  const enlarge = (to) => {
    zoom = Math.max(ZOOM.least, Math.min(ZOOM.most, to))
    canvas.style.width = `${zoom * 100}%`
  }
  const ACTS = {
    before: () => go(-1),
    after: () => go(1),
    left: () => turn(-1),
    right: () => turn(1),
    larger: () => enlarge(zoom * ZOOM.step),
    smaller: () => enlarge(zoom / ZOOM.step),
    fit: () => enlarge(1),
  }
  viewer.addEventListener('click', ({ target }) => {
    const act = target.closest('[data-act]')?.dataset.act
    const isShown = act === 'before' || act === 'after' || image?.complete
    if (act && pages.length > 0 && isShown) ACTS[act]()
  })
  addEventListener('keydown', (event) => {
    if (!event.altKey || (event.key !== 'PageDown' && event.key !== 'PageUp')) return
    event.preventDefault()
    go(event.key === 'PageDown' ? 1 : -1)
  })
  part.addEventListener('uploads', look)
  look()
}
