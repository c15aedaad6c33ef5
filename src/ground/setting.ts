/** How a setting is read, for all files that read some of them: by its name, and as an address where it is one. */

/** The value of a setting by its name; empty is unset. */
export type Setting = (name: string) => string | undefined

/** The text as the address of one of these schemes (`https:`); undefined for anything else. */
export function parsed(text: string, schemes: string[]): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && schemes.includes(url.protocol) ? url : undefined
}
