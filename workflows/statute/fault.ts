/** Facts that contradict each other are never computed over in silence: a stable code, and a sentence for the person at the desk. */
export class ClockFault extends Error {
  override name = 'ClockFault'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** What was given, short enough to print and free of surprises. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `“${value.slice(0, 40)}”`
  return value === null || typeof value !== 'object' ? String(value).slice(0, 40) : typeof value
}
