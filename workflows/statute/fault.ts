/** Facts that contradict each other are never computed over in silence: a stable code, and a sentence for the person at the desk. */
export class ClockFault extends Error {
  override name = 'ClockFault'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
