/** What is common to the pages of the analysis. */
import type { ComponentChildren } from 'preact'
import { at, YearlyPage } from '../../people/pages/yearly-page.tsx'
import type { Frame } from '../views.ts'

type CountProps = { frame: Frame; n: number; of: string; zh: string; inText?: boolean }

/** A figure, leading to its cases; a nought leads nowhere. `inText`: among the words of a sentence, else alone in its cell. */
export function Count({ frame, n, of, zh, inText = false }: CountProps) {
  if (n === 0) return <>0</>
  return (
    <a class={inText ? undefined : 'offered'} href={at('/analysis/cases', frame, { of })} aria-label={`${n}件：${zh}`}>
      {n}
    </a>
  )
}

const PAGES = {
  '/analysis': '数字',
  '/analysis/report': '分析报告',
  '/analysis/work': '自查和转公开',
  '/analysis/subjects': '主题和区域',
} as const

type Props = { frame: Frame; path: keyof typeof PAGES; title: string; children: ComponentChildren }

/** A page of the analysis. @param path of the page, for the same page of another year or agency */
export const AnalysisFrame = (props: Props) => (
  <YearlyPage {...props} kicker="定期分析" kind="/analysis" pages={PAGES} />
)
