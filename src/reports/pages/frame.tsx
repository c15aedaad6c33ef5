import type { ComponentChildren } from 'preact'
import { YearlyPage } from '../../people/pages/yearly-page.tsx'
import type { ReportFrame } from '../views.ts'

type Props = { frame: ReportFrame; path: string; title: string; children: ComponentChildren }

/** A page of a report. @param path of the page, for the same page of another year or agency */
export const ReportPage = (props: Props) => <YearlyPage {...props} kicker="政府信息公开工作年度报告" kind="/reports" />
