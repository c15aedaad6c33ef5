/** Passkeys: the buttons show where the browser has them; what the device answers goes back in the form. */

const { PublicKeyCredential: Credential } = globalThis

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!Credential?.parseRequestOptionsFromJSON) continue
  form.hidden = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const fault = form.querySelector('[role="alert"]')
    fault.textContent = ''
    try {
      const answer = await fetch(form.dataset.passkey, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
      })
      if (answer.redirected) return location.assign(answer.url)
      if (!answer.ok) throw new Error(answer.status)
      const options = await answer.json()
      const credential =
        'rp' in options
          ? await navigator.credentials.create({ publicKey: Credential.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get({ publicKey: Credential.parseRequestOptionsFromJSON(options) })
      form.elements.credential.value = JSON.stringify(credential.toJSON())
      form.submit() // past the listeners: it has been sent once already
    } catch {
      // The device was not unlocked, or the person changed their mind: the other ways stand beside it.
      fault.textContent = form.dataset.failed
      delete form.dataset.sent
      for (const button of form.querySelectorAll('[aria-disabled]')) button.removeAttribute('aria-disabled')
    }
  })
}
