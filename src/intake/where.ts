/** The addresses of the pages on which an application is written. */
import type { Step } from './steps.ts'

/** `checked`: its faults are told; `back`: from there back to the review; `at`: the field that is meant; `once`: for a browser that may keep no cookie (`web/once-by-address.ts`). */
export type Where = {
  page: 'form' | 'review' | Step
  checked?: boolean | undefined
  back?: boolean | undefined
  at?: string | undefined
  once?: string | undefined
}

/** Where a page stands, below the root of its language. */
export function pathTo({ page, checked, back, at, once }: Where): string {
  const path = page === 'form' ? 'apply' : `apply/${page}`
  const told = { ...(checked && { checked: '1' }), ...(back && { return: 'review' }), ...(once && { once }) }
  const query = new URLSearchParams(told).toString()
  const place = checked ? 'errors' : at
  return `${path}${query && `?${query}`}${place ? `#${place}` : ''}`
}
