/** A button that asks the device; hidden where the browser has no passkeys, or no script. */

/** Of each page that has such a button. */
export const SCRIPTS = ['passkey.js']

type Props = {
  action: string
  label: string
  fields: Record<string, string>
  failed: string
}

export function PasskeyForm({ action, label, fields, failed }: Props) {
  return (
    <form method="post" action={action} data-passkey={`${action}/options`} data-failed={failed} hidden>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="credential" value="" />
      <button type="submit">{label}</button>
      <p class="fault" role="alert" />
    </form>
  )
}
