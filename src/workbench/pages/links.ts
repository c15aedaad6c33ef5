/** Addresses inside the workbench: another agency's wording stays in the address. */
import type { Scope, Which } from '../views.ts'

/** The address with the query; it names the agency where that is not the viewer's own. */
export function at(path: string, { agency, own }: Scope, query: Record<string, string> = {}): string {
  const words = new URLSearchParams({ ...(!own && { agency: agency.id }), ...query }).toString()
  return words === '' ? path : `${path}?${words}`
}

/** A version in an address: its number, or `shipped`. */
export const word = (which: Which): string => (which === null ? 'shipped' : String(which))
/** A version in Chinese. */
export const named = (which: Which): string => (which === null ? '随附版本' : `本机关第${which}版`)
