/** 核验信息: long digests, folded until somebody wants to compare them; on paper they stand open. */
import type { ComponentChildren } from 'preact'
import { type Words, zh } from '../words/zh.ts'

export const Proof = ({ words = zh, children }: { words?: Words; children: ComponentChildren }) => (
  <details class="fold digests">
    <summary>{words.site.proof}</summary>
    {children}
  </details>
)
