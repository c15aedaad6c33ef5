/** The addresses of the pages on which an application is written. */
import type { Step } from './steps.ts'

/** `checked`: its faults are told; `back`: from there back to the review; `at`: the field that is meant. */
export type Where = {
  page: 'form' | 'review' | Step
  checked?: boolean | undefined
  back?: boolean | undefined
  at?: string | undefined
}

/** Where a page stands, below the root of its language. */
export function pathTo({ page, checked, back, at }: Where): string {
  const path = page === 'form' ? 'apply' : `apply/${page}`
  const query = new URLSearchParams({ ...(checked && { checked: '1' }), ...(back && { return: 'review' }) }).toString()
  const place = checked ? 'errors' : at
  return `${path}${query && `?${query}`}${place ? `#${place}` : ''}`
}
