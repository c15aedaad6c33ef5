/** A public terminal clears itself: some minutes after the last touch, sooner where a page shows numbers that open an application. */

const MINUTE = 60_000
const form = document.querySelector('form[data-terminal]')
const patience = document.querySelector('[data-enquiry-code]') ? MINUTE : 3 * MINUTE

/** What a page of this site keeps on the device besides cookies. */
function forget() {
  try {
    localStorage.clear()
    sessionStorage.clear()
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

if (form) {
  let last = Date.now()
  const touched = () => {
    last = Date.now()
  }
  for (const event of ['pointerdown', 'keydown', 'scroll', 'input'])
    addEventListener(event, touched, { passive: true, capture: true })
  form.addEventListener('submit', forget)
  // Asleep a timer stands still; the clock does not.
  const watch = setInterval(() => {
    if (Date.now() - last <= patience) return
    clearInterval(watch) // once: to send again is to begin anew
    forget()
    form.submit()
  }, 1_000)
  addEventListener('pageshow', (event) => event.persisted && location.reload())
}
