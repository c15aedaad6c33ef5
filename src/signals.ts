/** What SIGINT and SIGTERM mean: the first closes in order, one that comes a second later leaves at once. */

/** npm hands on what the terminal has sent to all of them already: that is one signal, not two. */
const ONE = 1_000 // ms

/** @param first is called once, `again` for one that comes later */
export function onSignals(first: () => void, again: () => void): void {
  let since: number | undefined
  const heard = () => {
    if (since === undefined) {
      since = performance.now()
      first()
    } else if (performance.now() - since > ONE) again()
  }
  process.on('SIGINT', heard)
  process.on('SIGTERM', heard)
}
